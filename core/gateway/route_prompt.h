// What a route's nodes say about the system prompt, put together, and the body that an attempt
// sends instead of the caller's. One thread, but for what is pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/config/route.h"
#include "core/dialects/system_prompt.h"
#include "core/gateway/exchange.h"
#include "core/net/task.h"

namespace sb::gateway {

using RoutePrompts = std::vector<const config::Prompt*>;

// Outermost first; each changes what those before it have made, so the innermost has the last word.
// Pure.
dialects::SystemPrompt systemPromptOf(const RoutePrompts& nodes);

// A body with the route's prompt, and what a look says of it.
struct Prompted {
  std::string body;
  dialects::Look look;
  std::optional<std::int64_t> tokens;  // by our own count, once it was wanted
};

// Those of the exchange, in its caller's dialect; large ones away from the event loop. BadRequest:
// the system prompt that came has a form that nothing can be added to.
net::Task<Status> makePrompted(Exchange& x, const RoutePrompts& nodes, Prompted& out);

}  // namespace sb::gateway
