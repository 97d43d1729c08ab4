#include "core/net/http_connection.h"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "core/base/text.h"

namespace sb::net {
namespace {

constexpr std::size_t kReadAhead = 64 * 1024;
constexpr std::size_t kSpare = 64;  // simdjson reads beyond the end
constexpr Millis kLinger{2'000};
constexpr Millis kLastWord{1'000};
constexpr std::size_t kLingerBytes = 1024 * 1024;

}  // namespace

// Where parsed body bytes go when nobody reads them.
struct HttpConnection::Drop final : BodySink {
  void bodyPart(std::string_view bytes) override { dropped += bytes.size(); }
  std::size_t dropped = 0;
};

HttpConnection::HttpConnection(Worker& worker, Stream stream, const ServerLimits& limits,
                               HttpHandler& handler, TlsContext tls)
    : m_worker(worker),
      m_stream(std::move(stream)),
      m_limits(limits),
      m_handler(handler),
      m_tls(std::move(tls)),
      m_guard(worker.loop()),
      m_parser(static_cast<std::uint64_t>(limits.head)),
      m_clientAddress(m_stream.peerAddress()) {}

HttpConnection::~HttpConnection() { endExchange(); }

Task<void> HttpConnection::run() {
  if (m_tls) {
    m_guard.set(Limit::Io, m_limits.headTime);
    const Status secured = co_await m_stream.startTlsServer(m_tls.get(), m_guard);
    if (!secured) co_return;
  }
  while (!m_draining || !m_in.empty()) {
    const bool arrived = co_await readHead();
    if (!arrived) break;
    m_busy = true;
    m_guard.clear(Limit::Io);
    m_stream.watch([this] { return onReadable(); });
    co_await m_handler.handle(*this);
    m_stream.watch({});
    const bool reusable = m_answered && !m_broken && !m_failed && !m_guard.cancelled() &&
                          m_parser.done() && request().keepAlive && !m_draining;
    endExchange();
    if (!reusable) break;
  }
  if (m_broken || m_failed) {
    if (m_reset) m_stream.reset();
    m_stream.close();
    co_return;
  }
  co_await lingeringClose();
}

void HttpConnection::endExchange() {
  m_busy = false;
  m_begun = false;
  m_answered = false;
  m_bodies.release();
  m_guard.clearAll();
}

void HttpConnection::drain() {
  m_draining = true;
  if (!m_busy) m_guard.cancel(ErrorKind::ShuttingDown);
}

bool HttpConnection::lastWord() {
  const std::optional<ErrorKind> why = m_guard.cancelledFor();
  if (m_failed || m_broken || !why || *why == ErrorKind::ClientGone) return false;
  m_draining = true;
  m_guard.pardon();
  m_guard.set(Limit::Total, kLastWord);
  return true;
}

// Reads into the worker's buffer and on to m_in. False: nothing more will come, or time is up.
Task<bool> HttpConnection::readMore() {
  const bool ready = co_await m_stream.readable(m_guard);
  co_return ready&& takeIn();
}

bool HttpConnection::takeIn() {
  const auto [status, bytes] = m_stream.readSome(m_worker.buffer());
  if (status == Stream::Io::Ok) m_in.append(m_worker.buffer().data(), bytes);
  const bool open = status == Stream::Io::Ok || status == Stream::Io::Again;
  if (!open) m_failed = true;
  return open;
}

// While the exchange runs: what comes is kept for the next one, an end means the client has gone.
bool HttpConnection::onReadable() {
  const auto [status, bytes] = m_stream.readSome(m_worker.buffer());
  if (status == Stream::Io::Ok) m_in.append(m_worker.buffer().data(), bytes);
  if (status == Stream::Io::Closed || status == Stream::Io::Failed) {
    m_failed = true;
    m_guard.cancel(ErrorKind::ClientGone);
    return false;
  }
  return m_in.size() < kReadAhead;
}

Task<bool> HttpConnection::readHead() {
  m_parser.start();
  Drop drop;
  m_guard.set(Limit::Io, m_limits.idle);
  for (;;) {
    if (!m_in.empty()) {
      if (!m_parser.begun()) {
        m_receivedAt = std::chrono::steady_clock::now();
        m_guard.set(Limit::Io, m_limits.headTime);
      }
      const Result<std::size_t> taken = m_parser.feed(m_in, drop);
      if (!taken) {
        co_await refuse(taken.error());
        co_return false;
      }
      m_in.erase(0, *taken);
      if (m_parser.headDone()) co_return true;
    }
    if (m_in.size() > static_cast<std::size_t>(m_limits.head)) {
      Error large(ErrorKind::HeadTooLarge, "the request's headers are too large");
      co_await refuse(large);
      co_return false;
    }
    const bool ready = co_await m_stream.readable(m_guard);
    if (!ready || !takeIn()) break;
  }
  if (m_parser.begun() && !m_failed && m_guard.expiredLimit() == Limit::Io) {
    Error late(ErrorKind::RequestTimeout, "the request's head did not arrive in time");
    co_await refuse(late);
  }
  co_return false;
}

// An answer to something that is no request; the connection ends with it.
Task<void> HttpConnection::refuse(const Error& error) {
  m_guard.clearAll();
  m_guard.set(Limit::Io, kLinger);
  const std::string body = m_handler.protocolError(error);
  const std::string lines = fmt::format(
      "Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n", body.size());
  std::string answer;
  appendStatusLine(answer, errorStatus(error.kind));
  answer.append(lines).append("\r\n").append(body);
  co_await m_stream.writeAll(answer, m_guard);
}

// Without this a client that is still sending would see a reset instead of the answer.
Task<void> HttpConnection::lingeringClose() {
  if (!m_stream.open()) co_return;
  m_stream.shutdownSend();
  m_guard.clearAll();
  m_guard.set(Limit::Io, kLinger);
  for (std::size_t total = 0; total < kLingerBytes && !m_guard.cancelled();) {
    const auto [status, bytes] = m_stream.readSome(m_worker.buffer());
    total += bytes;
    if (status == Stream::Io::Closed || status == Stream::Io::Failed) break;
    bool ready = true;
    if (status == Stream::Io::Again) ready = co_await m_stream.readable(m_guard);
    if (!ready) break;
  }
  m_stream.close();
}

namespace {

// Collects a body, charged to the cap on all bodies together.
struct Collector final : BodySink {
  Collector(std::int64_t most, std::int64_t all, BodyBytes& mine)
      : limit(most), cap(all), counted(mine) {}
  void bodyPart(std::string_view bytes) override {
    const auto n = static_cast<std::int64_t>(bytes.size());
    if (static_cast<std::int64_t>(body.size()) + n > limit) tooLarge = true;
    if (!counted.add(n, cap)) overloaded = true;
    if (tooLarge || overloaded) return;
    // Growing by steps would copy what has come again and again, for milliseconds each time. What
    // is announced beyond the first megabyte is reserved once that is there: pages that nothing is
    // written to cost nothing.
    if (body.capacity() < body.size() + bytes.size() + kSpare)
      body.reserve(
          std::max({announced + kSpare, body.capacity() * 2, body.size() + bytes.size() + kSpare}));
    body.append(bytes);
  }
  std::int64_t limit, cap;
  BodyBytes& counted;
  std::string body;
  std::size_t announced = 0;  // by Content-Length; within the limit
  bool tooLarge = false;
  bool overloaded = false;
};

Error bodyTooLarge(std::int64_t limit) {
  return Error(ErrorKind::BodyTooLarge,
               fmt::format("the request body is larger than {} bytes", limit));
}

}  // namespace

Status HttpConnection::charge(std::size_t bytes) {
  if (m_bodies.add(static_cast<std::int64_t>(bytes), m_limits.bodies)) return {};
  return tooManyBodies();
}

Task<Result<std::string>> HttpConnection::readBody(std::int64_t limit) {
  Collector collector(limit, m_limits.bodies, m_bodies);
  const RequestHead& head = request();
  const auto announced = static_cast<std::int64_t>(
      std::min<std::uint64_t>(head.contentLength.value_or(0), std::uint64_t{1} << 62));
  if (announced > limit) {
    Error large = bodyTooLarge(limit);
    co_return large;
  }
  if (head.expectContinue && head.hasBody() && m_in.empty())
    co_await m_stream.writeAll("HTTP/1.1 100 Continue\r\n\r\n", m_guard);
  collector.announced = static_cast<std::size_t>(announced);
  collector.body.reserve(std::min<std::size_t>(collector.announced, 1 << 20) + kSpare);
  m_stream.watch({});
  while (!m_parser.done()) {
    if (!m_in.empty()) {
      const Result<std::size_t> taken = m_parser.feed(m_in, collector);
      if (!taken) co_return taken.error();
      m_in.erase(0, *taken);
      if (collector.tooLarge) {
        Error large = bodyTooLarge(limit);
        co_return large;
      }
      if (collector.overloaded) co_return tooManyBodies();
      if (m_parser.done()) break;
    }
    m_guard.set(Limit::Io, m_limits.bodyTime);
    const bool more = co_await readMore();
    if (more) continue;
    const ErrorKind why =
        m_failed ? ErrorKind::ClientGone : m_guard.expired().value_or(ErrorKind::ClientGone);
    if (why == ErrorKind::ClientGone) m_guard.cancel(why);
    Error ended(why, why == ErrorKind::RequestTimeout ? "the request's body did not arrive in time"
                                                      : "the client closed the connection");
    co_return ended;
  }
  m_guard.clear(Limit::Io);
  if (m_in.size() < kReadAhead) m_stream.watch([this] { return onReadable(); });
  co_return std::move(collector.body);
}

std::string HttpConnection::head(int status, std::string_view headerLines,
                                 std::string_view framing) const {
  std::string text;
  text.reserve(256 + headerLines.size());
  appendStatusLine(text, status);
  text.append(headerLines).append(framing);
  const bool keep = request().keepAlive && m_parser.done() && !m_draining;
  if (!keep) text.append("Connection: close\r\n");
  if (keep && request().version == 10) text.append("Connection: keep-alive\r\n");
  text.append("\r\n");
  return text;
}

bool HttpConnection::write(std::span<const std::string_view> pieces) {
  if (m_failed || m_guard.cancelled()) return false;
  std::size_t sent = 0;
  if (m_out.empty()) {
    const auto [status, bytes] = m_stream.writeSome(pieces);
    if (status == Stream::Io::Failed || status == Stream::Io::Closed) {
      m_failed = true;
      m_guard.cancel(ErrorKind::ClientGone);
      return false;
    }
    sent = bytes;
  }
  for (const std::string_view piece : pieces) {
    const std::size_t skip = std::min(sent, piece.size());
    sent -= skip;
    m_out.append(piece.substr(skip));
  }
  return true;
}

Task<bool> HttpConnection::flush() {
  while (!m_out.empty()) {
    const bool room = co_await m_stream.writable(m_guard);
    if (!room) co_return false;
    const std::string_view rest = m_out;
    const auto [status, bytes] = m_stream.writeSome({&rest, 1});
    if (status == Stream::Io::Failed || status == Stream::Io::Closed) {
      m_failed = true;
      m_guard.cancel(ErrorKind::ClientGone);
      co_return false;
    }
    m_out.erase(0, bytes);
  }
  co_return true;
}

Task<bool> HttpConnection::respond(int status, std::string_view headerLines,
                                   std::span<const std::string_view> body) {
  std::size_t size = 0;
  for (const std::string_view piece : body)
    size += piece.size();
  const bool bodiless = status == 204 || status == 304;
  std::array<char, 40> length{};
  const auto end = fmt::format_to(length.data(), FMT_COMPILE("Content-Length: {}\r\n"), size);
  const std::string_view framing(length.data(), static_cast<std::size_t>(end - length.data()));
  const std::string top = head(status, headerLines, bodiless ? "" : framing);
  std::vector<std::string_view> pieces;
  pieces.reserve(body.size() + 1);
  pieces.push_back(top);
  if (request().method != "HEAD" && !bodiless)
    pieces.insert(pieces.end(), body.begin(), body.end());
  m_begun = true;
  m_answered = true;
  co_await m_stream.together();
  if (!write(pieces)) co_return false;
  if (m_out.empty()) co_return true;
  co_return co_await flush();
}

Task<bool> HttpConnection::respond(int status, std::string_view headerLines,
                                   std::string_view body) {
  m_whole = body;
  return respond(status, headerLines, {&m_whole, 1});
}

void HttpConnection::begin(int status, std::string_view headerLines) {
  m_begun = true;
  m_chunked = request().version == 11;
  if (!m_chunked)
    m_parser.head().keepAlive = false;  // the end of the body is the end of the connection
  m_out += head(status, headerLines, m_chunked ? "Transfer-Encoding: chunked\r\n" : "");
}

bool HttpConnection::send(std::span<const std::string_view> pieces) {
  std::size_t size = 0;
  for (const std::string_view piece : pieces)
    size += piece.size();
  if (size == 0) return !m_failed;
  std::array<char, 24> prefix{};
  const auto prefixEnd = fmt::format_to(prefix.data(), FMT_COMPILE("{:x}\r\n"), size);
  // A head that has not left yet goes in the same write.
  const std::string waiting = std::exchange(m_out, {});
  std::vector<std::string_view> all;
  all.reserve(pieces.size() + 3);
  all.push_back(waiting);
  if (m_chunked)
    all.emplace_back(prefix.data(), static_cast<std::size_t>(prefixEnd - prefix.data()));
  all.insert(all.end(), pieces.begin(), pieces.end());
  if (m_chunked) all.emplace_back("\r\n");
  return write(all);
}

Task<bool> HttpConnection::end() {
  m_answered = true;
  if (m_chunked) {
    const std::string waiting = std::exchange(m_out, {});
    const std::array<std::string_view, 2> last{waiting, "0\r\n\r\n"};
    if (!write(last)) co_return false;
  }
  if (m_out.empty()) co_return true;
  co_return co_await flush();
}

bool HttpConnection::sendRaw(std::string_view bytes) { return write({&bytes, 1}); }

void HttpConnection::breakOff(bool byReset) {
  m_broken = true;
  m_reset = byReset || (m_begun && !m_chunked);
  m_answered = true;
}

}  // namespace sb::net
