// What a balance compares its targets by, as far as their health tells it. Pure; any thread.
#pragma once

#include <string>

#include "core/config/route.h"
#include "core/routing/health.h"

namespace sb::routing {

// The smaller, the better; never negative, so that a weight divides it. 0 where a target is to be
// tried because nothing is known of it, or where the strategy compares nothing.
double scoreOf(config::Balance::By by, const TargetHealth& health, Steady now, bool stream);

// What the score stands for, for the log: "312 ms weighed by 2 open".
std::string scoreText(config::Balance::By by, const TargetHealth& health, Steady now, bool stream);

}  // namespace sb::routing
