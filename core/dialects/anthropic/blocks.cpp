#include "core/dialects/anthropic/blocks.h"

#include <optional>
#include <utility>

#include "core/dialects/anthropic/citations.h"
#include "core/dialects/citations.h"
#include "core/dialects/media.h"
#include "core/dialects/request_read.h"
#include "core/dialects/signature.h"

namespace sb::dialects::anthropic {
namespace {

using namespace chat;

// Every member that some block has.
struct Fields {
  std::string type, text, thinking, signature, data, id, name, inputJson, toolUseId, title;
  std::vector<Citation> citations;
  std::vector<Part> content;
  std::optional<Media> source;
  CacheHint cache = CacheHint::None;
  bool isError = false;
};

Media readSource(JsonCursor& cursor) {
  Media media;
  std::string type, data;
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "type")
      type = takeText(value);
    else if (name == "media_type")
      media.mime = takeText(value);
    else if (name == "data")
      data = takeText(value);
    else if (name == "url")
      media.url = takeText(value);
    else if (name == "file_id")
      media.fileId = takeText(value);
  });
  (type == "text" ? media.text : media.base64) = std::move(data);
  return media;
}

void blockMember(std::string_view name, JsonCursor& value, Fields& f) {
  struct TextField {
    std::string_view name;
    std::string Fields::*to;
  };
  static constexpr TextField kTexts[] = {
      {"type", &Fields::type},      {"text", &Fields::text},   {"thinking", &Fields::thinking},
      {"data", &Fields::data},      {"id", &Fields::id},       {"signature", &Fields::signature},
      {"name", &Fields::name},      {"title", &Fields::title}, {"tool_use_id", &Fields::toolUseId},
      {"tool_name", &Fields::name},
  };
  for (const TextField& text : kTexts)
    if (text.name == name) return void(f.*text.to = takeText(value));
  if (name == "input")
    f.inputJson = takeRaw(value);
  else if (name == "citations")
    f.citations = readCitations(value);
  else if (name == "content")
    readBlocks(value, f.content);
  else if (name == "source")
    f.source = readSource(value);
  else if (name == "is_error")
    f.isError = takeFlag(value).value_or(false);
  else if (name == "cache_control")
    f.cache = readCacheHint(value);
}

bool readKnown(Fields& f, Part& part) {
  if (f.type == "text") {
    Text text{std::move(f.text), std::move(f.citations)};
    spanWhole(text, characters(text.text));
    part.what = std::move(text);
  } else if ((f.type == "image" || f.type == "document") && f.source) {
    f.source->kind = f.type == "image" ? MediaKind::Image : MediaKind::File;
    f.source->name = std::move(f.title);
    part.what = std::move(*f.source);
  } else if (f.type == "tool_use") {
    ToolCall call;
    call.id = std::move(f.id);
    call.name = std::move(f.name);
    call.arguments = std::move(f.inputJson);
    part.what = std::move(call);
  } else if (f.type == "tool_result") {
    ToolResult result;
    result.callId = std::move(f.toolUseId);
    result.content = std::move(f.content);
    result.isError = f.isError;
    part.what = std::move(result);
  } else if (f.type == "tool_reference") {
    // All tools are there from the beginning; found ones are named.
    part.what = Text{"The tool " + f.name + " can be called.", {}};
  } else if (f.type == "thinking" || f.type == "redacted_thinking") {
    Thinking thinking;
    thinking.text = std::move(f.thinking);
    thinking.redacted = f.type == "redacted_thinking";
    const std::string& sealed = thinking.redacted ? f.data : f.signature;
    thinking.signature = signatureOf(sealed, Dialect::Anthropic);
    part.what = std::move(thinking);
  } else {
    return false;
  }
  return true;
}

}  // namespace

Part readBlock(JsonCursor& cursor) {
  JsonCursor again = cursor;
  Fields fields;
  eachMember(cursor,
             [&](std::string_view name, JsonCursor& value) { blockMember(name, value, fields); });
  Part part;
  part.cache = fields.cache;
  // A document of blocks has no bytes that others could take.
  const bool sourced = !fields.source || !fields.source->base64.empty() ||
                       !fields.source->url.empty() || !fields.source->fileId.empty() ||
                       !fields.source->text.empty();
  if (!sourced || !readKnown(fields, part))
    part.what = Opaque{Dialect::Anthropic, std::move(fields.type), std::string(again.checked())};
  return part;
}

void readBlocks(JsonCursor& cursor, std::vector<Part>& parts) {
  if (cursor.peek() == '[') {
    cursor.elements([&](JsonCursor& one) { parts.push_back(readBlock(one)); });
    return;
  }
  std::string text = takeText(cursor);
  if (text.empty()) return;
  Part part;
  part.what = Text{std::move(text), {}};
  parts.push_back(std::move(part));
}

std::string wordsFor(const Media& media) {
  if (media.kind == MediaKind::Image && !media.url.empty()) return "![image](" + media.url + ")";
  std::string words("[The answer holds ");
  switch (media.kind) {
    case MediaKind::Image:
      words += "an image";
      break;
    case MediaKind::Audio:
      words += "a sound";
      break;
    case MediaKind::Video:
      words += "a video";
      break;
    case MediaKind::File:
      words += "a file";
      break;
  }
  if (!media.mime.empty()) words.append(" (").append(media.mime).append(")");
  return words + " that this API cannot carry.]";
}

}  // namespace sb::dialects::anthropic
