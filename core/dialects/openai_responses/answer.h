// Answers of the Responses API read on the side while their bytes pass through.
// Source: OpenAI API reference, "The response object" and "Streaming events". One thread at a time;
// nothing here fails on any bytes.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "core/dialects/answer_facts.h"
#include "core/dialects/estimate.h"
#include "core/dialects/json_index.h"

namespace sb::dialects::openai_responses {

// A whole answer, of any status. What is no JSON object is an error that says so.
AnswerFacts readAnswer(std::string_view body, std::size_t capacity, JsonIndex& index);

// All of usage comes with the last event.
class ResponseWatch final : public StreamWatch {
 public:
  explicit ResponseWatch(JsonIndex* shared = nullptr);

  Verdict event(std::string_view data) override;
  bool terminated() const override { return m_done; }

 private:
  struct Parts;
  Verdict::Kind read(Parts& parts);
  Verdict::Kind itemBegun(JsonCursor item);
  Verdict::Kind ended(Parts& parts);

  JsonIndex* m_index;
  std::unique_ptr<JsonIndex> m_own;
  TokenEstimate m_estimate;
  bool m_done = false;
};

}  // namespace sb::dialects::openai_responses
