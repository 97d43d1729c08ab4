// How an attempt ended, as far as its target's health goes. Pure.
#pragma once

#include <cstdint>
#include <optional>

#include "core/base/error.h"

namespace sb::routing {

enum class AttemptEnd : std::uint8_t {
  Ok,
  Neutral,  // the client left, our own limits, a key, a 4xx that is the request's own fault
  // The failures: they count against the target.
  Unreachable,  // no connection: name, TCP, TLS, proxy
  TimedOut,     // no first content, a stall, or the whole
  Limited,      // 429: full, or this key is; no matter of the breaker
  Failing,      // 5xx, or an error in its dialect
  Cut,          // ended or reset before its terminal marker, or not to be understood
};
inline constexpr int kAttemptEnds = 7;

inline bool isFailure(AttemptEnd end) { return end >= AttemptEnd::Unreachable; }

// `status` is the upstream's, 0 if it sent none; without an error the attempt is Ok.
AttemptEnd attemptEnd(int status, std::optional<ErrorKind> error);

}  // namespace sb::routing
