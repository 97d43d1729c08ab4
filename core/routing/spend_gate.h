// Money of one scope in calendar windows of local time: what was spent, and what open requests may
// still cost. Atomics, exact: any thread; a lock only when a window begins.
// The rule: the worst case is reserved. If what is left is smaller, the request passes only when
// there is something left and no other reservation is open in this scope.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "core/base/clock.h"
#include "core/base/money.h"

namespace sb::routing {

enum class SpendPeriod : std::uint8_t { Day, Week, Month, Total };  // a week begins on Monday

// The window that holds `now`, in the local time of the process.
struct SpendWindow {
  std::int64_t number = 0;  // counts up by one from window to window
  WallMillis starts = 0, ends = 0;
};
SpendWindow spendWindow(SpendPeriod period, WallMillis now);

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
  // From state.db: ignored if that window is not the current one any more.
  void restore(WallMillis now, std::int64_t window, NanoUsd spent);

  SpendPeriod period() const { return m_period; }
  bool forgettable() const;
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

struct SpendLimit {
  std::shared_ptr<SpendGate> gate;
  NanoUsd limit;
};

// Open reservations in all scopes of one attempt. Destroyed without settle(), it costs nothing.
class Reservation {
 public:
  Reservation() = default;
  Reservation(Reservation&& other) noexcept { swap(other); }
  Reservation& operator=(Reservation&& other) noexcept;
  ~Reservation() { settle(NanoUsd()); }

  // All or none: nothing if one refuses; `refusedBy` is then its place in `limits`.
  static std::optional<Reservation> make(WallMillis now, std::span<const SpendLimit> limits,
                                         NanoUsd worst, std::size_t* refusedBy = nullptr);
  void settle(NanoUsd cost);  // the first call counts
  void release() { settle(NanoUsd()); }

 private:
  void swap(Reservation& other) noexcept;

  std::vector<std::pair<std::shared_ptr<SpendGate>, std::int64_t>> m_held;
  NanoUsd m_worst;
};

}  // namespace sb::routing
