// The way through a route's tree for one request: attempts and races one after another, until an
// answer was delivered or nothing is left. The exchange's coroutine, or a racer's; one thread.
#pragma once

#include "core/gateway/attempt.h"
#include "core/routing/directory.h"
#include "core/routing/plan.h"

namespace sb::gateway {

// `racer`: on whose behalf; null: on the request's own.
net::Task<AttemptEnd> walkPlan(Exchange& x, routing::Plan& plan, const routing::Destination& to,
                               Racer* racer);

// The whole of it for the exchange: sets its deadline, and answers also where all have failed.
// `part`: what is walked of the destination's tree; null: all of it.
net::Task<void> walk(Exchange& x, const routing::Destination& to, routing::Plan* part);

}  // namespace sb::gateway
