// One client connection's bytes, plain or through TLS. One thread.
#pragma once

#include <openssl/ssl.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "tests/bench/support/socket.h"

namespace sb::bench {

// A server's TLS with this certificate and key (PEM). Throws if they cannot be used.
std::shared_ptr<SSL_CTX> serverTls(const std::string& certificate, const std::string& key);

class Wire {
 public:
  // Without a context: plain. The handshake happens inside of the first reads.
  Wire(Fd fd, SSL_CTX* tls);

  const Fd& fd() const { return m_fd; }
  // Bytes, 0 when the client is gone, nothing if none are there yet.
  std::optional<std::size_t> read(std::span<char> into);
  // How many bytes were taken; nothing if the client is gone.
  std::optional<std::size_t> write(std::string_view bytes);
  // TLS may hold bytes that the poller does not see.
  bool hidesBytes() const { return m_tls && SSL_pending(m_tls.get()) > 0; }

 private:
  struct Free {
    void operator()(SSL* tls) const { SSL_free(tls); }
  };

  Fd m_fd;
  std::unique_ptr<SSL, Free> m_tls;
};

}  // namespace sb::bench
