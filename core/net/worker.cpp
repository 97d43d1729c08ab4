#include "core/net/worker.h"

#include <pthread.h>
#include <sys/resource.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <exception>

#include "core/base/log.h"

namespace sb::net {

Worker::Worker(std::string name)
    : m_work(std::make_unique<boost::asio::executor_work_guard<Loop::executor_type>>(
          m_loop.get_executor())),
      m_name(std::move(name)) {}

Worker::~Worker() { join(); }

void Worker::start() {
  m_thread = std::thread([this] {
    pthread_setname_np(pthread_self(), m_name.substr(0, 15).c_str());
    for (;;) {
      try {
        m_loop.run();
        return;
      } catch (const std::exception& e) {
        log::error("exception in " + m_name + ": " + e.what());
      }
    }
  });
}

void Worker::post(std::function<void()> work) { boost::asio::post(m_loop, std::move(work)); }

void Worker::join() {
  m_work.reset();
  m_loop.stop();
  if (m_thread.joinable()) m_thread.join();
}

std::size_t raiseDescriptorLimit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
  if (limit.rlim_cur < limit.rlim_max) {
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    getrlimit(RLIMIT_NOFILE, &limit);
  }
  return limit.rlim_cur;
}

}  // namespace sb::net
