// A listening socket whose connections are served by a function on a thread each: the scripted
// other side of tests about clients, proxies and broken upstreams. Owner: the test.
#pragma once

#include <atomic>
#include <functional>
#include <list>
#include <mutex>
#include <thread>

#include "tests/support/raw_socket.h"

namespace sb::test {

class RawPeer {
 public:
  // `serve(socket, n)`: the n-th connection, from 0. The socket closes when it returns.
  using Serve = std::function<void(RawSocket&, int)>;

  explicit RawPeer(Serve serve) : m_serve(std::move(serve)) {
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(m_listener, reinterpret_cast<const sockaddr*>(&at), sizeof at);
    ::listen(m_listener, 128);
    socklen_t size = sizeof at;
    ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&at), &size);
    m_port = ntohs(at.sin_port);
    m_accepting = std::thread([this] { accept(); });
  }

  // Waits for the functions: they must end once their client has gone.
  ~RawPeer() {
    m_stop = true;
    ::shutdown(m_listener, SHUT_RDWR);
    m_accepting.join();
    ::close(m_listener);
    for (std::thread& one : m_threads)
      one.join();
  }
  RawPeer(const RawPeer&) = delete;
  RawPeer& operator=(const RawPeer&) = delete;

  std::uint16_t port() const { return m_port; }
  int connections() const { return m_count; }

 private:
  void accept() {
    for (;;) {
      const int fd = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
      if (fd < 0 || m_stop) {
        if (fd >= 0) ::close(fd);
        return;
      }
      const int on = 1;
      ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      m_threads.emplace_back([this, fd, n = m_count++] {
        RawSocket socket(fd);
        m_serve(socket, n);
      });
    }
  }

  Serve m_serve;
  int m_listener = -1;
  std::uint16_t m_port = 0;
  std::atomic<int> m_count{0};
  std::atomic<bool> m_stop{false};
  std::list<std::thread> m_threads;
  std::thread m_accepting;
};

// A port of 127.0.0.1 on which nobody listens.
inline std::uint16_t deadPort() {
  RawPeer brief([](RawSocket&, int) {});
  return brief.port();
}

}  // namespace sb::test
