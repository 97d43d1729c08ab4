// How much more may be asked of the providers than clients ask of us: attempts beyond the first of
// each request stay under a share of the requests of a sliding window, so that an outage is no
// storm. Atomics: any thread, no lock. Source: Finagle, RetryBudget; Envoy, retry_budget.
//
// It bounds repeats on the same target and the further children of a race. A failover to another
// target counts as extra, too, but is never refused by it: it goes to targets whose breaker is
// closed, and to the others once when nothing else is left. So a request that a healthy target
// could serve is served.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

#include "core/base/clock.h"

namespace sb::routing {

struct RetryRules {
  double share = 0.2;  // extra attempts ÷ requests, within 10 s (9 to 10 s)
  int atLeast = 10;    // extra attempts that a quiet gateway always has within that time
};

class RetryBudget {
 public:
  explicit RetryBudget(const RetryRules& rules = RetryRules()) : m_rules(rules) {}

  void request(Steady now);  // a client's request begins
  bool take(Steady now);     // true: one more attempt is in the budget, and is counted
  void extra(Steady now);    // a failover beyond the budget: counted all the same

  struct Use {
    std::uint32_t requests = 0, extra = 0, allowed = 0;
  };
  Use use(Steady now) const;

 private:
  void add(std::uint64_t turn, std::uint64_t what);
  void giveBack(std::uint64_t turn);

  const RetryRules m_rules;
  std::array<std::atomic<std::uint64_t>, 10> m_slots{};  // of 1 s: turn | requests | extra
};

}  // namespace sb::routing
