// Answers of the Gemini API read on the side while their bytes pass through.
// Source: Gemini API reference, GenerateContentResponse; Google Cloud API design guide, "Errors".
// One thread at a time; nothing here fails on any bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string_view>

#include "core/dialects/answer_facts.h"
#include "core/dialects/estimate.h"
#include "core/dialects/gemini/usage.h"
#include "core/dialects/json_index.h"

namespace sb::dialects::gemini {

// A whole answer, of any status. What is no JSON object is an error that says so, and so is an
// answer that the model failed to give.
AnswerFacts readAnswer(std::string_view body, std::size_t capacity, JsonIndex& index);

// There is no terminal marker: a stream is whole once every candidate in it has ended.
class ContentWatch final : public StreamWatch {
 public:
  explicit ContentWatch(JsonIndex* shared = nullptr);

  Verdict event(std::string_view data) override;
  bool terminated() const override;

 private:
  JsonIndex* m_index;
  std::unique_ptr<JsonIndex> m_own;
  TokenEstimate m_estimate;
  Counts m_counts;
  std::map<std::int64_t, bool> m_ended;  // candidate → whether it has
};

}  // namespace sb::dialects::gemini
