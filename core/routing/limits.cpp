#include "core/routing/limits.h"

#include <algorithm>

namespace sb::routing {

Limits::Limits(std::size_t limit)
    : m_rates(limit), m_spends{Spends(limit), Spends(limit), Spends(limit), Spends(limit)} {}

std::shared_ptr<RateGate> Limits::rate(std::string_view scope, const Rate& rate, Steady now) {
  const auto make = [] { return std::make_shared<RateGate>(); };
  const auto idle = [now](const RateGate& gate) { return gate.resetIn(now) == Millis(0); };
  auto gate = m_rates.of(scope, make, idle);
  if (gate) gate->setRate(now, rate);
  return gate;
}

std::shared_ptr<SpendGate> Limits::spend(std::string_view scope, SpendPeriod period,
                                         WallMillis wall) {
  const auto make = [period] { return std::make_shared<SpendGate>(period); };
  const auto idle = [wall](const SpendGate& gate) { return gate.idle(wall); };
  return m_spends[static_cast<std::size_t>(period)].of(scope, make, idle);
}

std::vector<RateState> Limits::rates(Steady now, WallMillis wall) const {
  std::vector<RateState> states;
  for (const auto& [scope, gate] : m_rates.all()) {
    RateState state;
    state.debt = gate->resetIn(now);
    if (state.debt == Millis(0)) continue;
    state.scope = scope;
    state.rate = gate->rate();
    state.at = wall;
    states.push_back(std::move(state));
  }
  return states;
}

std::vector<SpendState> Limits::spends(WallMillis wall) const {
  std::vector<SpendState> states;
  for (const Spends& spends : m_spends)
    for (const auto& [scope, gate] : spends.all()) {
      const SpendGate::Use use = gate->use(wall);
      if (use.spent == NanoUsd()) continue;
      SpendState state;
      state.scope = scope;
      state.period = gate->period();
      state.at = wall;
      state.ends = use.window.ends;
      state.spent = use.spent;
      states.push_back(std::move(state));
    }
  return states;
}

void Limits::restore(const std::vector<RateState>& states, Steady now, WallMillis wall) {
  for (const RateState& state : states) {
    // A wall clock that was set back gives no debt away and adds none.
    const Millis passed(std::max<WallMillis>(0, wall - state.at));
    if (state.debt <= passed) continue;
    if (const auto gate = rate(state.scope, state.rate, now))
      gate->setDebt(now, state.debt - passed);
  }
}

void Limits::restore(const std::vector<SpendState>& states, WallMillis wall) {
  for (const SpendState& state : states) {
    if (state.ends <= wall) continue;
    if (const auto gate = spend(state.scope, state.period, wall)) gate->add(state.at, state.spent);
  }
}

void Limits::slept(Millis time) {
  for (const auto& [scope, gate] : m_rates.all())
    gate->slept(time);
}

}  // namespace sb::routing
