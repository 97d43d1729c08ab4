#include "core/gateway/front_door.h"

#include <algorithm>

#include "core/base/text.h"

namespace sb::gateway {
namespace {

constexpr std::string_view kAllowedHeaders =
    "Authorization, Content-Type, x-api-key, api-key, x-goog-api-key, anthropic-version, "
    "anthropic-beta, anthropic-dangerous-direct-browser-access, openai-beta, openai-organization, "
    "openai-project, x-signalbox-tags, x-signalbox-metadata, x-signalbox-user, "
    "x-signalbox-session, x-signalbox-route, x-signalbox-cache, x-stainless-arch, "
    "x-stainless-lang, x-stainless-os, x-stainless-package-version, x-stainless-retry-count, "
    "x-stainless-runtime, x-stainless-runtime-version, x-stainless-timeout, "
    "x-stainless-helper-method";

constexpr std::string_view kExposedHeaders =
    "x-request-id, x-signalbox-request-id, x-signalbox-provider, x-signalbox-model, "
    "x-signalbox-attempts, x-signalbox-cache, x-signalbox-cost-usd, x-signalbox-overhead-us, "
    "Retry-After, retry-after-ms";

std::string_view mediaType(std::string_view contentType) {
  return trim(contentType.substr(0, contentType.find(';')));
}

constexpr std::size_t kMostGateways = 8;  // that a request may have come through

}  // namespace

std::vector<std::string_view> gatewayMarks(const net::Headers& headers) {
  std::vector<std::string_view> marks;
  if (!headers.has("Via")) return marks;
  for (std::size_t i = 0; i < headers.size(); ++i) {
    if (!equalNoCase(headers.name(i), "Via")) continue;
    for (const std::string_view entry : split(headers.value(i), ','))
      if (trim(entry).starts_with(kViaMark)) marks.push_back(trim(entry));
  }
  return marks;
}

Status checkHead(const net::RequestHead& head, const Snapshot& snapshot, std::string_view via) {
  const std::string_view host = head.headers.get("Host");
  if (!host.empty() && !snapshot.knowsHost(host))
    return Error(ErrorKind::ForeignHost, "the host name " + excerpt(host, 100) +
                                             " is not one of this gateway's; add it to `hosts`");
  if (head.headers.has("Origin") && !snapshot.allowsOrigin(head.headers.get("Origin")))
    return Error(ErrorKind::ForeignOrigin,
                 "web pages of " + excerpt(head.headers.get("Origin"), 200) +
                     " may not use this gateway; add the origin to `origins` to allow it");
  const std::vector<std::string_view> marks = gatewayMarks(head.headers);
  if (std::find(marks.begin(), marks.end(), via) != marks.end())
    return Error(ErrorKind::LoopRefused, "the request came back to the gateway that sent it");
  if (marks.size() >= kMostGateways)
    return Error(ErrorKind::LoopRefused,
                 "the request has come through " + std::to_string(marks.size()) + " gateways");
  return {};
}

std::string corsLines(const net::RequestHead& head, const Snapshot& snapshot) {
  std::string lines;
  const std::string_view origin = head.headers.get("Origin");
  if (origin.empty() || !snapshot.allowsOrigin(origin) || !net::validHeaderValue(origin))
    return lines;
  net::appendHeader(lines, "Access-Control-Allow-Origin", origin);
  net::appendHeader(lines, "Access-Control-Expose-Headers", kExposedHeaders);
  net::appendHeader(lines, "Vary", "Origin");
  return lines;
}

bool isPreflight(const net::RequestHead& head) {
  return head.method == "OPTIONS" && head.headers.has("Origin") &&
         head.headers.has("Access-Control-Request-Method");
}

std::string preflightLines(const net::RequestHead& head, const Snapshot& snapshot) {
  std::string lines = corsLines(head, snapshot);
  net::appendHeader(lines, "Access-Control-Allow-Methods", "GET, POST, DELETE, HEAD, OPTIONS");
  std::string allowed(kAllowedHeaders);
  // A client names the headers it is going to send; those of the SDKs change with each release.
  const std::string_view wanted = head.headers.get("Access-Control-Request-Headers");
  for (const std::string_view name : split(wanted, ','))
    if (net::validHeaderName(trim(name)) && allowed.size() < 4096)
      allowed.append(", ").append(trim(name));
  net::appendHeader(lines, "Access-Control-Allow-Headers", allowed);
  net::appendHeader(lines, "Access-Control-Max-Age", "600");
  if (equalNoCase(head.headers.get("Access-Control-Request-Private-Network"), "true"))
    net::appendHeader(lines, "Access-Control-Allow-Private-Network", "true");
  return lines;
}

std::string_view presentedKey(const net::RequestHead& head, std::string_view fromPath) {
  if (!fromPath.empty()) return fromPath;
  const std::string_view authorization = head.headers.get("Authorization");
  if (startsWithNoCase(authorization, "Bearer ")) return trim(authorization.substr(7));
  for (const std::string_view name : {"x-api-key", "x-goog-api-key", "api-key"})
    if (const std::string_view value = head.headers.get(name); !value.empty()) return trim(value);
  for (const std::string_view parameter : split(head.query(), '&'))
    if (parameter.starts_with("key=")) return parameter.substr(4);
  return {};
}

Status checkContentType(const net::RequestHead& head) {
  const std::string_view type = mediaType(head.headers.get("Content-Type"));
  if (equalNoCase(type, "application/json")) return {};
  if (startsWithNoCase(type, "application/") && type.ends_with("+json")) return {};
  const bool plainTool = type.empty() || equalNoCase(type, "application/x-www-form-urlencoded");
  if (plainTool && !head.headers.has("Origin")) return {};
  return Error(ErrorKind::UnsupportedMediaType,
               "the body must be JSON with Content-Type: application/json");
}

}  // namespace sb::gateway
