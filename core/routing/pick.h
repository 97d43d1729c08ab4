// Choosing one of several targets by their health. Pure; any thread. `random` in [0, 1) decides
// among equals. The lists must not be empty.
#pragma once

#include <cstddef>
#include <span>

#include "core/routing/health.h"

namespace sb::routing {

// The one with the fewest requests in flight. Where one thread chooses and begins, no target ever
// has more than one above the best possible distribution.
std::size_t leastBusy(std::span<const TargetHealth* const> targets, double random);

// The one with the lowest cost (peak EWMA latency × (in flight + 1)).
std::size_t lowestCost(std::span<const TargetHealth* const> targets, Steady now, bool stream,
                       double random);

}  // namespace sb::routing
