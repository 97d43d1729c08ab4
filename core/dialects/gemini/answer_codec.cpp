#include <algorithm>
#include <functional>
#include <utility>

#include "core/dialects/citations.h"
#include "core/dialects/gemini/content_codec.h"
#include "core/dialects/gemini/grounding.h"
#include "core/dialects/gemini/parts.h"
#include "core/dialects/gemini/usage.h"
#include "core/dialects/gemini/wire.h"
#include "core/dialects/json_out.h"
#include "core/dialects/json_read.h"

namespace sb::dialects::gemini {
namespace {

using namespace chat;

struct Candidate {
  Choice choice;
  std::string message;  // what the provider says of the end
};

// Of all texts together, which places of sources count.
std::string saidIn(const std::vector<Part>& parts) {
  std::string said;
  for (const Part& part : parts)
    if (const auto* text = as<Text>(part)) said += text->text;
  return said;
}

Candidate readCandidate(JsonCursor& cursor) {
  Candidate candidate;
  Choice& choice = candidate.choice;
  JsonCursor again = cursor;
  eachField(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "content")
      eachField(value, [&](std::string_view inside, JsonCursor& of) {
        if (inside == "parts") readParts(of, choice.content, nullptr);
      });
    else if (name == "finishReason")
      choice.finishRaw = takeText(value);
    else if (name == "finishMessage")
      candidate.message = takeText(value);
  });
  const std::string said = saidIn(choice.content);
  eachField(again, [&](std::string_view name, JsonCursor& value) {
    placeCitations(choice.content, readSources(name, value, said));
  });
  return candidate;
}

// The calls without ids get theirs once the answer's is known.
void nameCalls(Answer& answer) {
  int number = 0;
  for (Choice& choice : answer.choices)
    for (Part& part : choice.content)
      if (auto* call = std::get_if<ToolCall>(&part.what)) {
        ++number;
        if (call->id.empty()) call->id = madeCallId(answer.id, call->name, call->arguments, number);
      }
}

bool hasCalls(const Choice& choice) {
  for (const Part& part : choice.content)
    if (as<ToolCall>(part) != nullptr) return true;
  return false;
}

class AnswerReader {
 public:
  Answer answer;
  std::string failure;  // the model did not answer, and why

  void member(std::string_view name, JsonCursor& value) {
    if (name == "candidates")
      eachElement(value, [&](JsonCursor& one) { candidate(readCandidate(one)); });
    else if (name == "promptFeedback")
      feedback(value);
    else if (name == "usageMetadata" && value.peek() == '{')
      m_counts.read(value);
    else if (name == "modelVersion")
      answer.model = takeText(value);
    else if (name == "responseId")
      answer.id = takeText(value);
  }

  void finish() {
    if (answer.choices.empty() && !m_blocked.empty()) {
      Choice choice;
      choice.finish = Finish::ContentFilter;
      choice.finishRaw = m_blocked;
      answer.choices.push_back(std::move(choice));
    }
    if (m_counts.any) answer.usage = m_counts.usage();
    answer.serviceTier = m_counts.tier;
    nameCalls(answer);
  }

 private:
  void candidate(Candidate read) {
    Choice& choice = read.choice;
    choice.finish = finishOf(choice.finishRaw, hasCalls(choice));
    if (failed(choice.finish))
      failure = choice.finishRaw + (read.message.empty() ? "" : ": " + read.message);
    answer.choices.push_back(std::move(choice));
  }

  void feedback(JsonCursor& cursor) {
    eachField(cursor, [&](std::string_view name, JsonCursor& value) {
      if (name == "blockReason") m_blocked = takeText(value);
    });
  }

  std::string m_blocked;
  Counts m_counts;
};

// Parts of an answer, each with the signature that belongs to it.
class PartsWriter {
 public:
  explicit PartsWriter(JsonOut& out) : m_out(out) {}

  void write(const std::vector<Part>& parts) {
    for (const Part& part : parts)
      one(part);
    flush();
  }

