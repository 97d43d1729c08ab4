#include "core/dialects/anthropic/answer.h"

#include <optional>

#include "core/base/text.h"
#include "core/dialects/anthropic/usage.h"
#include "core/dialects/json_read.h"

namespace sb::dialects::anthropic {
namespace {

// A text that counts as content.
bool readWords(JsonCursor& cursor, AnswerFacts& facts, TokenEstimate& estimate) {
  if (cursor.peek() != '"') return cursor.skip(), false;
  const std::string words = takeText(cursor);
  facts.textBytes += static_cast<std::int64_t>(words.size());
  estimate.add(words);
  return !words.empty();
}

bool isWords(std::string_view name) {
  return name == "text" || name == "thinking" || name == "partial_json";
}

void readError(JsonCursor& cursor, AnswerFacts& facts) {
  facts.isError = true;
  if (cursor.peek() == '"') return void(facts.errorMessage = takeText(cursor));
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "message") facts.errorMessage = takeText(value);
    if (name == "type") facts.errorType = takeText(value);
    if (name == "code") facts.errorCode = takeText(value);
    if (name == "param") facts.errorParam = takeText(value);
  });
}

void readFinish(JsonCursor& cursor, AnswerFacts& facts) {
  if (std::string reason = takeText(cursor); !reason.empty())
    facts.finishReason = std::move(reason);
}

void takeOnce(JsonCursor& cursor, std::string& to) {
  if (to.empty()) to = takeText(cursor);
}

// What a block says when it begins: true for what a person or program waits for. A text or a
// thought begins empty, everything else is there with its first event.
bool readBlock(JsonCursor& cursor, AnswerFacts& facts, TokenEstimate& estimate) {
  std::string type, tool;
  bool words = false;
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "type") type = takeText(value);
    if (name == "name") tool = takeText(value);
    if (isWords(name)) words |= readWords(value, facts, estimate);
    if (name == "input" && value.peek() == '{') estimate.add(value.value());
  });
  if (type == "tool_use") facts.hasToolCalls = true;
  // Sold by the hour of a container, which no usage counts.
  if (type == "server_tool_use" && tool.find("code_execution") != std::string::npos)
    ++facts.billed.otherCalls;
  return words || (type != "text" && type != "thinking");
}

AnswerFacts notJson() {
  AnswerFacts facts;
  facts.isError = true;
  facts.errorMessage = "not JSON";
  return facts;
}

}  // namespace

AnswerFacts readAnswer(std::string_view body, std::size_t capacity, JsonIndex& index) {
  Result<JsonCursor> cursor = index.read(body, capacity);
  if (!cursor || cursor->peek() != '{') return notJson();
  AnswerFacts facts;
  TokenEstimate estimate;
  std::string message;
  bool answered = false;
  eachMember(*cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "id") takeOnce(value, facts.id);
    if (name == "model") takeOnce(value, facts.model);
    if (name == "stop_reason") readFinish(value, facts);
    if (name == "error") readError(value, facts);
    if (name == "message" || name == "detail") takeOnce(value, message);
    if (name == "input_tokens") answered = true;
    if (name == "content") {
      answered = true;
      eachElement(value, [&](JsonCursor& block) { readBlock(block, facts, estimate); });
    }
    if (name == "usage" && value.peek() == '{') {
      facts.hasUsage = true;
      readUsage(value, facts.usage, &facts.billed);
    }
  });
  const bool json = !cursor->bad() && cursor->atEnd();
  index.shrink();
  if (!json) return notJson();
  if (!answered && !message.empty()) facts.isError = true;
  if (facts.isError && facts.errorMessage.empty()) facts.errorMessage = std::move(message);
  facts.textTokens = estimate.tokens();
  return facts;
}

// Where the parts of an event stand; which of them count depends on its type.
struct MessageWatch::Parts {
  std::string type;
  std::optional<JsonCursor> message, block, delta, usage, error;
};

MessageWatch::MessageWatch(JsonIndex* shared) : m_index(shared) {
  if (m_index != nullptr) return;
  m_own = std::make_unique<JsonIndex>();
  m_index = m_own.get();
}

Verdict::Kind MessageWatch::read(const Parts& parts) {
  const auto take = [](const std::optional<JsonCursor>& part) {
    return part ? *part : JsonCursor();
  };
  if (parts.type == "content_block_delta") {
    bool content = false;
    JsonCursor delta = take(parts.delta);
    eachMember(delta, [&](std::string_view name, JsonCursor& value) {
      if (isWords(name)) content |= readWords(value, m_facts, m_estimate);
      if (name == "signature") content |= takeText(value).size() > 0;
    });
    return content ? Verdict::Content : Verdict::Empty;
  }
  if (parts.type == "content_block_start") {
    JsonCursor block = take(parts.block);
    return readBlock(block, m_facts, m_estimate) ? Verdict::Content : Verdict::Empty;
  }
  if (parts.type == "message_start") {
    JsonCursor message = take(parts.message);
    eachMember(message, [&](std::string_view name, JsonCursor& value) {
      if (name == "id") takeOnce(value, m_facts.id);
      if (name == "model") takeOnce(value, m_facts.model);
      if (name != "usage" || value.peek() != '{') return;
      m_facts.hasInput = true;
      readUsage(value, m_facts.usage, &m_facts.billed);
    });
    return Verdict::Empty;
  }
  if (parts.type == "message_delta") {
    JsonCursor delta = take(parts.delta);
    eachMember(delta, [&](std::string_view name, JsonCursor& value) {
      if (name == "stop_reason") readFinish(value, m_facts);
    });
    JsonCursor usage = take(parts.usage);
    if (usage.peek() == '{') {
      m_facts.hasUsage = true;
      readUsage(usage, m_facts.usage, &m_facts.billed);
    }
    return m_facts.finishReason.empty() ? Verdict::Empty : Verdict::Finish;
  }
  if (parts.type == "ping") return Verdict::Ping;
  if (parts.type == "message_stop") m_done = true;
  if (parts.type != "error" && !parts.error) return m_done ? Verdict::Done : Verdict::Empty;
  JsonCursor error = take(parts.error);
  readError(error, m_facts);
  return Verdict::Error;
}

Verdict MessageWatch::event(std::string_view data) {
  Verdict verdict;
  data = trim(data);
  if (m_done) verdict.kind = Verdict::Done;
  if (m_done || data.empty()) return verdict;
  Result<JsonCursor> cursor = m_index->read(data);
  Parts parts;
  if (cursor && cursor->peek() == '{')
    eachMember(*cursor, [&](std::string_view name, JsonCursor& value) {
      if (name == "type") parts.type = takeText(value);
      if (name == "message") parts.message = value;
      if (name == "content_block") parts.block = value;
      if (name == "delta") parts.delta = value;
      if (name == "usage") parts.usage = value;
      if (name == "error") parts.error = value;
    });
  const bool json = cursor && !cursor->bad() && cursor->atEnd() && !parts.type.empty();
  verdict.kind = json || parts.error ? read(parts) : Verdict::NotJson;
  verdict.usage = m_facts.hasUsage;
  verdict.finish = verdict.kind == Verdict::Finish;
  m_facts.textTokens = m_estimate.tokens();
  m_index->shrink();
  return verdict;
}

}  // namespace sb::dialects::anthropic
