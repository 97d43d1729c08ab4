#include "tests/bench/upstream/server.h"

#include <algorithm>
#include <cmath>

#include "tests/bench/support/http.h"

namespace sb::bench {
namespace {

constexpr std::string_view kHeadEnd = "\r\n\r\n";

// Spreads the streams' first events evenly over the interval (multiples of the golden ratio).
std::int64_t phase(std::uint64_t serial, std::int64_t interval) {
  const double turns = static_cast<double>(serial) * 0.6180339887498949;
  return static_cast<std::int64_t>((turns - std::floor(turns)) * static_cast<double>(interval));
}

}  // namespace

UpstreamServer::UpstreamServer(Fd listening, std::shared_ptr<SSL_CTX> tls, Pace pace)
    : m_listening(std::move(listening)),
      m_tls(std::move(tls)),
      m_pace(pace),
      m_answers(pace.eventSize) {
  m_poller.add(m_listening, EPOLLIN, static_cast<std::uint64_t>(m_listening.get()));
}

void UpstreamServer::run() {
  for (;;)
    take(m_timers.empty() ? m_poller.wait() : m_poller.wait(m_timers.top().due));
}

void UpstreamServer::turn(std::int64_t until) {
  take(m_poller.wait(m_timers.empty() ? until : std::min(until, m_timers.top().due)));
}

void UpstreamServer::take(std::span<const epoll_event> events) {
  for (const epoll_event& event : events) {
    const auto fd = static_cast<std::size_t>(event.data.u64);
    if (static_cast<int>(fd) == m_listening.get())
      acceptAll();
    else if (fd < m_connections.size() && m_connections[fd])
      onEvent(*m_connections[fd], event.events);
  }
  runTimers();
  m_dropped.clear();
}

void UpstreamServer::acceptAll() {
  while (auto fd = acceptOne(m_listening)) {
    const auto index = static_cast<std::size_t>(fd->get());
    if (index >= m_connections.size()) m_connections.resize(index + 1);
    m_poller.add(*fd, EPOLLIN, index);
    m_connections[index] =
        std::make_unique<Connection>(Wire(std::move(*fd), m_tls.get()), ++m_serial);
  }
}

void UpstreamServer::onEvent(Connection& connection, std::uint32_t events) {
  const std::uint64_t serial = connection.serial;
  const auto index = static_cast<std::size_t>(connection.wire.fd().get());
  if (events & EPOLLOUT) flush(connection);
  if (!m_connections[index] || m_connections[index]->serial != serial) return;
  if (events & (EPOLLIN | EPOLLHUP | EPOLLERR)) receive(connection);
}

void UpstreamServer::receive(Connection& connection) {
  do {
    const auto got = connection.wire.read(m_buffer);
    if (!got) return;
    if (*got == 0) return drop(connection);
    connection.in.append(m_buffer.data(), *got);
  } while (connection.wire.hidesBytes());
  serveBuffered(connection);
}

void UpstreamServer::serveBuffered(Connection& connection) {
  if (connection.serving != Serving::Nothing) return;
  const std::string_view in = connection.in;
  const std::size_t end = in.find(kHeadEnd);
  if (end == std::string_view::npos) return;
  const std::string_view head = in.substr(0, end + 2);
  const auto length = contentLength(head);
  if (!length || headerValue(head, "transfer-encoding")) return drop(connection);
  const std::size_t whole = end + kHeadEnd.size() + *length;
  if (in.size() < whole) return;
  serve(connection, head, in.substr(end + kHeadEnd.size(), *length));
  connection.in.erase(0, whole);
}

void UpstreamServer::serve(Connection& connection, std::string_view head, std::string_view body) {
  if (!head.starts_with("POST ")) return send(connection, m_answers.models());
  if (body.find(R"("stream":true)") != std::string_view::npos) return beginStream(connection, body);
  if (m_pace.delay == 0) return send(connection, m_answers.plain());
  connection.serving = Serving::Delayed;
  startTimer(connection, nowNs() + m_pace.delay);
}

void UpstreamServer::beginStream(Connection& connection, std::string_view body) {
  connection.serving = Serving::Stream;
  connection.eventsLeft = m_pace.events;
  connection.usageAsked = body.find("\"include_usage\"") != std::string_view::npos;
  startTimer(connection, nowNs() + phase(connection.serial, m_pace.interval));
  send(connection, m_answers.streamStart());
}

void UpstreamServer::runTimers() {
  if (m_timers.empty()) return;
  const std::int64_t now = nowNs();
  while (!m_timers.empty() && m_timers.top().due <= now) {
    const Timer timer = m_timers.top();
    m_timers.pop();
    const auto& connection = m_connections[static_cast<std::size_t>(timer.fd)];
    if (connection && connection->serial == timer.serial) onTimer(*connection, timer.due);
  }
}

// The next event is due by the plan, not by when this one left.
void UpstreamServer::onTimer(Connection& connection, std::int64_t due) {
  if (connection.serving == Serving::Stream && connection.eventsLeft-- > 0) {
    startTimer(connection, due + m_pace.interval);
    return send(connection, m_answers.event(nowNs()));
  }
  const bool stream = connection.serving == Serving::Stream;
  connection.serving = Serving::Nothing;
  send(connection, stream ? m_answers.streamEnd(connection.usageAsked) : m_answers.plain());
}

void UpstreamServer::send(Connection& connection, std::string_view bytes) {
  if (!connection.out.empty()) {
    connection.out.append(bytes);
    return;
  }
  const auto sent = connection.wire.write(bytes);
  if (!sent) return drop(connection);
  if (*sent == bytes.size()) return;
  connection.out = bytes.substr(*sent);
  m_poller.change(connection.wire.fd(), EPOLLIN | EPOLLOUT,
                  static_cast<std::uint64_t>(connection.wire.fd().get()));
}

void UpstreamServer::flush(Connection& connection) {
  const auto sent = connection.wire.write(connection.out);
  if (!sent) return drop(connection);
  connection.out.erase(0, *sent);
  if (connection.out.empty())
    m_poller.change(connection.wire.fd(), EPOLLIN,
                    static_cast<std::uint64_t>(connection.wire.fd().get()));
}

// The descriptor stays open until the events at hand are done, so that none of them can meet its
// successor.
void UpstreamServer::drop(Connection& connection) {
  m_dropped.push_back(
      std::move(m_connections[static_cast<std::size_t>(connection.wire.fd().get())]));
}

void UpstreamServer::startTimer(const Connection& connection, std::int64_t due) {
  m_timers.push({due, connection.wire.fd().get(), connection.serial});
}

}  // namespace sb::bench
