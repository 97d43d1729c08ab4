// What happens where a request enters a node with a cache. The exchange's coroutine; one thread.
#pragma once

#include "core/gateway/exchange.h"
#include "core/routing/directory.h"
#include "core/routing/plan.h"

namespace sb::gateway {

// True: the caller has an answer, from what was stored, from a call that another request had begun,
// or from the rest of the plan, which is gone then. False: the plan goes on as without a cache.
net::Task<bool> answerFromCache(Exchange& x, routing::Plan& plan, const config::Node& node,
                                const routing::Destination& to);

}  // namespace sb::gateway
