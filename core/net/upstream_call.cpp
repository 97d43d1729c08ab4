#include "core/net/upstream_call.h"

#include <algorithm>
#include <vector>

namespace sb::net {
namespace {

struct Ignore final : BodySink {
  void bodyPart(std::string_view) override {}
};

}  // namespace

UpstreamCall::UpstreamCall(UpstreamPool& pool, const Destination& destination, Guard& guard)
    : m_pool(pool), m_destination(destination), m_guard(guard) {}

UpstreamCall::~UpstreamCall() {
  if (m_connection) m_pool.discard(m_destination, std::move(m_connection));
}

Task<Status> UpstreamCall::send(std::span<const std::string_view> pieces, Millis connect,
                                Millis poolWait) {
  m_pieces = pieces;
  m_connect = connect;
  m_poolWait = poolWait;
  return attempt(false);
}

Task<Status> UpstreamCall::attempt(bool fresh) {
  if (!fresh) m_connection = m_pool.takeIdle(m_destination);
  if (!m_connection) {
    const Status connected = co_await connect(fresh);
    if (!connected) co_return connected;
  }
  m_reused = m_connection->reused;
  m_peer = m_connection->address;
  m_connection->parser.start();
  co_await m_connection->stream.together();
  if (m_guard.cancelled()) co_return waitFailed();
  Status sent = writeAtOnce();
  if (sent && !m_unsent.empty()) sent = co_await write();
  // An upstream may answer and close before it has read everything: awaitHead() looks for its
  // answer.
  co_return afterWrite(sent);
}

Status UpstreamCall::afterWrite(const Status& sent) {
  if (!sent && sent.error().kind != ErrorKind::UpstreamReset) return sent;
  m_unsent.clear();
  return {};
}

Task<Status> UpstreamCall::connect(bool fresh) {
  const Steady begin = std::chrono::steady_clock::now();
  Result<std::unique_ptr<UpstreamConnection>> acquired =
      co_await m_pool.acquire(m_destination, m_connect, m_poolWait, fresh, m_guard);
  if (!acquired) co_return acquired.error();
  m_connection = std::move(*acquired);
  const Steady end = std::chrono::steady_clock::now();
  if (!m_connection->reused)
    m_connectMs = std::chrono::duration<double, std::milli>(end - begin).count();
  co_return Status();
}

// Called again after a soft limit it goes on where that has ended a wait: for the answer, for room
// to send the rest, or for the fresh connection.
Task<Status> UpstreamCall::awaitHead() {
  if (m_connection && !m_unsent.empty()) {
    const Status rest = co_await write();
    const Status sent = afterWrite(rest);
    if (!sent) co_return sent;
  }
  if (m_connection) {
    Status done = co_await readHead();
    const bool stale = !done && m_reused && done.error().kind == ErrorKind::UpstreamReset &&
                       !m_connection->parser.begun() && !m_guard.cancelled();
    if (!stale) co_return done;
    m_pool.discard(m_destination, std::move(m_connection));
  }
  const Status again = co_await attempt(true);
  if (!again) co_return again;
  co_return co_await readHead();
}

Error UpstreamCall::waitFailed() const {
  const ErrorKind why = m_guard.expired().value_or(ErrorKind::UpstreamReset);
  switch (why) {
    case ErrorKind::FirstTokenTimeout:
      return Error(why, m_destination.host + " sent nothing within the first-token limit");
    case ErrorKind::StallTimeout:
      return Error(why, m_destination.host + " fell silent in its answer");
    case ErrorKind::TotalTimeout:
      return Error(why, "the request took longer than its total limit");
    case ErrorKind::ClientGone:
      return Error(why, "the client closed the connection");
    case ErrorKind::KeyRevoked:
      return Error(why, "the gateway key was revoked");
    case ErrorKind::ShuttingDown:
      return Error(why, "the gateway is being stopped");
    case ErrorKind::RaceLost:
      return Error(why, "another target of the race answered first");
    case ErrorKind::UpstreamReset:
      return Error(why, "the connection to " + m_destination.host + " was lost");
    default:
      return Error(why, "the wait for " + m_destination.host + " was ended");
  }
}

// Most requests leave in one piece; what does not waits in m_unsent.
Status UpstreamCall::writeAtOnce() {
  std::size_t size = 0;
  for (const std::string_view piece : m_pieces)
    size += piece.size();
  m_unsent.clear();
  const auto [status, bytes] = m_connection->stream.writeSome(m_pieces);
  m_sent = m_sent || bytes > 0;
  if (bytes == size) return {};
  m_unsent.assign(m_pieces.begin(), m_pieces.end());
  return took(status, bytes);
}

// Drops from m_unsent what has left.
Status UpstreamCall::took(Stream::Io status, std::size_t bytes) {
  m_sent = m_sent || bytes > 0;
  if (status == Stream::Io::Failed || status == Stream::Io::Closed)
    return Error(ErrorKind::UpstreamReset, m_destination.host + " closed the connection");
  std::size_t gone = 0;
  while (gone < m_unsent.size() && bytes >= m_unsent[gone].size())
    bytes -= m_unsent[gone++].size();
  m_unsent.erase(m_unsent.begin(), m_unsent.begin() + static_cast<std::ptrdiff_t>(gone));
  if (!m_unsent.empty()) m_unsent.front().remove_prefix(bytes);
  return {};
}

Task<Status> UpstreamCall::write() {
  while (!m_unsent.empty()) {
    const auto [status, bytes] = m_connection->stream.writeSome(m_unsent);
    const Status sent = took(status, bytes);
    if (!sent) co_return sent;
    if (m_unsent.empty() || status == Stream::Io::Ok) continue;
    const bool room = co_await m_connection->stream.writable(m_guard);
    if (!room) co_return waitFailed();
  }
  co_return Status();
}

Task<Status> UpstreamCall::readHead() {
  Ignore none;
  while (!m_connection->parser.headDone()) {
    const bool ready = co_await m_connection->stream.readable(m_guard);
    if (!ready) co_return waitFailed();
    const Result<bool> more = feed(none);
    if (!more) co_return more.error();
    if (!*more && !m_connection->parser.headDone()) {
      Error reset(ErrorKind::UpstreamReset,
                  m_destination.host + " closed the connection without an answer");
      co_return reset;
    }
  }
  co_return Status();
}

// Reads what is there and parses it. False: the answer is complete. The head stops the parser once.
Result<bool> UpstreamCall::feed(BodySink& sink) {
  UpstreamConnection& c = *m_connection;
  const bool headWasDone = c.parser.headDone();
  c.in.erase(0, c.used);
  c.used = 0;
  const std::span<char> buffer = m_pool.worker().buffer();
  const auto [status, bytes] = c.stream.readSome(buffer);
  std::string_view fresh(buffer.data(), bytes);
  const bool gathered = !c.in.empty();
  if (gathered) {
    c.in.append(fresh);
    fresh = c.in;
  }
  if (status == Stream::Io::Ok) {
    const Result<std::size_t> taken = c.parser.feed(fresh, sink);
    if (!taken) return taken.error();
    if (gathered)
      c.used = *taken;
    else
      c.in.assign(fresh.substr(*taken));
    return !c.parser.done();
  }
  if (status == Stream::Io::Again) return true;
  m_ended = true;
  if (!headWasDone) return false;
  // Only an orderly end may end a body that has no length.
  if (status == Stream::Io::Failed)
    return Error(ErrorKind::UpstreamCut, m_destination.host + " broke off its answer",
                 "connection reset");
  const Status finished = c.parser.finish();
  if (!finished) return finished.error();
  return false;
}

Status UpstreamCall::readHeld(BodySink& sink) {
  UpstreamConnection& c = *m_connection;
  if (c.used == c.in.size() || c.parser.done()) return {};
  c.in.erase(0, c.used);
  c.used = 0;
  const Result<std::size_t> taken = c.parser.feed(c.in, sink);
  if (!taken) return taken.error();
  c.used = *taken;
  return {};
}

Task<Result<bool>> UpstreamCall::read(BodySink& sink) {
  UpstreamConnection& c = *m_connection;
  const std::size_t before = c.in.size() - c.used;
  const Status held = readHeld(sink);
  if (!held) co_return held.error();
  if (c.parser.done()) co_return false;
  if (c.in.size() - c.used < before) co_return true;
  const bool ready = co_await c.stream.readable(m_guard);
  if (!ready) {
    Error failed = waitFailed();
    co_return failed;
  }
  co_return feed(sink);
}

void UpstreamCall::finish() {
  if (!m_connection) return;
  UpstreamConnection& c = *m_connection;
  const bool again = c.parser.done() && c.parser.head().keepAlive && !m_ended;
  if (again)
    m_pool.release(m_destination, std::move(m_connection));
  else
    m_pool.discard(m_destination, std::move(m_connection));
}

}  // namespace sb::net
