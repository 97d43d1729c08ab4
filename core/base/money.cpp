#include "core/base/money.h"

#include <fmt/format.h>
#include <array>
#include <charconv>

#include <limits>

namespace sb {
namespace {

enum class Excess { Refused, Rounded };  // digits beyond the scale

// Cuts `count` digits off the end; whether what is left is to be rounded up.
bool cut(std::string& digits, int count) {
  const auto gone = static_cast<std::size_t>(count);
  if (gone > digits.size()) return digits.clear(), false;
  const bool up = digits[digits.size() - gone] >= '5';
  digits.resize(digits.size() - gone);
  return up;
}

// Reads sign-less decimal text scaled by 10^scale, exponent allowed.
std::optional<std::int64_t> parseScaled(std::string_view text, int scale, std::int64_t limit,
                                        Excess excess = Excess::Refused) {
  std::string digits;
  int exponent = scale;
  bool dot = false;
  bool any = false;
  std::size_t i = 0;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '.' && !dot) {
      dot = true;
    } else if (c >= '0' && c <= '9') {
      any = true;
      if (digits != "0" || c != '0') digits = digits == "0" ? std::string(1, c) : digits + c;
      if (dot) --exponent;
    } else {
      break;
    }
    if (digits.size() > 40) return std::nullopt;
  }
  if (!any) return std::nullopt;
  if (i < text.size()) {
    if (text[i] != 'e' && text[i] != 'E') return std::nullopt;
    ++i;
    bool negative = false;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) negative = text[i++] == '-';
    if (i >= text.size() || text.size() - i > 2) return std::nullopt;
    int e = 0;
    for (; i < text.size(); ++i) {
      if (text[i] < '0' || text[i] > '9') return std::nullopt;
      e = e * 10 + (text[i] - '0');
    }
    exponent += negative ? -e : e;
  }
  while (exponent < 0 && !digits.empty() && digits.back() == '0') {
    digits.pop_back();
    ++exponent;
  }
  if (digits.empty() || digits == "0") return 0;
  bool up = false;
  if (exponent < 0) {
    if (excess == Excess::Refused) return std::nullopt;
    up = cut(digits, -exponent);
    exponent = 0;
  }
  std::int64_t value = 0;
  for (std::size_t n = 0; n < digits.size() + static_cast<std::size_t>(exponent); ++n) {
    const int digit = n < digits.size() ? digits[n] - '0' : 0;
    if (value > (limit - digit) / 10) return std::nullopt;
    value = value * 10 + digit;
  }
  return value + (up && value < limit ? 1 : 0);
}

}  // namespace

std::string toString(NanoUsd money) {
  const bool negative = money.value < 0;
  const auto magnitude = negative ? 0 - static_cast<std::uint64_t>(money.value)
                                  : static_cast<std::uint64_t>(money.value);
  std::array<char, 40> text{};
  char* to = text.data();
  if (negative) *to++ = '-';
  to = std::to_chars(to, text.data() + text.size(), magnitude / 1'000'000'000).ptr;
  *to++ = '.';
  std::uint64_t fraction = magnitude % 1'000'000'000;
  for (int i = 8; i >= 0; --i, fraction /= 10)
    to[i] = static_cast<char>('0' + fraction % 10);
  return std::string(text.data(), to + 9);
}

std::optional<NanoUsd> parseNanoUsd(std::string_view text) {
  const auto value = parseScaled(text, 9, std::numeric_limits<std::int64_t>::max());
  if (!value) return std::nullopt;
  return NanoUsd{*value};
}

std::optional<NanoUsd> roundedNanoUsd(std::string_view text) {
  const auto value =
      parseScaled(text, 9, std::numeric_limits<std::int64_t>::max(), Excess::Rounded);
  if (!value) return std::nullopt;
  return NanoUsd{*value};
}

std::optional<PricePerMtok> parsePricePerMtok(std::string_view text) {
  const auto value = parseScaled(text, 6, 1'000'000'000'000);
  if (!value) return std::nullopt;
  return PricePerMtok{*value};
}

std::string toString(PricePerMtok price) {
  std::string text =
      fmt::format("{}.{:06}", price.picoUsdPerToken / 1'000'000, price.picoUsdPerToken % 1'000'000);
  while (text.back() == '0')
    text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

NanoUsd priceOf(std::int64_t tokens, PricePerMtok price) {
  __extension__ using Wide = __int128;
  const Wide pico = static_cast<Wide>(tokens) * price.picoUsdPerToken;
  const Wide nano = (pico + (pico >= 0 ? 500 : -500)) / 1000;
  constexpr Wide kMax = std::numeric_limits<std::int64_t>::max();
  if (nano > kMax) return {std::numeric_limits<std::int64_t>::max()};
  if (nano < -kMax) return {std::numeric_limits<std::int64_t>::min() + 1};
  return {static_cast<std::int64_t>(nano)};
}

}  // namespace sb
