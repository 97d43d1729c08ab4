// Tells sockets of one event loop that they turned readable or writable. Each descriptor is
// registered once, edge-triggered, in an epoll set of its own that the loop watches: waiting for a
// socket costs no system call. Owner: the loop (it lives as long); its thread.
#pragma once

#include <cstdint>

#include "core/net/task.h"

namespace sb::net {

class Watched {
 public:
  // What epoll said (EPOLLIN, EPOLLOUT, EPOLLRDHUP, EPOLLHUP, EPOLLERR). May destroy any Watched.
  virtual void onEvents(std::uint32_t events) = 0;
  // The loop ends: whoever waits here is given up. May destroy any Watched.
  virtual void abandon() = 0;

 protected:
  ~Watched() = default;
};

class Poller {
 public:
  static Poller& of(Loop& loop);

  // False: the system refuses to watch it.
  virtual bool add(int descriptor, Watched& watched) = 0;
  // Before the descriptor is closed.
  virtual void remove(int descriptor, Watched& watched) = 0;

  // Whether sockets wait to be told what has come for them.
  virtual bool telling() const = 0;
  // Resumes the task, after others that wait so, when they have been told; at the latest when a
  // handful of tasks waits. Only while telling().
  virtual void afterwards(Waiting task) = 0;

 protected:
  ~Poller() = default;
};

// Await this before sending: what several connections have to send leaves together, and a peer that
// sleeps is woken once for all of it. Waking one costs more than the sending itself.
class [[nodiscard]] Together {
 public:
  explicit Together(Poller& poller) : m_poller(poller) {}
  bool await_ready() const { return !m_poller.telling(); }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> caller) {
    m_poller.afterwards(Waiting(caller.promise()));
  }
  void await_resume() const noexcept {}

 private:
  Poller& m_poller;
};

}  // namespace sb::net
