// Money of one scope in calendar windows of local time: what was spent, and what open requests may
// still cost. Atomics, exact: any thread; a lock only when a window begins.
// The rule: the worst case is reserved. If what is left is smaller, the request passes only when
// there is something left and no other reservation is open in this scope.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>

#include "core/base/clock.h"
#include "core/base/money.h"
#include "core/routing/spend_window.h"

namespace sb::routing {

class SpendGate {
 public:
  explicit SpendGate(SpendPeriod period = SpendPeriod::Total) : m_period(period) {}

  // The number of the window that it was reserved in; nothing = refused.
  std::optional<std::int64_t> reserve(WallMillis now, NanoUsd limit, NanoUsd worst);
  // The end of that reservation: what it cost in fact, in the window that it was reserved in.
  void settle(std::int64_t window, NanoUsd reserved, NanoUsd cost);
  // Money spent without a reservation, or found later.
  void add(WallMillis now, NanoUsd cost);

  struct Use {
    SpendWindow window;
    NanoUsd spent, reserved;
    int open = 0;
  };
  Use use(WallMillis now);

  SpendPeriod period() const { return m_period; }
  bool idle(WallMillis now) const;  // nothing spent or reserved in the current window
  WallMillis lastUsed() const { return m_lastUsed.load(std::memory_order_relaxed); }

 private:
  struct Slot {
    std::atomic<WallMillis> starts{0}, ends{0};
    std::atomic<std::int64_t> number{INT64_MIN};
    std::atomic<std::int64_t> committed{0};  // spent and reserved
    std::atomic<std::int64_t> spent{0};
    std::atomic<int> open{0};
  };
  Slot& slot(WallMillis now);
  Slot* current(WallMillis now);

  const SpendPeriod m_period;
  std::array<Slot, 2> m_slots;
  std::atomic<WallMillis> m_lastUsed{0};
  std::mutex m_mutex;
};

}  // namespace sb::routing
