// Money is whole nano-dollars everywhere; prices are exact decimals in US dollars per million
// tokens. No floating point touches either.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sb {

struct NanoUsd {
  std::int64_t value = 0;

  constexpr auto operator<=>(const NanoUsd&) const = default;
  constexpr NanoUsd& operator+=(NanoUsd other) {
    value += other.value;
    return *this;
  }
  friend constexpr NanoUsd operator+(NanoUsd a, NanoUsd b) { return {a.value + b.value}; }
  friend constexpr NanoUsd operator-(NanoUsd a, NanoUsd b) { return {a.value - b.value}; }
};

// "0.000179400": always nine decimals.
std::string toString(NanoUsd money);

// Reads "1.5", "0.000179400". Nothing on anything else or beyond nine decimals.
std::optional<NanoUsd> parseNanoUsd(std::string_view text);

// The same of a number as others write it ("1.2345e-05"), rounded half up to nano-dollars.
std::optional<NanoUsd> roundedNanoUsd(std::string_view text);

// US dollars per million tokens, in picodollars per token: exact down to $0.000001 per million.
struct PricePerMtok {
  std::int64_t picoUsdPerToken = 0;

  constexpr auto operator<=>(const PricePerMtok&) const = default;
};

// Reads a decimal number of US dollars per million tokens ("0.15", "3", "2.5e-2"). Nothing if it is
// no number, negative, above 1,000,000 or finer than six decimals.
std::optional<PricePerMtok> parsePricePerMtok(std::string_view text);

// "0.15": no trailing zeros.
std::string toString(PricePerMtok price);

// tokens × price, rounded once, half away from zero. Saturates instead of overflowing.
NanoUsd priceOf(std::int64_t tokens, PricePerMtok price);

}  // namespace sb
