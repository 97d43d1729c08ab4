#include "core/providers/key_state.h"

#include <algorithm>

namespace sb::providers {
namespace {

constexpr std::size_t kMostRests = 256;  // models; callers may make names up

}  // namespace

void KeyState::rest(const std::string& model, Steady until) {
  const std::lock_guard lock(m_mutex);
  if (!m_rests.contains(model) && m_rests.size() >= kMostRests)
    m_rests.erase(std::ranges::min_element(m_rests, {}, &Rests::value_type::second));
  Steady& rest = m_rests.try_emplace(model, until).first->second;
  rest = std::max(rest, until);
  const Steady last = std::ranges::max_element(m_rests, {}, &Rests::value_type::second)->second;
  m_restsUntil.store(last.time_since_epoch().count(), std::memory_order_relaxed);
}

Steady KeyState::restsUntil(std::string_view model, Steady now) const {
  if (m_restsUntil.load(std::memory_order_relaxed) <= now.time_since_epoch().count())
    return Steady::min();
  const std::lock_guard lock(m_mutex);
  const auto rest = m_rests.find(model);
  return rest == m_rests.end() || rest->second <= now ? Steady::min() : rest->second;
}

KeyState::Rests KeyState::rests(Steady now) const {
  const std::lock_guard lock(m_mutex);
  Rests open = m_rests;
  std::erase_if(open, [now](const auto& rest) { return rest.second <= now; });
  return open;
}

void KeyState::clear() {
  const std::lock_guard lock(m_mutex);
  m_rests.clear();
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
