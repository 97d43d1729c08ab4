#include "core/config/units.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

namespace sb::config {
namespace {

using Units = std::span<const std::pair<std::string_view, std::int64_t>>;

constexpr std::array<std::pair<std::string_view, std::int64_t>, 5> kDurations{
    {{"ms", 1}, {"s", 1'000}, {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}}};

constexpr std::int64_t kKi = 1024;
constexpr std::array<std::pair<std::string_view, std::int64_t>, 9> kSizes{
    {{"B", 1},
     {"KB", 1'000},
     {"MB", 1'000'000},
     {"GB", 1'000'000'000},
     {"TB", 1'000'000'000'000},
     {"KiB", kKi},
     {"MiB", kKi* kKi},
     {"GiB", kKi* kKi* kKi},
     {"TiB", kKi* kKi* kKi* kKi}}};

constexpr std::int64_t kMaxDuration = 36'500LL * 86'400'000;

// Digits only; nothing on signs, blanks or overflow.
std::optional<std::int64_t> digits(std::string_view text) {
  std::int64_t value = 0;
  if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<std::int64_t> scaled(std::string_view text, Units units, std::int64_t limit) {
  const std::size_t split = text.find_first_not_of("0123456789");
  if (split == std::string_view::npos) return std::nullopt;
  const auto number = digits(text.substr(0, split));
  for (const auto& [name, factor] : units)
    if (number && name == text.substr(split) && *number <= limit / factor) return *number * factor;
  return std::nullopt;
}

// Takes `length` digits off the front of `text`.
std::optional<int> takeDigits(std::string_view& text, std::size_t length) {
  const auto value = digits(text.substr(0, length));
  if (!value || text.size() < length) return std::nullopt;
  text.remove_prefix(length);
  return static_cast<int>(*value);
}

bool take(std::string_view& text, std::string_view any) {
  if (text.empty() || any.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<WallMillis> takeDate(std::string_view& text) {
  const auto year = takeDigits(text, 4);
  if (!year || !take(text, "-")) return std::nullopt;
  const auto month = takeDigits(text, 2);
  if (!month || !take(text, "-")) return std::nullopt;
  const auto day = takeDigits(text, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::duration_cast<Millis>(std::chrono::sys_days(date).time_since_epoch()).count();
}

// ".123456" → 123; digits beyond milliseconds are cut.
std::optional<WallMillis> takeFraction(std::string_view& text) {
  if (!take(text, ".")) return 0;
  const std::size_t length = std::min(text.find_first_not_of("0123456789"), text.size());
  if (length == 0) return std::nullopt;
  WallMillis value = 0;
  for (std::size_t i = 0; i < 3; ++i)
    value = value * 10 + (i < length ? text[i] - '0' : 0);
  text.remove_prefix(length);
  return value;
}

std::optional<WallMillis> takeClock(std::string_view& text) {
  const auto hour = takeDigits(text, 2);
  if (!hour || !take(text, ":")) return std::nullopt;
  const auto minute = takeDigits(text, 2);
  if (!minute || !take(text, ":")) return std::nullopt;
  const auto second = takeDigits(text, 2);
  if (!second || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  const auto fraction = takeFraction(text);
  if (!fraction) return std::nullopt;
  return ((*hour * 60 + *minute) * 60 + *second) * 1000LL + *fraction;
}

// "Z" or "+02:00" as the milliseconds to subtract.
std::optional<WallMillis> takeZone(std::string_view& text) {
  if (take(text, "Zz")) return 0;
  const WallMillis sign = !text.empty() && text.front() == '-' ? -1 : 1;
  if (!take(text, "+-")) return std::nullopt;
  const auto hour = takeDigits(text, 2);
  if (!hour || !take(text, ":")) return std::nullopt;
  const auto minute = takeDigits(text, 2);
  if (!minute || *hour > 23 || *minute > 59) return std::nullopt;
  return sign * (*hour * 60 + *minute) * 60'000LL;
}

}  // namespace

std::optional<Millis> parseDuration(std::string_view text) {
  const auto value = scaled(text, kDurations, kMaxDuration);
  if (!value) return std::nullopt;
  return Millis(*value);
}

std::optional<double> parseNumber(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  if (!whole || !std::isfinite(number)) return std::nullopt;
  return number;
}

std::optional<std::int64_t> parseSize(std::string_view text) {
  return scaled(text, kSizes, std::numeric_limits<std::int64_t>::max());
}

std::optional<WallMillis> parseTime(std::string_view text) {
  const auto date = takeDate(text);
  if (!date) return std::nullopt;
  if (text.empty()) return date;
  if (!take(text, "Tt ")) return std::nullopt;
  const auto clock = takeClock(text);
  if (!clock) return std::nullopt;
  const auto zone = takeZone(text);
  if (!zone || !text.empty()) return std::nullopt;
  return *date + *clock - *zone;
}

}  // namespace sb::config
