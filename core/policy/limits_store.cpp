#include "core/policy/limits_store.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "core/policy/state_store.h"
#include "core/store/transaction.h"

namespace sb::policy {
namespace {

using routing::RateState;
using routing::SpendPeriod;
using routing::SpendState;
using store::Statement;

// What nobody owes: beyond it a row is no debt but damage.
constexpr Millis kLongestDebt = std::chrono::hours(24 * 365 * 10);
constexpr Millis kLongestPeriod = std::chrono::hours(24 * 366);
constexpr std::int64_t kMostUnits = 1'000'000'000'000'000;
constexpr std::int64_t kMostNanoUsd = 1'000'000'000'000'000'000;

struct PeriodName {
  SpendPeriod period;
  std::string_view name;
};
constexpr std::array kPeriods{
    PeriodName{SpendPeriod::Day, "day"}, PeriodName{SpendPeriod::Week, "week"},
    PeriodName{SpendPeriod::Month, "month"}, PeriodName{SpendPeriod::Total, "total"}};

std::string_view nameOf(SpendPeriod period) {
  return std::ranges::find(kPeriods, period, &PeriodName::period)->name;
}

bool within(std::int64_t least, std::int64_t value, std::int64_t most) {
  return value >= least && value <= most;
}

std::optional<RateState> rateIn(const Statement& row) {
  RateState state;
  state.scope = row.text(0);
  state.rate.limit = row.integer(1);
  state.rate.period = Millis(row.integer(2));
  state.rate.burst = row.integer(3);
  state.debt = Millis(row.integer(4));
  state.at = row.integer(5);
  const bool sound = !state.scope.empty() && within(1, state.rate.limit, kMostUnits) &&
                     within(1, state.rate.period.count(), kLongestPeriod.count()) &&
                     within(1, state.rate.burst, kMostUnits) &&
                     within(1, state.debt.count(), kLongestDebt.count()) && state.at > 0;
  if (!sound) return std::nullopt;
  return state;
}

std::optional<SpendState> spendIn(const Statement& row) {
  SpendState state;
  state.scope = row.text(0);
  const auto period = std::ranges::find(kPeriods, row.text(1), &PeriodName::name);
  if (period == kPeriods.end()) return std::nullopt;
  state.period = period->period;
  state.at = row.integer(2);
  state.ends = row.integer(3);
  state.spent.value = row.integer(4);
  const bool sound = !state.scope.empty() && state.at > 0 && state.ends > state.at &&
                     within(1, state.spent.value, kMostNanoUsd);
  if (!sound) return std::nullopt;
  return state;
}

// Each row that `read` makes something of; the others are counted.
template <class State>
Status readAll(Statement& rows, std::optional<State> (*read)(const Statement&),
               std::vector<State>& out, std::size_t& ignored) {
  auto row = rows.step();
  for (; row && *row; row = rows.step()) {
    auto state = read(rows);
    if (state)
      out.push_back(std::move(*state));
    else
      ++ignored;
  }
  return row ? Status() : Status(row.error());
}

}  // namespace

Result<LimitsStore> LimitsStore::open(const std::string& folder) {
  auto db = openState(folder);
  if (!db) return db.error();
  const Status relaxed = db->exec("PRAGMA synchronous=NORMAL");
  if (!relaxed) return relaxed.error();
  return LimitsStore(std::move(*db));
}

Result<LimitsStore::Loaded> LimitsStore::load() {
  Loaded loaded;
  if (const Status read = loadRates(loaded); !read) return read.error();
  if (const Status read = loadSpends(loaded); !read) return read.error();
  return loaded;
}

Status LimitsStore::loadRates(Loaded& out) {
  auto rows = m_db.prepare("SELECT scope, units, period, burst, debt, at FROM limit_rates");
  if (!rows) return rows.error();
  return readAll(*rows, rateIn, out.states.rates, out.ignored);
}

Status LimitsStore::loadSpends(Loaded& out) {
  auto rows = m_db.prepare("SELECT scope, period, at, ends, spent FROM limit_spends");
  if (!rows) return rows.error();
  return readAll(*rows, spendIn, out.states.spends, out.ignored);
}

Status LimitsStore::save(const LimitStates& changed, WallMillis now) {
  auto transaction = store::Transaction::begin(m_db);
  if (!transaction) return transaction.error();
  if (const Status done = forgetOld(now); !done) return done;
  if (const Status done = saveRates(changed.rates); !done) return done;
  if (const Status done = saveSpends(changed.spends); !done) return done;
  return transaction->commit();
}

Status LimitsStore::forgetOld(WallMillis now) {
  auto rates = m_db.prepare("DELETE FROM limit_rates WHERE at + debt <= ?");
  if (!rates) return rates.error();
  if (const Status done = rates->bind(1, now).run(); !done) return done;
  auto spends = m_db.prepare("DELETE FROM limit_spends WHERE ends <= ?");
  if (!spends) return spends.error();
  return spends->bind(1, now).run();
}

Status LimitsStore::saveRates(const std::vector<RateState>& changed) {
  auto row = m_db.prepare(
      "INSERT OR REPLACE INTO limit_rates (scope, units, period, burst, debt, at) "
      "VALUES (?, ?, ?, ?, ?, ?)");
  if (!row) return row.error();
  for (const RateState& state : changed) {
    row->bind(1, state.scope).bind(2, state.rate.limit).bind(3, state.rate.period.count());
    row->bind(4, state.rate.burst).bind(5, state.debt.count()).bind(6, state.at);
    if (const Status done = row->run(); !done) return done;
  }
  return {};
}

Status LimitsStore::saveSpends(const std::vector<SpendState>& changed) {
  auto row = m_db.prepare(
      "INSERT OR REPLACE INTO limit_spends (scope, period, at, ends, spent) "
      "VALUES (?, ?, ?, ?, ?)");
  if (!row) return row.error();
  for (const SpendState& state : changed) {
    row->bind(1, state.scope).bind(2, nameOf(state.period)).bind(3, state.at);
    row->bind(4, state.ends).bind(5, state.spent.value);
    if (const Status done = row->run(); !done) return done;
  }
  return {};
}

}  // namespace sb::policy
