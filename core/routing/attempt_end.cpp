#include "core/routing/attempt_end.h"

namespace sb::routing {

namespace {

AttemptEnd ofStatus(int status) {
  if (status == 429) return AttemptEnd::Limited;
  return status >= 500 || status == 408 ? AttemptEnd::Failing : AttemptEnd::Neutral;
}

}  // namespace

AttemptEnd attemptEnd(int status, std::optional<ErrorKind> error) {
  if (!error) return AttemptEnd::Ok;
  switch (*error) {
    case ErrorKind::ConnectRefused:
    case ErrorKind::ConnectTimeout:
    case ErrorKind::DnsFailed:
    case ErrorKind::TlsFailed:
    case ErrorKind::ProxyFailed:
      return AttemptEnd::Unreachable;
    case ErrorKind::FirstTokenTimeout:
    case ErrorKind::StallTimeout:
    case ErrorKind::TotalTimeout:
      return AttemptEnd::TimedOut;
    case ErrorKind::UpstreamStatus:
      return ofStatus(status);
    case ErrorKind::UpstreamError:
      return AttemptEnd::Failing;
    case ErrorKind::UpstreamCut:
    case ErrorKind::UpstreamReset:
    case ErrorKind::UpstreamProtocol:
      return AttemptEnd::Cut;
    default:
      return AttemptEnd::Neutral;
  }
}

}  // namespace sb::routing
