// Addresses and URLs of the configuration: what is accepted, and what points back at ourselves.
// Pure; any thread. Problems never repeat the text: it may hold a password.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sb::config {

// An IP address as inet_pton takes it (no brackets), or "localhost".
bool isListenAddress(std::string_view text);

// True when two listeners on these addresses and one port would collide.
bool sameListenAddress(std::string_view a, std::string_view b);

struct HttpEndpoint {
  std::string host;  // lower case, without brackets
  std::uint16_t port = 0;
};

// Why this is no usable base URL (http or https, a host, no user or query, no fragment but a "#" at
// its end); "" if it is.
std::string baseUrlProblem(std::string_view text);

// Host and effective port of a URL that baseUrlProblem accepts.
std::optional<HttpEndpoint> endpointOf(std::string_view baseUrl);

// Why this is no usable proxy: "system", "none", or http, https, socks5, socks5h with a host and
// without user and password; "" if it is.
std::string proxyProblem(std::string_view text);

// Why this is no web origin ("https://app.example.com", scheme and host only); "" if it is.
std::string originProblem(std::string_view text);

// A host name without port, brackets or wildcard.
bool isHostName(std::string_view text);

// True when a connection to `host` would reach a listener on `address`: the same address, any
// loopback form (127.1, 0.0.0.0, ::ffff:127.0.0.1, x.localhost) for a loopback or wildcard one.
bool reaches(std::string_view host, std::string_view address);

}  // namespace sb::config
