#include "core/net/stream.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <boost/asio/ip/tcp.hpp>
#include <cerrno>

#include "core/base/text.h"
#include "core/net/tls.h"

namespace sb::net {
namespace {

using tcp = boost::asio::ip::tcp;
using Socket = boost::asio::basic_stream_socket<tcp, Loop::executor_type>;

void tune(int fd) {
  const int on = 1, idle = 30, userTimeoutMs = 60'000;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
  setsockopt(fd, IPPROTO_TCP, TCP_KEEPIDLE, &idle, sizeof idle);
  setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &userTimeoutMs, sizeof userTimeoutMs);
}

tcp protocolOf(int fd) {
  sockaddr_storage address{};
  socklen_t length = sizeof address;
  getsockname(fd, reinterpret_cast<sockaddr*>(&address), &length);
  return address.ss_family == AF_INET6 ? tcp::v6() : tcp::v4();
}

}  // namespace

// Shared with the pending readiness waits: they may end after the stream is gone.
struct Stream::State : std::enable_shared_from_this<Stream::State> {
  State(Loop& loop, int fd) : socket(loop, protocolOf(fd), fd) { socket.non_blocking(true); }
  ~State() {
    if (ssl != nullptr) SSL_free(ssl);
  }

  struct Side {
    Signal signal;
    bool armed = false;
  };

  void arm(Side& side, tcp::socket::wait_type type) {
    if (side.armed || !socket.is_open()) return;
    side.armed = true;
    socket.async_wait(type, [self = shared_from_this(), &side](boost::system::error_code) {
      side.armed = false;
      self->ready(side);
    });
  }

  void ready(Side& side) {
    if (side.signal.waiting()) return side.signal.fire();
    if (&side != &read || !watcher || !socket.is_open()) return;
    // Kept aside while it runs: it may replace itself.
    auto mine = std::move(watcher);
    watcher = nullptr;
    if (!mine()) return;
    if (!watcher) watcher = std::move(mine);
    arm(read, tcp::socket::wait_read);
  }

  Socket socket;
  std::shared_ptr<TlsSessionSlot> sessions;  // outlives ssl, which refers to it
  SSL* ssl = nullptr;
  Side read, write;
  std::function<bool()> watcher;
  bool readWantsWrite = false;  // TLS: the last read must wait for room to write
  bool writeWantsRead = false;
};

Stream::Stream(Loop& loop, int descriptor) {
  tune(descriptor);
  m_state = std::make_shared<State>(loop, descriptor);
}

Stream::~Stream() { close(); }
Stream::Stream(Stream&&) noexcept = default;

Stream& Stream::operator=(Stream&& other) noexcept {
  if (this == &other) return *this;
  close();
  m_state = std::move(other.m_state);
  return *this;
}

Stream::IoResult Stream::readSome(std::span<char> to) {
  if (!open()) return {Io::Closed, 0};
  State& s = *m_state;
  if (s.ssl != nullptr) {
    std::size_t n = 0;
    ERR_clear_error();
    const int ok = SSL_read_ex(s.ssl, to.data(), to.size(), &n);
    if (ok == 1) return {Io::Ok, n};
    const int why = SSL_get_error(s.ssl, ok);
    s.readWantsWrite = why == SSL_ERROR_WANT_WRITE;
    if (why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE) return {Io::Again, 0};
    return {why == SSL_ERROR_ZERO_RETURN ? Io::Closed : Io::Failed, 0};
  }
  const ssize_t n = ::recv(descriptor(), to.data(), to.size(), 0);
  if (n > 0) return {Io::Ok, static_cast<std::size_t>(n)};
  if (n == 0) return {Io::Closed, 0};
  if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) return {Io::Again, 0};
  return {Io::Failed, 0};
}

namespace {

Stream::IoResult writePlain(int fd, std::span<const std::string_view> pieces) {
  std::array<iovec, 32> vectors;
  std::size_t used = 0;
  std::size_t wanted = 0;
  for (const std::string_view piece : pieces) {
    if (piece.empty()) continue;
    if (used == vectors.size()) break;
    vectors[used++] = {const_cast<char*>(piece.data()), piece.size()};
    wanted += piece.size();
  }
  if (wanted == 0) return {Stream::Io::Ok, 0};
  msghdr message{};
  message.msg_iov = vectors.data();
  message.msg_iovlen = used;
  const ssize_t n = ::sendmsg(fd, &message, MSG_NOSIGNAL);
  if (n >= 0) return {Stream::Io::Ok, static_cast<std::size_t>(n)};
  if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) return {Stream::Io::Again, 0};
  return {Stream::Io::Failed, 0};
}

}  // namespace

