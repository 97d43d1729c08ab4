// The health of one target ("provider/model") from the traffic that it gets; nothing is ever called
// to check it. Outlives configuration snapshots, process-wide; see health_board.h for who owns it.
// Atomics: any thread, no lock; memory is taken once, with the first sample.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>

#include "core/base/clock.h"
#include "core/routing/allowance.h"
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
  explicit TargetHealth(const BreakerRules& rules = BreakerRules());
  ~TargetHealth();
  TargetHealth(const TargetHealth&) = delete;
  TargetHealth& operator=(const TargetHealth&) = delete;

  // May it be asked? A Probe must be followed by an attempt or by dropProbe(). `random` in [0, 1).
  Admission admit(Steady now, double random);
  // The same, but takes no probe: for dry runs and lists.
  Admission peek(Steady now, double random = 0) const;
  void dropProbe(Steady now) { m_breaker.abandoned(now); }

  // The life of an attempt; Passage (passage.h) calls them in order.
  void began(Steady now, bool stream);
  void content(Steady now, Steady beganAt, bool probe);  // the first content of a stream came
  void ended(Steady now, const Sample& sample);

  // A rest that the provider's headers ask for; one in force is never shortened.
  void coolUntil(Steady until);
  // Out of its siblings' list for a while; longer each time (see outliers.h).
  void eject(Steady now, Millis base);

  int inFlight() const { return m_inFlight.load(std::memory_order_relaxed); }
  // Expected latency × (in flight + 1), in milliseconds: first content for streams, total for whole
  // answers. A target of which nothing is known costs 0 while idle and very much while it is tried.
  double cost(Steady now, bool stream) const;
  std::optional<double> latencyMs(Steady now, bool stream) const;

  // What the provider's answers say is left of its limits: noted as they come.
  Allowance& allowance() { return m_allowance; }
  const Allowance& allowance() const { return m_allowance; }

  // The median of the last 5 min, as it was within the last 0.1 s; nothing without an answer whose
  // tokens are known.
  std::optional<double> tokensPerSecond(Steady now) const;
  WindowView view(Steady now, Window window) const;
  WindowCounts counts(Steady now, Window window) const;
  const Breaker& breaker() const { return m_breaker; }
  // Of its traffic that may pass: 0 while it is left alone, 1 all, between while it recovers.
  double share(Steady now) const;
  bool used() const;  // an attempt was made
  Steady lastUsed() const;

 private:
  std::optional<Admission> heldBack(Steady now, double random) const;
  HealthWindow& makeWindow();
  Waiting& waiting(bool stream) { return stream ? m_streams : m_wholes; }

  const BreakerRules m_rules;
  Breaker m_breaker;
  PeakEwma m_firstContent, m_total;
  Waiting m_streams, m_wholes;
  Allowance m_allowance;
  mutable std::atomic<std::uint64_t> m_speed{0};  // tokens/s as float | when, in 0.1 s
  std::atomic<int> m_inFlight{0};
  std::atomic<Steady::rep> m_coolUntil, m_ejectedUntil, m_lastUsed;
  std::atomic<int> m_ejections{0};
  std::atomic<HealthWindow*> m_window{nullptr};  // owned; made by the first sample
};

}  // namespace sb::routing
