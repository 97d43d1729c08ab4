// TLS by OpenSSL 3: the trust store, client and server contexts, name checks. Contexts are
// immutable once made and shared by all threads.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/net/guard.h"

using SSL = struct ssl_st;
using SSL_CTX = struct ssl_ctx_st;
using SSL_SESSION = struct ssl_session_st;

namespace sb::net {

using TlsContext = std::shared_ptr<SSL_CTX>;

// For calls to providers: TLS 1.2 or newer, the system's trust store and the given PEM files, ALPN
// http/1.1. Loading the store takes tens of milliseconds: not on an event loop.
Result<TlsContext> makeClientContext(const std::vector<std::string>& extraCa);

// A client context that is made when it is first needed, on a thread of its own, and made anew when
// a file that it was read from has changed. Shared by all threads.
class ClientTls {
 public:
  explicit ClientTls(std::vector<std::string> extraCa);
  // Waits for the thread: OpenSSL's own end must not meet it at work.
  ~ClientTls();
  ClientTls(const ClientTls&) = delete;
  ClientTls& operator=(const ClientTls&) = delete;

  // Starts making it, if nobody has or a file has changed; returns at once.
  void prepare();
  // Waits for it under the guard. TlsFailed names the file that could not be read.
  Task<Result<TlsContext>> get(Guard& guard);

 private:
  struct State;
  struct Leaver;
  std::shared_ptr<State> m_state;
};

// For a listener: certificate chain and key from PEM files; with `clientCa`, a client certificate
// is required.
Result<TlsContext> makeServerContext(const std::string& cert, const std::string& key,
                                     const std::string& clientCa);

// The last session of one destination; a TLS 1.3 ticket is used once (RFC 8446 appendix C.4). One
// thread.
class TlsSessionSlot {
 public:
  TlsSessionSlot() = default;
  TlsSessionSlot(const TlsSessionSlot&) = delete;
  TlsSessionSlot& operator=(const TlsSessionSlot&) = delete;
  ~TlsSessionSlot();

  void put(SSL_SESSION* session);  // takes over one reference
  SSL_SESSION* take();             // hands over one reference; null when there is none

 private:
  SSL_SESSION* m_session = nullptr;
};

// Server name, host name check and session for one client connection.
void prepareClientTls(SSL* ssl, const std::string& serverName, TlsSessionSlot* slot);

// Why a handshake failed, for a person: the verification error first, else OpenSSL's reason.
std::string tlsFailure(SSL* ssl);

}  // namespace sb::net
