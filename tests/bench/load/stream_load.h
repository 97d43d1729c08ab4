// Many streams at once: how long each event was on its way, and what the process in between spent
// meanwhile. The window of measurement opens when every stream has had its first event and the
// warm-up is over, and closes after `measure`; the streams then run to their ends, and every event
// must arrive.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/load/client.h"
#include "tests/bench/support/histogram.h"

namespace sb::bench {

struct StreamPlan {
  std::uint16_t port = 0;
  std::string request;
  std::int64_t streams = 0;
  // Nanoseconds.
  std::int64_t opening = 0;  // over which the streams are opened, evenly
  std::int64_t warmUp = 0;
  std::int64_t measure = 0;
  pid_t watched = 0;  // the process in between; 0 = none
};

class StreamLoad {
 public:
  explicit StreamLoad(StreamPlan plan) : m_plan(std::move(plan)) {}

  // Gives the result as JSON.
  std::string run();

 private:
  enum class Window { NotYet, WarmUp, Open, Closed };

  struct Stream {
    explicit Stream(std::uint16_t port) : client(port) {}

    Client client;
    std::string body;  // the event that is not complete yet
    std::int64_t events = 0;
    bool done = false;  // [DONE] was seen
  };

  void openDue(std::int64_t now);
  void openOne();
  void turnWindow(std::int64_t now);
  std::optional<std::int64_t> nextMoment() const;
  void receive(Stream& stream);
  void takeEvents(Stream& stream);
  void takeEvent(Stream& stream, std::string_view event, std::int64_t now);
  std::int64_t openingMoment() const;
  std::string result() const;

  StreamPlan m_plan;
  Poller m_poller;
  std::vector<Stream> m_streams;
  std::int64_t m_begun = 0;  // streams with an event
  std::int64_t m_ended = 0;
  std::int64_t m_events = 0;
  std::int64_t m_start = 0;
  Window m_window = Window::NotYet;
  std::int64_t m_turn = 0;  // when the window opens or closes
  std::int64_t m_openedAt = 0;
  std::int64_t m_windowNs = 0;
  std::int64_t m_cpu = 0;       // before the window, then inside of it
  std::int64_t m_resident = 0;  // bytes, as the window closes
  Histogram m_delays;           // inside of the window
};

}  // namespace sb::bench
