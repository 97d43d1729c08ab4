#include "core/dialects/gemini/answer.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/base/text.h"
#include "core/dialects/gemini/parts.h"
#include "core/dialects/gemini/wire.h"
#include "core/dialects/openai_chat/answer.h"

namespace sb::dialects::gemini {
namespace {

using namespace chat;

constexpr std::size_t kMostCandidates = 256;

// What is read of an answer or of a chunk.
struct Seen {
  AnswerFacts& facts;
  TokenEstimate& estimate;
  Counts& counts;
  std::map<std::int64_t, bool>& ended;
  bool content = false, finish = false, error = false;
};

void count(std::string_view words, Seen& seen) {
  seen.facts.textBytes += static_cast<std::int64_t>(words.size());
  seen.estimate.add(words);
  seen.content = seen.content || !words.empty();
}

void readPartOf(JsonCursor& cursor, Seen& seen) {
  const WirePart wire = readPart(cursor);
  if (const auto* text = as<Text>(wire.part)) return count(text->text, seen);
  if (const auto* thinking = as<Thinking>(wire.part)) return count(thinking->text, seen);
  if (const auto* call = as<ToolCall>(wire.part)) {
    seen.facts.hasToolCalls = true;
    count(call->arguments, seen);
  }
  seen.content = true;
}

void failedWith(std::string message, std::string type, Seen& seen) {
  seen.error = seen.facts.isError = true;
  seen.facts.errorMessage = std::move(message);
  seen.facts.errorType = std::move(type);
}

void readCandidate(JsonCursor& cursor, Seen& seen) {
  std::int64_t index = 0;
  std::string reason, message;
  eachField(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "index") index = takeNumber(value).value_or(0);
    if (name == "finishReason") reason = takeText(value);
    if (name == "finishMessage") message = takeText(value);
    if (name == "groundingMetadata") seen.counts.readSearches(value);
    if (name != "content") return;
    eachField(value, [&](std::string_view inside, JsonCursor& of) {
      if (inside == "parts") eachElement(of, [&](JsonCursor& one) { readPartOf(one, seen); });
    });
  });
  if (seen.ended.size() >= kMostCandidates && !seen.ended.contains(index)) return;
  bool& ended = seen.ended[index];
  if (reason.empty()) return;
  ended = seen.finish = true;
  std::string& known = seen.facts.finishReason;
  if (known.empty() || known == "STOP") known = reason;
  if (failed(finishOf(reason, false)))
    failedWith(reason + (message.empty() ? "" : ": " + message), reason, seen);
}

void readFeedback(JsonCursor& cursor, Seen& seen) {
  eachField(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name != "blockReason") return;
    seen.facts.finishReason = takeText(value);
    seen.ended[0] = seen.finish = true;
  });
}

void takeOnce(JsonCursor& cursor, std::string& to) {
  if (to.empty()) to = takeText(cursor);
}

void readObject(JsonCursor& cursor, Seen& seen) {
  eachField(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "candidates")
      return eachElement(value, [&](JsonCursor& one) { readCandidate(one, seen); });
    if (name == "promptFeedback") return readFeedback(value, seen);
    if (name == "usageMetadata") return seen.counts.read(value);
    if (name == "modelVersion") takeOnce(value, seen.facts.model);
    if (name == "responseId") takeOnce(value, seen.facts.id);
    if (name == "error") seen.error = true;
  });
  seen.facts.textTokens = seen.estimate.tokens();
  if (!seen.counts.any) return;
  seen.facts.hasUsage = true;
  seen.facts.usage = seen.counts.usage();
  seen.facts.billed = seen.counts.billed();
}

// Errors are read as everywhere: in a list, too, and with the time to wait.
void readFailure(std::string_view text, AnswerFacts& facts) {
  JsonIndex index;
  const AnswerFacts error = openai_chat::readAnswer(text, 0, index);
  facts.isError = true;
  facts.errorMessage = error.errorMessage;
  facts.errorType = error.errorType;
  facts.errorCode = error.errorCode;
  facts.retryMillis = error.retryMillis;
}

// Whether it was JSON. What the model failed to do is an error as well.
bool readInto(std::string_view text, std::size_t capacity, JsonIndex& index, Seen& seen) {
  Result<JsonCursor> cursor = index.read(text, capacity);
  if (!cursor) return false;
  if (cursor->peek() == '[') {
    readFailure(text, seen.facts);
    seen.error = seen.facts.errorMessage != "not JSON";
    return seen.error;
  }
  if (cursor->peek() != '{') return false;
  readObject(*cursor, seen);
  const bool json = !cursor->bad() && cursor->atEnd();
  if (json && seen.error && seen.facts.errorMessage.empty()) readFailure(text, seen.facts);
  return json;
}

}  // namespace

AnswerFacts readAnswer(std::string_view body, std::size_t capacity, JsonIndex& index) {
  AnswerFacts facts;
  TokenEstimate estimate;
  Counts counts;
  std::map<std::int64_t, bool> ended;
  Seen seen{facts, estimate, counts, ended};
  const bool json = readInto(body, capacity, index, seen);
  index.shrink();
  if (json) return facts;
  AnswerFacts nothing;
  nothing.isError = true;
  nothing.errorMessage = "not JSON";
  return nothing;
}

ContentWatch::ContentWatch(JsonIndex* shared) : m_index(shared) {
  if (m_index != nullptr) return;
  m_own = std::make_unique<JsonIndex>();
  m_index = m_own.get();
}

Verdict ContentWatch::event(std::string_view data) {
  Verdict verdict;
  data = trim(data);
  if (data.empty()) return verdict;
  Seen seen{m_facts, m_estimate, m_counts, m_ended};
  const bool json = readInto(data, 0, *m_index, seen);
  m_index->shrink();
  verdict.usage = m_facts.hasUsage;
  verdict.finish = seen.finish;
  if (!json)
    verdict.kind = Verdict::NotJson;
  else if (seen.error)
    verdict.kind = Verdict::Error;
  else if (seen.content)
    verdict.kind = Verdict::Content;
  else if (seen.finish)
    verdict.kind = Verdict::Finish;
  return verdict;
}

bool ContentWatch::terminated() const {
  return !m_ended.empty() &&
         std::all_of(m_ended.begin(), m_ended.end(), [](const auto& one) { return one.second; });
}

}  // namespace sb::dialects::gemini
