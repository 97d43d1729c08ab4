#include "core/providers/limits_left.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/base/text.h"

namespace sb::providers {
namespace {

using Headers = std::span<const HeaderField>;

constexpr std::array<std::string_view, 2> kPrefixes{"x-ratelimit-", "anthropic-ratelimit-"};
constexpr std::string_view kRemaining = "remaining";

// A count: digits, as far as a double holds them exactly.
std::optional<double> countOf(std::string_view text) {
  double number = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  const bool good = error == std::errc() && end == text.data() + text.size();
  if (!good || text.empty() || !(number >= 0 && number < 1e15)) return std::nullopt;
  return number;
}

// Where "remaining" stands in the name; npos: another header.
std::size_t remainingIn(std::string_view name) {
  for (const std::string_view prefix : kPrefixes) {
    if (!startsWithNoCase(name, prefix)) continue;
    for (std::size_t at = prefix.size(); at + kRemaining.size() <= name.size(); ++at)
      if (startsWithNoCase(name.substr(at), kRemaining)) return at;
  }
  return std::string_view::npos;
}

// The value of the header that has `word` in that place.
std::string_view partner(Headers headers, std::string_view name, std::size_t at,
                         std::string_view word) {
  const std::string_view before = name.substr(0, at), after = name.substr(at + kRemaining.size());
  for (const HeaderField& field : headers)
    if (field.name.size() == at + word.size() + after.size() &&
        startsWithNoCase(field.name, before) && startsWithNoCase(field.name.substr(at), word) &&
        equalNoCase(field.name.substr(at + word.size()), after))
      return trim(field.value);
  return {};
}

}  // namespace

std::optional<LimitsLeft> limitsLeft(Headers headers, WallMillis now) {
  std::optional<LimitsLeft> least;
  for (const HeaderField& field : headers) {
    const std::size_t at = remainingIn(field.name);
    if (at == std::string_view::npos) continue;
    const auto left = countOf(trim(field.value));
    const auto limit = countOf(partner(headers, field.name, at, "limit"));
    if (!left || !limit || *limit <= 0) continue;
    const double share = std::min(1.0, *left / *limit);
    if (least && least->share <= share) continue;
    least = {share, parseWait(partner(headers, field.name, at, "reset"), now)};
  }
  return least;
}

}  // namespace sb::providers
