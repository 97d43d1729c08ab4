#include "core/gateway/params.h"

#include <algorithm>

namespace sb::gateway {
namespace {

using dialects::Unsupported;

void put(std::vector<std::pair<std::string, std::string>>& list,
         const std::pair<std::string, std::string>& one) {
  const auto same = std::find_if(list.begin(), list.end(),
                                 [&](const auto& known) { return known.first == one.first; });
  if (same == list.end())
    list.push_back(one);
  else
    same->second = one.second;
}

Unsupported policyOf(config::Params::Unsupported policy) {
  switch (policy) {
    case config::Params::Unsupported::Refuse:
      return Unsupported::Refuse;
    case config::Params::Unsupported::Drop:
      return Unsupported::Drop;
    case config::Params::Unsupported::Pass:
      return Unsupported::Pass;
  }
  return Unsupported::Refuse;
}

}  // namespace

RouteParams::RouteParams(const std::vector<const config::Params*>& nodes) {
  for (const config::Params* params : nodes) {
    const config::Params& node = *params;
    for (const auto& one : node.defaults)
      put(defaults, one);
    for (const auto& one : node.overrides)
      put(overrides, one);
    drop.insert(drop.end(), node.drop.begin(), node.drop.end());
    if (node.unsupported) policy = policyOf(*node.unsupported);
  }
}

dialects::Wanted RouteParams::wanted(const providers::Preset& preset) const {
  dialects::Wanted wanted;
  wanted.defaults = defaults;
  wanted.overrides = overrides;
  wanted.drop = drop;
  wanted.unsupported = preset.unsupported;
  wanted.policy = policy;
  return wanted;
}

}  // namespace sb::gateway
