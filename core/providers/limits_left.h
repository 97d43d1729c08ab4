// What an answer's headers say is left of the provider's own limits on requests and tokens. Pure;
// any thread.
// Sources: OpenAI, "Rate limits" (x-ratelimit-limit-requests, -remaining-requests, -reset-requests,
// the same for tokens); Groq, Azure and Cerebras alike, with further names for days and minutes;
// OpenRouter (x-ratelimit-limit, -remaining, -reset); Anthropic, "Rate limits"
// (anthropic-ratelimit-requests-limit, -remaining, -reset; tokens, input-tokens, output-tokens).
#pragma once

#include <optional>
#include <span>

#include "core/providers/retry_after.h"

namespace sb::providers {

struct LimitsLeft {
  double share = 1;             // 0 to 1, of the limit of which the least is left
  std::optional<Millis> reset;  // until that limit is whole again
};

// Nothing where no header says both what is left and of how much.
std::optional<LimitsLeft> limitsLeft(std::span<const HeaderField> headers, WallMillis now);

}  // namespace sb::providers
