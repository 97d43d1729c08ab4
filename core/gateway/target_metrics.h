// The health of targets as /metrics shows it (Prometheus text format 0.0.4). Any thread.
#pragma once

#include <string>

#include "core/base/clock.h"
#include "core/routing/health_board.h"

namespace sb::gateway {

// Appends one family for each figure, with a line for each target that was asked.
void appendTargets(const routing::HealthBoard& board, Steady now, std::string& out);

}  // namespace sb::gateway
