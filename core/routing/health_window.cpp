#include "core/routing/health_window.h"

#include <numeric>
#include <thread>

namespace sb::routing {

namespace {

constexpr std::int64_t kClearing = -2;
constexpr std::int64_t kFineMs = 5'000, kCoarseMs = 30'000;

std::int64_t millis(Steady at) {
  return std::chrono::duration_cast<Millis>(at.time_since_epoch()).count();
}

// Eighths of a millisecond.
std::uint64_t eighths(Steady::duration time) {
  const auto us = std::chrono::duration_cast<std::chrono::microseconds>(time).count();
  return us > 0 ? static_cast<std::uint64_t>(us) / 125 : 0;
}

template <class Array>
void bump(Array& counters, int index) {
  counters[static_cast<std::size_t>(index)].fetch_add(1, std::memory_order_relaxed);
}

template <class Array>
void zero(Array& counters) {
  for (auto& counter : counters)
    counter.store(0, std::memory_order_relaxed);
}

template <class Totals, class Counters>
void add(Totals& to, const Counters& from) {
  for (std::size_t i = 0; i < to.size(); ++i)
    to[i] += from[i].load(std::memory_order_relaxed);
}

template <class Kind>
using Totals = std::array<std::uint64_t, Kind::kCount>;

// The value below which that share of the samples lies, in the buckets' unit.
template <class Kind>
double quantile(const Totals<Kind>& totals, std::uint64_t count, double share) {
  const auto rank = static_cast<std::uint64_t>(share * static_cast<double>(count - 1));
  std::uint64_t seen = 0;
  for (int i = 0; i < Kind::kCount; ++i) {
    seen += totals[static_cast<std::size_t>(i)];
    if (seen > rank) return Kind::middle(i) / 8;
  }
  return Kind::middle(Kind::kCount - 1) / 8;
}

template <class Kind>
Quantiles quantiles(const Totals<Kind>& totals) {
  const auto count = std::accumulate(totals.begin(), totals.end(), std::uint64_t{0});
  Quantiles result;
  if (count == 0) return result;
  result.count = static_cast<std::uint32_t>(count);
  result.p50 = quantile<Kind>(totals, count, 0.5);
  result.p90 = quantile<Kind>(totals, count, 0.9);
  result.p99 = quantile<Kind>(totals, count, 0.99);
  return result;
}

}  // namespace

std::optional<double> tokensPerSecond(const Sample& sample) {
  if (sample.outputTokens < 2) return std::nullopt;
  const auto writing = sample.total - sample.firstContent.value_or(Steady::duration(0));
  if (writing <= Steady::duration(0)) return std::nullopt;
  return static_cast<double>(sample.outputTokens) / std::chrono::duration<double>(writing).count();
}

std::uint32_t WindowView::failures() const {
  std::uint32_t sum = 0;
  for (int i = 0; i < kAttemptEnds; ++i)
    if (isFailure(static_cast<AttemptEnd>(i))) sum += ends[static_cast<std::size_t>(i)];
  return sum;
}

std::uint32_t WindowView::attempts() const {
  return std::accumulate(ends.begin(), ends.end(), std::uint32_t{0});
}

double WindowView::failureShare() const {
  const double failed = failures(), all = failed + of(AttemptEnd::Ok);
  return all > 0 ? failed / all : 0;
}

void HealthWindow::Slot::clear() {
  zero(ends);
  zero(firstToken);
  zero(total);
  zero(speed);
}

// False if the slot cannot take a sample of that turn: it holds a later one.
bool HealthWindow::Slot::turnTo(std::int64_t wanted) {
  std::int64_t held = turn.load(std::memory_order_acquire);
  // Whoever finds an old turn clears it, once in 5 s and within a microsecond; others wait for
  // that.
  while (held != wanted) {
    if (held > wanted) return false;
    if (held == kClearing) {
      std::this_thread::yield();
      held = turn.load(std::memory_order_acquire);
    } else if (turn.compare_exchange_weak(held, kClearing, std::memory_order_acquire)) {
      clear();
      turn.store(wanted, std::memory_order_release);
      return true;
    }
  }
  return true;
}

void HealthWindow::Slot::record(const Sample& sample) {
  bump(ends, static_cast<int>(sample.end));
  if (sample.end != AttemptEnd::Ok) return;
  bump(total, TimeBuckets::indexOf(eighths(sample.total)));
  if (sample.firstContent) bump(firstToken, TimeBuckets::indexOf(eighths(*sample.firstContent)));
  if (const auto rate = tokensPerSecond(sample))
    bump(speed, RateBuckets::indexOf(static_cast<std::uint64_t>(std::min(*rate, 1e6) * 8)));
}

void HealthWindow::record(Steady now, const Sample& sample) {
  const std::int64_t ms = millis(now), fine = ms / kFineMs, coarse = ms / kCoarseMs;
  auto& fineSlot = m_fine[static_cast<std::size_t>(fine) % m_fine.size()];
  if (fineSlot.turnTo(fine)) fineSlot.record(sample);
  auto& coarseSlot = m_coarse[static_cast<std::size_t>(coarse) % m_coarse.size()];
  if (coarseSlot.turnTo(coarse)) coarseSlot.record(sample);
}

// Calls `use` for each slot of the window that holds something.
template <class Use>
void HealthWindow::each(Steady now, Window window, Use use) const {
  const auto walk = [&](const auto& slots, std::int64_t last, std::int64_t count) {
    for (const Slot& slot : slots) {
      const std::int64_t turn = slot.turn.load(std::memory_order_acquire);
      if (turn >= 0 && turn > last - count && turn <= last) use(slot);
    }
  };
  const std::int64_t ms = millis(now);
  if (window == Window::Minutes5) return walk(m_coarse, ms / kCoarseMs, 10);
  walk(m_fine, ms / kFineMs, window == Window::Minute ? 12 : 6);
}

std::optional<double> HealthWindow::medianSpeed(Steady now) const {
  Totals<RateBuckets> speed{};
  each(now, Window::Minutes5, [&](const Slot& slot) { add(speed, slot.speed); });
  const auto count = std::accumulate(speed.begin(), speed.end(), std::uint64_t{0});
  if (count == 0) return std::nullopt;
  return quantile<RateBuckets>(speed, count, 0.5);
}

WindowView HealthWindow::view(Steady now, Window window) const {
  WindowView view;
  Totals<TimeBuckets> firstToken{}, total{};
  Totals<RateBuckets> speed{};
  each(now, window, [&](const Slot& slot) {
    add(view.ends, slot.ends);
    add(firstToken, slot.firstToken);
    add(total, slot.total);
    add(speed, slot.speed);
  });
  view.firstTokenMs = quantiles<TimeBuckets>(firstToken);
  view.totalMs = quantiles<TimeBuckets>(total);
  view.tokensPerSecond = quantiles<RateBuckets>(speed);
  return view;
}

WindowCounts HealthWindow::counts(Steady now, Window window) const {
  WindowCounts counts;
  each(now, window, [&](const Slot& slot) {
    for (int i = 0; i < kAttemptEnds; ++i) {
      const auto end = static_cast<AttemptEnd>(i);
      const auto n = slot.ends[static_cast<std::size_t>(i)].load(std::memory_order_relaxed);
      if (end == AttemptEnd::Ok) counts.succeeded += n;
      if (isFailure(end)) counts.failed += n;
    }
  });
  return counts;
}

}  // namespace sb::routing
