#include "core/routing/score.h"

#include <fmt/format.h>

#include <limits>

namespace sb::routing {

using By = config::Balance::By;

double scoreOf(By by, const TargetHealth& health, Steady now, bool stream) {
  switch (by) {
    case By::LeastBusy:
      return health.inFlight();
    case By::LeastLatency:
      return health.cost(now, stream);
    case By::FastestFirstToken:
      return health.latencyMs(now, true).value_or(0);
    case By::HighestThroughput: {
      const auto speed = health.tokensPerSecond(now);
      return speed ? 1 / *speed : 0;
    }
    case By::Usage: {
      // One that says nothing of its limits counts as unused.
      const double left = health.allowance().left(now).value_or(1);
      return left > 0 ? 1 / left : std::numeric_limits<double>::infinity();
    }
    default:
      return 0;
  }
}

std::string scoreText(By by, const TargetHealth& health, Steady now, bool stream) {
  const double score = scoreOf(by, health, now, stream);
  switch (by) {
    case By::LeastBusy:
      return fmt::format("{} open", health.inFlight());
    case By::LeastLatency:
      return fmt::format("{:.0f} ms weighed by {} open", score, health.inFlight());
    case By::FastestFirstToken:
      return score > 0 ? fmt::format("{:.0f} ms", score) : "not known yet";
    case By::HighestThroughput:
      return score > 0 ? fmt::format("{:.0f} tokens/s", 1 / score) : "not known yet";
    case By::Usage: {
      const auto left = health.allowance().left(now);
      return left ? fmt::format("{:.0f} % left", 100 * *left) : "no limit known";
    }
    default:
      return "alike";
  }
}

}  // namespace sb::routing
