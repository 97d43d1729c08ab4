#include "core/cache/shelf.h"

#include <utility>

namespace sb::cache {

constexpr std::int64_t kLargestPart = 8;  // of the room, for one answer

StoredAnswerPtr Shelf::find(const RequestDigest& key, WallMillis now) {
  const auto found = m_places.find(key);
  if (found == m_places.end()) return nullptr;
  if ((*found->second)->expiresAt <= now) {
    remove(found->second);
    return nullptr;
  }
  m_order.splice(m_order.begin(), m_order, found->second);
  return *found->second;
}

void Shelf::put(StoredAnswerPtr answer) {
  if (const auto known = m_places.find(answer->key); known != m_places.end()) remove(known->second);
  if (answer->size() > m_most / kLargestPart) return;
  m_bytes.fetch_add(answer->size(), std::memory_order_relaxed);
  m_entries.fetch_add(1, std::memory_order_relaxed);
  m_order.push_front(std::move(answer));
  m_places.emplace(m_order.front()->key, m_order.begin());
  makeRoom();
}

void Shelf::clear(std::string_view route) {
  for (auto at = m_order.begin(); at != m_order.end();) {
    const auto here = at++;
    if (route.empty() || (*here)->route == route) remove(here);
  }
}

void Shelf::setMost(std::int64_t bytes) {
  m_most = bytes;
  makeRoom();
}

void Shelf::remove(Order::iterator at) {
  m_bytes.fetch_sub((*at)->size(), std::memory_order_relaxed);
  m_entries.fetch_sub(1, std::memory_order_relaxed);
  m_places.erase((*at)->key);
  m_order.erase(at);
}

void Shelf::makeRoom() {
  while (!m_order.empty() && bytes() > m_most)
    remove(std::prev(m_order.end()));
}

}  // namespace sb::cache
