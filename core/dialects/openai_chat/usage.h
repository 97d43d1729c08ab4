// Usage as OpenAI and its many imitators report it, in disjoint buckets. Pure; any thread.
// Sources: OpenAI API reference (CompletionUsage), DeepSeek (prompt_cache_hit_tokens), Moonshot
// (cached_tokens), OpenRouter (cost, cost_details, cache_write_tokens), xAI and Gemini's OpenAI
// endpoint (thinking counted in total_tokens but not in completion_tokens), xAI
// (cost_in_usd_ticks: 10^10 make a dollar; num_sources_used), Perplexity (cost, an object;
// search_context_size, num_search_queries).
#pragma once

#include <optional>

#include "core/base/money.h"
#include "core/base/usage.h"
#include "core/dialects/json_index.h"

namespace sb::dialects::openai_chat {

struct UsageReport {
  Usage usage;
  std::int64_t outputImage = 0;    // of usage.output: tokens of pictures
  std::optional<NanoUsd> charged;  // what the provider says it charged
  bool searched = false;           // it searched, and sells that by the request or the source
  bool empty() const { return usage == Usage() && !charged; }
};

// Reads the object at the cursor. Counts are clamped (countOf), parts never exceed their whole.
UsageReport readUsage(JsonCursor& cursor);

}  // namespace sb::dialects::openai_chat
