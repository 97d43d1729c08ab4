// A few threads for what would stall the control loop: queries of the log, key and vault files.
// Each thread has its own LogReader. Owner: the admin server; add() and abandon() are called on the
// control thread.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "core/ledger/ledger.h"
#include "core/net/signal.h"
#include "core/net/worker.h"

namespace sb::admin {

// One piece of work and the task that waits for it.
class Job {
 public:
  virtual ~Job() = default;
  // On a thread of the pool. `reader` is null while there is no log.
  virtual void run(ledger::LogReader* reader) = 0;

  net::Signal signal;  // fired on the control loop once `done`
  bool done = false;
};

class Blocking {
 public:
  explicit Blocking(net::Worker& control) : m_control(control) {}
  ~Blocking() { stop(); }

  // The threads start with the first call; a later one exchanges their readers.
  void open(const ledger::Ledger* ledger);

  // False: too much waits already, or stop() was called.
  bool add(std::shared_ptr<Job> job);
  // Nobody waits for it any more: it is dropped, or its query interrupted.
  void abandon(const std::shared_ptr<Job>& job);

  // Interrupts running queries and joins the threads. Jobs that had not begun never run; they are
  // done all the same.
  void stop();

 private:
  struct Lane {
    std::unique_ptr<ledger::LogReader> reader;  // used and replaced by the lane's thread, but …
    std::shared_ptr<Job> current;               // … interrupted by others while this is set
    int generation = 0;
    std::thread thread;
  };
  void serve(Lane& lane);
  void finish(std::shared_ptr<Job> job);
  void refresh(Lane& lane);  // under m_mutex

  static constexpr std::size_t kThreads = 2;
  static constexpr std::size_t kMostWaiting = 64;

  net::Worker& m_control;
  std::mutex m_mutex;
  std::condition_variable m_wake;
  std::deque<std::shared_ptr<Job>> m_waiting;
  std::vector<std::unique_ptr<Lane>> m_lanes;
  const ledger::Ledger* m_ledger = nullptr;
  int m_generation = 0;
  bool m_stopped = false;
};

}  // namespace sb::admin
