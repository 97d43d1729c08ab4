#include "core/routing/rate_gate.h"

#include <algorithm>
#include <limits>

namespace sb::routing {

namespace {

__extension__ using Wide = __int128;

constexpr std::int64_t kLongest = std::numeric_limits<std::int64_t>::max() / 4;
constexpr std::int64_t kLongAgo = std::numeric_limits<std::int64_t>::min() / 4;

std::int64_t nanos(Steady at) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(at.time_since_epoch()).count();
}

Millis roundedUp(std::int64_t ns) {
  return std::chrono::ceil<Millis>(std::chrono::nanoseconds(std::max<std::int64_t>(0, ns)));
}

// a × b ÷ c, rounded up, saturated.
std::int64_t scaled(std::int64_t a, std::int64_t b, std::int64_t c) {
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::int64_t>(
      std::min<Wide>((product + (product > 0 ? c - 1 : 0)) / c, kLongest));
}

}  // namespace

RateGate::RateGate() : m_arrival(kLongAgo), m_lastUsed(kLongAgo) {}

std::int64_t RateGate::timeOf(std::int64_t units) const {
  return scaled(units, m_periodNs.load(), m_limit.load());
}

// How far the theoretical arrival time is ahead.
std::int64_t RateGate::ahead(Steady now) const {
  return std::max<std::int64_t>(0, m_arrival.load() - nanos(now));
}

void RateGate::setRate(Steady now, const Rate& wanted) {
  const std::int64_t limit = std::max<std::int64_t>(1, wanted.limit);
  const std::int64_t period = std::max<std::int64_t>(
      1, std::chrono::duration_cast<std::chrono::nanoseconds>(wanted.period).count());
  const std::int64_t debt = ahead(now);
  const std::int64_t units = scaled(debt, m_limit.load(), m_periodNs.load());
  const bool same = limit == m_limit.load() && period == m_periodNs.load();
  m_burst.store(wanted.burst > 0 ? wanted.burst : limit);
  if (same) return;
  m_limit.store(limit);
  m_periodNs.store(period);
  if (debt > 0) m_arrival.fetch_add(timeOf(units) - debt);
}

Rate RateGate::rate() const {
  Rate rate;
  rate.limit = m_limit.load();
  rate.period = std::chrono::duration_cast<Millis>(std::chrono::nanoseconds(m_periodNs.load()));
  rate.burst = m_burst.load();
  return rate;
}

RateGate::Answer RateGate::judge(std::int64_t aheadNs, std::int64_t units) const {
  Answer answer;
  const std::int64_t burst = m_burst.load();
  const std::int64_t over = aheadNs + timeOf(units) - timeOf(burst);
  answer.passed = over <= 0;
  answer.tooLarge = units > burst;
  if (!answer.passed && !answer.tooLarge) answer.wait = roundedUp(over);
  return answer;
}

RateGate::Answer RateGate::peek(Steady now, std::int64_t units) const {
  return judge(ahead(now), units);
}

RateGate::Answer RateGate::take(Steady now, std::int64_t units) {
  const std::int64_t ns = nanos(now);
  m_lastUsed.store(ns, std::memory_order_relaxed);
  std::int64_t arrival = m_arrival.load();
  for (;;) {
    const std::int64_t base = std::max(arrival, ns);
    const Answer answer = judge(base - ns, units);
    if (!answer.passed) return answer;
    if (m_arrival.compare_exchange_weak(arrival, base + timeOf(units))) return answer;
  }
}

void RateGate::adjust(Steady now, std::int64_t units) {
  const std::int64_t ns = nanos(now), time = timeOf(units);
  std::int64_t arrival = m_arrival.load();
  while (!m_arrival.compare_exchange_weak(arrival, std::max(arrival, ns) + time)) {
  }
}

std::int64_t RateGate::remaining(Steady now) const {
  const std::int64_t room = timeOf(m_burst.load()) - ahead(now);
  if (room <= 0) return 0;
  const Wide units = static_cast<Wide>(room) * m_limit.load() / m_periodNs.load();
  return static_cast<std::int64_t>(std::min<Wide>(units, m_burst.load()));
}

Millis RateGate::resetIn(Steady now) const { return roundedUp(ahead(now)); }

double RateGate::used(Steady now) const {
  return static_cast<double>(ahead(now)) / static_cast<double>(timeOf(m_burst.load()));
}

void RateGate::setDebt(Steady now, Millis debt) {
  const std::int64_t to = nanos(now) + std::chrono::nanoseconds(debt).count();
  std::int64_t arrival = m_arrival.load();
  while (arrival < to && !m_arrival.compare_exchange_weak(arrival, to)) {
  }
}

void RateGate::slept(Millis time) { m_arrival.fetch_sub(std::chrono::nanoseconds(time).count()); }

}  // namespace sb::routing
