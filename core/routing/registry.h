// Things by name that outlive configuration snapshots: found or made, bounded, any thread. A lock,
// so not for the hot path: keep the pointer (a snapshot resolves each name once).
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sb::routing {

// T has `lastUsed() const`, which orders.
template <class T>
class Registry {
 public:
  explicit Registry(std::size_t limit) : m_limit(limit) {}

  // `make()` gives a shared_ptr<T>. When the registry is full, those that nobody holds and for
  // which `forgettable(const T&)` is true make room, the longest unused first; null if there is
  // none.
  template <class Make, class Forgettable>
  std::shared_ptr<T> of(std::string_view name, const Make& make, const Forgettable& forgettable) {
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_entries.find(name); found != m_entries.end()) return found->second;
    if (m_entries.size() >= m_limit) forgetSome(forgettable);
    if (m_entries.size() >= m_limit) return nullptr;
    return m_entries.emplace(std::string(name), make()).first->second;
  }

  // Null if there is none of that name.
  std::shared_ptr<T> find(std::string_view name) const {
    const std::lock_guard lock(m_mutex);
    const auto found = m_entries.find(name);
    return found == m_entries.end() ? nullptr : found->second;
  }

  // Sorted by name. In steps, so that nobody waits long for the lock; what comes or goes meanwhile
  // may be in it or not.
  std::vector<std::pair<std::string, std::shared_ptr<T>>> all() const {
    std::vector<std::pair<std::string, std::shared_ptr<T>>> entries;
    while (appendSome(entries)) {
    }
    return entries;
  }

 private:
  static constexpr int kStep = 500;

  using Entries = std::map<std::string, std::shared_ptr<T>, std::less<>>;

  // False: those were the last.
  bool appendSome(std::vector<std::pair<std::string, std::shared_ptr<T>>>& out) const {
    const std::lock_guard lock(m_mutex);
    auto entry = out.empty() ? m_entries.begin() : m_entries.upper_bound(out.back().first);
    for (int i = 0; i < kStep && entry != m_entries.end(); ++i, ++entry)
      out.emplace_back(*entry);
    return entry != m_entries.end();
  }

  // A tenth of the limit at once, so that a flood of names pays for one search in many.
  template <class Forgettable>
  void forgetSome(const Forgettable& forgettable) {
    std::vector<typename Entries::iterator> idle;
    for (auto entry = m_entries.begin(); entry != m_entries.end(); ++entry)
      if (entry->second.use_count() == 1 && forgettable(*entry->second)) idle.push_back(entry);
    const std::size_t some = std::min(idle.size(), m_limit / 10 + 1);
    std::partial_sort(
        idle.begin(), idle.begin() + static_cast<std::ptrdiff_t>(some), idle.end(),
        [](const auto& a, const auto& b) { return a->second->lastUsed() < b->second->lastUsed(); });
    for (std::size_t i = 0; i < some; ++i)
      m_entries.erase(idle[i]);
  }

  const std::size_t m_limit;
  mutable std::mutex m_mutex;
  Entries m_entries;
};

}  // namespace sb::routing
