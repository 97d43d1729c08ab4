// One thread with its own event loop, read buffer and open connections. A connection stays on its
// worker for life. Owner: the composition root. start() and join() are called by the owner's
// thread, post() by any, the rest by the worker itself.
#pragma once

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <thread>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include "core/net/task.h"

namespace sb::net {

class Worker {
 public:
  explicit Worker(std::string name);
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  Loop& loop() { return m_loop; }

  // Shared by all connections of the worker: what stands here is lost at the next suspension.
  std::span<char> buffer() { return m_buffer; }

  void start();
  void post(std::function<void()> work);

  // Ends the loop at once; work that waits is destroyed with it.
  void join();

 private:
  Loop m_loop{1};
  std::array<char, 64 * 1024> m_buffer;
  std::unique_ptr<boost::asio::executor_work_guard<Loop::executor_type>> m_work;
  std::string m_name;
  std::thread m_thread;
};

// Lifts the soft limit of open descriptors to the hard one; gives the new limit.
std::size_t raiseDescriptorLimit();

}  // namespace sb::net
