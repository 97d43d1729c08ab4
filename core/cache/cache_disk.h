// cache.db behind a thread of its own: what was stored before a restart, and more than fits into
// memory. It is a help and no promise: where the disk is full, slow or damaged, answers are not
// there, and nobody hears of an error. A damaged file is set aside and a new one begun.
// All calls from any thread.
#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/base/error.h"
#include "core/cache/stored_answer.h"

namespace sb::cache {

class AnswersStore;

class CacheDisk {
 public:
  // Nothing is opened, and no thread begun, before setMost().
  CacheDisk(std::string path, const Clock& clock);
  ~CacheDisk();
  CacheDisk(const CacheDisk&) = delete;
  CacheDisk& operator=(const CacheDisk&) = delete;

  // How many bytes it may keep; 0: none, and the file is closed. One thread.
  void setMost(std::int64_t bytes);

  // False: it certainly has no such answer. Costs nothing.
  bool mayHave(const RequestDigest& key) const;
  // `done` is called once, on this thread, with null if there is none that is good.
  void find(const RequestDigest& key, WallMillis now, std::function<void(StoredAnswerPtr)> done);
  // Written soon, with others; forgotten where too many wait.
  void put(StoredAnswerPtr answer);
  // Those of a route; "": all. What was put before goes too.
  void clear(std::string route);
  // Returns once everything that was asked before is done. For tests and the end.
  void settle();

  std::int64_t entries() const { return m_entries.load(std::memory_order_relaxed); }
  std::int64_t bytes() const { return m_bytes.load(std::memory_order_relaxed); }
  // Why it keeps nothing although it should; "" = it works.
  std::string problem() const;

 private:
  struct Job;
  class Filter;

  void push(Job job);
  void run();
  void work(Job& job);
  void writeWaiting();
  void open();
  void close();
  void failed(const Error& error);
  void note();

  const std::string m_path;
  const Clock& m_clock;
  std::unique_ptr<Filter> m_filter;  // from the first setMost() on
  std::atomic<bool> m_known{false};  // the filter has heard of what the file held
  std::atomic<std::int64_t> m_most{0}, m_entries{0}, m_bytes{0};

  mutable std::mutex m_mutex;  // of these
  std::condition_variable m_wake, m_idle;
  std::deque<Job> m_jobs;
  std::int64_t m_waitingBytes = 0;
  bool m_busy = false, m_stop = false;
  std::string m_problem;

  // The thread's own.
  std::unique_ptr<AnswersStore> m_store;
  std::vector<StoredAnswerPtr> m_unwritten;
  WallMillis m_retryAt = 0;  // after a failure
  std::thread m_thread;
};

}  // namespace sb::cache
