#include <algorithm>
#include <functional>
#include <utility>

#include "core/base/text.h"
#include "core/dialects/anthropic/blocks.h"
#include "core/dialects/anthropic/citations.h"
#include "core/dialects/anthropic/messages_codec.h"
#include "core/dialects/anthropic/tool_ids.h"
#include "core/dialects/anthropic/usage.h"
#include "core/dialects/json_out.h"
#include "core/dialects/json_read.h"
#include "core/dialects/signature.h"

namespace sb::dialects::anthropic {
namespace {

using namespace chat;

void writeThinking(JsonOut& out, const Thinking& thinking) {
  const std::string sealed = thinking.signature ? carried(*thinking.signature, Dialect::Anthropic)
                                                : std::string(kUnsigned);
  out.beginObject();
  out.text("type", thinking.redacted ? "redacted_thinking" : "thinking");
  if (!thinking.redacted) out.text("thinking", thinking.text);
  out.text(thinking.redacted ? "data" : "signature", sealed);
  out.endObject();
}

// Calls carry no signature there: it stands before them, as thinking that cannot be read.
void writeCall(JsonOut& out, const ToolCall& call) {
  if (call.signature) {
    Thinking sealed;
    sealed.redacted = true;
    sealed.signature = call.signature;
    writeThinking(out, sealed);
  }
  out.beginObject();
  out.text("type", "tool_use");
  out.text("id", toolId(call.id));
  out.text("name", call.name);
  const std::string_view text = trim(call.arguments);
  if (text.empty() || isJsonObject(text)) {
    out.raw("input", text.empty() ? "{}" : text);
  } else {
    out.beginObject("input");
    out.text("input", call.arguments);
    out.endObject();
  }
  out.endObject();
}

void writeText(JsonOut& out, const Text& text) {
  out.beginObject();
  out.text("type", "text");
  out.text("text", text.text);
  writeCitations(out, text);
  out.endObject();
}

void writeBlock(JsonOut& out, const Part& part) {
  if (const auto* text = as<Text>(part)) return writeText(out, *text);
  if (const auto* refusal = as<Refusal>(part)) return writeText(out, Text{refusal->text, {}});
  if (const auto* call = as<ToolCall>(part)) return writeCall(out, *call);
  if (const auto* thinking = as<Thinking>(part)) return writeThinking(out, *thinking);
  if (const auto* media = as<Media>(part)) return writeText(out, Text{wordsFor(*media), {}});
  const auto* opaque = as<Opaque>(part);
  if (opaque && opaque->origin == Dialect::Anthropic) out.raw(opaque->valueJson);
}

}  // namespace

Result<Answer> MessagesCodec::readAnswer(std::string_view body) const {
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(body);
  if (!cursor || cursor->peek() != '{')
    return Error(ErrorKind::UpstreamProtocol, "The answer is no JSON object.");
  Answer answer;
  Choice choice;
  bool content = false;
  eachMember(*cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "id") {
      answer.id = takeText(value);
    } else if (name == "model") {
      answer.model = takeText(value);
    } else if (name == "content") {
      content = value.peek() == '[';
      readBlocks(value, choice.content);
    } else if (name == "stop_reason") {
      choice.finishRaw = takeText(value);
    } else if (name == "stop_sequence") {
      choice.stopSequence = takeText(value);
    } else if (name == "usage" && value.peek() == '{') {
      answer.usage.emplace();
      answer.serviceTier = tierOf(value);
      readUsage(value, *answer.usage);
    }
  });
  if (cursor->bad() || !content)
    return Error(ErrorKind::UpstreamProtocol, "The answer has no content.");
  choice.finish = finishOf(choice.finishRaw);
  answer.choices.push_back(std::move(choice));
  return answer;
}

std::string MessagesCodec::writeAnswer(const Answer& answer, const AnswerName& name) const {
  std::string body;
  JsonOut out(body);
  const Choice none;
  const Choice& choice = answer.choices.empty() ? none : answer.choices.front();
  out.beginObject();
  out.text("id", "msg_" + name.id);
  out.text("type", "message");
  out.text("role", "assistant");
  out.text("model", name.model);
  out.beginList("content");
  for (const Part& part : choice.content)
    writeBlock(out, part);
  out.endList();
  out.text("stop_reason", stopReasonOf(choice));
  if (choice.stopSequence.empty())
    out.null("stop_sequence");
  else
    out.text("stop_sequence", choice.stopSequence);
  out.key("usage");
  writeUsage(out, answer.usage.value_or(Usage()), answer.serviceTier);
  out.endObject();
  return body;
}

std::string MessagesCodec::untold(const Part& part) const {
  const auto* text = as<Text>(part);
  if (text && std::any_of(text->citations.begin(), text->citations.end(), std::not_fn(hasCitation)))
    return "citations of documents";
  const auto* opaque = as<Opaque>(part);
  const bool told = opaque ? opaque->origin == Dialect::Anthropic : as<Media>(part) == nullptr;
  return told ? std::string() : std::string(partName(part));
}

}  // namespace sb::dialects::anthropic
