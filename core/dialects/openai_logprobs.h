// Tokens and their log probabilities, which OpenAI's two dialects write alike: a list of
// {"token", "logprob", "bytes", "top_logprobs"}. Pure; any thread.
// Source: OpenAI API reference, "logprobs" of a chat completion's choice and of output_text.
#pragma once

#include <string>
#include <string_view>

#include "core/dialects/json_out.h"
#include "core/dialects/json_read.h"

namespace sb::dialects {

// A list that says something; "" for null, an empty one and anything else.
inline std::string takeTokens(JsonCursor& cursor) {
  const bool list = cursor.peek() == '[';
  std::string raw = takeRaw(cursor);
  const bool empty = raw.find_first_not_of(" \t\r\n", 1) == raw.size() - 1;
  return list && !empty ? raw : std::string();
}

// Both are lists or "".
inline void appendTokens(std::string& list, std::string_view more) {
  if (more.empty()) return;
  if (list.empty()) {
    list = more;
    return;
  }
  list.back() = ',';
  list += more.substr(1);
}

inline std::string_view tokensOrNone(std::string_view list) { return list.empty() ? "[]" : list; }

}  // namespace sb::dialects
