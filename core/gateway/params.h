// What a route's nodes say about the parameters of a request, put together. Pure; any thread.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/config/config.h"
#include "core/dialects/edits.h"
#include "core/providers/preset.h"

namespace sb::gateway {

// Inner nodes come later and win; the policy is the innermost that is set.
struct RouteParams {
  explicit RouteParams(const std::vector<const config::Params*>& nodes);

  std::vector<std::pair<std::string, std::string>> defaults, overrides;
  std::vector<std::string> drop;
  dialects::Unsupported policy = dialects::Unsupported::Refuse;

  bool any() const { return !defaults.empty() || !overrides.empty() || !drop.empty(); }
  // Views into this and the preset.
  dialects::Wanted wanted(const providers::Preset& preset) const;
};

}  // namespace sb::gateway
