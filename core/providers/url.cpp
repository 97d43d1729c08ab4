#include "core/providers/url.h"

#include <algorithm>
#include <boost/url.hpp>

#include "core/base/log.h"
#include "core/base/text.h"
#include "core/providers/url_path.h"

namespace sb::providers {
namespace {

namespace urls = boost::urls;

Error invalid(std::string_view url, std::string what) {
  return Error(ErrorKind::ConfigInvalid, "base_url: " + std::move(what),
               log::redacted(excerpt(url, 200)));
}

constexpr std::size_t kLongest = 2048;

struct Base {
  urls::url url;
  bool exact = false;
};

bool plainHostName(std::string_view host) {
  return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
  });
}

std::string whyNoUrl(std::string_view text) {
  const bool ascii = std::all_of(text.begin(), text.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return ascii ? "is no URL"
               : "write an international host name in its xn-- form, other characters as %XX";
}

Result<Base> parse(std::string_view given) {
  std::string_view text = trim(given);
  if (text.size() > kLongest) return invalid(given, "is too long");
  Base base;
  base.exact = text.ends_with('#');
  if (base.exact) text.remove_suffix(1);
  if (!startsWithNoCase(text, "http://") && !startsWithNoCase(text, "https://"))
    return invalid(given, "must begin with http:// or https://");
  const auto parsed = urls::parse_uri(text);
  if (!parsed) return invalid(given, whyNoUrl(text));
  base.url = *parsed;
  if (!base.exact) base.url.normalize_path();
  return base;
}

Status check(const urls::url& url, std::string_view given) {
  if (url.has_userinfo())
    return invalid(given, "must not hold a user name or password; put the key into keys:");
  if (url.has_fragment()) return invalid(given, "must not hold a fragment");
  // Boost 1.81 takes "http://h:abc" for a host with the path "abc".
  const std::string_view path(url.encoded_path().data(), url.encoded_path().size());
  const bool portIsNumber = path.empty() || path.starts_with('/');
  if (!portIsNumber || (url.has_port() && !url.port().empty() && url.port_number() == 0))
    return invalid(given, "the port is a number from 1 to 65535");
  const bool address =
      url.host_type() == urls::host_type::ipv4 || url.host_type() == urls::host_type::ipv6;
  if (!address && !plainHostName(lower(std::string(url.encoded_host()))))
    return invalid(given, "needs a host name or address");
  return {};
}

void fillHost(const urls::url& url, Endpoint& endpoint) {
  endpoint.https = url.scheme_id() == urls::scheme::https;
  endpoint.host = lower(url.host_address());
  const std::uint16_t usual = endpoint.https ? 443 : 80;
  endpoint.port = url.port_number() != 0 ? url.port_number() : usual;
  const bool v6 = url.host_type() == urls::host_type::ipv6;
  endpoint.authority = v6 ? "[" + endpoint.host + "]" : endpoint.host;
  if (endpoint.port != usual) endpoint.authority += ":" + std::to_string(endpoint.port);
  endpoint.origin = (endpoint.https ? "https://" : "http://") + endpoint.authority;
}

std::string queryOf(const urls::url& url) {
  return url.has_query() ? "?" + std::string(url.encoded_query()) : std::string();
}

}  // namespace

Result<Endpoint> resolve(const Preset& preset, const std::optional<std::string>& baseUrl,
                         Call call) {
  if (preset.paths[static_cast<std::size_t>(call)].empty())
    return Error(ErrorKind::NotFound,
                 "a provider of kind " + preset.id + " has no " + std::string(callName(call)));
  const std::string& given = baseUrl && !trim(*baseUrl).empty() ? *baseUrl : preset.baseUrl;
  if (given.empty())
    return Error(ErrorKind::ConfigInvalid, "a provider of kind " + preset.id + " needs a base_url");
  const auto base = parse(given);
  if (!base) return base.error();
  if (const Status checked = check(base->url, given); !checked) return checked.error();
  const std::string path(base->url.encoded_path());
  const auto full =
      base->exact ? exactCallPath(preset, path, call) : std::optional(callPath(preset, path, call));
  if (!full)
    return Error(ErrorKind::NotFound,
                 "base_url ends with # and names one exact address, so there "
                 "is none for " +
                     std::string(callName(call)));
  Endpoint endpoint;
  fillHost(base->url, endpoint);
  std::string query = queryOf(base->url);
  if (!query.empty() && full->find('?') != std::string::npos) query.front() = '&';
  endpoint.target = *full + query;
  endpoint.preview = log::redacted(endpoint.origin + endpoint.target);
  return endpoint;
}

}  // namespace sb::providers
