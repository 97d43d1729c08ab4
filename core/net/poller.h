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

 protected:
  ~Poller() = default;
};

}  // namespace sb::net
