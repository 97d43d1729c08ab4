// When an upstream that said "too many requests" wants to be asked again. Pure; any thread.
// Sources: RFC 9110 sections 5.6.7 and 10.2.3 (Retry-After, the three date forms); OpenAI
// (retry-after-ms, x-ratelimit-reset-requests/-tokens as "6m0s"); Anthropic (RFC 3339 times in
// anthropic-ratelimit-*-reset); OpenRouter (x-ratelimit-reset as epoch milliseconds).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/clock.h"

namespace sb::providers {

struct HeaderField {
  std::string_view name, value;
};

// The wait that the answer's headers ask for. `order` names the headers to look at (a preset's
// retryHeaders). Retry-after-ms and retry-after win by that order; of the reset headers those count
// whose "remaining" partner says 0, the longest of them; if none says so, the shortest reset.
// Values that are malformed, negative, in the past or over 24 hours are ignored.
std::optional<Millis> retryAfter(std::span<const HeaderField> headers,
                                 std::span<const std::string> order, WallMillis now);

// One value: seconds ("1.5"), a duration ("6m0s", "20ms"), an HTTP date, an RFC 3339 time, or a
// number so large that it can only be seconds or milliseconds since 1970.
std::optional<Millis> parseWait(std::string_view value, WallMillis now);

// Milliseconds since 1970 of an IMF-fixdate, RFC 850 or asctime date. `now` settles the century of
// a two-digit year.
std::optional<WallMillis> parseHttpDate(std::string_view text, WallMillis now);

}  // namespace sb::providers
