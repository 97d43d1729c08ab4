// The families of targets: conditions, the configuration, what speaks of models, what is read on
// the side, what counts tokens, and what speaks HTTP. Pure; any thread.
#pragma once

#include <vector>

#include "tests/fuzz/targets.h"

namespace sb::fuzz {

std::vector<FuzzTarget> conditionTargets();
std::vector<FuzzTarget> configTargets();
std::vector<FuzzTarget> dialectTargets();
std::vector<FuzzTarget> sideTargets();
std::vector<FuzzTarget> tokenTargets();
std::vector<FuzzTarget> wireTargets();

}  // namespace sb::fuzz
