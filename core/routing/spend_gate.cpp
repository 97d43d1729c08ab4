#include "core/routing/spend_gate.h"

#include <algorithm>

namespace sb::routing {

namespace {

constexpr std::int64_t kNoWindow = INT64_MIN;

}  // namespace

// The end is published last: who sees it sees the rest of that window.
SpendGate::Slot* SpendGate::current(WallMillis now) {
  for (Slot& slot : m_slots)
    if (now < slot.ends.load() && now >= slot.starts.load()) return &slot;
  return nullptr;
}

SpendGate::Slot& SpendGate::slot(WallMillis now) {
  if (Slot* found = current(now)) return *found;
  const SpendWindow window = spendWindow(m_period, now);
  const std::lock_guard lock(m_mutex);
  // Windows count up by one, so the one before keeps its place until its reservations have ended.
  Slot& place = m_slots[static_cast<std::size_t>(window.number & 1)];
  if (place.number.load() == window.number) return place;
  place.ends.store(kNoWindow);
  place.committed.store(0);
  place.spent.store(0);
  place.open.store(0);
  place.starts.store(window.starts);
  place.number.store(window.number);
  place.ends.store(window.ends);
  return place;
}

std::optional<std::int64_t> SpendGate::reserve(WallMillis now, NanoUsd limit, NanoUsd worst) {
  m_lastUsed.store(now, std::memory_order_relaxed);
  Slot& here = slot(now);
  const std::int64_t number = here.number.load();
  const std::int64_t cost = std::max<std::int64_t>(0, worst.value);
  here.open.fetch_add(1);
  std::int64_t committed = here.committed.load();
  for (;;) {
    const std::int64_t left = limit.value - committed;
    // Who is alone may overdraw. Whoever joins in between either changes `committed`, and this
    // looks again, or finds it overdrawn and is refused.
    const bool passes = cost <= left || (left > 0 && here.open.load() == 1);
    if (!passes) {
      here.open.fetch_sub(1);
      return std::nullopt;
    }
    if (here.committed.compare_exchange_weak(committed, committed + cost)) return number;
  }
}

void SpendGate::settle(std::int64_t window, NanoUsd reserved, NanoUsd cost) {
  Slot& place = m_slots[static_cast<std::size_t>(window & 1)];
  if (place.number.load() != window) return;
  place.spent.fetch_add(cost.value);
  place.committed.fetch_add(cost.value - std::max<std::int64_t>(0, reserved.value));
  place.open.fetch_sub(1);
}

void SpendGate::add(WallMillis now, NanoUsd cost) {
  Slot& here = slot(now);
  here.spent.fetch_add(cost.value);
  here.committed.fetch_add(cost.value);
}

SpendGate::Use SpendGate::use(WallMillis now) {
  const Slot& here = slot(now);
  Use use;
  use.window.number = here.number.load();
  use.window.starts = here.starts.load();
  use.window.ends = here.ends.load();
  use.spent.value = here.spent.load();
  use.reserved.value = std::max<std::int64_t>(0, here.committed.load() - use.spent.value);
  use.open = here.open.load();
  return use;
}

bool SpendGate::idle(WallMillis now) const {
  for (const Slot& slot : m_slots)
    if (slot.open.load() != 0 || (now < slot.ends.load() && slot.spent.load() != 0)) return false;
  return true;
}

}  // namespace sb::routing
