// A circuit breaker for one target. Closed: all may pass. Open: nobody, until a time. Half-open:
// one probe at a time. After a successful probe it is closed, and the share that may pass rises
// slowly. One word of state and a small ring of counts, both changed by compare-and-swap: any
// thread, no lock. Source: Michael Nygard, "Release It!", Circuit Breaker; Envoy, slow start mode.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

#include "core/base/clock.h"

namespace sb::routing {

struct BreakerRules {
  int minAttempts = 5;       // within `window`, before a share says anything
  double failedShare = 0.5;  // opens at this share of them
  int consecutive = 5;       // or at so many failures in a row
  Millis openFor{5'000};     // the first time; doubles at each failed probe
  Millis openAtMost{60'000};
  Millis probeLease{30'000};   // a probe of which nothing was heard makes room for another one
  Millis slowStart{30'000};    // how long the share rises after a recovery
  double slowStartFrom = 0.1;  // its beginning
};
// The failures that count are those of the last 30 s (25 to 30 s).

// The share of the traffic that a target gets so long after its recovery.
double risingShare(const BreakerRules& rules, Millis since);

class Breaker {
 public:
  enum class State { Closed, Open, HalfOpen };
  enum class Pass { Allowed, Probe, Easing, Open };
  struct Answer {
    Pass pass = Pass::Allowed;
    Millis wait{0};  // Open: until it is asked again
  };

  explicit Breaker(const BreakerRules& rules = BreakerRules()) : m_rules(rules) {}

  // May this attempt pass? Probe: it may, it is the one probe, and its end must be told. Easing:
  // the share of slow start is used up: better to take another target. `random` in [0, 1).
  Answer admit(Steady now, double random);
  // The same without taking the probe.
  Answer peek(Steady now, double random) const;

  void succeeded(Steady now, bool probe);
  void failed(Steady now, bool probe);
  void abandoned(Steady now);  // a probe ended and tells nothing: the next one may go

  State state() const;
  double share(Steady now) const;  // of the traffic that may pass: 0 open … 1

 private:
  struct Word {
    State state = State::Closed;
    int level = 0;        // failed probes in a row
    int streak = 0;       // failures in a row
    std::int64_t at = 0;  // ms. Closed: slow start began (0 = never); Open: asks again; HalfOpen:
                          // the probe is given up
  };
  static std::uint64_t pack(const Word& word);
  static Word unpack(std::uint64_t bits);
  Answer judge(const Word& word, std::int64_t ms, double random) const;
  double shareOf(const Word& word, std::int64_t ms) const;
  bool tooMany(std::int64_t ms) const;
  void count(std::int64_t ms, bool ok);
  Millis openTime(int level) const;

  const BreakerRules m_rules;
  std::atomic<std::uint64_t> m_word{0};
  std::array<std::atomic<std::uint64_t>, 6> m_counts{};  // slots of 5 s: turn | ok | failed
};

}  // namespace sb::routing
