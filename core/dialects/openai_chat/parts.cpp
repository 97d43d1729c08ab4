#include "core/dialects/openai_chat/parts.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "core/dialects/citations.h"
#include "core/dialects/media.h"
#include "core/dialects/openai_chat/reasoning_details.h"
#include "core/dialects/request_read.h"

namespace sb::dialects::openai_chat {
namespace {

using namespace chat;

Media imageOf(JsonCursor& cursor) {
  if (cursor.peek() == '"') return mediaOfUrl(takeText(cursor), MediaKind::Image);  // Mistral
  Media media;
  std::string detail;
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "url")
      media = mediaOfUrl(takeText(value), MediaKind::Image);
    else if (name == "detail")
      detail = takeText(value);
  });
  media.detail = std::move(detail);
  return media;
}

Media audioOf(JsonCursor& cursor) {
  Media media;
  media.kind = MediaKind::Audio;
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "data")
      media.base64 = takeText(value);
    else if (name == "format")
      media.mime = audioMime(takeText(value));
  });
  return media;
}

// `file_data` is a data URL; some clients send the bare base64 text.
Media fileData(const std::string& data) {
  Media media = mediaOfUrl(data, MediaKind::File);
  if (media.url.find("://") != std::string::npos || media.url.empty()) return media;
  media.base64 = std::move(media.url);
  media.url.clear();
  return media;
}

Media fileOf(JsonCursor& cursor) {
  Media media;
  media.kind = MediaKind::File;
  std::string fileName, fileId;
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "file_data")
      media = fileData(takeText(value));
    else if (name == "file_id")
      fileId = takeText(value);
    else if (name == "filename")
      fileName = takeText(value);
  });
  media.name = std::move(fileName);
  media.fileId = std::move(fileId);
  return media;
}

struct Fields {
  std::string type, text;
  std::vector<Citation> citations;
  std::optional<Media> media;
  CacheHint cache = CacheHint::None;
};

void field(std::string_view name, JsonCursor& value, Fields& fields) {
  if (name == "type")
    fields.type = takeText(value);
  else if (name == "text" || name == "refusal")
    fields.text = takeText(value);
  else if (name == "image_url")
    fields.media = imageOf(value);
  else if (name == "input_audio")
    fields.media = audioOf(value);
  else if (name == "file")
    fields.media = fileOf(value);
  else if (name == "annotations")
    fields.citations = readAnnotations(value, Dialect::OpenAiChat);
  else if (name == "cache_control")
    fields.cache = readCacheHint(value);
}

bool knownType(const Fields& fields) {
  return fields.media || fields.type.empty() || fields.type == "text" || fields.type == "refusal" ||
         fields.type == "input_text" || fields.type == "output_text";
}

Part partWith(std::variant<Text, Media, ToolCall, ToolResult, Thinking, Refusal, Opaque> what) {
  Part part;
  part.what = std::move(what);
  return part;
}

Part textPart(std::string text) { return partWith(Text{std::move(text), {}}); }

void functionMember(std::string_view name, JsonCursor& value, ToolCall& call) {
  if (name == "name")
    call.name = takeText(value);
  else if (name == "arguments" || name == "input")
    call.arguments = value.peek() == '"' ? takeText(value) : takeRaw(value);
}

// {"google": {"thought_signature": "…"}}
std::string googleSignature(JsonCursor& cursor) {
  std::string signature;
  eachMember(cursor, [&](std::string_view vendor, JsonCursor& of) {
    if (vendor != "google") return;
    eachMember(of, [&](std::string_view name, JsonCursor& value) {
      if (name == "thought_signature") signature = takeText(value);
    });
  });
  return signature;
}

}  // namespace

Part readPart(JsonCursor& cursor) {
  if (cursor.peek() == '"') return textPart(takeText(cursor));
  JsonCursor again = cursor;
  Fields fields;
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) { field(name, value, fields); });
  Part part;
  part.cache = fields.cache;
  if (!knownType(fields))
    part.what = Opaque{Dialect::OpenAiChat, fields.type, std::string(again.checked())};
  else if (fields.media)
    part.what = std::move(*fields.media);
  else if (fields.type == "refusal")
    part.what = Refusal{std::move(fields.text)};
  else
    part.what = Text{std::move(fields.text), std::move(fields.citations)};
  return part;
}

