// Embeddings, whatever the dialect: what is asked and what is answered. Values; one thread at a
// time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/usage.h"

namespace sb::dialects {

struct EmbedRequest {
  std::string model;
  std::vector<std::string> texts;
  std::optional<std::int64_t> dimensions;
  std::string taskType, title;  // Gemini's: what the vectors are for; "" = not said
  bool base64 = false;          // the vectors are wanted as base64 of 32-bit floats
  bool single = false;          // Gemini's embedContent: the answer holds one vector, not a list
};

struct EmbedAnswer {
  std::string model;
  std::vector<std::string> vectors;  // each the JSON list of its numbers
  Usage usage;
};

// What an answer is told of its request.
struct EmbedName {
  std::string_view model;
  bool base64 = false, single = false;  // as in EmbedRequest
};

}  // namespace sb::dialects
