#include "core/routing/retry_budget.h"

#include <algorithm>

namespace sb::routing {

namespace {

constexpr int kBits = 18;  // each of the counts; the turn has the 28 above them
constexpr std::uint64_t kMask = (std::uint64_t{1} << kBits) - 1;
constexpr std::uint64_t kRequest = std::uint64_t{1} << kBits, kExtra = 1;

// Seconds + 1, so that an empty slot belongs to no time.
std::uint64_t turnOf(Steady now) {
  return static_cast<std::uint64_t>(
             std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count()) +
         1;
}

}  // namespace

void RetryBudget::add(std::uint64_t turn, std::uint64_t what) {
  auto& slot = m_slots[turn % m_slots.size()];
  std::uint64_t held = slot.load();
  for (;;) {
    const std::uint64_t heldTurn = held >> (2 * kBits);
    if (heldTurn > turn) return;
    const std::uint64_t base = heldTurn == turn ? held : turn << (2 * kBits);
    const std::uint64_t count = what == kRequest ? base >> kBits & kMask : base & kMask;
    if (count == kMask || slot.compare_exchange_weak(held, base + what)) return;
  }
}

// Only within the same turn: what has left the window needs no giving back.
void RetryBudget::giveBack(std::uint64_t turn) {
  auto& slot = m_slots[turn % m_slots.size()];
  std::uint64_t held = slot.load();
  while (held >> (2 * kBits) == turn && !slot.compare_exchange_weak(held, held - kExtra)) {
  }
}

void RetryBudget::request(Steady now) { add(turnOf(now), kRequest); }

void RetryBudget::extra(Steady now) { add(turnOf(now), kExtra); }

// Counted first, judged then: of two at once both may be refused, but never one too many passes.
bool RetryBudget::take(Steady now) {
  const std::uint64_t turn = turnOf(now);
  add(turn, kExtra);
  const Use after = use(now);
  if (after.extra <= after.allowed) return true;
  giveBack(turn);
  return false;
}

RetryBudget::Use RetryBudget::use(Steady now) const {
  const std::uint64_t last = turnOf(now);
  Use sum;
  for (const auto& slot : m_slots) {
    const std::uint64_t held = slot.load(), turn = held >> (2 * kBits);
    if (turn == 0 || turn > last || turn + m_slots.size() <= last) continue;
    sum.requests += static_cast<std::uint32_t>(held >> kBits & kMask);
    sum.extra += static_cast<std::uint32_t>(held & kMask);
  }
  const auto share = static_cast<std::uint32_t>(m_rules.share * sum.requests);
  sum.allowed = std::max(share, static_cast<std::uint32_t>(m_rules.atLeast));
  return sum;
}

}  // namespace sb::routing
