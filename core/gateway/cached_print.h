// What a configuration makes of the requests that enter a node: the targets that may be asked, with
// the parameters and headers that the way there sets. Two nodes that make the same of them have the
// same print, and a node that was changed has another, so that no answer outlives what it was made
// by. Pure.
#pragma once

#include <unordered_map>

#include "core/cache/request_digest.h"
#include "core/config/config.h"

namespace sb::gateway {

struct NodePrint {
  cache::RequestDigest digest{};
  bool chooses = false;  // a condition below decides which target is asked
};

// Of all nodes that have a cache.
using NodePrints = std::unordered_map<const config::Node*, NodePrint>;
NodePrints printsOf(const config::Config& config);

}  // namespace sb::gateway
