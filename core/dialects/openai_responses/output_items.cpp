#include "core/dialects/openai_responses/output_items.h"

#include <utility>

#include "core/dialects/json_read.h"
#include "core/dialects/media.h"
#include "core/dialects/openai_logprobs.h"
#include "core/dialects/openai_responses/annotations.h"
#include "core/dialects/openai_responses/read_items.h"
#include "core/dialects/signature.h"

namespace sb::dialects::openai_responses {

using namespace chat;

bool itemOf(const Part& part, OutputItem& item) {
  const auto* media = as<Media>(part);
  const auto* opaque = as<Opaque>(part);
  if (as<Text>(part) || as<Refusal>(part))
    item.kind = OutputItem::Kind::Message;
  else if (as<Thinking>(part))
    item.kind = OutputItem::Kind::Reasoning;
  else if (as<ToolCall>(part))
    item.kind = OutputItem::Kind::Call;
  else if (media && media->kind == MediaKind::Image)
    item.kind = OutputItem::Kind::Image;
  else if (opaque && opaque->origin == Dialect::OpenAiResponses)
    item.kind = OutputItem::Kind::Raw;
  else
    return false;
  return true;
}

std::string_view prefixOf(const OutputItem& item) {
  switch (item.kind) {
    case OutputItem::Kind::Message:
      return "msg";
    case OutputItem::Kind::Reasoning:
    case OutputItem::Kind::Seal:
      return "rs";
    case OutputItem::Kind::Image:
      return "ig";
    case OutputItem::Kind::Call:
    case OutputItem::Kind::Raw:
      break;
  }
  return "fc";
}

void address(OutputItem& item, const ToolNames& tools) {
  auto& call = std::get<ToolCall>(item.parts.front().what);
  if (call.id.empty()) call.id = "call_" + item.id;
  const ToolAddress* to = tools.find(call.name);
  if (to == nullptr) return;
  item.space = to->space;
  call.name = to->name;
  item.wrapped = to->custom && !call.custom;
  call.custom = to->custom;
}

void unwrap(OutputItem& item) {
  if (!std::exchange(item.wrapped, false)) return;
  auto& call = std::get<ToolCall>(item.parts.front().what);
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(call.arguments);
  if (!cursor || cursor->peek() != '{') return;
  std::string text;
  bool found = false;
  eachMember(*cursor, [&](std::string_view name, JsonCursor& value) {
    if (name != "input" || value.peek() != '"') return;
    text = takeText(value);
    found = true;
  });
  if (found && !cursor->bad()) call.arguments = std::move(text);
}

void writeContentPart(JsonOut& out, const Part& part) {
  out.beginObject();
  if (const auto* refusal = as<Refusal>(part)) {
    out.text("type", "refusal");
    out.text("refusal", refusal->text);
  } else if (const auto* text = as<Text>(part)) {
    out.text("type", "output_text");
    out.key("annotations");
    writeAnnotations(out, *text);
    out.raw("logprobs", tokensOrNone(text->logprobsJson));
    out.text("text", text->text);
  }
  out.endObject();
}

namespace {

void writeMessage(JsonOut& out, const OutputItem& item, std::string_view status) {
  out.text("type", "message");
  out.text("status", status);
  out.beginList("content");
  for (const Part& part : item.parts)
    writeContentPart(out, part);
  out.endList();
  out.text("role", "assistant");
}

void writeReasoning(JsonOut& out, const Thinking& thinking) {
  out.text("type", "reasoning");
  out.beginList("summary");
  if (!thinking.text.empty()) {
    out.beginObject();
    out.text("type", "summary_text");
    out.text("text", thinking.text);
    out.endObject();
  }
  out.endList();
  out.text("encrypted_content", thinking.signature
                                    ? carried(*thinking.signature, Dialect::OpenAiResponses)
                                    : std::string(kUnsigned));
}

void writeSeal(JsonOut& out, const ToolCall& call) {
  out.text("type", "reasoning");
  out.raw("summary", "[]");
  out.text("encrypted_content",
           std::string(kCallMark) + carried(*call.signature, Dialect::OpenAiResponses));
}

void writeCall(JsonOut& out, const OutputItem& item, std::string_view status) {
  const auto& call = *as<ToolCall>(item.parts.front());
  const bool begun = status == "in_progress";
  out.text("type", call.custom ? "custom_tool_call" : "function_call");
  out.text("status", status);
  const bool none = call.arguments.empty() && !call.custom && !begun;
  out.text(call.custom ? "input" : "arguments", none ? "{}" : std::string_view(call.arguments));
  out.text("call_id", call.id);
  out.text("name", call.name);
  out.textIf("namespace", item.space);
}

void writeImage(JsonOut& out, const Media& media, std::string_view status) {
  out.text("type", "image_generation_call");
  out.text("status", status);
  if (media.mime.starts_with("image/")) out.text("output_format", media.mime.substr(6));
  const std::string& image = media.base64.empty() ? media.url : media.base64;
  if (image.empty())
    out.null("result");
  else
    out.text("result", image);
}

}  // namespace

void writeItem(JsonOut& out, const OutputItem& item, std::string_view status) {
  if (item.kind == OutputItem::Kind::Raw) return out.raw(as<Opaque>(item.parts.front())->valueJson);
  out.beginObject();
  out.text("id", item.id);
  switch (item.kind) {
    case OutputItem::Kind::Message:
      writeMessage(out, item, status);
      break;
    case OutputItem::Kind::Reasoning:
      writeReasoning(out, *as<Thinking>(item.parts.front()));
      break;
    case OutputItem::Kind::Seal:
      writeSeal(out, *as<ToolCall>(item.parts.front()));
      break;
    case OutputItem::Kind::Call:
      writeCall(out, item, status);
      break;
    case OutputItem::Kind::Image:
      writeImage(out, *as<Media>(item.parts.front()), status);
      break;
    case OutputItem::Kind::Raw:
      break;
  }
  out.endObject();
}

std::vector<OutputItem> itemsOf(const std::vector<Part>& content, const ResponseFrame& frame) {
  std::vector<OutputItem> items;
  const auto add = [&](OutputItem item, const Part& part) {
    item.id = frame.itemId(prefixOf(item), items.size());
    item.parts.push_back(part);
    items.push_back(std::move(item));
  };
  for (const Part& part : content) {
    OutputItem item;
    if (!itemOf(part, item)) continue;
    const bool goesOn = item.kind == OutputItem::Kind::Message && !items.empty() &&
                        items.back().kind == OutputItem::Kind::Message;
    const auto* call = as<ToolCall>(part);
    if (call && call->signature) {
      OutputItem seal;
      seal.kind = OutputItem::Kind::Seal;
      add(std::move(seal), part);
    }
    if (goesOn)
      items.back().parts.push_back(part);
    else
      add(std::move(item), part);
    if (call) {
      address(items.back(), frame.tools());
      unwrap(items.back());
    }
  }
  return items;
}

bool refuses(const std::vector<OutputItem>& items) {
  for (const OutputItem& item : items)
    for (const Part& part : item.parts)
      if (as<Refusal>(part) != nullptr) return true;
  return false;
}

}  // namespace sb::dialects::openai_responses
