// The answers that one worker keeps in memory, up to a number of bytes: whoever was not asked for
// longest leaves first. Owner: that worker; its thread, but for the counts.
#pragma once

#include <atomic>
#include <cstdint>
#include <list>
#include <string_view>
#include <unordered_map>

#include "core/cache/stored_answer.h"

namespace sb::cache {

class Shelf {
 public:
  explicit Shelf(std::int64_t mostBytes) : m_most(mostBytes) {}

  // Null: not here, or its time is over (then it leaves).
  StoredAnswerPtr find(const RequestDigest& key, WallMillis now);
  // In place of what has its key. One that is larger than an eighth of the room is not taken.
  void put(StoredAnswerPtr answer);
  // Those of a route; "": all.
  void clear(std::string_view route);
  void setMost(std::int64_t bytes);

  // Any thread.
  std::int64_t entries() const { return m_entries.load(std::memory_order_relaxed); }
  std::int64_t bytes() const { return m_bytes.load(std::memory_order_relaxed); }

 private:
  using Order = std::list<StoredAnswerPtr>;  // the one asked for last is in front

  void remove(Order::iterator at);
  void makeRoom();

  std::int64_t m_most;
  Order m_order;
  std::unordered_map<RequestDigest, Order::iterator, DigestHash> m_places;
  std::atomic<std::int64_t> m_entries{0}, m_bytes{0};
};

}  // namespace sb::cache
