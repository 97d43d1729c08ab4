#include "core/net/poller.h"

#include <sys/epoll.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <exception>
#include <span>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/base/log.h"

namespace sb::net {
namespace {

using Descriptor = boost::asio::posix::basic_stream_descriptor<Loop::executor_type>;

constexpr std::uint32_t kEvents = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;

// How many may wait to send together: what the first of them loses is the time of the others.
constexpr std::size_t kTogether = 32;

class PollerService final : public boost::asio::execution_context::service, public Poller {
 public:
  static inline boost::asio::execution_context::id id;

  explicit PollerService(boost::asio::execution_context& context)
      : service(context), m_set(static_cast<Loop&>(context), ::epoll_create1(EPOLL_CLOEXEC)) {}

  bool add(int descriptor, Watched& watched) override {
    epoll_event event{};
    event.events = kEvents;
    event.data.ptr = &watched;
    if (::epoll_ctl(m_set.native_handle(), EPOLL_CTL_ADD, descriptor, &event) != 0) return false;
    m_watched.insert(&watched);
    if (!m_armed) arm();
    return true;
  }

  void remove(int descriptor, Watched& watched) override {
    if (m_watched.erase(&watched) == 0) return;
    epoll_event unused{};
    ::epoll_ctl(m_set.native_handle(), EPOLL_CTL_DEL, descriptor, &unused);
    // What this round has not told yet must not reach it any more.
    for (epoll_event& event : m_pending)
      if (event.data.ptr == &watched) event.data.ptr = nullptr;
    // A loop that has nothing left to watch may end.
    if (m_watched.empty() && m_armed) m_set.cancel();
  }

  bool telling() const override { return !m_pending.empty(); }
  void afterwards(Waiting task) override { m_late.push_back(std::move(task)); }

 private:
  void shutdown() override {
    m_late.clear();
    while (!m_watched.empty()) {
      Watched* const one = *m_watched.begin();
      m_watched.erase(m_watched.begin());
      one->abandon();
    }
  }

  void arm() {
    m_armed = true;
    m_set.async_wait(Descriptor::wait_read, [this](boost::system::error_code ec) {
      m_armed = false;
      if (!ec) tellAll();
      if (!m_watched.empty() && !m_armed) arm();
    });
  }

  void tellAll() {
    const int n =
        ::epoll_wait(m_set.native_handle(), m_events.data(), static_cast<int>(m_events.size()), 0);
    if (n <= 0) return;
    m_pending = std::span(m_events).first(static_cast<std::size_t>(n));
    while (!m_pending.empty()) {
      const epoll_event event = m_pending.front();
      m_pending = m_pending.subspan(1);
      if (event.data.ptr != nullptr) tell(*static_cast<Watched*>(event.data.ptr), event.events);
      if (m_pending.empty() || m_late.size() >= kTogether) resumeLate();
    }
  }

  void resumeLate() {
    std::swap(m_late, m_resumed);
    for (Waiting& task : m_resumed)
      task.resume();
    m_resumed.clear();
  }

  // One that fails must not cost the others their events.
  static void tell(Watched& watched, std::uint32_t events) {
    try {
      watched.onEvents(events);
    } catch (const std::exception& e) {
      log::error(std::string("exception at a socket's event: ") + e.what());
    }
  }

  Descriptor m_set;
  std::array<epoll_event, 128> m_events{};
  std::span<epoll_event> m_pending;  // of this round, not told yet
  std::vector<Waiting> m_late, m_resumed;
  std::unordered_set<Watched*> m_watched;
  bool m_armed = false;
};

}  // namespace

Poller& Poller::of(Loop& loop) { return boost::asio::use_service<PollerService>(loop); }

}  // namespace sb::net
