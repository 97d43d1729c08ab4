// What OpenAI's two dialects say alike and their compatible servers may refuse. Pure; any thread.
#pragma once

#include "core/dialects/chat.h"
#include "core/dialects/json_out.h"
#include "core/dialects/losses.h"

namespace sb::dialects {

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
