// The health of all targets, by "provider/model". One per process, made by the composition root,
// handed from snapshot to snapshot. Any thread; of() takes a lock: resolve once, keep the pointer.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/routing/health.h"
#include "core/routing/registry.h"

namespace sb::routing {

inline constexpr std::size_t kMostTargets = 2'000;

class HealthBoard {
 public:
  // Names come from outside ("openai/anything"): at most `limit` are known, the idle ones that were
  // used longest ago are forgotten. 41 KB each, once it has answered.
  explicit HealthBoard(std::size_t limit = kMostTargets, const BreakerRules& rules = BreakerRules())
      : m_rules(rules), m_targets(limit) {}

  // Never null: beyond the limit a target gets a health of its own that nobody else knows.
  std::shared_ptr<TargetHealth> of(std::string_view target);
  // Null if nobody asked for it yet.
  std::shared_ptr<TargetHealth> find(std::string_view target) const {
    return m_targets.find(target);
  }
  // Sorted by name: for the admin API and metrics.
  std::vector<std::pair<std::string, std::shared_ptr<TargetHealth>>> all() const {
    return m_targets.all();
  }

 private:
  const BreakerRules m_rules;
  Registry<TargetHealth> m_targets;
};

}  // namespace sb::routing
