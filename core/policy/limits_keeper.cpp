#include "core/policy/limits_keeper.h"

#include <fmt/format.h>

#include <cstdlib>

#include "core/base/log.h"

namespace sb::policy {
namespace {

using routing::RateState;
using routing::SpendState;

// The clocks run apart by a little; no request is counted for so little that it matters.
constexpr WallMillis kSame = 20;

}  // namespace

LimitsKeeper::LimitsKeeper(LimitsStore store, routing::Limits& limits, const Clock& clock,
                           Millis every)
    : m_store(std::move(store)), m_limits(limits), m_clock(clock) {
  restore();
  m_saver.emplace(every, [this] { save(); });
}

void LimitsKeeper::restore() {
  const auto loaded = m_store.load();
  if (!loaded)
    return log::warn("what limits have counted cannot be read, they begin anew: " +
                     loaded.error().message);
  if (loaded->ignored > 0)
    log::warn(fmt::format("{} counts of limits in state.db cannot be true and are ignored",
                          loaded->ignored));
  m_limits.restore(loaded->states.rates, m_clock.steady(), m_clock.wall());
  m_limits.restore(loaded->states.spends, m_clock.wall());
}

LimitStates LimitsKeeper::changed(WallMillis now, Written& after) const {
  LimitStates changed;
  for (RateState& state : m_limits.rates(m_clock.steady(), now)) {
    const WallMillis paid = state.at + state.debt.count();
    const auto known = m_written.rates.find(state.scope);
    const bool same = known != m_written.rates.end() && std::abs(known->second - paid) < kSame;
    after.rates.emplace(state.scope, same ? known->second : paid);
    if (!same) changed.rates.push_back(std::move(state));
  }
  for (SpendState& state : m_limits.spends(now)) {
    const std::pair key(state.scope, state.period);
    const std::pair value(state.ends, state.spent);
    const auto known = m_written.spends.find(key);
    const bool same = known != m_written.spends.end() && known->second == value;
    after.spends.emplace(key, value);
    if (!same) changed.spends.push_back(std::move(state));
  }
  return changed;
}

void LimitsKeeper::save() {
  const WallMillis now = m_clock.wall();
  Written after;
  const LimitStates states = changed(now, after);
  if (states.rates.empty() && states.spends.empty()) return;
  const Status saved = m_store.save(states, now);
  if (!saved && !m_failed)
    log::warn("what limits have counted was not saved: " + saved.error().message);
  m_failed = !saved;
  if (saved) m_written = std::move(after);
}

}  // namespace sb::policy
