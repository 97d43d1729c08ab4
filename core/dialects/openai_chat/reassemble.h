// Streams into whole answers and back (wire case T29), and the whole answer for the log.
// One thread at a time; nothing here fails on any bytes.
// Source: OpenAI API reference, chat completion object and chunk, completions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/dialects/json_index.h"
#include "core/dialects/look.h"
#include "core/dialects/openai_chat/merged.h"

namespace sb::dialects::openai_chat {

// Builds the answer that the caller would have got without `stream`.
class StreamCollector {
 public:
  // `shared`: as in StreamReader.
  explicit StreamCollector(Form form, JsonIndex* shared = nullptr);

  // The data of one event; [DONE] and what is no JSON object are passed over.
  void event(std::string_view data);

  bool empty() const { return m_chunks == 0; }
  std::size_t bytes() const { return m_bytes; }  // of the events taken in

  // The answer as far as it is known. Finish reasons stay as the provider gave them.
  std::string json() const;

 private:
  static constexpr std::size_t kMostChoices = 256;

  void choice(JsonCursor& cursor);
  Merged* choiceAt(std::int64_t index);
  void writeChoice(std::string& out, std::int64_t index, const Merged& choice) const;

  JsonIndex* m_index;
  std::unique_ptr<JsonIndex> m_own;
  Form m_form;
  Merged m_top;  // all members but choices and object; the last word counts
  std::vector<std::pair<std::int64_t, Merged>> m_choices;
  std::size_t m_chunks = 0, m_bytes = 0;
};

// A whole answer as the events of a stream: role, what was said, finish reason, usage if the caller
// asked for it, [DONE]. UpstreamProtocol: no JSON, or without choices.
Result<std::string> toChunks(std::string_view whole, Form form, bool includeUsage);

}  // namespace sb::dialects::openai_chat
