#include "core/admin/entrance.h"

#include "core/base/text.h"

namespace sb::admin {
namespace {

// "localhost:7412" → "localhost", "[::1]:7412" → "[::1]".
std::string_view hostName(std::string_view host) {
  if (host.starts_with('[')) return host.substr(0, host.find(']') + 1);
  return host.substr(0, host.find(':'));
}

std::string_view presented(const net::RequestHead& head) {
  const std::string_view authorization = head.headers.get("Authorization");
  if (!startsWithNoCase(authorization, "Bearer ")) return {};
  return trim(authorization.substr(7));
}

}  // namespace

Status admit(const net::RequestHead& head, const Secret& token) {
  const std::string_view host = head.headers.get("Host");
  if (!isLoopbackHost(hostName(host)))
    return Error(ErrorKind::ForeignHost,
                 "the admin API answers to loopback names only, not to " + excerpt(host, 100));
  if (head.headers.has("Origin"))
    return Error(ErrorKind::ForeignOrigin, "web pages may not use the admin API");
  const std::string_view given = presented(head);
  if (given.empty())
    return Error(
        ErrorKind::KeyMissing,
        "the admin API needs its token: Authorization: Bearer, with the text of DATA/admin.token");
  if (token.empty() || !equalConstantTime(given, token.reveal()))
    return Error(ErrorKind::KeyInvalid, "this is not the admin token");
  return {};
}

namespace {

bool isOfType(const net::RequestHead& head, std::string_view wanted) {
  const std::string_view type = head.headers.get("Content-Type");
  return equalNoCase(trim(type.substr(0, type.find(';'))), wanted);
}

}  // namespace

Status checkJson(const net::RequestHead& head) {
  if (isOfType(head, "application/json")) return {};
  return Error(ErrorKind::UnsupportedMediaType,
               "the body must be JSON with Content-Type: application/json");
}

Status checkBytes(const net::RequestHead& head) {
  if (isOfType(head, "application/octet-stream")) return {};
  return Error(ErrorKind::UnsupportedMediaType,
               "the body must come with Content-Type: application/octet-stream");
}

}  // namespace sb::admin
