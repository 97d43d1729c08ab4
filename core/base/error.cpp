#include "core/base/error.h"

#include <array>
#include <stdexcept>

#include "core/base/result.h"

namespace sb {
namespace {

struct Row {
  ErrorKind kind;
  std::string_view name;
  int status;
};

using enum ErrorKind;

constexpr std::array<Row, kErrorKinds> kRows{{
    {BadRequest, "bad_request", 400},
    {InvalidJson, "invalid_json", 400},
    {KeyMissing, "key_missing", 401},
    {KeyInvalid, "key_invalid", 401},
    {KeyNotAllowed, "key_not_allowed", 403},
    {ForeignOrigin, "foreign_origin", 403},
    {ForeignHost, "foreign_host", 403},
    {NotFound, "not_found", 404},
    {UnknownModel, "unknown_model", 404},
    {MethodNotAllowed, "method_not_allowed", 405},
    {UnsupportedMediaType, "unsupported_media_type", 415},
    {UnsupportedParameter, "unsupported_parameter", 400},
    {BodyTooLarge, "body_too_large", 413},
    {HeadTooLarge, "head_too_large", 431},
    {RateLimited, "rate_limited", 429},
    {BudgetExceeded, "budget_exceeded", 429},
    {Conflict, "conflict", 409},
    {RequestTimeout, "request_timeout", 408},
    {ConnectRefused, "connect_refused", 502},
    {ConnectTimeout, "connect_timeout", 504},
    {DnsFailed, "dns_failed", 502},
    {TlsFailed, "tls_failed", 502},
    {ProxyFailed, "proxy_failed", 502},
    {PoolTimeout, "pool_timeout", 503},
    {FirstTokenTimeout, "first_token_timeout", 504},
    {StallTimeout, "stall_timeout", 504},
    {TotalTimeout, "total_timeout", 504},
    {UpstreamStatus, "upstream_status", 502},
    {UpstreamError, "upstream_error", 502},
    {UpstreamCut, "upstream_cut", 502},
    {UpstreamReset, "upstream_reset", 502},
    {UpstreamProtocol, "upstream_protocol", 502},
    {UpstreamTooLarge, "upstream_too_large", 502},
    {LoopRefused, "loop_refused", 508},
    {SecretMissing, "secret_missing", 503},
    {SecretWaiting, "secret_waiting", 503},
    {CoolingDown, "cooling_down", 503},
    {RaceLost, "race_lost", 503},
    {NoTarget, "no_target", 503},
    {AllCoolingDown, "all_cooling_down", 429},
    {ClientGone, "client_closed", 499},
    {KeyRevoked, "key_revoked", 401},
    {Overloaded, "overloaded", 503},
    {ShuttingDown, "shutting_down", 503},
    {StoreFailed, "store_failed", 500},
    {StoreFull, "store_full", 503},
    {StoreCorrupt, "store_corrupt", 503},
    {ConfigInvalid, "config_invalid", 422},
    {Internal, "internal", 500},
}};

constexpr bool inOrder() {
  for (std::size_t i = 0; i < kRows.size(); ++i)
    if (static_cast<std::size_t>(kRows[i].kind) != i) return false;
  return true;
}
static_assert(inOrder());

const Row& rowOf(ErrorKind kind) { return kRows[static_cast<std::size_t>(kind)]; }

}  // namespace

std::string_view errorName(ErrorKind kind) { return rowOf(kind).name; }

int errorStatus(ErrorKind kind) { return rowOf(kind).status; }

ErrorKind errorFromName(std::string_view name) {
  for (const Row& row : kRows)
    if (row.name == name) return row.kind;
  return Internal;
}

void throw_exception_from_error(const Error& error, const boost::source_location&) {
  throw std::logic_error("value() on an error: " + error.message);
}

}  // namespace sb
