// Tokens of one answer in disjoint buckets: their sum is what the provider counted, no token stands
// in two. Each dialect fills it from its own report before anything is priced.
#pragma once

#include <cstdint>
#include <string_view>

namespace sb {

struct Usage {
  std::int64_t input = 0;         // plain prompt tokens, none of those below
  std::int64_t cacheRead = 0;     // prompt tokens served from the provider's cache
  std::int64_t cacheWrite = 0;    // prompt tokens written to it for 5 minutes
  std::int64_t cacheWrite1h = 0;  // … for 1 hour
  std::int64_t inputAudio = 0;
  std::int64_t output = 0;     // plain answer tokens, none of those below
  std::int64_t reasoning = 0;  // thinking, shown or not
  std::int64_t outputAudio = 0;

  std::int64_t totalInput() const {
    return input + cacheRead + cacheWrite + cacheWrite1h + inputAudio;
  }
  std::int64_t totalOutput() const { return output + reasoning + outputAudio; }
  bool operator==(const Usage&) const = default;
};

// What a bill depends on besides the tokens. `outputImage` is a part of Usage::output,
// `cachedAudio` of Usage::cacheRead.
struct Billed {
  // Other: one that no price is known for.
  enum class Tier : std::uint8_t { Standard, Batch, Flex, Priority, Other };

  Tier tier = Tier::Standard;
  std::int64_t outputImage = 0;                    // answer tokens that are pictures
  std::int64_t cachedAudio = 0;                    // audio of the prompt that came from the cache
  std::int64_t webSearches = 0, fileSearches = 0;  // calls of the provider's own tools
  std::int64_t groundedPrompts = 0;                // prompts that web searches were made for
  std::int64_t otherCalls = 0;                     // calls of its tools that are sold otherwise
  bool operator==(const Billed&) const = default;
};

// A provider's word for its service tier: "flex", "batch", "priority"; all others ("default",
// "standard", "on_demand" …) are the standard one.
Billed::Tier serviceTier(std::string_view name);
// "standard", "batch", "flex", "priority", "other".
std::string_view serviceTierName(Billed::Tier tier);

}  // namespace sb