 private:
  void one(const Part& part) {
    if (const auto* thinking = as<Thinking>(part)) return this->thinking(*thinking);
    if (const auto* text = as<Text>(part))
      return writeText(m_out, text->text, false, std::exchange(m_waiting, std::string()));
    if (const auto* media = as<Media>(part); media && !media->base64.empty())
      return writeInline(m_out, media->mime, media->base64,
                         std::exchange(m_waiting, std::string()));
    flush();
    if (const auto* refusal = as<Refusal>(part)) writeText(m_out, refusal->text, false, {});
    if (const auto* call = as<ToolCall>(part))
      writeCall(m_out, call->id, call->name, argsOf(*call),
                call->signature ? sealed(*call->signature) : std::string());
    const auto* opaque = as<Opaque>(part);
    if (opaque && opaque->origin == Dialect::Gemini) m_out.raw(opaque->valueJson);
  }

  // Google's own signature without words belongs to what follows.
  void thinking(const Thinking& thinking) {
    flush();
    const std::string text = thinking.signature ? sealed(*thinking.signature) : std::string();
    const bool own = thinking.signature && thinking.signature->origin == Dialect::Gemini;
    if (own && thinking.text.empty())
      m_waiting = text;
    else
      writeText(m_out, thinking.text, !thinking.redacted, text);
  }

  void flush() {
    if (!m_waiting.empty()) writeText(m_out, {}, false, std::exchange(m_waiting, std::string()));
  }

  JsonOut& m_out;
  std::string m_waiting;
};

void writeSources(JsonOut& out, const std::vector<Part>& parts) {
  SaidText said;
  for (const Part& part : parts) {
    const auto* refusal = as<Refusal>(part);
    if (refusal) said.add(refusal->text);
    const auto* text = as<Text>(part);
    if (text == nullptr) continue;
    const std::int64_t before = said.characters();
    said.add(text->text);
    said.cite(text->citations, before);
  }
  said.write(out);
}

}  // namespace

Result<Answer> ContentCodec::readAnswer(std::string_view body) const {
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(body);
  if (!cursor || cursor->peek() != '{')
    return Error(ErrorKind::UpstreamProtocol, "The answer is no JSON object.");
  AnswerReader reader;
  eachField(*cursor, [&](std::string_view name, JsonCursor& value) { reader.member(name, value); });
  reader.finish();
  if (cursor->bad() || reader.answer.choices.empty())
    return Error(ErrorKind::UpstreamProtocol, "The answer has no candidates.");
  if (!reader.failure.empty())
    return Error(ErrorKind::UpstreamError, "The model did not answer: " + reader.failure);
  return std::move(reader.answer);
}

std::string ContentCodec::writeAnswer(const Answer& answer, const AnswerName& name) const {
  std::string body;
  JsonOut out(body);
  out.beginObject();
  out.beginList("candidates");
  int index = 0;
  for (const Choice& choice : answer.choices) {
    out.beginObject();
    out.beginObject("content");
    out.beginList("parts");
    PartsWriter(out).write(choice.content);
    out.endList();
    out.text("role", "model");
    out.endObject();
    out.text("finishReason", finishName(choice.finish));
    out.number("index", index++);
    writeSources(out, choice.content);
    out.endObject();
  }
  out.endList();
  out.key("usageMetadata");
  writeUsage(out, answer.usage.value_or(Usage()), answer.serviceTier);
  out.text("modelVersion", name.model);
  out.text("responseId", name.id);
  out.endObject();
  return body;
}

std::string ContentCodec::untold(const Part& part) const {
  const auto* text = as<Text>(part);
  if (text && std::any_of(text->citations.begin(), text->citations.end(), std::not_fn(hasChunk)))
    return "citations of documents";
  const auto* opaque = as<Opaque>(part);
  const auto* media = as<Media>(part);
  const bool told = opaque ? opaque->origin == Dialect::Gemini : !media || !media->base64.empty();
  return told ? std::string() : std::string(partName(part));
}

}  // namespace sb::dialects::gemini
