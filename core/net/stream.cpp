#include "core/net/stream.h"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <cerrno>
#include <utility>

#include "core/base/text.h"
#include "core/net/tls.h"

namespace sb::net {
namespace {

// Not through the C library, whose calls can be cancelled from other threads: preparing for that
// costs more than the rest of the call in user space.
ssize_t sendNow(int fd, const void* data, std::size_t size) {
  return ::syscall(SYS_sendto, fd, data, size, MSG_NOSIGNAL, nullptr, 0);
}
ssize_t receiveNow(int fd, void* data, std::size_t size) {
  return ::syscall(SYS_recvfrom, fd, data, size, 0, nullptr, nullptr);
}

// What a connection may read or write before others on its loop have their turn: a fast peer and a
// large body would keep them waiting for tens of milliseconds.
constexpr std::size_t kTurn = 32 * 1024;

void tune(int fd) {
  const int on = 1, idle = 30, userTimeoutMs = 60'000;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
  setsockopt(fd, IPPROTO_TCP, TCP_KEEPIDLE, &idle, sizeof idle);
  setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &userTimeoutMs, sizeof userTimeoutMs);
}

}  // namespace

// Shared with the tasks that wait: they may go on after the stream is gone.
struct Stream::State final : Watched, std::enable_shared_from_this<Stream::State> {
  State(Loop& l, int descriptor) : loop(l), poller(Poller::of(l)), fd(descriptor) {
    const int flags = ::fcntl(fd, F_GETFL);
    ::fcntl(fd, F_SETFL, flags | O_NONBLOCK);
    if (!poller.add(fd, *this)) close();
  }
  ~State() {
    close();
    if (ssl != nullptr) SSL_free(ssl);
  }

  struct Side {
    Signal signal;
    bool ready = false;     // it may be worth a try; cleared before each one
    std::size_t moved = 0;  // bytes since it waited last
  };

  // Whether a try is due. If not, the side's signal fires when it is.
  bool goesOn(Side& side) {
    if (side.ready && side.moved < kTurn) return true;
    if (side.ready) {
      side.ready = false;
      boost::asio::post(loop, [self = shared_from_this(), &side] {
        side.ready = true;
        if (side.signal.waiting()) side.signal.fire();
      });
    }
    side.moved = 0;
    return false;
  }

  void onEvents(std::uint32_t events) override {
    const std::shared_ptr<State> self = shared_from_this();
    const bool over = (events & (EPOLLHUP | EPOLLERR)) != 0;
    ended = ended || over || (events & EPOLLRDHUP) != 0;
    if (over || (events & EPOLLOUT) != 0) becomes(write);
    if (ended || (events & EPOLLIN) != 0) becomes(read);
  }

  void abandon() override {
    const std::shared_ptr<State> self = weak_from_this().lock();
    read.signal.abandon();
    write.signal.abandon();
  }

  void becomes(Side& side) {
    side.ready = true;
    if (side.signal.waiting()) return side.signal.fire();
    if (&side == &read) tellWatcher();
  }

  void tellWatcher() {
    if (!watcher || !isOpen() || read.signal.waiting()) return;
    // Kept aside while it runs: it may replace itself.
    auto mine = std::move(watcher);
    watcher = nullptr;
    if (!mine()) return;
    if (!watcher) watcher = std::move(mine);
    if (read.ready) tellWhatIsThere();
  }

  // What is there already gives no further event.
  void tellWhatIsThere() {
    read.ready = ended || somethingIsThere();
    if (!read.ready) return;
    boost::asio::post(loop, [weak = weak_from_this()] {
      const std::shared_ptr<State> self = weak.lock();
      if (self && self->read.ready) self->tellWatcher();
    });
  }

  bool somethingIsThere() const {
    if (ssl != nullptr && SSL_has_pending(ssl) == 1) return true;
    char byte = 0;
    return ::recv(fd, &byte, 1, MSG_PEEK) >= 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
  }

  bool isOpen() const { return fd >= 0; }

  void close() {
    if (!isOpen()) return;
    watcher = nullptr;
    poller.remove(fd, *this);
    ::close(std::exchange(fd, -1));
    if (!read.signal.waiting() && !write.signal.waiting()) return;
    boost::asio::post(loop, [self = shared_from_this()] {
      self->read.signal.fire();
      self->write.signal.fire();
    });
  }

  Loop& loop;
  Poller& poller;
  int fd;
  std::shared_ptr<TlsSessionSlot> sessions;  // outlives ssl, which refers to it
  SSL* ssl = nullptr;
  Side read, write;
  std::function<bool()> watcher;
  bool ended = false;           // the peer's end has been seen: reading never waits again
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
  s.read.ready = s.ended;
  if (s.ssl != nullptr) {
    std::size_t n = 0;
    ERR_clear_error();
    const int ok = SSL_read_ex(s.ssl, to.data(), to.size(), &n);
    if (ok == 1) {
      s.read.moved += n;
      s.read.ready = true;  // there may be more, in the session or in the socket
      return {Io::Ok, n};
    }
    const int why = SSL_get_error(s.ssl, ok);
    s.readWantsWrite = why == SSL_ERROR_WANT_WRITE;
    if (s.readWantsWrite) s.write.ready = false;
    if (why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE) return {Io::Again, 0};
    return {why == SSL_ERROR_ZERO_RETURN ? Io::Closed : Io::Failed, 0};
  }
  const ssize_t n = receiveNow(s.fd, to.data(), to.size());
  const auto bytes = static_cast<std::size_t>(std::max<ssize_t>(n, 0));
  // A read that was not filled has emptied the socket.
  s.read.ready = s.read.ready || bytes == to.size();
  s.read.moved += bytes;
  if (n > 0) return {Io::Ok, bytes};
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
    if (used == vectors.size() || wanted == kTurn) break;
    const std::size_t part = std::min(piece.size(), kTurn - wanted);
    vectors[used++] = {const_cast<char*>(piece.data()), part};
    wanted += part;
  }
  if (wanted == 0) return {Stream::Io::Ok, 0};
  ssize_t n = 0;
  if (used == 1) {
    n = sendNow(fd, vectors[0].iov_base, wanted);
  } else {
    msghdr message{};
    message.msg_iov = vectors.data();
    message.msg_iovlen = used;
    n = ::sendmsg(fd, &message, MSG_NOSIGNAL);
  }
  if (n >= 0) return {Stream::Io::Ok, static_cast<std::size_t>(n)};
  if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) return {Stream::Io::Again, 0};
  return {Stream::Io::Failed, 0};
}

