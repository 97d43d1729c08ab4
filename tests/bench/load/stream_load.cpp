#include "tests/bench/load/stream_load.h"

#include <fmt/format.h>

#include <charconv>
#include <stdexcept>

#include "tests/bench/support/process.h"
#include "tests/bench/upstream/answers.h"

namespace sb::bench {
namespace {

constexpr std::string_view kDone = "data: [DONE]";

// When the event was sent; nothing if it carries no stamp.
std::optional<std::int64_t> stampOf(std::string_view event) {
  const std::size_t at = event.find(kStampMark);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view digits = event.substr(at + kStampMark.size(), kStampDigits);
  std::int64_t stamp = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), stamp);
  return stamp;
}

}  // namespace

std::string StreamLoad::run() {
  m_streams.reserve(static_cast<std::size_t>(m_plan.streams));
  m_start = nowNs();
  while (m_ended < m_plan.streams) {
    for (const epoll_event& event : m_poller.wait(nextMoment()))
      receive(m_streams[event.data.u64]);
    const std::int64_t now = nowNs();
    openDue(now);
    turnWindow(now);
  }
  if (m_window != Window::Closed)
    throw std::runtime_error("the streams ended before the measurement did");
  return result();
}

std::int64_t StreamLoad::openingMoment() const {
  const auto opened = static_cast<std::int64_t>(m_streams.size());
  return m_start + m_plan.opening / m_plan.streams * opened;
}

std::optional<std::int64_t> StreamLoad::nextMoment() const {
  if (m_streams.size() < static_cast<std::size_t>(m_plan.streams)) return openingMoment();
  if (m_window == Window::WarmUp || m_window == Window::Open) return m_turn;
  return std::nullopt;
}

void StreamLoad::openDue(std::int64_t now) {
  while (m_streams.size() < static_cast<std::size_t>(m_plan.streams) && openingMoment() <= now)
    openOne();
}

void StreamLoad::openOne() {
  Stream& stream = m_streams.emplace_back(m_plan.port);
  m_poller.add(stream.client.fd(), EPOLLIN, m_streams.size() - 1);
  stream.client.send(m_plan.request);
}

void StreamLoad::turnWindow(std::int64_t now) {
  if (m_window == Window::NotYet && m_begun == m_plan.streams) {
    m_window = Window::WarmUp;
    m_turn = now + m_plan.warmUp;
  } else if (m_window == Window::WarmUp && now >= m_turn) {
    m_window = Window::Open;
    m_openedAt = now;
    m_turn = now + m_plan.measure;
    if (m_plan.watched) m_cpu = cpuNs(m_plan.watched);
  } else if (m_window == Window::Open && now >= m_turn) {
    m_window = Window::Closed;
    m_windowNs = now - m_openedAt;
    if (m_plan.watched) m_cpu = cpuNs(m_plan.watched) - m_cpu;
    if (m_plan.watched) m_resident = residentBytes(m_plan.watched);
  }
}

void StreamLoad::receive(Stream& stream) {
  const bool complete = stream.client.receive(&stream.body);
  takeEvents(stream);
  if (!complete) return;
  if (!stream.done) throw std::runtime_error("a stream ended without [DONE]: " + stream.body);
  ++m_ended;
}

void StreamLoad::takeEvents(Stream& stream) {
  const std::int64_t now = nowNs();
  std::size_t from = 0;
  for (std::size_t end = 0; (end = stream.body.find("\n\n", from)) != std::string::npos;) {
    takeEvent(stream, std::string_view(stream.body).substr(from, end - from), now);
    from = end + 2;
  }
  stream.body.erase(0, from);
}

void StreamLoad::takeEvent(Stream& stream, std::string_view event, std::int64_t now) {
  if (event == kDone) stream.done = true;
  const auto stamp = stampOf(event);
  if (!stamp) return;
  if (stream.events++ == 0) ++m_begun;
  ++m_events;
  if (m_window == Window::Open) m_delays.add(now - *stamp);
}

std::string StreamLoad::result() const {
  return fmt::format(R"({{"streams":{},"events":{},"window_s":{:.6f},"window_events":{},"us":{},)"
                     R"("watched_cpu_us":{:.1f},"watched_resident":{}}})",
                     m_ended, m_events, static_cast<double>(m_windowNs) / 1e9, m_delays.count(),
                     m_delays.json(), static_cast<double>(m_cpu) / 1e3, m_resident);
}

}  // namespace sb::bench
