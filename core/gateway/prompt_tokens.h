// The tokens of an exchange's prompt by our own count, for what no provider says.
#pragma once

#include "core/gateway/attempt.h"
#include "core/gateway/exchange.h"

namespace sb::gateway {

// Fills x.promptTokens, once. Large bodies, and the first count of a lane, which may have to unpack
// the tokenizer, are counted away from the event loop.
net::Task<void> countPrompt(Exchange& x);

// The same of what an attempt sends, where the route changes the prompt.
net::Task<void> countPrompt(AttemptContext& c);

// For a caller who asks for nothing else: with what the latest attempt would have sent.
net::Task<void> countAsked(Exchange& x);

// What the prompt of an attempt came to: the count, or a guess where nobody could wait for it.
std::int64_t countedPrompt(const AttemptContext& c);

}  // namespace sb::gateway
