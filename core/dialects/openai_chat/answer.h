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

#include "core/dialects/answer_facts.h"
#include "core/dialects/estimate.h"
#include "core/dialects/json_index.h"
#include "core/dialects/openai_chat/usage.h"

namespace sb::dialects::openai_chat {

// A whole answer, of any status. What is no JSON object is an error that says so. A body without
// answer but with a message (`error`, `message`, `detail`) is an error too.
AnswerFacts readAnswer(std::string_view body);
// The same with a caller's buffers; `capacity` as in JsonIndex::read.
AnswerFacts readAnswer(std::string_view body, std::size_t capacity, JsonIndex& index);

// Reads the data of each event of one stream, in order.
class StreamReader final : public StreamWatch {
 public:
  // `shared`: buffers that many readers of one thread may share (they hold nothing between events);
  // without it the reader has its own.
  explicit StreamReader(JsonIndex* shared = nullptr);

  Verdict event(std::string_view data) override;

  bool done() const { return m_done; }
  // A terminal marker came: [DONE], or (asked at the end of the stream) a finish reason for every
  // choice that was seen.
  bool terminated() const override { return m_done || (m_seen.any() && m_seen == m_finished); }

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
  TokenEstimate m_estimate;
  std::bitset<kMostChoices> m_seen, m_finished;
  bool m_done = false;
};

}  // namespace sb::dialects::openai_chat
