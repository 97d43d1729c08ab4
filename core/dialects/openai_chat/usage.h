// Usage as OpenAI and its many imitators report it, in disjoint buckets. Pure; any thread.
// Sources: OpenAI API reference (CompletionUsage), DeepSeek (prompt_cache_hit_tokens), Moonshot
// (cached_tokens), OpenRouter (cost, cache_write_tokens), xAI and Gemini's OpenAI endpoint
// (thinking counted in total_tokens but not in completion_tokens).
#pragma once

#include <string>

#include "core/base/usage.h"
#include "core/dialects/json_index.h"

namespace sb::dialects::openai_chat {

struct UsageReport {
  Usage usage;
  std::int64_t outputImage = 0;  // of usage.output: tokens of pictures
  std::string cost;              // what the provider says it charged, as it wrote it (OpenRouter)
  bool empty() const { return usage == Usage() && cost.empty(); }
};

// Reads the object at the cursor. Counts are clamped (countOf), parts never exceed their whole.
UsageReport readUsage(JsonCursor& cursor);

}  // namespace sb::dialects::openai_chat
