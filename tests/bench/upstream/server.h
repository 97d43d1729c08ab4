// The measuring upstream: answers every POST, streams where the body asks for it, on one thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <queue>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/support/socket.h"
#include "tests/bench/upstream/answers.h"
#include "tests/bench/upstream/wire.h"

namespace sb::bench {

struct Pace {
  std::int64_t delay = 0;     // nanoseconds before an answer that is no stream
  std::int64_t interval = 0;  // nanoseconds between two events of a stream
  int events = 0;             // of one stream
  std::size_t eventSize = 0;  // bytes
};

class UpstreamServer {
 public:
  UpstreamServer(Fd listening, std::shared_ptr<SSL_CTX> tls, Pace pace);

  // Serves for ever.
  void run();

  // Serves what is there, waiting for it at most until that moment of nowNs().
  void turn(std::int64_t until);

 private:
  enum class Serving { Nothing, Delayed, Stream };

  struct Connection {
    Connection(Wire w, std::uint64_t s) : wire(std::move(w)), serial(s) {}

    Wire wire;
    std::uint64_t serial;  // tells a timer that the descriptor has another owner by now
    std::string in, out;
    Serving serving = Serving::Nothing;
    int eventsLeft = 0;
    bool usageAsked = false;
  };

  struct Timer {
    std::int64_t due;
    int fd;
    std::uint64_t serial;
    bool operator>(const Timer& other) const { return due > other.due; }
  };

  void take(std::span<const epoll_event> events);
  void acceptAll();
  void onEvent(Connection& connection, std::uint32_t events);
  void receive(Connection& connection);
  void serveBuffered(Connection& connection);
  void serve(Connection& connection, std::string_view head, std::string_view body);
  void beginStream(Connection& connection, std::string_view body);
  void runTimers();
  void onTimer(Connection& connection, std::int64_t due);
  void send(Connection& connection, std::string_view bytes);
  void flush(Connection& connection);
  void drop(Connection& connection);
  void startTimer(const Connection& connection, std::int64_t due);

  Fd m_listening;
  std::shared_ptr<SSL_CTX> m_tls;
  Pace m_pace;
  Answers m_answers;
  Poller m_poller;
  std::vector<std::unique_ptr<Connection>> m_connections;  // by descriptor
  std::vector<std::unique_ptr<Connection>> m_dropped;      // until the events at hand are done
  std::priority_queue<Timer, std::vector<Timer>, std::greater<>> m_timers;
  std::uint64_t m_serial = 0;
  std::array<char, 65536> m_buffer{};
};

}  // namespace sb::bench
