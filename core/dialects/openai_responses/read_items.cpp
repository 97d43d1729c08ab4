#include "core/dialects/openai_responses/read_items.h"

#include <utility>

#include "core/base/json.h"
#include "core/dialects/citations.h"
#include "core/dialects/json_read.h"
#include "core/dialects/media.h"
#include "core/dialects/openai_logprobs.h"
#include "core/dialects/openai_responses/tool_names.h"
#include "core/dialects/signature.h"

namespace sb::dialects::openai_responses {
namespace {

using namespace chat;

// Every member that some part of a content list has.
struct PartFields {
  std::string type, text, imageUrl, detail, fileData, fileUrl, fileId, fileName;
  std::vector<Citation> citations;
  std::string tokens;
  std::optional<Media> audio;
  bool cached = false;
};

Media readAudio(JsonCursor& cursor) {
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

// `image_url` is a text here; some clients send the object of the chat completions API.
std::string imageUrl(JsonCursor& cursor, std::string& detail) {
  if (cursor.peek() != '{') return takeText(cursor);
  std::string url;
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "url") url = takeText(value);
    if (name == "detail") detail = takeText(value);
  });
  return url;
}

void partMember(std::string_view name, JsonCursor& value, PartFields& f) {
  struct TextField {
    std::string_view name;
    std::string PartFields::*to;
  };
  static constexpr TextField kTexts[] = {
      {"type", &PartFields::type},          {"text", &PartFields::text},
      {"refusal", &PartFields::text},       {"detail", &PartFields::detail},
      {"file_data", &PartFields::fileData}, {"file_url", &PartFields::fileUrl},
      {"file_id", &PartFields::fileId},     {"filename", &PartFields::fileName},
  };
  for (const TextField& text : kTexts)
    if (text.name == name) return void(f.*text.to = takeText(value));
  if (name == "image_url")
    f.imageUrl = imageUrl(value, f.detail);
  else if (name == "logprobs")
    f.tokens = takeTokens(value);
  else if (name == "input_audio")
    f.audio = readAudio(value);
  else if (name == "annotations")
    f.citations = readAnnotations(value, Dialect::OpenAiResponses);
  else if (name == "prompt_cache_breakpoint")
    f.cached = value.peek() == '{';
}

Media imageOf(PartFields& f) {
  Media media = mediaOfUrl(f.imageUrl, MediaKind::Image);
  media.fileId = std::move(f.fileId);
  media.detail = std::move(f.detail);
  return media;
}

// `file_data` is a data URL; some clients send the bare base64 text.
Media fileOf(PartFields& f) {
  Media media = mediaOfUrl(f.fileData, MediaKind::File);
  if (!media.url.starts_with("data:")) media.base64 += std::exchange(media.url, std::string());
  if (!f.fileUrl.empty()) media.url = std::move(f.fileUrl);
  media.fileId = std::move(f.fileId);
  media.name = std::move(f.fileName);
  return media;
}

bool readKnown(PartFields& f, Part& part) {
  if (f.type == "input_text" || f.type == "output_text" || f.type == "text") {
    part.what = Text{std::move(f.text), std::move(f.citations), std::move(f.tokens)};
  } else if (f.type == "refusal") {
    part.what = Refusal{std::move(f.text)};
  } else if (f.type == "input_image") {
    part.what = imageOf(f);
  } else if (f.type == "input_file") {
    part.what = fileOf(f);
  } else if (f.type == "input_audio" && f.audio) {
    part.what = std::move(*f.audio);
  } else {
    return false;
  }
  return true;
}

Part readPart(JsonCursor& cursor) {
  JsonCursor again = cursor;
  PartFields fields;
  eachMember(cursor,
             [&](std::string_view name, JsonCursor& value) { partMember(name, value, fields); });
  Part part;
  if (fields.cached) part.cache = CacheHint::FiveMinutes;
  if (!readKnown(fields, part))
    part.what =
        Opaque{Dialect::OpenAiResponses, std::move(fields.type), std::string(again.checked())};
  return part;
}

// Every member that some item has; lists where they stand.
struct ItemFields {
  std::string type, id, role, phase, callId, name, space, arguments, input, sealed, result, format;
  std::optional<JsonCursor> content, summary, output;
};

