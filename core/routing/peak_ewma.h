// The latency that a target is believed to have: a slower sample counts at once and in full, a
// faster one by and by. While nothing comes, the belief sinks towards the best that was seen
// lately, so that a target that was left is tried again. Two packed words; any thread, no lock.
// Source: Finagle, PeakEwma ("peak exponentially weighted moving average"), whose cost is
// latency × (requests in flight + 1); there the belief sinks to zero.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>

#include "core/base/clock.h"

namespace sb::routing {

class PeakEwma {
 public:
  static constexpr Millis kDecay{1'500};        // time constant of the belief
  static constexpr Millis kForgetBest{60'000};  // time constant of the best

  void observe(Steady now, Steady::duration latency);
  // Milliseconds; nothing before the first sample.
  std::optional<double> value(Steady now) const;

 private:
  std::atomic<std::uint64_t> m_value{0}, m_best{0};  // milliseconds as float | stamp in ms
};

// How many wait for their first content, and for how long on average: a target that hangs is known
// before anything of it ends. One word; any thread.
class Waiting {
 public:
  void began(Steady at);
  void ended(Steady beganAt);
  double meanMs(Steady now) const;  // 0 without any

 private:
  std::atomic<std::uint64_t> m_word{0};  // sum of the starts in ms modulo 2^44 | count
};

}  // namespace sb::routing
