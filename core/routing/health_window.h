// What happened at one target lately: counts, and the distribution of times and speeds, for the
// last 30 s, 1 min and 5 min. Recording is O(1): relaxed atomics, no lock, no memory. Any thread. A
// view that is taken while others record may miss samples of the same instant. Two rings: 12 slots
// of 5 s for the two short windows, 10 slots of 30 s for the long one. A window is the current,
// unfinished slot and the full ones before it: "30 s" are 25 to 30 s. About 41 KB.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>

#include "core/base/clock.h"
#include "core/routing/attempt_end.h"
#include "core/routing/buckets.h"

namespace sb::routing {

struct Sample {
  AttemptEnd end = AttemptEnd::Neutral;
  bool stream = false;
  bool probe = false;                            // was admitted as the breaker's probe
  std::optional<Steady::duration> firstContent;  // since the start; streams
  Steady::duration total{0};                     // end − start, exactly
  std::int64_t outputTokens = 0;                 // 0 = unknown
};

// Tokens per second while it wrote: from the first content on for a stream, over all of a whole
// answer. Nothing for fewer than two tokens.
std::optional<double> tokensPerSecond(const Sample& sample);

enum class Window { Seconds30, Minute, Minutes5 };

struct Quantiles {
  std::uint32_t count = 0;
  double p50 = 0, p90 = 0, p99 = 0;  // 0 without samples
};

struct WindowView {
  std::array<std::uint32_t, kAttemptEnds> ends{};    // by AttemptEnd
  Quantiles firstTokenMs, totalMs, tokensPerSecond;  // of the successful ones

  std::uint32_t of(AttemptEnd end) const { return ends[static_cast<std::size_t>(end)]; }
  std::uint32_t failures() const;
  std::uint32_t attempts() const;  // all, the neutral ones too
  double failureShare() const;     // failures ÷ (failures + successes); 0 without any
};

// Counts alone: cheap enough for each decision.
struct WindowCounts {
  std::uint32_t succeeded = 0, failed = 0;
};

class HealthWindow {
 public:
  void record(Steady now, const Sample& sample);
  WindowView view(Steady now, Window window) const;
  WindowCounts counts(Steady now, Window window) const;
  // Tokens per second in the last 5 min, without the rest of a view.
  std::optional<double> medianSpeed(Steady now) const;

 private:
  struct Slot {
    std::atomic<std::int64_t> turn{-1};  // which multiple of the slot's length it holds
    std::array<std::atomic<std::uint32_t>, kAttemptEnds> ends{};
    std::array<std::atomic<std::uint32_t>, TimeBuckets::kCount> firstToken{}, total{};
    std::array<std::atomic<std::uint32_t>, RateBuckets::kCount> speed{};

    bool turnTo(std::int64_t wanted);
    void record(const Sample& sample);
    void clear();
  };
  template <class Use>
  void each(Steady now, Window window, Use use) const;

  std::array<Slot, 12> m_fine;
  std::array<Slot, 10> m_coarse;
};

}  // namespace sb::routing