void itemMember(std::string_view name, JsonCursor& value, ItemFields& f) {
  struct TextField {
    std::string_view name;
    std::string ItemFields::*to;
  };
  static constexpr TextField kTexts[] = {
      {"type", &ItemFields::type},
      {"id", &ItemFields::id},
      {"role", &ItemFields::role},
      {"phase", &ItemFields::phase},
      {"call_id", &ItemFields::callId},
      {"name", &ItemFields::name},
      {"namespace", &ItemFields::space},
      {"input", &ItemFields::input},
      {"encrypted_content", &ItemFields::sealed},
      {"result", &ItemFields::result},
      {"output_format", &ItemFields::format},
  };
  for (const TextField& text : kTexts)
    if (text.name == name) return void(f.*text.to = takeText(value));
  if (name == "arguments")
    f.arguments = value.peek() == '"' ? takeText(value) : takeRaw(value);
  else if (name == "content")
    f.content = value;
  else if (name == "summary")
    f.summary = value;
  else if (name == "output")
    f.output = value;
}

Role roleOf(std::string_view role) {
  if (role == "system") return Role::System;
  if (role == "developer") return Role::Developer;
  return role == "assistant" ? Role::Assistant : Role::User;
}

template <class T>
void give(ReadItem& item, T what) {
  item.parts.emplace_back();
  item.parts.back().what = std::move(what);
}

void messageOf(ItemFields& f, ReadItem& item) {
  item.role = roleOf(f.role);
  if (f.content) readContent(*f.content, item.parts);
  if (!f.phase.empty()) {
    std::string quoted;
    json::appendQuoted(quoted, f.phase);
    item.extras.push_back(Extra{"phase", std::move(quoted)});
  }
}

void callOf(ItemFields& f, ReadItem& item) {
  ToolCall call;
  call.custom = f.type == "custom_tool_call";
  call.id = f.callId.empty() ? std::move(f.id) : std::move(f.callId);
  call.name = flatName(f.space, f.name);
  call.arguments = std::move(call.custom ? f.input : f.arguments);
  give(item, std::move(call));
}

void resultOf(ItemFields& f, ReadItem& item) {
  item.role = Role::User;
  ToolResult result;
  result.callId = std::move(f.callId);
  if (f.output) {
    if (f.output->peek() == '{') {
      give(item, Text{takeRaw(*f.output), {}});
      result.content = std::exchange(item.parts, {});
    } else {
      readContent(*f.output, result.content);
    }
  }
  give(item, std::move(result));
}

// The texts of a list of summaries or of thoughts, as one.
std::string thoughts(std::optional<JsonCursor>& list) {
  std::string all;
  if (!list) return all;
  eachElement(*list, [&](JsonCursor& one) {
    eachMember(one, [&](std::string_view name, JsonCursor& value) {
      if (name == "text") all.append(all.empty() ? "" : "\n\n").append(takeText(value));
    });
  });
  return all;
}

void thinkingOf(ItemFields& f, ReadItem& item) {
  if (f.sealed.starts_with(kCallMark)) {
    item.seal = signatureOf(f.sealed.substr(kCallMark.size()), Dialect::OpenAiResponses);
    return;
  }
  Thinking thinking;
  thinking.text = thoughts(f.summary);
  if (thinking.text.empty()) thinking.text = thoughts(f.content);
  thinking.id = std::move(f.id);
  thinking.signature = signatureOf(f.sealed, Dialect::OpenAiResponses);
  give(item, std::move(thinking));
}

void addText(JsonCursor& cursor, std::vector<Part>& parts) {
  std::string text = takeText(cursor);
  if (text.empty()) return;
  parts.emplace_back();
  parts.back().what = Text{std::move(text), {}};
}

bool madeByTool(std::string_view type) {
  return type.ends_with("_output") || type.ends_with("_response");
}

}  // namespace

ReadItem readItem(JsonCursor& cursor) {
  JsonCursor again = cursor;
  ItemFields f;
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) { itemMember(name, value, f); });
  ReadItem item;
  item.type = f.type.empty() && !f.role.empty() ? "message" : f.type;
  item.id = f.id;
  if (item.type == "message") {
    messageOf(f, item);
  } else if (item.type == "function_call" || item.type == "custom_tool_call") {
    callOf(f, item);
  } else if (item.type == "function_call_output" || item.type == "custom_tool_call_output") {
    resultOf(f, item);
  } else if (item.type == "reasoning") {
    thinkingOf(f, item);
  } else {
    if (madeByTool(item.type)) item.role = Role::User;
    if (item.type == "image_generation_call") {
      item.image = std::move(f.result);
      item.imageMime = "image/" + (f.format.empty() ? std::string("png") : f.format);
    }
    give(item, Opaque{Dialect::OpenAiResponses, item.type, std::string(again.checked())});
  }
  return item;
}

void readContent(JsonCursor& cursor, std::vector<Part>& parts) {
  if (cursor.peek() == '[') {
    cursor.elements([&](JsonCursor& one) {
      if (one.peek() == '{')
        parts.push_back(readPart(one));
      else if (one.peek() == '"')
        addText(one, parts);
    });
    return;
  }
  addText(cursor, parts);
}

}  // namespace sb::dialects::openai_responses
