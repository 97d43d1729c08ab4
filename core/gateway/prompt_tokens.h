// The tokens of an exchange's prompt by our own count, for what no provider says.
#pragma once

#include "core/gateway/exchange.h"

namespace sb::gateway {

// Fills x.promptTokens, once. Large bodies, and the first count of a lane, which may have to unpack
// the tokenizer, are counted away from the event loop.
net::Task<void> countPrompt(Exchange& x);

// Where nobody can wait for a count.
std::int64_t roughPrompt(const Exchange& x);

}  // namespace sb::gateway
