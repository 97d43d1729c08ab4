// The live feed: who wants to know is told each batch of rows once it is committed.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/ledger/row.h"

namespace sb::ledger {

struct Batch {
  std::string epoch;
  std::vector<Row> rows;  // ascending by seq
};

using BatchHandler = std::function<void(const Batch&)>;

class Feed;

// While this lives the handler is called, on the ledger's writer thread: it must be quick and must
// not call back into the ledger. Once destroyed, no call is running any more.
class Subscription {
 public:
  Subscription() = default;
  Subscription(Subscription&&) noexcept = default;
  Subscription& operator=(Subscription&& other) noexcept;
  ~Subscription();

 private:
  friend class Feed;
  Subscription(std::shared_ptr<Feed> feed, int id) : m_feed(std::move(feed)), m_id(id) {}

  std::shared_ptr<Feed> m_feed;
  int m_id = 0;
};

class Feed : public std::enable_shared_from_this<Feed> {
 public:
  Subscription subscribe(BatchHandler handler);
  bool anyone() const;
  void publish(const Batch& batch);

 private:
  friend class Subscription;
  void remove(int id);

  mutable std::mutex m_mutex;
  std::vector<std::pair<int, BatchHandler>> m_handlers;
  int m_lastId = 0;
};

}  // namespace sb::ledger
