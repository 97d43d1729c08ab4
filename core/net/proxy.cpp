#include "core/net/proxy.h"

#include <arpa/inet.h>

#include <array>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <cstdlib>
#include <cstring>

#include "core/base/text.h"
#include "core/net/http_parser.h"

namespace sb::net {
namespace {

std::string environment(const char* upper, const char* lowerName) {
  if (const char* value = std::getenv(lowerName); value != nullptr && *value != '\0') return value;
  if (const char* value = std::getenv(upper); value != nullptr) return value;
  return {};
}

Error proxyError(const Proxy& proxy, const std::string& what) {
  return Error(ErrorKind::ProxyFailed, "the proxy " + proxy.shown + " " + what);
}

// Bits of an address in network order, v4 mapped into v6.
bool addressBits(std::string_view text, std::array<unsigned char, 16>& out) {
  const std::string host(text);
  out.fill(0);
  if (inet_pton(AF_INET6, host.c_str(), out.data()) == 1) return true;
  out[10] = out[11] = 0xff;
  return inet_pton(AF_INET, host.c_str(), out.data() + 12) == 1;
}

bool inNetwork(std::string_view network, std::string_view host) {
  const std::size_t slash = network.find('/');
  if (slash == std::string_view::npos) return false;
  std::array<unsigned char, 16> base{}, address{};
  if (!addressBits(network.substr(0, slash), base) || !addressBits(host, address)) return false;
  const std::string length(network.substr(slash + 1));
  if (length.empty() || length.size() > 3 ||
      length.find_first_not_of("0123456789") != std::string::npos)
    return false;
  int bits = std::atoi(length.c_str());
  if (network.find(':') == std::string_view::npos) bits += 96;
  if (bits > 128) return false;
  for (int i = 0; i < bits; ++i) {
    const auto byte = static_cast<std::size_t>(i / 8);
    const int mask = 0x80 >> (i % 8);
    if ((base[byte] & mask) != (address[byte] & mask)) return false;
  }
  return true;
}

}  // namespace

Result<Proxy> parseProxy(std::string_view url) {
  const auto parsed = boost::urls::parse_uri(url);
  if (!parsed || parsed->host().empty())
    return Error(ErrorKind::ConfigInvalid,
                 "not a proxy URL, expected http:// or socks5:// with a host");
  Proxy proxy;
  const std::string scheme = lower(std::string_view(parsed->scheme()));
  if (scheme == "http") {
    proxy.kind = Proxy::Kind::Http;
    proxy.port = 8080;
  } else if (scheme == "socks5" || scheme == "socks5h") {
    proxy.kind = Proxy::Kind::Socks5;
    proxy.port = 1080;
    proxy.remoteNames = scheme == "socks5h";
  } else {
    return Error(
        ErrorKind::ConfigInvalid,
        "a proxy of kind " + scheme + " is not supported, expected http, socks5 or socks5h");
  }
  if (parsed->has_port() && parsed->port_number() != 0) proxy.port = parsed->port_number();
  proxy.host = parsed->host_address();
  proxy.user = parsed->user();
  proxy.password = Secret(parsed->password());
  proxy.shown = scheme + "://" + proxy.host + ":" + std::to_string(proxy.port);
  return proxy;
}

bool coveredByNoProxy(std::string_view rule, std::string_view host, std::uint16_t port) {
  rule = trim(rule);
  if (rule.empty()) return false;
  if (rule == "*") return true;
  if (inNetwork(rule, host)) return true;
  const std::size_t colon = rule.rfind(':');
  if (colon != std::string_view::npos && rule.find(':') == colon) {
    if (rule.substr(colon + 1) != std::to_string(port)) return false;
    rule = rule.substr(0, colon);
  }
  if (rule.starts_with("*.")) rule.remove_prefix(1);
  if (rule.starts_with('.'))
    return host.size() > rule.size() && equalNoCase(host.substr(host.size() - rule.size()), rule);
  if (equalNoCase(rule, host)) return true;
  return host.size() > rule.size() && host[host.size() - rule.size() - 1] == '.' &&
         equalNoCase(host.substr(host.size() - rule.size()), rule);
}

Result<ProxyRules> ProxyRules::make(std::string_view setting) {
  ProxyRules rules;
  if (setting == "none") return rules;
  const std::string direct = environment("NO_PROXY", "no_proxy");
  for (const std::string_view rule : split(direct, ','))
    rules.m_direct.emplace_back(trim(rule));
  std::string http(setting), https(setting);
  if (setting == "system") {
    const std::string all = environment("ALL_PROXY", "all_proxy");
    http = environment("HTTP_PROXY", "http_proxy");
    https = environment("HTTPS_PROXY", "https_proxy");
    if (http.empty()) http = all;
    if (https.empty()) https = all;
  }
  for (auto [url, slot] : {std::pair{&http, &rules.m_http}, std::pair{&https, &rules.m_https}}) {
    if (url->empty()) continue;
    // curl's habit: a bare host:port is an HTTP proxy.
    const Result<Proxy> parsed =
        parseProxy(url->find("://") == std::string::npos ? "http://" + *url : *url);
    if (!parsed) return parsed.error();
    *slot = *parsed;
  }
  return rules;
}

const Proxy* ProxyRules::choose(bool https, std::string_view host, std::uint16_t port) const {
  const std::optional<Proxy>& proxy = https ? m_https : m_http;
  if (!proxy || isLoopbackHost(host)) return nullptr;
  for (const std::string& rule : m_direct)
    if (coveredByNoProxy(rule, host, port)) return nullptr;
  return &*proxy;
}

namespace {

struct NoBody final : BodySink {
  void bodyPart(std::string_view) override {}
};

// Exactly what the proxy sends, no byte more: what follows belongs to the tunnel.
Task<Status> readExactly(Stream& stream, std::span<char> to, const Proxy& proxy, Guard& guard) {
  std::size_t have = 0;
  while (have < to.size()) {
    const auto [status, bytes] = stream.readSome(to.subspan(have));
    have += bytes;
    if (status == Stream::Io::Again) {
      const bool ready = co_await stream.readable(guard);
      if (ready) continue;
      Error late(guard.expired().value_or(ErrorKind::ProxyFailed),
                 "the proxy " + proxy.shown + " did not answer in time");
      co_return late;
    }
    if (status != Stream::Io::Ok) {
      Error closed = proxyError(proxy, "closed the connection");
      co_return closed;
    }
  }
  co_return Status();
}

Task<Status> connectHttp(Stream& stream, const Proxy& proxy, const std::string& target,
                         Guard& guard) {
  std::string request = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n";
  if (!proxy.user.empty())
    request += "Proxy-Authorization: Basic " +
               base64(proxy.user + ":" + std::string(proxy.password.reveal())) + "\r\n";
  request += "\r\n";
  const bool sent = co_await stream.writeAll(request, guard);
  explicit_bzero(request.data(), request.size());
  if (!sent) {
    Error closed = proxyError(proxy, "closed the connection");
    co_return closed;
  }
  ResponseParser parser;
  parser.start(true);
  NoBody none;
  std::string head;
  while (!parser.headDone()) {
    std::array<char, 1> one{};
    const Status read = co_await readExactly(stream, one, proxy, guard);
    if (!read) co_return read;
    head.push_back(one[0]);
    if (head.size() > 16 * 1024) {
      Error large = proxyError(proxy, "sent too large an answer");
      co_return large;
    }
    if (!head.ends_with("\r\n\r\n")) continue;
    const Result<std::size_t> parsed = parser.feed(head, none);
    head.clear();
    if (!parsed) {
      Error garbage = proxyError(proxy, "did not answer in HTTP");
      co_return garbage;
    }
  }
  const int status = parser.head().status;
  if (status / 100 == 2) co_return Status();
  std::string what = "refused the tunnel to " + target + " with status " + std::to_string(status);
  if (status == 407) what += ": it wants a user and password that it accepts";
  Error refused = proxyError(proxy, what);
  co_return refused;
}

constexpr std::array<std::string_view, 9> kSocksReplies{"",
                                                        "had a general failure",
                                                        "does not allow the connection",
                                                        "cannot reach the network",
                                                        "cannot reach the host",
                                                        "says the host refused the connection",
                                                        "says the time to live expired",
                                                        "does not know the command",
                                                        "does not know the address type"};

Task<Status> socksLogin(Stream& stream, const Proxy& proxy, Guard& guard) {
  const bool login = !proxy.user.empty();
  const std::string hello =
      login ? std::string("\x05\x02\x00\x02", 4) : std::string("\x05\x01\x00", 3);
  const bool greeted = co_await stream.writeAll(hello, guard);
  if (!greeted) {
    Error closed = proxyError(proxy, "closed the connection");
    co_return closed;
  }
  std::array<char, 2> answer{};
  Status read = co_await readExactly(stream, answer, proxy, guard);
  if (!read) co_return read;
  if (answer[0] != 5) {
    Error other = proxyError(proxy, "does not speak SOCKS5");
    co_return other;
  }
  if (answer[1] == 0) co_return Status();
  if (answer[1] != 2 || !login) {
    Error wants = proxyError(proxy, "wants a user and password");
    co_return wants;
  }
  const std::string_view password = proxy.password.reveal();
  std::string text = "\x01";
  text += static_cast<char>(std::min<std::size_t>(proxy.user.size(), 255));
  text += proxy.user.substr(0, 255);
  text += static_cast<char>(std::min<std::size_t>(password.size(), 255));
  text += password.substr(0, 255);
  const bool sent = co_await stream.writeAll(text, guard);
  explicit_bzero(text.data(), text.size());
  if (sent) read = co_await readExactly(stream, answer, proxy, guard);
  if (!read) co_return read;
  if (!sent || answer[1] != 0) {
    Error refused = proxyError(proxy, "refused the user and password");
    co_return refused;
  }
  co_return Status();
}

std::string socksRequest(const std::string& host, std::uint16_t port) {
  std::string text("\x05\x01\x00", 3);
  std::array<unsigned char, 16> raw{};
  if (inet_pton(AF_INET, host.c_str(), raw.data()) == 1) {
    text += '\x01';
    text.append(reinterpret_cast<const char*>(raw.data()), 4);
  } else if (inet_pton(AF_INET6, host.c_str(), raw.data()) == 1) {
    text += '\x04';
    text.append(reinterpret_cast<const char*>(raw.data()), 16);
  } else {
    text += '\x03';
    text += static_cast<char>(std::min<std::size_t>(host.size(), 255));
    text += host.substr(0, 255);
  }
  text += static_cast<char>(port >> 8);
  text += static_cast<char>(port & 0xff);
  return text;
}

Task<Status> connectSocks(Stream& stream, const Proxy& proxy, const std::string& host,
                          std::uint16_t port, Guard& guard) {
  const Status in = co_await socksLogin(stream, proxy, guard);
  if (!in) co_return in;
  const std::string request = socksRequest(host, port);
  const bool sent = co_await stream.writeAll(request, guard);
  if (!sent) {
    Error closed = proxyError(proxy, "closed the connection");
    co_return closed;
  }
  std::array<char, 5> top{};
  Status read = co_await readExactly(stream, top, proxy, guard);
  if (!read) co_return read;
  const auto reply = static_cast<unsigned char>(top[1]);
  if (reply != 0) {
    const std::string_view why = reply < kSocksReplies.size() ? kSocksReplies[reply] : "refused";
    Error refused = proxyError(proxy, std::string(why));
    co_return refused;
  }
  const auto first = static_cast<unsigned char>(top[4]);
  const std::size_t rest = top[3] == 1 ? 3u + 2u : top[3] == 4 ? 15u + 2u : first + 2u;
  std::vector<char> bound(rest);
  co_return co_await readExactly(stream, bound, proxy, guard);
}

}  // namespace

Task<Status> throughProxy(Stream& stream, const Proxy& proxy, const std::string& host,
                          std::uint16_t port, Guard& guard) {
  if (proxy.kind == Proxy::Kind::Socks5)
    co_return co_await connectSocks(stream, proxy, host, port, guard);
  const bool six = host.find(':') != std::string::npos;
  const std::string target = (six ? "[" + host + "]" : host) + ":" + std::to_string(port);
  co_return co_await connectHttp(stream, proxy, target, guard);
}

}  // namespace sb::net
