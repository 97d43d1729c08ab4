// The health of one target ("provider/model") from the traffic that it gets; nothing is ever called
// to check it. Outlives configuration snapshots, process-wide; see health_board.h for who owns it.
// Atomics: any thread, no lock; memory is taken once, with the first sample.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "core/base/clock.h"
#include "core/routing/breaker.h"
#include "core/routing/health_window.h"
#include "core/routing/peak_ewma.h"

namespace sb::routing {

struct Admission {
  enum class Kind {
    Allowed,
    Probe,    // allowed, as the breaker's probe: hand the verdict on to Passage
    Easing,   // recovering, its share is used up: take another one if there is one
    Ejected,  // an outlier among its siblings: the same
    Cooling,  // the provider asked for a rest
    Open,     // the breaker is open
  };
  Kind kind = Kind::Allowed;
  Millis wait{0};  // Ejected, Cooling, Open: until it may be asked again

  bool may() const { return kind == Kind::Allowed || kind == Kind::Probe; }
};

class TargetHealth {
 public:
  explicit TargetHealth(const BreakerRules& rules = BreakerRules()) : m_breaker(rules) {}
  ~TargetHealth();
  TargetHealth(const TargetHealth&) = delete;
  TargetHealth& operator=(const TargetHealth&) = delete;

  // May it be asked? A Probe must be followed by an attempt or by dropProbe(). `random` in [0, 1).
  Admission admit(Steady now, double random);
  // The same, but takes no probe: for dry runs and lists.
  Admission peek(Steady now, double random = 0) const;
  void dropProbe(Steady now) { m_breaker.abandoned(now); }

  // The ends of an attempt; Passage calls them in order. `stream` as in the sample.
  void began(Steady now, bool stream);
  void content(Steady now, Steady beganAt);  // the first content of a stream came
  void ended(Steady now, const Sample& sample);

  // A rest that the provider's headers ask for; one in force is never shortened.
  void coolUntil(Steady until);
  // Out of its siblings' list for a while; longer each time (see ejectOutliers).
  void eject(Steady now, Millis base);

  int inFlight() const { return m_inFlight.load(std::memory_order_relaxed); }
  // Expected latency × (in flight + 1), in milliseconds: first content for streams, total for whole
  // answers. A target of which nothing is known costs 0 while idle and very much while it is tried.
  double cost(Steady now, bool stream) const;
  std::optional<double> latencyMs(Steady now, bool stream) const;

  WindowView view(Steady now, Window window) const;
  WindowCounts counts(Steady now, Window window) const;
  const Breaker& breaker() const { return m_breaker; }
  Steady lastUsed() const;

 private:
  HealthWindow& window();
  PeakEwma& ewma(bool stream) { return stream ? m_firstContent : m_total; }

  Breaker m_breaker;
  PeakEwma m_firstContent, m_total;
  Waiting m_streams, m_wholes;
  std::atomic<int> m_inFlight{0};
  std::atomic<Steady::rep> m_coolUntil, m_ejectedUntil, m_lastUsed;
  std::atomic<int> m_ejections{0};
  std::atomic<HealthWindow*> m_window{nullptr};  // owned; made by the first sample
};

// One attempt at a target, from its start to its end. Destroyed without end(), it ends Neutral, so
// that neither the count in flight nor a probe is ever lost. One thread at a time.
class Passage {
 public:
  Passage() = default;
  Passage(std::shared_ptr<TargetHealth> target, Steady now, bool stream,
          const Admission& admission);
  Passage(Passage&& other) noexcept { swap(other); }
  Passage& operator=(Passage&& other) noexcept;
  ~Passage();

  void content(Steady now);  // of a stream; the first call counts
  void end(Steady now, AttemptEnd how, std::int64_t outputTokens = 0);
  TargetHealth* target() const { return m_target.get(); }  // null after the end

 private:
  void swap(Passage& other) noexcept;

  std::shared_ptr<TargetHealth> m_target;
  Steady m_began, m_last;
  std::optional<Steady> m_content;
  bool m_stream = false, m_probe = false;
};

// Outlier ejection: among siblings (the children of one balance), those that fail much more often
// than the median of the others leave for a while. Source: Envoy, outlier detection (success rate;
// base_ejection_time, max_ejection_percent), with shares for groups of a few.
struct OutlierRules {
  std::uint32_t minAttempts = 10;  // of the last 30 s
  double failedShare = 0.2;        // and at least this share of them
  double aboveMedian = 0.15;       // and this much above the median of the others
  Millis ejectFor{30'000};         // times the number of times in a row, at most ten
};
// Ejects at most half of them, the worst first; returns how many.
int ejectOutliers(std::span<TargetHealth* const> siblings, Steady now,
                  const OutlierRules& rules = OutlierRules());

}  // namespace sb::routing
