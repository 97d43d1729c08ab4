// What the walks of all routes share and what outlives configurations: the health of targets,
// rates and budgets, whose turn it is. One per process, made by the composition root. Any thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string_view>

#include "core/routing/health_board.h"
#include "core/routing/limits.h"
#include "core/routing/retry_budget.h"

namespace sb::routing {

// How many requests are open below a limit.
class Parallel {
 public:
  bool enter(std::int64_t most);
  void leave() { m_open.fetch_sub(1, std::memory_order_relaxed); }
  std::int64_t open() const { return m_open.load(std::memory_order_relaxed); }
  std::int64_t lastUsed() const { return 0; }

 private:
  std::atomic<std::int64_t> m_open{0};
};

inline constexpr std::size_t kMostCounts = 100'000;

class Steering {
 public:
  // `mostCounts`: of each kind of limit.
  explicit Steering(const BreakerRules& rules = BreakerRules(),
                    std::size_t mostCounts = kMostCounts)
      : health(kMostTargets, rules), limits(mostCounts), m_parallel(mostCounts) {}

  HealthBoard health;
  Limits limits;
  RetryBudget repeats;

  // The next number for a name ("route/node"), from 0. `take`: the one after it is the next.
  std::uint64_t turn(std::string_view name, bool take);
  // Null: too many names.
  std::shared_ptr<Parallel> parallel(std::string_view scope);

 private:
  struct Turn {
    std::atomic<std::uint64_t> next{0};
    std::int64_t lastUsed() const { return 0; }
  };
  Registry<Turn> m_turns{10'000};
  Registry<Parallel> m_parallel;
};

}  // namespace sb::routing