// What is small leaves as one piece: cheaper for the kernel, and one TLS record instead of several.
constexpr std::size_t kGathered = 16 * 1024;

std::size_t sizeOf(std::span<const std::string_view> pieces) {
  std::size_t size = 0;
  for (const std::string_view piece : pieces)
    size += piece.size();
  return size;
}

}  // namespace

Stream::IoResult Stream::writeSome(std::span<const std::string_view> pieces) {
  if (!open()) return {Io::Closed, 0};
  if (pieces.size() < 2 || sizeOf(pieces) > kGathered) return writePieces(pieces);
  thread_local std::array<char, kGathered> gathered;
  char* end = gathered.data();
  for (const std::string_view piece : pieces)
    end = std::copy(piece.begin(), piece.end(), end);
  const std::string_view all(gathered.data(), static_cast<std::size_t>(end - gathered.data()));
  const IoResult done = writePieces({&all, 1});
  explicit_bzero(gathered.data(), all.size());  // there are keys in heads
  return done;
}

Stream::IoResult Stream::writePieces(std::span<const std::string_view> pieces) {
  State& s = *m_state;
  s.write.ready = false;
  if (s.ssl == nullptr) {
    const IoResult done = writePlain(s.fd, pieces);
    s.write.ready = s.write.ready || done.status == Io::Ok;
    s.write.moved += done.bytes;
    return done;
  }
  IoResult total{Io::Ok, 0};
  for (const std::string_view piece : pieces) {
    if (piece.empty()) continue;
    std::size_t n = 0;
    ERR_clear_error();
    const std::size_t part = std::min(piece.size(), kTurn);
    const int ok = SSL_write_ex(s.ssl, piece.data(), part, &n);
    if (ok != 1) {
      const int why = SSL_get_error(s.ssl, ok);
      s.writeWantsRead = why == SSL_ERROR_WANT_READ;
      if (s.writeWantsRead) s.read.ready = s.ended;
      const bool again = why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE;
      if (!again) return {Io::Failed, total.bytes};
      if (total.bytes == 0) total.status = Io::Again;
      return total;
    }
    total.bytes += n;
    if (n < piece.size()) break;
  }
  s.write.moved += total.bytes;
  s.write.ready = true;
  return total;
}

Task<bool> Stream::readable(Guard& guard) {
  // Kept alive by this frame: the stream may be closed and moved from while it waits.
  const std::shared_ptr<State> s = m_state;
  if (!s || !s->isOpen()) co_return true;
  State::Side& side = s->readWantsWrite ? s->write : s->read;
  if (s->goesOn(side)) co_return !guard.expired();
  co_return co_await guard.wait(side.signal);
}

Task<bool> Stream::writable(Guard& guard) {
  const std::shared_ptr<State> s = m_state;
  if (!s || !s->isOpen()) co_return true;
  State::Side& side = s->writeWantsRead ? s->read : s->write;
  if (s->goesOn(side)) co_return !guard.expired();
  co_return co_await guard.wait(side.signal);
}

Together Stream::together() { return Together(m_state->poller); }

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
  State& s = *m_state;
  s.watcher = std::move(onReadable);
  if (s.watcher && s.read.ready) s.tellWhatIsThere();
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
    m_state->read.ready = m_state->ended;
    m_state->write.ready = false;
    const int ok = SSL_do_handshake(ssl);
    if (ok == 1) {
      // What came behind the handshake gives no further event.
      m_state->read.ready = m_state->write.ready = true;
      co_return Status();
    }
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
  const linger hard{1, 0};
  setsockopt(descriptor(), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
  m_state->close();
}

void Stream::close() {
  if (!open()) return;
  if (m_state->ssl != nullptr) {
    ERR_clear_error();
    if (SSL_is_init_finished(m_state->ssl) != 0) SSL_shutdown(m_state->ssl);
  }
  m_state->close();
}

bool Stream::open() const { return m_state && m_state->isOpen(); }

int Stream::descriptor() const { return m_state->fd; }

std::string Stream::peerAddress() const {
  sockaddr_storage peer{};
  socklen_t length = sizeof peer;
  if (!open() || getpeername(descriptor(), reinterpret_cast<sockaddr*>(&peer), &length) != 0)
    return {};
  std::array<char, NI_MAXHOST> text{};
  const int failed = getnameinfo(reinterpret_cast<sockaddr*>(&peer), length, text.data(),
                                 text.size(), nullptr, 0, NI_NUMERICHOST);
  return failed != 0 ? std::string() : std::string(text.data());
}

}  // namespace sb::net
