#include "core/dialects/openai_chat/reasoning_details.h"

#include <string>
#include <utility>

#include "core/dialects/json_read.h"

namespace sb::dialects::openai_chat {
namespace {

using namespace chat;

constexpr std::string_view kText = "reasoning.text", kSummary = "reasoning.summary",
                           kEncrypted = "reasoning.encrypted";

struct Detail {
  std::string type, text, sealed, format, id;
  std::optional<std::int64_t> index;
};

Detail readDetail(JsonCursor& cursor) {
  Detail detail;
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "type")
      detail.type = takeText(value);
    else if (name == "text" || name == "summary")
      detail.text = takeText(value);
    else if (name == "signature" || name == "data")
      detail.sealed = takeText(value);
    else if (name == "format")
      detail.format = takeText(value);
    else if (name == "id")
      detail.id = takeText(value);
    else if (name == "index")
      detail.index = takeNumber(value);
  });
  return detail;
}

// All but the words: what the provider gets back with them.
std::string envelopeOf(const Detail& detail) {
  std::string envelope;
  JsonOut out(envelope);
  out.beginObject();
  out.text("type", detail.type);
  out.text(detail.type == kEncrypted ? "data" : "signature", detail.sealed);
  out.textIf("format", detail.format);
  out.textIf("id", detail.id);
  if (detail.index) out.number("index", *detail.index);
  out.endObject();
  return envelope;
}

Dialect originOf(const Detail& detail) {
  if (detail.format.starts_with("anthropic")) return Dialect::Anthropic;
  return detail.format.starts_with("google") ? Dialect::Gemini : Dialect::OpenAiResponses;
}

Thinking thinkingOf(Detail detail, bool fromProvider) {
  Thinking thinking;
  thinking.redacted = detail.type == kEncrypted;
  thinking.id = detail.id;
  if (fromProvider && !detail.sealed.empty())
    thinking.signature = Signature{Dialect::OpenAiChat, envelopeOf(detail)};
  else if (!detail.sealed.empty())
    thinking.signature = Signature{originOf(detail), std::move(detail.sealed)};
  thinking.text = std::move(detail.text);
  return thinking;
}

// An element of the provider's own, its words where they stood.
void writeOwn(JsonOut& out, const Thinking& thinking) {
  const std::string_view envelope = thinking.signature->data;
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(envelope);
  const std::string type = cursor ? readDetail(*cursor).type : std::string();
  out.beginObject();
  if (type != kEncrypted) out.text(type == kSummary ? "summary" : "text", thinking.text);
  if (cursor && envelope.size() > 2) out.raw(envelope.substr(1, envelope.size() - 2));
  out.endObject();
}

std::string_view formatOf(Dialect origin) {
  switch (origin) {
    case Dialect::Anthropic:
      return "anthropic-claude-v1";
    case Dialect::Gemini:
      return "google-gemini-v1";
    case Dialect::OpenAiChat:
    case Dialect::OpenAiResponses:
      break;
  }
  return "openai-responses-v1";
}

}  // namespace

std::vector<Thinking> readReasoningDetails(JsonCursor& list, bool fromProvider) {
  std::vector<Detail> details;
  eachElement(list, [&](JsonCursor& one) {
    Detail detail = readDetail(one);
    Detail* before = details.empty() ? nullptr : &details.back();
    const bool goesOn = before && before->sealed.empty() && before->type != kEncrypted &&
                        before->type == detail.type && before->index == detail.index;
    if (!goesOn) return details.push_back(std::move(detail));
    detail.text.insert(0, before->text);
    *before = std::move(detail);
  });
  std::vector<Thinking> all;
  for (Detail& detail : details)
    all.push_back(thinkingOf(std::move(detail), fromProvider));
  return all;
}

void writeReasoningDetail(JsonOut& out, const Thinking& thinking, int index) {
  if (thinking.signature && thinking.signature->origin == Dialect::OpenAiChat)
    return writeOwn(out, thinking);
  out.beginObject();
  out.text("type", thinking.redacted ? kEncrypted : kText);
  if (!thinking.redacted) out.text("text", thinking.text);
  if (thinking.signature) {
    out.text(thinking.redacted ? "data" : "signature", thinking.signature->data);
    out.text("format", formatOf(thinking.signature->origin));
  }
  out.textIf("id", thinking.id);
  out.number("index", index);
  out.endObject();
}

}  // namespace sb::dialects::openai_chat
