// Answers of the Messages API read on the side while their bytes pass through.
// Source: Anthropic API reference, "Messages", "Streaming messages" and "Errors". One thread at a
// time; nothing here fails on any bytes.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "core/dialects/answer_facts.h"
#include "core/dialects/estimate.h"
#include "core/dialects/json_index.h"

namespace sb::dialects::anthropic {

// A whole answer, of any status. What is no JSON object is an error that says so.
AnswerFacts readAnswer(std::string_view body, std::size_t capacity, JsonIndex& index);

// The input's part of usage comes with the first event, the output's with the last but one: a
// stream that breaks off between them has told half of it (AnswerFacts::hasInput).
class MessageWatch final : public StreamWatch {
 public:
  explicit MessageWatch(JsonIndex* shared = nullptr);

  Verdict event(std::string_view data) override;
  bool terminated() const override { return m_done; }

 private:
  struct Parts;
  Verdict::Kind read(const Parts& parts);

  JsonIndex* m_index;
  std::unique_ptr<JsonIndex> m_own;
  TokenEstimate m_estimate;
  bool m_done = false;
};

}  // namespace sb::dialects::anthropic
