#include "core/config/endpoints.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <charconv>

#include "core/base/text.h"

namespace sb::config {
namespace {

constexpr std::string_view kNoUser =
    "a user name or password does not belong in the file, expected a URL without them";

std::optional<in_addr> parseV4(const std::string& text) {
  in_addr address{};
  if (inet_pton(AF_INET, text.c_str(), &address) != 1) return std::nullopt;
  return address;
}

std::optional<in6_addr> parseV6(const std::string& text) {
  in6_addr address{};
  if (inet_pton(AF_INET6, text.c_str(), &address) != 1) return std::nullopt;
  return address;
}

bool isWildcard(const std::string& address) {
  if (const auto v4 = parseV4(address)) return v4->s_addr == htonl(INADDR_ANY);
  const auto v6 = parseV6(address);
  return v6 && IN6_IS_ADDR_UNSPECIFIED(&*v6);
}

// One spelling for each IP address; others stay as they are, in lower case.
std::string canonical(std::string_view address) {
  const std::string text = lower(address);
  std::array<char, INET6_ADDRSTRLEN> out{};
  if (const auto v4 = parseV4(text))
    inet_ntop(AF_INET, &*v4, out.data(), out.size());
  else if (const auto v6 = parseV6(text))
    inet_ntop(AF_INET6, &*v6, out.data(), out.size());
  else
    return text;
  return out.data();
}

bool isV6(std::string_view address) { return address.find(':') != std::string_view::npos; }

// "::ffff:127.0.0.1" → "127.0.0.1".
std::string unmapped(const std::string& address) {
  constexpr std::string_view kMapped = "::ffff:";
  const bool mapped = address.starts_with(kMapped) && address.find('.') != std::string::npos;
  return mapped ? address.substr(kMapped.size()) : address;
}

// The forms that system resolvers take for an IPv4 address too: "127.1", "0x7f000001".
std::string expanded(std::string_view host) {
  std::string text = lower(host);
  if (text.ends_with('.')) text.pop_back();
  in_addr address{};
  std::array<char, INET_ADDRSTRLEN> out{};
  if (inet_aton(text.c_str(), &address) == 0) return unmapped(canonical(text));
  inet_ntop(AF_INET, &address, out.data(), out.size());
  return out.data();
}

bool isLocal(const std::string& host) {
  return isLoopbackHost(host) || isWildcard(host) || host.ends_with(".localhost");
}

std::string_view bare(std::string_view host) {
  if (host.size() >= 2 && host.front() == '[') return host.substr(1, host.size() - 2);
  return host;
}

// The port that stands in the URL; 0 for none or one out of range.
std::uint16_t portOf(const boost::urls::url_view& url) {
  const std::string digits(url.port());
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  return error == std::errc() && end == digits.data() + digits.size() ? port : 0;
}

bool badPort(const boost::urls::url_view& url) { return !url.port().empty() && portOf(url) == 0; }

bool oneOf(std::string_view scheme, std::initializer_list<std::string_view> all) {
  return std::ranges::find(all, scheme) != all.end();
}

}  // namespace

bool isListenAddress(std::string_view text) {
  const std::string address(text);
  return text == "localhost" || parseV4(address) || parseV6(address);
}

bool sameListenAddress(std::string_view a, std::string_view b) {
  const std::string left = canonical(a), right = canonical(b);
  if (left == right) return true;
  if (left == "localhost" || right == "localhost") {
    const std::string& other = left == "localhost" ? right : left;
    return other == "127.0.0.1" || other == "::1" || isWildcard(other);
  }
  return isV6(left) == isV6(right) && (isWildcard(left) || isWildcard(right));
}

std::string baseUrlProblem(std::string_view text) {
  const auto url = boost::urls::parse_uri({text.data(), text.size()});
  const std::string scheme = url ? lower(std::string(url->scheme())) : "";
  if (!oneOf(scheme, {"http", "https"}))
    return "not an http or https URL, expected e.g. https://api.example.com/v1";
  if (url->has_userinfo()) return std::string(kNoUser);
  if (std::string(url->encoded_host()).empty()) return "a URL without a host, expected one";
  if (badPort(*url)) return "a URL with a bad port, expected 1 to 65535";
  // A "#" at the end means: exactly this address.
  if (url->has_query() || !url->encoded_fragment().empty())
    return "a base URL with a query or fragment, expected one that ends with its path";
  return {};
}

std::optional<HttpEndpoint> endpointOf(std::string_view baseUrl) {
  if (!baseUrlProblem(baseUrl).empty()) return std::nullopt;
  const auto url = boost::urls::parse_uri({baseUrl.data(), baseUrl.size()});
  HttpEndpoint endpoint;
  endpoint.host = lower(bare(percentDecode(std::string(url->encoded_host()))));
  endpoint.port = portOf(*url);
  if (endpoint.port == 0)
    endpoint.port = equalNoCase(std::string(url->scheme()), "https") ? 443 : 80;
  return endpoint;
}

std::string proxyProblem(std::string_view text) {
  if (text == "system" || text == "none") return {};
  const auto url = boost::urls::parse_uri({text.data(), text.size()});
  const std::string scheme = url ? lower(std::string(url->scheme())) : "";
  if (!oneOf(scheme, {"http", "socks5", "socks5h"}))
    return "not a proxy, expected system, none, or an http, socks5 or socks5h URL";
  if (url->has_userinfo())
    return std::string(kNoUser) + "; with `proxy: system` they may stand in HTTPS_PROXY";
  if (std::string(url->encoded_host()).empty()) return "a proxy URL without a host, expected one";
  if (badPort(*url)) return "a proxy URL with a bad port, expected 1 to 65535";
  if (url->has_query() || url->has_fragment() || url->encoded_path().size() > 1)
    return "a proxy URL with a path, expected only scheme, host and port";
  return {};
}

std::string originProblem(std::string_view text) {
  if (text.find('*') != std::string_view::npos)
    return "a wildcard, expected each allowed origin by its full name";
  const auto url = boost::urls::parse_uri({text.data(), text.size()});
  if (!url || std::string(url->encoded_host()).empty())
    return "not a web origin, expected e.g. https://app.example.com";
  if (url->has_userinfo()) return std::string(kNoUser);
  if (badPort(*url)) return "an origin with a bad port, expected 1 to 65535";
  if (!url->encoded_path().empty() || url->has_query() || url->has_fragment())
    return "an origin with a path, expected only scheme, host and port";
  return {};
}

bool isHostName(std::string_view text) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  };
  return !text.empty() && text.size() <= 253 && text.front() != '.' && text.front() != '-' &&
         std::ranges::all_of(text, allowed);
}

bool reaches(std::string_view host, std::string_view address) {
  const std::string target = expanded(host), own = canonical(address);
  if (target == own) return true;
  return isLocal(target) && (isLoopbackHost(own) || isWildcard(own));
}

}  // namespace sb::config
