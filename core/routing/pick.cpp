#include "core/routing/pick.h"

#include <algorithm>

namespace sb::routing {

namespace {

// Begins at a random place, so that equals take turns by chance.
template <class Cost>
std::size_t least(std::size_t count, double random, Cost cost) {
  const auto start =
      std::min(static_cast<std::size_t>(random * static_cast<double>(count)), count - 1);
  std::size_t best = start;
  auto lowest = cost(start);
  for (std::size_t i = 1; i < count; ++i) {
    const std::size_t at = (start + i) % count;
    const auto here = cost(at);
    if (!(here < lowest)) continue;
    lowest = here;
    best = at;
  }
  return best;
}

}  // namespace

std::size_t leastBusy(std::span<const TargetHealth* const> targets, double random) {
  return least(targets.size(), random, [&](std::size_t i) { return targets[i]->inFlight(); });
}

std::size_t lowestCost(std::span<const TargetHealth* const> targets, Steady now, bool stream,
                       double random) {
  return least(targets.size(), random,
               [&](std::size_t i) { return targets[i]->cost(now, stream); });
}

}  // namespace sb::routing
