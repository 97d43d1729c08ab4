#include "core/providers/key_state.h"

namespace sb::providers {

void KeyState::rest(Steady until) {
  const Steady::rep wanted = until.time_since_epoch().count();
  Steady::rep current = m_restsUntil.load(std::memory_order_relaxed);
  while (current < wanted &&
         !m_restsUntil.compare_exchange_weak(current, wanted, std::memory_order_relaxed)) {
  }
}

void KeyState::clear() {
  m_restsUntil.store(Steady::min().time_since_epoch().count(), std::memory_order_relaxed);
  m_refusedWith.store(0, std::memory_order_relaxed);
}

std::shared_ptr<KeyState> KeyStates::of(std::string_view provider, std::string_view key,
                                        std::size_t fingerprint) {
  const std::lock_guard lock(m_mutex);
  std::erase_if(m_entries, [](const auto& one) { return one.second.state.expired(); });
  Entry& entry = m_entries[{std::string(provider), std::string(key)}];
  auto state = entry.state.lock();
  // A new object rather than a cleared one: what still runs with the old secret marks the old one.
  if (!state || entry.fingerprint != fingerprint) state = std::make_shared<KeyState>();
  entry.state = state;
  entry.fingerprint = fingerprint;
  return state;
}

}  // namespace sb::providers
