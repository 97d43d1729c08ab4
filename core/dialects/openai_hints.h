// What OpenAI's two dialects say alike and their compatible servers may refuse. Pure; any thread.
#pragma once

#include "core/dialects/chat.h"
#include "core/dialects/json_out.h"
#include "core/dialects/losses.h"
#include "core/dialects/shortened.h"

namespace sb::dialects {

// OpenAI and most of those who speak like it refuse longer names of users; coding agents send some
// of 150 bytes. The same user has always the same.
inline constexpr std::size_t kMostUser = 64;

inline void writeUser(const std::string& user, JsonOut& out, Losses& losses) {
  if (user.size() > kMostUser) losses.converted("user: shortened to 64 bytes");
  out.textIf("user", shortened(user, kMostUser));
}

// `own`: the target is OpenAI itself, and the request is of its other dialect. The answer is none
// the worse without them.
inline void writeOpenAiHints(const chat::Request& request, bool own, JsonOut& out, Losses& losses) {
  if (own) {
    out.textIf("prompt_cache_key", request.cacheKey);
    out.textIf("service_tier", request.serviceTier);
    out.rawIf("metadata", request.metadataJson);
    return;
  }
  losses.droppedIf(!request.cacheKey.empty(), "prompt_cache_key");
  losses.droppedIf(!request.serviceTier.empty(), "service_tier");
  losses.droppedIf(!request.metadataJson.empty(), "metadata");
}

}  // namespace sb::dialects
