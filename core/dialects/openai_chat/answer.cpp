#include "core/dialects/openai_chat/answer.h"

#include "core/dialects/json_text.h"
#include "core/dialects/openai_chat/facts.h"

namespace sb::dialects::openai_chat {
namespace {

// What is wanted of a whole answer besides the facts.
struct Whole {
  AnswerFacts facts;
  TokenEstimate estimate;
  FlatError flat;
  bool answered = false;  // `choices` or `data`
};

void readChoice(JsonCursor& cursor, Whole& whole) {
  if (cursor.peek() != '{') return;
  cursor.members([&](std::string_view key, JsonCursor& value) {
    const std::string_view name = inner(key);
    if (name == "message" || name == "delta") readSaid(value, whole.facts, whole.estimate);
    if (name == "text") readText(value, whole.facts, whole.estimate);
    if (name == "finish_reason") readFinish(value, whole.facts);
    if (name == "error") readError(value, whole.facts);
  });
}

void readChoices(JsonCursor& cursor, Whole& whole) {
  whole.answered = true;
  if (cursor.peek() != '[') return;
  cursor.elements([&](JsonCursor& choice) { readChoice(choice, whole); });
}

void readMember(std::string_view name, JsonCursor& value, Whole& whole) {
  if (name == "id") return readOnce(value, whole.facts.id);
  if (name == "model") return readOnce(value, whole.facts.model);
  if (name == "choices") return readChoices(value, whole);
  if (name == "data") whole.answered = true;
  if (name == "service_tier") return readTier(value, whole.facts);
  if (name == "usage") readUsageInto(value, whole.facts);
  if (name == "error") readError(value, whole.facts);
  whole.flat.member(name, value);
}

void readObject(JsonCursor& cursor, Whole& whole) {
  cursor.members(
      [&](std::string_view key, JsonCursor& value) { readMember(inner(key), value, whole); });
  if (!whole.answered && whole.flat.says()) whole.facts.isError = true;
  if (whole.facts.isError) whole.flat.moveTo(whole.facts);
}

// Google's OpenAI endpoint puts errors into an array.
void readRoot(JsonCursor& cursor, Whole& whole) {
  if (cursor.peek() != '[') return readObject(cursor, whole);
  cursor.elements([&](JsonCursor& first) {
    if (first.peek() == '{' && !whole.facts.isError) readObject(first, whole);
  });
  if (!whole.facts.isError) cursor.refuse();
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
  if (!cursor) return notJson();
  Whole whole;
  readRoot(*cursor, whole);
  const bool json = !cursor->bad() && cursor->atEnd();
  index.shrink();
  if (!json) return notJson();
  whole.facts.textTokens = whole.estimate.tokens();
  return std::move(whole.facts);
}

AnswerFacts readAnswer(std::string_view body) {
  JsonIndex index;
  return readAnswer(body, 0, index);
}

}  // namespace sb::dialects::openai_chat
