#include <algorithm>

#include "core/base/text.h"
#include "core/dialects/json_text.h"
#include "core/dialects/openai_chat/answer.h"
#include "core/dialects/openai_chat/facts.h"

namespace sb::dialects::openai_chat {

struct StreamReader::Chunk {
  Verdict verdict;
  bool content = false;
  bool says = false;  // a choice has something in its delta, a text or a finish reason
  bool error = false;
  FlatError flat;  // if `object` says that this is one
};

namespace {

template <class Chunk>
Verdict::Kind kindOf(const Chunk& chunk) {
  if (chunk.error) return Verdict::Error;
  if (chunk.content) return Verdict::Content;
  if (chunk.verdict.finish) return Verdict::Finish;
  return chunk.verdict.usage && !chunk.says ? Verdict::UsageOnly : Verdict::Empty;
}

}  // namespace

StreamReader::StreamReader(JsonIndex* shared) : m_index(shared) {
  if (m_index != nullptr) return;
  m_own = std::make_unique<JsonIndex>();
  m_index = m_own.get();
}

// True if it was a finish reason.
bool StreamReader::choiceMember(std::string_view name, JsonCursor& value, Chunk& chunk) {
  if (name == "finish_reason") return readFinish(value, m_facts);
  if (name == "error") chunk.error |= readError(value, m_facts);
  if (name == "text") {
    chunk.says = true;
    chunk.content |= readText(value, m_facts, m_estimate);
  }
  if (name == "delta" || name == "message") {
    const Said said = readSaid(value, m_facts, m_estimate);
    chunk.content |= said.content;
    chunk.says |= said.anything;
  }
  return false;
}

void StreamReader::choice(JsonCursor& cursor, Chunk& chunk) {
  if (cursor.peek() != '{') return;
  std::int64_t index = 0;
  bool finish = false;
  cursor.members([&](std::string_view key, JsonCursor& value) {
    if (inner(key) == "index")
      index = countOf(value.value());
    else
      finish |= choiceMember(inner(key), value, chunk);
  });
  const std::size_t at = std::min(static_cast<std::size_t>(index), kMostChoices - 1);
  m_seen.set(at);
  if (finish) m_finished.set(at);
  chunk.verdict.finish |= finish;
}

// Groq: usage stands here in the last chunk, and errors after the head.
void StreamReader::groq(JsonCursor& cursor, Chunk& chunk) {
  cursor.members([&](std::string_view key, JsonCursor& value) {
    if (inner(key) == "usage") chunk.verdict.usage |= readUsageInto(value, m_facts);
    if (inner(key) == "error") chunk.error |= readError(value, m_facts);
  });
}

void StreamReader::member(std::string_view name, JsonCursor& value, Chunk& chunk) {
  const char first = value.peek();
  if (name == "choices" && first == '[')
    value.elements([&](JsonCursor& cursor) { choice(cursor, chunk); });
  else if (name == "id")
    readOnce(value, m_facts.id);
  else if (name == "model")
    readOnce(value, m_facts.model);
  else if (name == "usage")
    chunk.verdict.usage |= readUsageInto(value, m_facts);
  else if (name == "error")
    chunk.error |= readError(value, m_facts);
  else if (name == "service_tier")
    readTier(value, m_facts);
  else if (name == "object")
    chunk.error |= value.value() == "\"error\"";
  else if (name == "x_groq" && first == '{')
    groq(value, chunk);
  else
    chunk.flat.member(name, value);
}

void StreamReader::object(JsonCursor& cursor, Chunk& chunk) {
  cursor.members(
      [&](std::string_view key, JsonCursor& value) { member(inner(key), value, chunk); });
  if (!chunk.error) return;
  m_facts.isError = true;
  chunk.flat.moveTo(m_facts);
}

// False if it is no JSON object (Google's endpoint puts errors into an array).
bool StreamReader::read(std::string_view data, Chunk& chunk) {
  Result<JsonCursor> cursor = m_index->read(data);
  if (!cursor) return false;
  if (cursor->peek() == '[')
    cursor->elements([&](JsonCursor& element) { object(element, chunk); });
  else
    object(*cursor, chunk);
  const bool json = !cursor->bad() && cursor->atEnd();
  m_index->shrink();
  return json;
}

Verdict StreamReader::event(std::string_view data) {
  Chunk chunk;
  data = trim(data);
  if (data == "[DONE]") m_done = true;
  if (m_done) {
    chunk.verdict.kind = Verdict::Done;
  } else if (!data.empty()) {
    const bool json = read(data, chunk);
    chunk.verdict.kind = json ? kindOf(chunk) : Verdict::NotJson;
    m_facts.textTokens = m_estimate.tokens();
  }
  return chunk.verdict;
}

}  // namespace sb::dialects::openai_chat
