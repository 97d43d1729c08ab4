// What whole answers and stream chunks have in common, for answer.cpp and stream_reader.cpp.
#pragma once

#include <string_view>

#include "core/dialects/estimate.h"
#include "core/dialects/json_index.h"
#include "core/dialects/openai_chat/answer.h"

namespace sb::dialects::openai_chat {

// A message or delta, as far as it says something.
struct Said {
  bool content = false;   // something that a person or program waits for
  bool anything = false;  // any member at all
};

// Reads the message or delta at the cursor, and adds its texts to the facts.
Said readSaid(JsonCursor& cursor, AnswerFacts& facts, TokenEstimate& estimate);

// A text that counts as content, also where it stands outside of a message (completions' `text`).
bool readText(JsonCursor& cursor, AnswerFacts& facts, TokenEstimate& estimate);

// The raw finish reason at the cursor; null and empty ones are none. True if there is one.
bool readFinish(JsonCursor& cursor, AnswerFacts& facts);

// An `error` member: an object, a text; null is none. True if it is one.
bool readError(JsonCursor& cursor, AnswerFacts& facts);

// Members of an error that stands flat at the top, as vLLM ({"object":"error","message":…}),
// Cerebras and xAI ({"code":…,"error":"…"}) send it. They count only once it is known to be an
// error.
class FlatError {
 public:
  // True if the member is one of them.
  bool member(std::string_view name, JsonCursor& value);
  bool says() const { return !m_message.empty(); }
  // Fills what the facts do not know yet.
  void moveTo(AnswerFacts& facts);

 private:
  std::string m_message, m_type, m_code, m_param;
};

// A `usage` member. True if it is one. A report of nothing but zeros does not replace a real one.
bool readUsageInto(JsonCursor& cursor, AnswerFacts& facts);

// The service tier that the answer was made at.
void readTier(JsonCursor& cursor, AnswerFacts& facts);

// Sets `to` once.
void readOnce(JsonCursor& cursor, std::string& to);

}  // namespace sb::dialects::openai_chat
