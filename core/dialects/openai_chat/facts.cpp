#include "core/dialects/openai_chat/facts.h"

#include <algorithm>
#include <array>

#include "core/dialects/json_read.h"
#include "core/dialects/json_text.h"

namespace sb::dialects::openai_chat {
namespace {

enum class Shape { Text, List, Object };

struct Field {
  std::string_view name;
  Shape shape;  // a list may also stand where text is expected (Mistral's thinking parts)
};

// What counts as content (engine-rules 17): text, thinking, refusal, a tool call, media.
constexpr std::array kContent{
    Field{"content", Shape::Text},           Field{"reasoning_content", Shape::Text},
    Field{"reasoning", Shape::Text},         Field{"refusal", Shape::Text},
    Field{"tool_calls", Shape::List},        Field{"function_call", Shape::Object},
    Field{"audio", Shape::Object},           Field{"images", Shape::List},
    Field{"reasoning_details", Shape::List},
};

const Field* contentField(std::string_view name) {
  for (const Field& field : kContent)
    if (field.name == name) return &field;
  return nullptr;
}

bool emptyValue(std::string_view raw) {
  return raw.size() < 2 || raw == "null" || raw == "\"\"" || raw == "[]" || raw == "{}";
}

void count(std::string_view text, AnswerFacts& facts, TokenEstimate& estimate) {
  facts.textBytes += static_cast<std::int64_t>(text.size());
  estimate.add(text);
}

void countToken(std::string_view token, AnswerFacts& facts, TokenEstimate& estimate) {
  const std::string_view text = inner(token);
  if (text.find('\\') == text.npos)
    count(text, facts, estimate);
  else
    count(unescape(token), facts, estimate);
}

void countMember(JsonCursor& value, AnswerFacts& facts, TokenEstimate& estimate) {
  if (value.peek() == '"') countToken(value.scalar(), facts, estimate);
}

// The name and arguments of a function.
void readFunction(JsonCursor& cursor, AnswerFacts& facts, TokenEstimate& estimate) {
  if (cursor.peek() != '{') return;
  cursor.members([&](std::string_view key, JsonCursor& value) {
    if (inner(key) == "name" || inner(key) == "arguments") countMember(value, facts, estimate);
  });
}

bool readToolCalls(JsonCursor& cursor, AnswerFacts& facts, TokenEstimate& estimate) {
  bool any = false;
  cursor.elements([&](JsonCursor& call) {
    any = true;
    if (call.peek() != '{') return;
    call.members([&](std::string_view key, JsonCursor& value) {
      if (inner(key) == "function") readFunction(value, facts, estimate);
    });
  });
  facts.hasToolCalls |= any;
  return any;
}

// Parts as in [{"type":"text","text":"…"},{"type":"thinking","thinking":[{"text":"…"}]}].
void countParts(JsonCursor& cursor, AnswerFacts& facts, TokenEstimate& estimate, int depth) {
  cursor.elements([&](JsonCursor& part) {
    if (part.peek() != '{') return;
    part.members([&](std::string_view key, JsonCursor& value) {
      if (inner(key) == "text" || inner(key) == "thinking") {
        if (value.peek() == '[' && depth > 0) return countParts(value, facts, estimate, depth - 1);
        countMember(value, facts, estimate);
      }
    });
  });
}

bool readContent(const Field& field, JsonCursor& value, AnswerFacts& facts,
                 TokenEstimate& estimate) {
  const char first = value.peek();
  if (first == '"') return field.shape == Shape::Text && readText(value, facts, estimate);
  if (first == '[' && field.name == "tool_calls") return readToolCalls(value, facts, estimate);
  if (first != '[' && first != '{') return false;
  JsonCursor inside = value;
  const bool any = !emptyValue(value.value());
  if (field.name == "content" && first == '[') countParts(inside, facts, estimate, 2);
  if (field.name == "function_call") readFunction(inside, facts, estimate);
  if (field.name == "function_call" && any) facts.hasToolCalls = true;
  return any;
}

std::string plain(std::string_view raw) {
  if (isString(raw)) return unescape(raw);
  return raw == "null" ? std::string() : std::string(raw);
}

// A citation of the web tells of a search: these models make one for a request.
bool citesTheWeb(JsonCursor& annotations) {
  bool cites = false;
  annotations.elements([&](JsonCursor& one) {
    eachMember(one, [&](std::string_view name, JsonCursor& value) {
      if (name == "type") cites |= takeText(value) == "url_citation";
    });
  });
  return cites;
}

}  // namespace

bool readText(JsonCursor& cursor, AnswerFacts& facts, TokenEstimate& estimate) {
  const std::string_view token = cursor.value();
  if (!isString(token) || token.size() == 2) return false;
  countToken(token, facts, estimate);
  return true;
}

Said readSaid(JsonCursor& cursor, AnswerFacts& facts, TokenEstimate& estimate) {
  Said said;
  if (cursor.peek() != '{') return said;
  cursor.members([&](std::string_view key, JsonCursor& value) {
    said.anything = true;
    if (inner(key) == "annotations" && value.peek() == '[') {
      if (citesTheWeb(value)) facts.billed.webSearches = 1;
      return;
    }
    const Field* field = contentField(inner(key));
    if (field != nullptr) said.content |= readContent(*field, value, facts, estimate);
  });
  return said;
}

bool readFinish(JsonCursor& cursor, AnswerFacts& facts) {
  const std::string_view raw = cursor.value();
  if (!isString(raw) || raw.size() == 2) return false;
  if (facts.finishReason.empty() || facts.finishReason == "stop")
    facts.finishReason = unescape(raw);
  return true;
}

namespace {

constexpr std::int64_t kMostWait = 86'400'000;

// "34.4s", a duration as ProtoJSON has it, in milliseconds.
std::int64_t millisOf(std::string_view duration) {
  std::int64_t millis = 0, unit = 0;
  for (const char c : duration) {
    if (c == 's') return millis * (unit == 0 ? 1'000 : unit);
    if (c == '.' && unit == 0)
      unit = 1'000;
    else if (c < '0' || c > '9')
      return 0;
    else if (unit != 1 && millis < kMostWait)
      millis = millis * 10 + (c - '0'), unit /= 10;
  }
  return 0;
}

// Google says when to come back among an error's details.
std::int64_t retryDelay(JsonCursor& details) {
  std::int64_t millis = 0;
  eachElement(details, [&](JsonCursor& one) {
    eachMember(one, [&](std::string_view name, JsonCursor& value) {
      if (name == "retryDelay") millis = std::min(kMostWait, millisOf(takeText(value)));
    });
  });
  return millis;
}

}  // namespace

bool readError(JsonCursor& cursor, AnswerFacts& facts) {
  JsonCursor inside = cursor;
  const std::string_view raw = cursor.value();
  if (emptyValue(raw) || (raw[0] != '"' && raw[0] != '{')) return false;
  facts.isError = true;
  if (raw[0] == '"') return facts.errorMessage = unescape(raw), true;
  inside.members([&](std::string_view key, JsonCursor& value) {
    const std::string_view name = inner(key);
    if (name == "message") facts.errorMessage = plain(value.value());
    if (name == "type" || (name == "status" && facts.errorType.empty()))
      facts.errorType = plain(value.value());
    if (name == "code") facts.errorCode = plain(value.value());
    if (name == "param") facts.errorParam = plain(value.value());
    if (name == "details") facts.retryMillis = retryDelay(value);
  });
  return true;
}

bool FlatError::member(std::string_view name, JsonCursor& value) {
  std::string* to = nullptr;
  if (name == "message" || name == "detail") to = &m_message;
  if (name == "type") to = &m_type;
  if (name == "code") to = &m_code;
  if (name == "param") to = &m_param;
  if (to == nullptr || !to->empty()) return to != nullptr;
  const bool nested = value.peek() == '{' || value.peek() == '[';
  const std::string_view raw = value.value();
  if (isString(raw) || (to != &m_message && !nested)) *to = plain(raw);
  return true;
}

void FlatError::moveTo(AnswerFacts& facts) {
  const auto fill = [](std::string& known, std::string& said) {
    if (known.empty()) known = std::move(said);
  };
  fill(facts.errorMessage, m_message);
  fill(facts.errorType, m_type);
  fill(facts.errorCode, m_code);
  fill(facts.errorParam, m_param);
}

bool readUsageInto(JsonCursor& cursor, AnswerFacts& facts) {
  if (cursor.peek() != '{') return false;
  UsageReport report = readUsage(cursor);
  if (report.empty() && facts.hasUsage) return true;
  facts.hasUsage = true;
  facts.usage = report.usage;
  facts.billed.outputImage = report.outputImage;
  facts.charged = report.charged;
  if (report.searched) facts.billed.otherCalls = 1;
  return true;
}

void readTier(JsonCursor& cursor, AnswerFacts& facts) {
  if (cursor.peek() == '"') facts.billed.tier = serviceTier(inner(cursor.scalar()));
}

void readOnce(JsonCursor& cursor, std::string& to) {
  if (to.empty() && cursor.peek() == '"') to = unescape(cursor.scalar());
}

}  // namespace sb::dialects::openai_chat