Stream::IoResult Stream::writeSome(std::span<const std::string_view> pieces) {
  if (!open()) return {Io::Closed, 0};
  State& s = *m_state;
  if (s.ssl == nullptr) return writePlain(descriptor(), pieces);
  IoResult total{Io::Ok, 0};
  for (const std::string_view piece : pieces) {
    if (piece.empty()) continue;
    std::size_t n = 0;
    ERR_clear_error();
    const int ok = SSL_write_ex(s.ssl, piece.data(), piece.size(), &n);
    if (ok != 1) {
      const int why = SSL_get_error(s.ssl, ok);
      s.writeWantsRead = why == SSL_ERROR_WANT_READ;
      const bool again = why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE;
      if (!again) return {Io::Failed, total.bytes};
      if (total.bytes == 0) total.status = Io::Again;
      return total;
    }
    total.bytes += n;
    if (n < piece.size()) return total;
  }
  return total;
}

Task<bool> Stream::readable(Guard& guard) {
  // Kept alive by this frame: the stream may be closed and moved from while it waits.
  const std::shared_ptr<State> s = m_state;
  if (!s || !s->socket.is_open()) co_return true;
  State::Side& side = s->readWantsWrite ? s->write : s->read;
  s->arm(side, s->readWantsWrite ? tcp::socket::wait_write : tcp::socket::wait_read);
  co_return co_await guard.wait(side.signal);
}

Task<bool> Stream::writable(Guard& guard) {
  const std::shared_ptr<State> s = m_state;
  if (!s || !s->socket.is_open()) co_return true;
  State::Side& side = s->writeWantsRead ? s->read : s->write;
  s->arm(side, s->writeWantsRead ? tcp::socket::wait_read : tcp::socket::wait_write);
  co_return co_await guard.wait(side.signal);
}

Task<bool> Stream::writeAll(std::string_view bytes, Guard& guard) {
  while (!bytes.empty()) {
    const IoResult done = writeSome({&bytes, 1});
    bytes.remove_prefix(done.bytes);
    if (done.status == Io::Failed || done.status == Io::Closed) co_return false;
    bool room = true;
    if (!bytes.empty()) room = co_await writable(guard);
    if (!room) co_return false;
  }
  co_return true;
}

void Stream::watch(std::function<bool()> onReadable) {
  m_state->watcher = std::move(onReadable);
  if (m_state->watcher) m_state->arm(m_state->read, tcp::socket::wait_read);
}

Task<Status> Stream::startTlsClient(SSL_CTX* context, const std::string& serverName,
                                    std::shared_ptr<TlsSessionSlot> slot, Guard& guard) {
  SSL* ssl = SSL_new(context);
  m_state->ssl = ssl;
  prepareClientTls(ssl, serverName, slot.get());
  m_state->sessions = std::move(slot);
  SSL_set_fd(ssl, descriptor());
  SSL_set_connect_state(ssl);
  co_return co_await handshake(guard);
}

Task<Status> Stream::startTlsServer(SSL_CTX* context, Guard& guard) {
  SSL* ssl = SSL_new(context);
  m_state->ssl = ssl;
  SSL_set_fd(ssl, descriptor());
  SSL_set_accept_state(ssl);
  co_return co_await handshake(guard);
}

Task<Status> Stream::handshake(Guard& guard) {
  for (;;) {
    ERR_clear_error();
    SSL* ssl = m_state->ssl;
    const int ok = SSL_do_handshake(ssl);
    if (ok == 1) co_return Status();
    const int why = SSL_get_error(ssl, ok);
    bool waited = false;
    if (why == SSL_ERROR_WANT_READ) {
      waited = co_await readable(guard);
    } else if (why == SSL_ERROR_WANT_WRITE) {
      waited = co_await writable(guard);
    } else {
      Error failure(ErrorKind::TlsFailed, tlsFailure(ssl));
      co_return failure;
    }
    if (!waited) {
      Error late(guard.expired().value_or(ErrorKind::TlsFailed), "the TLS handshake took too long");
      co_return late;
    }
    if (!open()) {
      Error closed(ErrorKind::TlsFailed, "the connection was closed during the TLS handshake");
      co_return closed;
    }
  }
}

SSL* Stream::tls() const { return m_state ? m_state->ssl : nullptr; }

void Stream::shutdownSend() {
  if (!open()) return;
  if (m_state->ssl != nullptr) SSL_shutdown(m_state->ssl);
  ::shutdown(descriptor(), SHUT_WR);
}

void Stream::reset() {
  if (!open()) return;
  m_state->watcher = nullptr;
  const linger hard{1, 0};
  setsockopt(descriptor(), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
  boost::system::error_code ignored;
  m_state->socket.close(ignored);
}

void Stream::close() {
  if (!m_state || !m_state->socket.is_open()) return;
  m_state->watcher = nullptr;
  if (m_state->ssl != nullptr) {
    ERR_clear_error();
    if (SSL_is_init_finished(m_state->ssl) != 0) SSL_shutdown(m_state->ssl);
  }
  boost::system::error_code ignored;
  m_state->socket.close(ignored);
}

bool Stream::open() const { return m_state && m_state->socket.is_open(); }

int Stream::descriptor() const { return m_state->socket.native_handle(); }

std::string Stream::peerAddress() const {
  if (!open()) return {};
  boost::system::error_code ec;
  const auto peer = m_state->socket.remote_endpoint(ec);
  if (ec) return {};
  return peer.address().to_string();
}

}  // namespace sb::net
