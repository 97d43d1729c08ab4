// A rate: so many (requests, tokens) in so much time, with a burst. One word of state changed by
// compare-and-swap: any thread, no lock.
// Formula: the generic cell rate algorithm, as a virtual schedule (ITU-T I.371, annex A; ATM Forum
// Traffic Management 4.0): the theoretical arrival time moves on by period ÷ limit per unit, and a
// unit conforms if that time is no more than burst × period ÷ limit ahead.
#pragma once

#include <atomic>
#include <cstdint>

#include "core/base/clock.h"

namespace sb::routing {

struct Rate {
  std::int64_t limit = 0;  // units per period; over 0
  Millis period{60'000};
  std::int64_t burst = 0;  // units at once; 0 = `limit`

  bool operator==(const Rate&) const = default;
};

class RateGate {
 public:
  struct Answer {
    bool passed = false;
    bool tooLarge = false;  // more than the burst: no waiting helps
    Millis wait{0};         // refused: until the same would pass, if nobody else comes
  };

  RateGate();  // one a minute, until setRate()

  // The rate of the newest configuration. What was used stays used: debt is kept in units. One
  // thread at a time; others may go on taking.
  void setRate(Steady now, const Rate& rate);
  Rate rate() const;

  Answer take(Steady now, std::int64_t units);
  Answer peek(Steady now, std::int64_t units) const;
  // Takes without asking: what was used in fact beyond what was taken, or (negative) gives back.
  void adjust(Steady now, std::int64_t units);

  std::int64_t remaining(Steady now) const;  // units that would pass now
  Millis resetIn(Steady now) const;          // until all of the burst is there again
  double used(Steady now) const;             // share of the burst: 0 … 1, more in debt

  void setDebt(Steady now, Millis debt);  // so that resetIn() is at least that: after a restart
  void slept(Millis time);                // time that the steady clock did not see

  std::int64_t lastUsed() const { return m_lastUsed.load(std::memory_order_relaxed); }

 private:
  std::int64_t timeOf(std::int64_t units) const;  // ns
  std::int64_t ahead(Steady now) const;           // ns
  Answer judge(std::int64_t aheadNs, std::int64_t units) const;

  std::atomic<std::int64_t> m_limit{1}, m_periodNs{60'000'000'000}, m_burst{1};
  std::atomic<std::int64_t> m_arrival;  // the theoretical arrival time, steady ns
  std::atomic<std::int64_t> m_lastUsed;
};

}  // namespace sb::routing
