// Answers read on the side while their bytes pass through: what the log, pricing and the failover
// rule need. Sources: OpenAI API reference (chat completion object and chunk, completions,
// embeddings) and the shapes that compatible servers send instead. Values and small state machines;
// one thread at a time; nothing here fails on any bytes.
#pragma once

#include <bitset>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/usage.h"
#include "core/dialects/estimate.h"
#include "core/dialects/json_index.h"
#include "core/dialects/openai_chat/look.h"
#include "core/dialects/openai_chat/usage.h"

namespace sb::dialects::openai_chat {

struct AnswerFacts {
  Usage usage;
  bool hasUsage = false;
  std::string cost;          // what the provider says it charged, raw (OpenRouter's usage.cost)
  std::string finishReason;  // raw; of several choices the first that is not "stop", else the first
  std::string model;
  std::string id;
  bool isError = false;
  std::string errorMessage, errorCode, errorType, errorParam;
  std::int64_t retryMillis = 0;  // an error says to wait for so long (Google's RetryInfo); 0 = not
  std::int64_t textBytes = 0;    // of text, thinking, refusals and tool arguments, unescaped
  std::int64_t textTokens = 0;   // an estimate of the same, for answers without usage
  bool hasToolCalls = false;
};

// A whole answer, of any status. What is no JSON object is an error that says so. A body without
// answer but with a message (`error`, `message`, `detail`) is an error too.
AnswerFacts readAnswer(std::string_view body, Endpoint endpoint);
// The same with a caller's buffers; `capacity` as in JsonIndex::read.
AnswerFacts readAnswer(std::string_view body, std::size_t capacity, Endpoint endpoint,
                       JsonIndex& index);

struct Verdict {
  enum Kind {
    Empty,      // nothing that a person or program waits for: a role, a keep-alive
    Content,    // text, thinking, refusal, a tool call, media; it may carry the finish reason too
    Finish,     // a finish reason without content
    UsageOnly,  // usage and nothing else: not relayed when only we asked for it
    Done,       // [DONE]; everything after it is Done as well and counts for nothing
    Error,      // an error object inside of the stream
    NotJson,
  };
  Kind kind = Empty;
  bool usage = false;   // carries usage
  bool finish = false;  // carries a finish reason
};

// Reads the data of each event of one stream, in order.
class StreamReader {
 public:
  // `shared`: buffers that many readers of one thread may share (they hold nothing between events);
  // without it the reader has its own.
  explicit StreamReader(Endpoint endpoint, JsonIndex* shared = nullptr);

  Verdict event(std::string_view data);

  // What is known so far. Usage: the last report wins.
  const AnswerFacts& facts() const { return m_facts; }

  bool done() const { return m_done; }
  // A terminal marker came: [DONE], or (asked at the end of the stream) a finish reason for every
  // choice that was seen.
  bool terminated() const { return m_done || (m_seen.any() && m_seen == m_finished); }

 private:
  static constexpr std::size_t kMostChoices = 256;
  struct Chunk;

  bool read(std::string_view data, Chunk& chunk);
  void object(JsonCursor& cursor, Chunk& chunk);
  void member(std::string_view name, JsonCursor& value, Chunk& chunk);
  void groq(JsonCursor& cursor, Chunk& chunk);
  void choice(JsonCursor& cursor, Chunk& chunk);
  bool choiceMember(std::string_view name, JsonCursor& value, Chunk& chunk);

  JsonIndex* m_index;
  std::unique_ptr<JsonIndex> m_own;
  AnswerFacts m_facts;
  TokenEstimate m_estimate;
  std::bitset<kMostChoices> m_seen, m_finished;
  bool m_done = false;
};

}  // namespace sb::dialects::openai_chat
