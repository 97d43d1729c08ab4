// A connected TCP socket, plain or TLS, that never blocks: reads and writes do what is possible at
// once, and tasks wait for readiness only when nothing was. So a waiting connection holds no
// buffer, and bytes are read into the worker's own. Owner: one connection; one thread (its event
// loop's).
#pragma once

#include <sys/uio.h>

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/net/guard.h"
#include "core/net/poller.h"
#include "core/net/task.h"

using SSL = struct ssl_st;
using SSL_CTX = struct ssl_ctx_st;

namespace sb::net {

class TlsSessionSlot;

class Stream {
 public:
  enum class Io { Ok, Again, Closed, Failed };
  struct IoResult {
    Io status = Io::Again;
    std::size_t bytes = 0;
  };

  // Takes over a connected socket's descriptor.
  Stream(Loop& loop, int descriptor);
  ~Stream();
  Stream(Stream&&) noexcept;
  Stream& operator=(Stream&&) noexcept;

  // Bytes that are there now. Closed = the peer ended its side as it should; Failed = a reset, a
  // dead line, or TLS that just stopped: what came before may be incomplete.
  IoResult readSome(std::span<char> to);
  // As much of the pieces, in order, as the socket takes now.
  IoResult writeSome(std::span<const std::string_view> pieces);

  // False when the guard ended the wait.
  Task<bool> readable(Guard& guard);
  Task<bool> writable(Guard& guard);

  // See Together.
  Together together();

  // Writes all of it, waiting under the guard. False: the peer is gone or the guard ended it.
  Task<bool> writeAll(std::string_view bytes, Guard& guard);

  // Called (from the event loop) each time the socket turns readable while no task waits for that,
  // until it returns false. Replaces the one before; an empty function ends it.
  void watch(std::function<bool()> onReadable);

  // TLS as a client: `serverName` for SNI and for the certificate's name check (also an IP
  // address). `slot` (may be null) keeps the session for the next connection.
  Task<Status> startTlsClient(SSL_CTX* context, const std::string& serverName,
                              std::shared_ptr<TlsSessionSlot> slot, Guard& guard);
  Task<Status> startTlsServer(SSL_CTX* context, Guard& guard);
  SSL* tls() const;

  // No more will be sent; what was written still arrives.
  void shutdownSend();
  // Closes so that the peer sees a reset instead of an ordinary end.
  void reset();
  void close();
  bool open() const;
  int descriptor() const;
  std::string peerAddress() const;  // "192.0.2.1", "::1"

 private:
  IoResult writePieces(std::span<const std::string_view> pieces);
  struct State;
  Task<Status> handshake(Guard& guard);

  std::shared_ptr<State> m_state;
};

}  // namespace sb::net