void readContent(JsonCursor& cursor, std::vector<Part>& parts) {
  if (cursor.peek() == '[') {
    cursor.elements([&](JsonCursor& one) { parts.push_back(readPart(one)); });
    return;
  }
  std::string text = takeText(cursor);
  if (!text.empty()) parts.push_back(textPart(std::move(text)));
}

ToolCall readToolCall(JsonCursor& cursor) {
  ToolCall call;
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "id") {
      call.id = takeText(value);
    } else if (name == "function" || name == "custom") {
      call.custom = name == "custom";
      eachMember(value, [&](std::string_view inside, JsonCursor& of) {
        functionMember(inside, of, call);
      });
    } else if (name == "extra_content") {
      std::string signature = googleSignature(value);
      if (!signature.empty()) call.signature = Signature{Dialect::Gemini, std::move(signature)};
    }
  });
  return call;
}

ToolCall readFunctionCall(JsonCursor& cursor) {
  ToolCall call;
  eachMember(cursor,
             [&](std::string_view name, JsonCursor& value) { functionMember(name, value, call); });
  return call;
}

std::vector<Citation> readPages(JsonCursor& list) {
  std::vector<Citation> pages;
  eachElement(list, [&](JsonCursor& one) {
    Citation page;
    if (one.peek() == '"')
      page.url = takeText(one);
    else
      eachMember(one, [&](std::string_view name, JsonCursor& value) {
        if (name == "url") page.url = takeText(value);
        if (name == "title") page.title = takeText(value);
      });
    if (!page.url.empty()) pages.push_back(std::move(page));
  });
  return pages;
}

bool AssistantParts::member(std::string_view name, JsonCursor& value) {
  if (name == "content") {
    readContent(value, content);
  } else if (name == "refusal") {
    std::string text = takeText(value);
    if (!text.empty()) content.push_back(partWith(Refusal{std::move(text)}));
  } else if (name == "images" && fromProvider) {
    eachElement(value, [&](JsonCursor& one) { m_images.push_back(readPart(one)); });
  } else if (name == "tool_calls") {
    eachElement(value, [&](JsonCursor& one) { calls.push_back(partWith(readToolCall(one))); });
  } else if (name == "function_call") {
    if (value.peek() == '{') calls.push_back(partWith(readFunctionCall(value)));
  } else if (name == "reasoning_content" || name == "reasoning") {
    // The same words may stand under two names.
    std::string text = takeText(value);
    if (m_words.empty()) m_words = std::move(text);
  } else if (name == "reasoning_details") {
    details = readReasoningDetails(value, fromProvider);
  } else if (name == "annotations") {
    citations = readAnnotations(value, Dialect::OpenAiChat);
  } else {
    return false;
  }
  return true;
}

// Details say all that was thought, or only how it was signed.
std::vector<Part> AssistantParts::parts() && {
  const bool told = std::any_of(details.begin(), details.end(),
                                [](const Thinking& one) { return !one.text.empty(); });
  if (!told && !m_words.empty()) {
    const auto open = std::find_if(details.begin(), details.end(),
                                   [](const Thinking& one) { return !one.redacted; });
    (open == details.end() ? *details.insert(details.begin(), Thinking()) : *open).text =
        std::move(m_words);
  }
  placeCitations(content, std::move(citations));
  std::vector<Part> all;
  for (Thinking& thinking : details)
    all.push_back(partWith(std::move(thinking)));
  std::move(content.begin(), content.end(), std::back_inserter(all));
  std::move(m_images.begin(), m_images.end(), std::back_inserter(all));
  std::move(calls.begin(), calls.end(), std::back_inserter(all));
  return all;
}

}  // namespace sb::dialects::openai_chat
