// Keeps what limit nodes have counted over a restart: puts it back at the start and writes down
// what has changed while the gateway runs, so that a process that is killed loses no more than the
// time between two writes. Owned by the composition root, made before the first request and
// destroyed after the last one has settled; outlives neither the limits nor the clock.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "core/base/clock.h"
#include "core/policy/limits_store.h"
#include "core/policy/saver.h"
#include "core/routing/limits.h"

namespace sb::policy {

class LimitsKeeper {
 public:
  // Puts back what the store has, before it returns. What cannot be read is said in the log.
  LimitsKeeper(LimitsStore store, routing::Limits& limits, const Clock& clock, Millis every);

 private:
  // What was written last, by scope.
  struct Written {
    std::map<std::string, WallMillis> rates;  // when the debt is paid
    // The end of the window and what was spent in it.
    std::map<std::pair<std::string, routing::SpendPeriod>, std::pair<WallMillis, NanoUsd>> spends;
  };
  void restore();
  void save();
  // What is not as it was written last; `after`: what is written once that is.
  LimitStates changed(WallMillis now, Written& after) const;

  LimitsStore m_store;  // the saver's thread only, once it runs
  routing::Limits& m_limits;
  const Clock& m_clock;
  Written m_written;
  bool m_failed = false;
  std::optional<Saver> m_saver;  // the last: it uses the rest
};

}  // namespace sb::policy
