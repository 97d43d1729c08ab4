// Deterministic embeddings (https://platform.openai.com/docs/api-reference/embeddings): every word
// has its own pseudo-random direction, a text is the normalised sum, so texts that share words are
// near each other. Pure; any thread.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace sb::demo {

inline constexpr std::size_t kDefaultDimensions = 256;
inline constexpr std::size_t kMostDimensions = 4096;

// Length 1. Only the first 256 words count.
std::vector<float> embed(std::string_view text, std::size_t dimensions, std::uint64_t seed);

// The body of the answer to an embeddings request. BadRequest.
Result<std::string> embeddingsBody(const boost::json::object& request, std::uint64_t seed);

}  // namespace sb::demo
