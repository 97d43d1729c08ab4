#include "core/net/tls.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace sb::net {
namespace {

constexpr off_t kMostCertificates = 16 * 1024 * 1024;

int slotIndex() {
  static const int index = SSL_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
  return index;
}

std::string lastError() {
  std::array<char, 256> text{};
  const unsigned long code = ERR_peek_last_error();
  if (code == 0) return "unknown reason";
  ERR_error_string_n(code, text.data(), text.size());
  return text.data();
}

TlsContext wrap(SSL_CTX* context) {
  return TlsContext(context, [](SSL_CTX* c) { SSL_CTX_free(c); });
}

void common(SSL_CTX* context) {
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_AUTO_RETRY);
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
}

// Called when the server hands out a ticket, also in the middle of a connection (TLS 1.3).
int keepSession(SSL* ssl, SSL_SESSION* session) {
  auto* slot = static_cast<TlsSessionSlot*>(SSL_get_ex_data(ssl, slotIndex()));
  if (slot == nullptr) return 0;
  slot->put(session);
  return 1;
}

bool isAddress(const std::string& name) {
  ASN1_OCTET_STRING* parsed = a2i_IPADDRESS(name.c_str());
  if (parsed == nullptr) return false;
  ASN1_OCTET_STRING_free(parsed);
  return true;
}

// OpenSSL reads a device, or a file of any size, to its end.
Status trust(SSL_CTX* context, const std::string& file) {
  const std::string wrong = "cannot read the certificates in " + file;
  struct stat info {};
  if (::stat(file.c_str(), &info) != 0)
    return Error(ErrorKind::TlsFailed, wrong, std::strerror(errno));
  if (!S_ISREG(info.st_mode)) return Error(ErrorKind::TlsFailed, wrong, "it is no file");
  if (info.st_size > kMostCertificates)
    return Error(ErrorKind::TlsFailed, wrong, "the file is larger than 16 MB");
  if (SSL_CTX_load_verify_file(context, file.c_str()) != 1)
    return Error(ErrorKind::TlsFailed, wrong, lastError());
  return {};
}

int selectHttp1(SSL*, const unsigned char** out, unsigned char* outLength, const unsigned char* in,
                unsigned inLength, void*) {
  static constexpr unsigned char kOurs[] = "\x08http/1.1";
  unsigned char* chosen = nullptr;
  const int found =
      SSL_select_next_proto(&chosen, outLength, kOurs, sizeof kOurs - 1, in, inLength);
  *out = chosen;
  return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

}  // namespace

Result<TlsContext> makeClientContext(const std::vector<std::string>& extraCa) {
  ERR_clear_error();
  TlsContext context = wrap(SSL_CTX_new(TLS_client_method()));
  if (!context) return Error(ErrorKind::TlsFailed, "TLS is not available", lastError());
  common(context.get());
  SSL_CTX_set_default_verify_paths(context.get());
  for (const std::string& file : extraCa)
    if (const Status added = trust(context.get(), file); !added) return added.error();
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
  SSL_CTX_sess_set_new_cb(context.get(), keepSession);
  static constexpr unsigned char kAlpn[] = "\x08http/1.1";
  SSL_CTX_set_alpn_protos(context.get(), kAlpn, sizeof kAlpn - 1);
  return context;
}

Result<TlsContext> makeServerContext(const std::string& cert, const std::string& key,
                                     const std::string& clientCa) {
  ERR_clear_error();
  TlsContext context = wrap(SSL_CTX_new(TLS_server_method()));
  if (!context) return Error(ErrorKind::TlsFailed, "TLS is not available", lastError());
  common(context.get());
  if (SSL_CTX_use_certificate_chain_file(context.get(), cert.c_str()) != 1)
    return Error(ErrorKind::TlsFailed, "cannot read the certificate " + cert, lastError());
  if (SSL_CTX_use_PrivateKey_file(context.get(), key.c_str(), SSL_FILETYPE_PEM) != 1)
    return Error(ErrorKind::TlsFailed, "cannot read the private key " + key, lastError());
  if (SSL_CTX_check_private_key(context.get()) != 1)
    return Error(ErrorKind::TlsFailed, "the private key " + key + " does not belong to " + cert);
  if (!clientCa.empty()) {
    if (const Status added = trust(context.get(), clientCa); !added) return added.error();
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
  }
  // Without it OpenSSL ends a handshake that resumes a session with a client certificate.
  static constexpr unsigned char kSessions[] = "signalbox";
  SSL_CTX_set_session_id_context(context.get(), kSessions, sizeof kSessions - 1);
  SSL_CTX_set_alpn_select_cb(context.get(), selectHttp1, nullptr);
  return context;
}

TlsSessionSlot::~TlsSessionSlot() {
  if (m_session != nullptr) SSL_SESSION_free(m_session);
}

void TlsSessionSlot::put(SSL_SESSION* session) {
  if (m_session != nullptr) SSL_SESSION_free(m_session);
  m_session = session;
}

SSL_SESSION* TlsSessionSlot::take() { return std::exchange(m_session, nullptr); }

void prepareClientTls(SSL* ssl, const std::string& serverName, TlsSessionSlot* slot) {
  if (isAddress(serverName)) {
    X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), serverName.c_str());
  } else {
    SSL_set_tlsext_host_name(ssl, serverName.c_str());
    SSL_set1_host(ssl, serverName.c_str());
  }
  if (slot == nullptr) return;
  SSL_set_ex_data(ssl, slotIndex(), slot);
  if (SSL_SESSION* session = slot->take()) {
    SSL_set_session(ssl, session);
    if (SSL_SESSION_get_protocol_version(session) < TLS1_3_VERSION)
      slot->put(session);  // serves again: the server need not hand out another
    else
      SSL_SESSION_free(session);
  }
}

std::string tlsFailure(SSL* ssl) {
  const long verified = SSL_get_verify_result(ssl);
  if (verified != X509_V_OK)
    return std::string("the certificate was not accepted: ") +
           X509_verify_cert_error_string(verified);
  return "the TLS handshake failed: " + lastError();
}

}  // namespace sb::net
