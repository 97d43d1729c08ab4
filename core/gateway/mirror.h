// Copies of a request that nobody waits for: each goes to a target of its own, is read to its end,
// metered and logged as a row that is marked, and is felt by no caller: it begins after the request
// itself, and at most so many are open on a worker. Their tasks are their own owners; the lane's
// thread.
#pragma once

#include <vector>

#include "core/gateway/exchange.h"
#include "core/routing/directory.h"
#include "core/routing/plan.h"

namespace sb::gateway {

// One for each plan, as far as there is room. The body has been read and looked at.
void startShadows(const Exchange& x, std::vector<routing::Plan> plans,
                  const routing::Destination& to);

// Of all shadows of a lane together: those that are open, and the bytes that they keep.
inline constexpr std::int64_t kMostShadows = 32;
inline constexpr std::int64_t kMostShadowBytes = 16 * 1024 * 1024;

}  // namespace sb::gateway
