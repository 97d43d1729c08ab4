// Which children of a node are walked, in which order, and why: one function for each kind that
// chooses. Pure but for what the world says.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/routing/world.h"

namespace sb::routing {

struct Choice {
  std::vector<std::uint16_t> order;  // of children; empty: there is none
  std::string why;                   // why the first one
};

Choice chooseBalanced(const config::Node& node, World& world);
Choice drawPart(const config::Node& node, World& world);
Choice firstCase(const config::Node& node, World& world);

// The target that a choice judges a subtree by: the first one in reading order.
const config::Node& firstTarget(const config::Node& node);

}  // namespace sb::routing
