#include "tests/bench/upstream/wire.h"

#include <openssl/err.h>

#include <stdexcept>

namespace sb::bench {
namespace {

bool later(const SSL* tls, int result) {
  const int problem = SSL_get_error(tls, result);
  ERR_clear_error();
  return problem == SSL_ERROR_WANT_READ || problem == SSL_ERROR_WANT_WRITE;
}

void require(bool good, const std::string& what) {
  if (!good) throw std::runtime_error("TLS: cannot use " + what);
}

}  // namespace

std::shared_ptr<SSL_CTX> serverTls(const std::string& certificate, const std::string& key) {
  std::shared_ptr<SSL_CTX> tls(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  require(tls != nullptr, "the library");
  require(SSL_CTX_use_certificate_chain_file(tls.get(), certificate.c_str()) == 1, certificate);
  require(SSL_CTX_use_PrivateKey_file(tls.get(), key.c_str(), SSL_FILETYPE_PEM) == 1, key);
  SSL_CTX_set_mode(tls.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_RELEASE_BUFFERS |
                                  SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  return tls;
}

Wire::Wire(Fd fd, SSL_CTX* tls) : m_fd(std::move(fd)) {
  if (tls == nullptr) return;
  m_tls.reset(SSL_new(tls));
  require(m_tls && SSL_set_fd(m_tls.get(), m_fd.get()) == 1, "a connection");
  SSL_set_accept_state(m_tls.get());
}

std::optional<std::size_t> Wire::read(std::span<char> into) {
  if (!m_tls) return receiveSome(m_fd, into);
  std::size_t got = 0;
  const int result = SSL_read_ex(m_tls.get(), into.data(), into.size(), &got);
  if (result > 0) return got;
  if (later(m_tls.get(), result)) return std::nullopt;
  return 0;
}

std::optional<std::size_t> Wire::write(std::string_view bytes) {
  if (!m_tls) return sendSome(m_fd, bytes);
  std::size_t sent = 0;
  const int result = SSL_write_ex(m_tls.get(), bytes.data(), bytes.size(), &sent);
  if (result > 0) return sent;
  if (later(m_tls.get(), result)) return 0;
  return std::nullopt;
}

}  // namespace sb::bench
