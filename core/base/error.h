// What can go wrong, once for the whole program. A kind maps here to its name and HTTP status; each
// dialect maps it to an error body; the console translates it by name. Values; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace sb {

enum class ErrorKind : std::uint8_t {
  // The caller's request.
  BadRequest,
  InvalidJson,
  KeyMissing,
  KeyInvalid,
  KeyNotAllowed,
  ForeignOrigin,
  ForeignHost,
  NotFound,
  UnknownModel,
  MethodNotAllowed,
  UnsupportedMediaType,
  UnsupportedParameter,
  BodyTooLarge,
  HeadTooLarge,
  RateLimited,
  BudgetExceeded,
  Conflict,
  RequestTimeout,
  // One upstream attempt.
  ConnectRefused,
  ConnectTimeout,
  DnsFailed,
  TlsFailed,
  ProxyFailed,
  PoolTimeout,
  FirstTokenTimeout,
  StallTimeout,
  TotalTimeout,
  UpstreamStatus,
  UpstreamError,
  UpstreamCut,
  UpstreamReset,
  UpstreamProtocol,
  UpstreamTooLarge,
  LoopRefused,
  SecretMissing,
  SecretWaiting,
  CoolingDown,
  RaceLost,
  // The request as a whole.
  NoTarget,
  AllCoolingDown,
  ClientGone,
  KeyRevoked,
  // This program.
  Overloaded,
  ShuttingDown,
  StoreFailed,
  StoreFull,
  StoreCorrupt,
  ConfigInvalid,
  Internal,
};

inline constexpr int kErrorKinds = static_cast<int>(ErrorKind::Internal) + 1;

// Stable snake_case name: in logs, in problem documents, as the key of translations.
std::string_view errorName(ErrorKind kind);

// The HTTP status of our own answer for this kind.
int errorStatus(ErrorKind kind);

// The kind with that name; Internal when there is none.
ErrorKind errorFromName(std::string_view name);

struct Error {
  Error() = default;
  Error(ErrorKind k, std::string what) : kind(k), message(std::move(what)) {}
  Error(ErrorKind k, std::string what, std::string more)
      : kind(k), message(std::move(what)), detail(std::move(more)) {}

  ErrorKind kind = ErrorKind::Internal;
  std::string message;  // one English sentence for the person who gets it; never a secret
  std::string detail;   // for logs and shells: what the system or the upstream said
};

}  // namespace sb
