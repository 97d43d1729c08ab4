// The rates and budgets of all scopes ("ROUTE/NODE key:ID"), process-wide, handed from snapshot to
// snapshot. Any thread; finding takes a lock: keep the pointer. Their state leaves and enters as
// values, for state.db (core/policy/limits_keeper.h): debt of rates with the wall time at which it
// stood, spending with its window.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/clock.h"
#include "core/routing/rate_gate.h"
#include "core/routing/registry.h"
#include "core/routing/spend_gate.h"

namespace sb::routing {

struct RateState {
  std::string scope;
  Rate rate;
  Millis debt{0};
  WallMillis at = 0;
};

struct SpendState {
  std::string scope;
  SpendPeriod period = SpendPeriod::Total;
  WallMillis at = 0;    // in its window
  WallMillis ends = 0;  // the window
  NanoUsd spent;
};

class Limits {
 public:
  // At most `limit` scopes of a kind. Those without debt or spending make room; a scope for which
  // there is none gets a null gate, which means refused: nobody escapes a limit, and nobody pushes
  // another's debt out, by making up names.
  explicit Limits(std::size_t limit = 100'000);

  // `scope` says what is counted, too: "r/n1 key:ID requests". The rate becomes that of this call.
  std::shared_ptr<RateGate> rate(std::string_view scope, const Rate& rate, Steady now);
  std::shared_ptr<SpendGate> spend(std::string_view scope, SpendPeriod period, WallMillis wall);

  std::vector<RateState> rates(Steady now, WallMillis wall) const;  // those with debt
  std::vector<SpendState> spends(WallMillis wall) const;            // those with spending
  // At the start, before any traffic. What is paid or over by now is left out. Where the wall clock
  // was set back, spending keeps its window, which begins later.
  void restore(const std::vector<RateState>& states, Steady now, WallMillis wall);
  void restore(const std::vector<SpendState>& states, WallMillis wall);
  // Time that the steady clock did not see: the machine slept.
  void slept(Millis time);

 private:
  using Spends = Registry<SpendGate>;

  Registry<RateGate> m_rates;
  std::array<Spends, 4> m_spends;  // by SpendPeriod
};

}  // namespace sb::routing
