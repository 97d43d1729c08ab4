// The two families of targets: what speaks of models, and what speaks HTTP. Pure; any thread.
#pragma once

#include <vector>

#include "tests/fuzz/targets.h"

namespace sb::fuzz {

std::vector<FuzzTarget> dialectTargets();
std::vector<FuzzTarget> wireTargets();

}  // namespace sb::fuzz
