// The look at an OpenAI request body: one simdjson walk over all top-level members that validates the
// whole document and yields what routing, pricing and the log need. See engine-rules "Looking at a body".
// Source of the fields: OpenAI API reference, chat/completions, completions, embeddings.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace sb::dialects::openai_chat {

enum class Endpoint : std::uint8_t { ChatCompletions, Completions, Embeddings };

// Where a value stands in the body, in bytes; end = one past its last byte. 0,0 = not present.
struct Slice {
  std::size_t begin = 0, end = 0;
  bool present() const { return end != 0; }
  std::string_view of(std::string_view body) const { return body.substr(begin, end - begin); }
};

struct Member {
  std::string name;   // unescaped
  Slice key, value;   // `key` includes its quotes
};

struct Look {
  std::string model;  // unescaped
  Slice modelValue;   // the string with its quotes
  bool stream = false;
  bool includeUsage = false;   // stream_options.include_usage is true
  Slice streamOptions;         // the whole value, null counts as present
  std::string user;
  Slice metadata;              // an object, raw
  std::int64_t maxTokens = 0;  // max_completion_tokens, max_tokens; 0 = none
  std::int64_t choices = 1;    // n
  bool base64 = false;         // encoding_format
  int messages = 0;
  std::vector<Member> members;  // all top-level members in order
  std::size_t objectEnd = 0;    // position of the closing brace
};

}  // namespace sb::dialects::openai_chat
