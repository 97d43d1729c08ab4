// Answers read on the side by their dialect's codec, where it has no quicker readers of its own.
// One thread at a time; nothing here fails on any bytes.
#pragma once

#include <cstddef>
#include <memory>
#include <set>
#include <string_view>

#include "core/dialects/answer_facts.h"
#include "core/dialects/codec.h"
#include "core/dialects/estimate.h"
#include "core/dialects/json_index.h"

namespace sb::dialects {

// A whole answer, of any status. Errors are read as OpenAI, Google and most others write them.
AnswerFacts factsOf(const Codec& codec, std::string_view body, std::size_t capacity,
                    JsonIndex& index);

class CodecWatch final : public StreamWatch, chat::EventSink {
 public:
  // `shared`: as in DialectTools.
  CodecWatch(const Codec& codec, JsonIndex* shared);

  Verdict event(std::string_view data) override;
  // Where there is no marker: every choice that began has ended.
  bool terminated() const override { return m_done || (!m_ended.empty() && m_ended == m_begun); }

 private:
  void on(const chat::Event& event) override;
  void tell(Verdict::Kind kind);

  std::unique_ptr<ChatStreamReader> m_reader;
  JsonIndex* m_index;
  std::unique_ptr<JsonIndex> m_own;
  TokenEstimate m_estimate;
  Verdict m_verdict;  // of the event that is being read
  std::set<int> m_begun, m_ended;
  bool m_done = false;
};

}  // namespace sb::dialects
