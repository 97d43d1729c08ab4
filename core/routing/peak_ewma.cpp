#include "core/routing/peak_ewma.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace sb::routing {

namespace {

std::uint64_t millis(Steady at) {
  return static_cast<std::uint64_t>(
      std::chrono::duration_cast<Millis>(at.time_since_epoch()).count());
}

// Milliseconds as float | when, in milliseconds modulo 2^32. 0 = no sample.
struct Mark {
  float ms = 0;
  std::uint32_t at = 0;

  static Mark of(std::uint64_t bits) {
    Mark mark;
    mark.ms = std::bit_cast<float>(static_cast<std::uint32_t>(bits >> 32));
    mark.at = static_cast<std::uint32_t>(bits);
    return mark;
  }
  static std::uint64_t pack(double ms, std::uint32_t at) {
    return std::uint64_t{std::bit_cast<std::uint32_t>(static_cast<float>(ms))} << 32 | at;
  }
  double since(std::uint32_t now) const {
    const std::uint32_t gone = now - at;
    return gone > 0xffff0000 ? 0 : gone;  // the other thread's clock was a little ahead
  }
};

double remainder(double gone, Millis constant) {
  return std::exp(-gone / static_cast<double>(constant.count()));
}

double sunk(const Mark& mark, double best, std::uint32_t now) {
  return best + (mark.ms - best) * remainder(mark.since(now), PeakEwma::kDecay);
}

double observeBest(std::atomic<std::uint64_t>& word, double ms, std::uint32_t now) {
  std::uint64_t bits = word.load(std::memory_order_relaxed);
  for (;;) {
    const Mark best = Mark::of(bits);
    double value = ms;
    if (bits != 0 && ms >= best.ms) {
      const double gone = best.since(now);
      if (gone < 100) return best.ms;  // steps finer than the stamp would be lost
      value = ms + (best.ms - ms) * remainder(gone, PeakEwma::kForgetBest);
    }
    if (word.compare_exchange_weak(bits, Mark::pack(value, now), std::memory_order_relaxed))
      return value;
  }
}

constexpr int kCountBits = 20;
constexpr std::uint64_t kAges = std::uint64_t{1} << (64 - kCountBits);

}  // namespace

void PeakEwma::observe(Steady now, Steady::duration latency) {
  const double ms = std::max(0.001, std::chrono::duration<double, std::milli>(latency).count());
  const auto at = static_cast<std::uint32_t>(millis(now));
  const double best = observeBest(m_best, ms, at);
  std::uint64_t bits = m_value.load(std::memory_order_relaxed);
  for (;;) {
    const Mark old = Mark::of(bits);
    double value = ms;
    if (bits != 0 && ms < sunk(old, best, at)) {
      const double gone = old.since(at);
      if (gone < 1) return;
      value = ms + (old.ms - ms) * remainder(gone, kDecay);
    }
    if (m_value.compare_exchange_weak(bits, Mark::pack(value, at), std::memory_order_relaxed))
      return;
  }
}

std::optional<double> PeakEwma::value(Steady now) const {
  const std::uint64_t bits = m_value.load(std::memory_order_relaxed);
  if (bits == 0) return std::nullopt;
  const double best = Mark::of(m_best.load(std::memory_order_relaxed)).ms;
  return sunk(Mark::of(bits), best, static_cast<std::uint32_t>(millis(now)));
}

// The sum stands above the count, so that what overflows leaves the word.
void Waiting::began(Steady at) {
  m_word.fetch_add((millis(at) << kCountBits) + 1, std::memory_order_relaxed);
}

void Waiting::ended(Steady beganAt) {
  m_word.fetch_sub((millis(beganAt) << kCountBits) + 1, std::memory_order_relaxed);
}

double Waiting::meanMs(Steady now) const {
  const std::uint64_t word = m_word.load(std::memory_order_relaxed);
  const std::uint64_t count = word & ((std::uint64_t{1} << kCountBits) - 1);
  if (count == 0) return 0;
  const std::uint64_t ages = (count * millis(now) - (word >> kCountBits)) % kAges;
  if (ages > kAges / 2) return 0;  // began after this thread's idea of now
  return static_cast<double>(ages) / static_cast<double>(count);
}

}  // namespace sb::routing
