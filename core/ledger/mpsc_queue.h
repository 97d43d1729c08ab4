// A lock-free queue of many producers and one consumer, intrusive: T has `T* next`. A push is one
// compare-and-swap on the head of a chain; the consumer takes the whole chain at once and turns it
// round, so entries of one producer stay in their order. The queue owns what is in it.
#pragma once

#include <atomic>
#include <memory>
#include <vector>

namespace sb::ledger {

template <class T>
class MpscQueue {
 public:
  MpscQueue() = default;
  MpscQueue(const MpscQueue&) = delete;
  MpscQueue& operator=(const MpscQueue&) = delete;
  ~MpscQueue() {
    std::vector<std::unique_ptr<T>> rest;
    takeAll(rest);
  }

  // Any thread; never blocks.
  void push(std::unique_ptr<T> entry) {
    T* node = entry.release();
    node->next = m_head.load(std::memory_order_relaxed);
    while (!m_head.compare_exchange_weak(node->next, node, std::memory_order_seq_cst,
                                         std::memory_order_relaxed)) {
    }
  }

  // The consumer: appends everything to `out`, oldest first.
  void takeAll(std::vector<std::unique_ptr<T>>& out) {
    T* newest = m_head.exchange(nullptr, std::memory_order_acquire);
    T* oldest = nullptr;
    while (newest != nullptr) {
      T* older = newest->next;
      newest->next = oldest;
      oldest = newest;
      newest = older;
    }
    for (; oldest != nullptr;) {
      T* after = oldest->next;
      out.emplace_back(oldest);
      oldest = after;
    }
  }

  bool empty() const { return m_head.load(std::memory_order_seq_cst) == nullptr; }

 private:
  std::atomic<T*> m_head{nullptr};
};

}  // namespace sb::ledger
