// Usage and finish reasons of the Gemini API. Pure; any thread.
// Source: Gemini API reference, GenerateContentResponse (UsageMetadata, Candidate.FinishReason,
// PromptFeedback.BlockReason, GroundingMetadata.webSearchQueries); "Grounding with Google Search"
// for what of it is charged.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "core/base/usage.h"
#include "core/dialects/chat.h"
#include "core/dialects/json_index.h"
#include "core/dialects/json_out.h"

namespace sb::dialects::gemini {

// usageMetadata as reported. In a stream each report counts all so far, and may leave out what the
// one before had.
struct Counts {
  std::int64_t prompt = 0;      // with what came from the cache
  std::int64_t cached = 0;      // of these
  std::int64_t toolUse = 0;     // beside them: what tools of the provider brought into the prompt
  std::int64_t candidates = 0;  // without thoughts
  std::int64_t thoughts = 0;
  std::int64_t total = 0;
  std::int64_t promptAudio = 0, cachedAudio = 0, candidatesAudio = 0, candidatesImage = 0;
  std::string tier;                             // serviceTier
  bool any = false;                             // something was counted
  std::set<std::string, std::less<>> searches;  // queries of the provider's web search
  bool maps = false;                            // Google Maps was asked, which is sold on its own

  // groundingMetadata of a candidate. Google counts a query once, and empty ones not at all.
  void readSearches(JsonCursor& cursor);

  void read(JsonCursor& cursor);
  Usage usage() const;
  Billed billed() const;
};

// The value of usageMetadata.
void writeUsage(JsonOut& out, const Usage& usage, std::string_view tier);

chat::Finish finishOf(std::string_view reason, bool calls);
std::string_view finishName(chat::Finish finish);

// Whether the model failed to answer, rather than ended.
inline bool failed(chat::Finish finish) { return finish == chat::Finish::Error; }

}  // namespace sb::dialects::gemini
