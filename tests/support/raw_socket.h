// A blocking TCP socket for tests that must see and send exact bytes: as a client, or as one
// accepted connection of a scripted peer. Every call gives up after 20 s. One thread at a time.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/text.h"

namespace sb::test {

// An answer taken apart without the code under test.
struct RawResponse {
  int status = 0;
  std::string head;  // with the empty line
  std::string body;  // chunks joined
  bool complete = false;

  std::string header(std::string_view name) const {
    for (std::string_view line : split(head, '\n')) {
      const std::size_t colon = line.find(':');
      if (colon != std::string_view::npos && equalNoCase(line.substr(0, colon), name))
        return std::string(trim(line.substr(colon + 1)));
    }
    return {};
  }
};

class RawSocket {
 public:
  static constexpr int kPatienceMs = 20'000;

  explicit RawSocket(int fd) : m_fd(fd) {}
  explicit RawSocket(std::uint16_t port, const char* address = "127.0.0.1", int receiveBuffer = 0) {
    sockaddr_storage to{};
    socklen_t size = 0;
    auto* v4 = reinterpret_cast<sockaddr_in*>(&to);
    auto* v6 = reinterpret_cast<sockaddr_in6*>(&to);
    if (inet_pton(AF_INET, address, &v4->sin_addr) == 1) {
      v4->sin_family = AF_INET;
      v4->sin_port = htons(port);
      size = sizeof *v4;
    } else {
      inet_pton(AF_INET6, address, &v6->sin6_addr);
      v6->sin6_family = AF_INET6;
      v6->sin6_port = htons(port);
      size = sizeof *v6;
    }
    m_fd = ::socket(to.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (receiveBuffer > 0)
      ::setsockopt(m_fd, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
    if (::connect(m_fd, reinterpret_cast<const sockaddr*>(&to), size) != 0) close();
  }
  ~RawSocket() { close(); }
  RawSocket(RawSocket&& other) noexcept
      : m_fd(std::exchange(other.m_fd, -1)), m_in(std::move(other.m_in)) {}
  RawSocket(const RawSocket&) = delete;
  RawSocket& operator=(const RawSocket&) = delete;

  int fd() const { return m_fd; }
  bool open() const { return m_fd >= 0; }

  // False once the peer takes no more.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      if (!ready(POLLOUT)) return false;
      const ssize_t n = ::send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (n < 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
  }

  // Sends in segments of one byte.
  bool sendBytewise(std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size(); ++i)
      if (!send(bytes.substr(i, 1))) return false;
    return true;
  }

  // What comes next; "" at the end of the stream or of patience.
  std::string readSome(std::size_t most = 65'536) {
    if (!m_in.empty()) return take(std::min(most, m_in.size()));
    std::string bytes(most, '\0');
    const ssize_t n = ready(POLLIN) ? ::recv(m_fd, bytes.data(), most, 0) : -1;
    m_reset = n < 0;
    bytes.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
    return bytes;
  }

  // Up to and with `end`; shorter if the stream ends before.
  std::string readUntil(std::string_view end) {
    while (m_in.find(end) == std::string::npos)
      if (!more()) return take(m_in.size());
    return take(m_in.find(end) + end.size());
  }

  std::string readExactly(std::size_t size) {
    while (m_in.size() < size)
      if (!more()) return take(m_in.size());
    return take(size);
  }

  std::string readToEnd() {
    while (more()) {
    }
    return take(m_in.size());
  }

  // True when the stream has ended and nothing is left.
  bool atEnd() { return m_in.empty() && !more(); }
  // The last read ended by an error (a reset), or by patience.
  bool wasReset() const { return m_reset; }
  // Is there anything to read, or an end, right now?
  bool quiet(int forMs) {
    pollfd p{m_fd, POLLIN, 0};
    return m_in.empty() && ::poll(&p, 1, forMs) == 0;
  }

  // One HTTP request or response head with the empty line.
  std::string readHead() { return readUntil("\r\n\r\n"); }

  RawResponse readResponse(bool headOnly = false) {
    RawResponse response;
    response.head = readHead();
    if (response.head.size() > 12) response.status = std::atoi(response.head.c_str() + 9);
    response.complete = response.head.ends_with("\r\n\r\n");
    if (headOnly || !response.complete || response.status / 100 == 1 || response.status == 204)
      return response;
    const std::string length = response.header("Content-Length");
    if (equalNoCase(response.header("Transfer-Encoding"), "chunked")) {
      response.complete = readChunks(response.body);
    } else if (!length.empty()) {
      const auto size = static_cast<std::size_t>(std::atoll(length.c_str()));
      response.body = readExactly(size);
      response.complete = response.body.size() == size;
    } else {
      response.body = readToEnd();
      response.complete = !m_reset;
    }
    return response;
  }

  // A request's body by its Content-Length.
  std::string readRequest() {
    RawResponse request;
    request.head = readHead();
    request.body = readExactly(
        static_cast<std::size_t>(std::atoll(("0" + request.header("Content-Length")).c_str())));
    return request.head + request.body;
  }

  void shutdownSend() { ::shutdown(m_fd, SHUT_WR); }

  void reset() {
    const linger hard{1, 0};
    ::setsockopt(m_fd, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    close();
  }

  void close() {
    if (m_fd >= 0) ::close(m_fd);
    m_fd = -1;
  }

 private:
  bool ready(short events) const {
    pollfd p{m_fd, events, 0};
    return m_fd >= 0 && ::poll(&p, 1, kPatienceMs) == 1;
  }

  std::string take(std::size_t n) {
    std::string out = m_in.substr(0, n);
    m_in.erase(0, n);
    return out;
  }

  bool more() {
    std::string kept = std::exchange(m_in, {});
    const std::string fresh = readSome();
    m_in = std::move(kept) + fresh;
    return !fresh.empty();
  }

  bool readChunks(std::string& body) {
    for (;;) {
      const std::string line = readUntil("\r\n");
      if (!line.ends_with("\r\n")) return false;
      const auto size = static_cast<std::size_t>(std::strtoull(line.c_str(), nullptr, 16));
      const std::string data = readExactly(size + 2);
      body += data.substr(0, std::min(size, data.size()));
      if (data.size() < size + 2) return false;
      if (size == 0) return true;
    }
  }

  int m_fd = -1;
  std::string m_in;
  bool m_reset = false;
};

}  // namespace sb::test
