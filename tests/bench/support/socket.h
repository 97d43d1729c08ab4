// Raw IPv4 loopback sockets and epoll for the measuring tools: as little as possible between the
// tool and the system. Everything throws std::system_error; one thread.
#pragma once

#include <sys/epoll.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace sb::bench {

class Fd {
 public:
  Fd() = default;
  explicit Fd(int fd) : m_fd(fd) {}
  Fd(Fd&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
  Fd& operator=(Fd&& other) noexcept;
  ~Fd();
  int get() const { return m_fd; }

 private:
  int m_fd = -1;
};

// CLOCK_MONOTONIC in nanoseconds: the same for every process of the machine.
std::int64_t nowNs();

struct Listening {
  Fd fd;
  std::uint16_t port;
};

// Non-blocking, on 127.0.0.1 and a free port (or the given one).
Listening listenOnLoopback(std::uint16_t port = 0);

// Blocks until connected to 127.0.0.1; the socket is non-blocking afterwards.
Fd connectToLoopback(std::uint16_t port);

// The next waiting connection (non-blocking, no delay), or nothing.
std::optional<Fd> acceptOne(const Fd& listening);

// Bytes, 0 at the end of file or after a reset, nothing if none are there yet.
std::optional<std::size_t> receiveSome(const Fd& fd, std::span<char> into);

// How many bytes the socket took; nothing if the peer is gone.
std::optional<std::size_t> sendSome(const Fd& fd, std::string_view bytes);

// Soft limit of open files to the hard one.
void raiseFileLimit();

class Poller {
 public:
  Poller();
  void add(const Fd& fd, std::uint32_t events, std::uint64_t tag);
  void change(const Fd& fd, std::uint32_t events, std::uint64_t tag);

  // Waits for events, or until the moment of nowNs() if one is given; valid until the next call.
  std::span<const epoll_event> wait(std::optional<std::int64_t> until = std::nullopt);

 private:
  Fd m_fd;
  std::array<epoll_event, 512> m_events{};
};

}  // namespace sb::bench
