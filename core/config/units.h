// The small notations of the configuration: durations, sizes, points in time. Pure; any thread.
// Nothing is returned for anything that is not exactly of the form.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/clock.h"

namespace sb::config {

// A whole number and ms, s, m, h or d: "250ms", "30s", "15m", "8h", "30d". At most 36,500 days.
std::optional<Millis> parseDuration(std::string_view text);

// Bytes: a whole number and B, KB, MB, GB, TB (powers of 1,000) or KiB, MiB, GiB, TiB (of 1,024).
std::optional<std::int64_t> parseSize(std::string_view text);

// "0.5", "12": decimal, finite.
std::optional<double> parseNumber(std::string_view text);

// "2027-01-01" (midnight UTC) or an RFC 3339 time: "2027-01-01T12:00:00Z", "…T12:00:00.5+02:00".
std::optional<WallMillis> parseTime(std::string_view text);

}  // namespace sb::config
