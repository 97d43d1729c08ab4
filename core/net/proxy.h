// Ways to a provider through a proxy: which one applies to a host, and the handshake with it. HTTP
// CONNECT (RFC 9110 section 9.3.6) and SOCKS5 (RFC 1928, user and password by RFC 1929). No NTLM,
// no Negotiate, no TLS to the proxy itself.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/net/stream.h"

namespace sb::net {

struct Proxy {
  enum class Kind { Http, Socks5 };
  Kind kind = Kind::Http;
  std::string host;
  std::uint16_t port = 0;
  std::string user;
  Secret password;
  bool remoteNames = true;  // the proxy resolves names (socks5h, http)
  std::string shown;        // "http://proxy.example:3128", without credentials
};

// http://, socks5://, socks5h:// with optional user:password@. ConfigInvalid.
Result<Proxy> parseProxy(std::string_view url);

// The proxies of the environment (HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY in either case),
// read once. Immutable; any thread.
class ProxyRules {
 public:
  // `setting`: "system" (the environment), "none" or a URL; with a URL NO_PROXY still holds.
  static Result<ProxyRules> make(std::string_view setting);

  // Null = direct. Loopback hosts always are.
  const Proxy* choose(bool https, std::string_view host, std::uint16_t port) const;

 private:
  std::optional<Proxy> m_http, m_https;
  std::vector<std::string> m_direct;
};

// True if NO_PROXY entry `rule` (a name, .suffix, *, address, CIDR, each with optional :port)
// covers the host.
bool coveredByNoProxy(std::string_view rule, std::string_view host, std::uint16_t port);

// Makes the connected stream lead to host:port. ProxyFailed names the proxy and what it said.
Task<Status> throughProxy(Stream& stream, const Proxy& proxy, const std::string& host,
                          std::uint16_t port, Guard& guard);

}  // namespace sb::net
