// One client connection of the load generator: sends the prepared request, reads one answer at a
// time. A connection that the other side closes or an answer that is no HTTP ends the measurement:
// both throw.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "tests/bench/support/http.h"
#include "tests/bench/support/socket.h"

namespace sb::bench {

class Client {
 public:
  explicit Client(std::uint16_t port) : m_fd(connectToLoopback(port)) {}

  const Fd& fd() const { return m_fd; }
  void send(std::string_view request);
  // Takes what has arrived (into `body`, if given); true once the answer is complete.
  bool receive(std::string* body = nullptr);
  // Whether the other side has closed it; no answer may be under way.
  bool closedByPeer();

 private:
  [[noreturn]] void refuse(std::string_view what, std::string_view bytes) const;

  Fd m_fd;
  ResponseReader m_reader;
};

}  // namespace sb::bench
