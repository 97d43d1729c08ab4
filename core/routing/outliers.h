// Outlier ejection: among siblings (the children of one balance), those that fail much more often
// than the median of the others leave for a while. Any thread; takes memory, so it is for the
// moment after a failure. Source: Envoy, outlier detection (success rate; base_ejection_time,
// max_ejection_percent), with shares for groups of a few.
#pragma once

#include <cstdint>
#include <span>

#include "core/routing/health.h"

namespace sb::routing {

struct OutlierRules {
  std::uint32_t minAttempts = 10;  // of the last 30 s
  double failedShare = 0.2;        // and at least this share of them
  double aboveMedian = 0.15;       // and this much above the median of the others
  Millis ejectFor{30'000};         // times the number of times in a row, at most ten
};
// Ejects at most half of them, the worst first; returns how many.
int ejectOutliers(std::span<TargetHealth* const> siblings, Steady now,
                  const OutlierRules& rules = OutlierRules());

}  // namespace sb::routing
