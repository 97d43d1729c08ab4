#include "core/providers/retry_after.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "core/base/text.h"

namespace sb::providers {
namespace {

constexpr double kLongestMs = 24.0 * 3600 * 1000;

std::optional<Millis> sane(double ms) {
  if (!std::isfinite(ms) || ms < 0 || ms > kLongestMs) return std::nullopt;
  return Millis(std::llround(ms));
}

std::optional<Millis> until(double at, WallMillis now) {
  return sane(at - static_cast<double>(now));
}

// The decimal number at the front of `text`, taken off it. No sign, no exponent.
std::optional<double> takeDecimal(std::string_view& text) {
  const std::size_t length = std::min(text.find_first_not_of("0123456789."), text.size());
  if (length == 0 || length > 20 || text[0] == '.') return std::nullopt;
  double number = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + length, number, std::chars_format::fixed);
  if (error != std::errc() || end != text.data() + length) return std::nullopt;
  text.remove_prefix(length);
  return number;
}

struct Unit {
  std::string_view name;
  double ms;
};

// Longer names first: "ms" begins with "m".
constexpr std::array<Unit, 7> kUnits{{{"ms", 1},
                                      {"us", 0.001},
                                      {"µs", 0.001},
                                      {"s", 1000},
                                      {"m", 60'000},
                                      {"h", 3'600'000},
                                      {"d", 86'400'000}}};

std::optional<double> takeUnit(std::string_view& text) {
  for (const Unit& unit : kUnits)
    if (text.starts_with(unit.name)) {
      text.remove_prefix(unit.name.size());
      return unit.ms;
    }
  return std::nullopt;
}

// "6m0s", "1h2m3.5s", "20ms".
std::optional<Millis> parseDuration(std::string_view text) {
  double ms = 0;
  do {
    const auto number = takeDecimal(text);
    const auto unit = number ? takeUnit(text) : std::nullopt;
    if (!unit) return std::nullopt;
    ms += *number * *unit;
  } while (!text.empty());
  return sane(ms);
}

std::optional<Millis> parseNumber(double number, WallMillis now) {
  if (number >= 1e12) return until(number, now);
  if (number >= 1e9) return until(number * 1000, now);
  return sane(number * 1000);
}

// "2026-11-22T10:00:00Z": digits and separators of RFC 3339 at their places; UTC only.
std::optional<WallMillis> parseRfc3339(std::string_view text) {
  if (text.size() < 20 || text[4] != '-' || text[7] != '-' || (text[10] != 'T' && text[10] != 't'))
    return std::nullopt;
  const bool utc = text.ends_with('Z') || text.ends_with('z') || text.ends_with("+00:00");
  constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  int month = 0;
  std::from_chars(text.data() + 5, text.data() + 7, month);
  if (!utc || month < 1 || month > 12) return std::nullopt;
  const std::string date = "Day, " + std::string(text.substr(8, 2)) + " " +
                           std::string(kMonths[static_cast<std::size_t>(month - 1)]) + " " +
                           std::string(text.substr(0, 4)) + " " + std::string(text.substr(11, 8)) +
                           " GMT";
  return parseHttpDate(date, 0);
}

std::string_view valueOf(std::span<const HeaderField> headers, std::string_view name) {
  for (const HeaderField& field : headers)
    if (equalNoCase(field.name, name)) return trim(field.value);
  return {};
}

// "x-ratelimit-reset-tokens" → "x-ratelimit-remaining-tokens".
bool usedUp(std::span<const HeaderField> headers, std::string_view resetName) {
  std::string name(resetName);
  name.replace(name.find("reset"), 5, "remaining");
  return valueOf(headers, name) == "0";
}

std::optional<Millis> parseMillis(std::string_view value) {
  const auto number = takeDecimal(value);
  return number && value.empty() ? sane(*number) : std::nullopt;
}

}  // namespace

std::optional<Millis> parseWait(std::string_view value, WallMillis now) {
  value = trim(value);
  if (value.empty() || value.size() > 64) return std::nullopt;
  std::string_view rest = value;
  if (const auto number = takeDecimal(rest); number && rest.empty())
    return parseNumber(*number, now);
  if (const auto duration = parseDuration(value)) return duration;
  if (const auto at = parseRfc3339(value)) return until(static_cast<double>(*at), now);
  if (const auto at = parseHttpDate(value, now)) return until(static_cast<double>(*at), now);
  return std::nullopt;
}

std::optional<Millis> retryAfter(std::span<const HeaderField> headers,
                                 std::span<const std::string> order, WallMillis now) {
  std::optional<Millis> longestUsedUp;
  std::optional<Millis> shortest;
  for (const std::string& name : order) {
    const bool reset = name.find("reset") != std::string::npos;
    const std::string_view value = valueOf(headers, name);
    const auto wait = name.ends_with("-ms") ? parseMillis(value) : parseWait(value, now);
    if (!wait) continue;
    if (!reset) return wait;
    if (usedUp(headers, name)) longestUsedUp = std::max(longestUsedUp.value_or(*wait), *wait);
    shortest = std::min(shortest.value_or(*wait), *wait);
  }
  return longestUsedUp ? longestUsedUp : shortest;
}

}  // namespace sb::providers
