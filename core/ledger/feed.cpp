#include "core/ledger/feed.h"

#include <algorithm>
#include <utility>

#include "core/base/log.h"

namespace sb::ledger {

Subscription& Subscription::operator=(Subscription&& other) noexcept {
  if (this == &other) return *this;
  if (m_feed) m_feed->remove(m_id);
  m_feed = std::move(other.m_feed);
  m_id = std::exchange(other.m_id, 0);
  return *this;
}

Subscription::~Subscription() {
  if (m_feed) m_feed->remove(m_id);
}

Subscription Feed::subscribe(BatchHandler handler) {
  const std::lock_guard lock(m_mutex);
  m_handlers.emplace_back(++m_lastId, std::move(handler));
  return Subscription(shared_from_this(), m_lastId);
}

bool Feed::anyone() const {
  const std::lock_guard lock(m_mutex);
  return !m_handlers.empty();
}

void Feed::publish(const Batch& batch) {
  const std::lock_guard lock(m_mutex);
  for (const auto& [id, handler] : m_handlers) {
    try {
      handler(batch);
    } catch (const std::exception& bug) {
      log::error(std::string("a subscriber of the ledger failed: ") + bug.what());
    }
  }
}

void Feed::remove(int id) {
  const std::lock_guard lock(m_mutex);
  std::erase_if(m_handlers, [id](const auto& entry) { return entry.first == id; });
}

}  // namespace sb::ledger
