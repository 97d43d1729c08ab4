#include "core/ledger/id_time.h"

#include <cstdint>

namespace sb::ledger {
namespace {

constexpr std::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::string_view kPrefix = "req_";
constexpr unsigned kBitsEach = 5;

std::optional<std::int64_t> readDigits(std::string_view digits) {
  std::int64_t number = 0;
  for (const char c : digits) {
    const std::size_t value = kAlphabet.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    number = (number << kBitsEach) | static_cast<std::int64_t>(value);
  }
  return number;
}

}  // namespace

std::optional<IdTimes> idTimes(std::string_view prefix) {
  if (prefix.size() <= kPrefix.size() || prefix.size() > kIdLength || !prefix.starts_with(kPrefix))
    return std::nullopt;
  const std::string_view digits = prefix.substr(kPrefix.size(), kIdTimeEnd - kPrefix.size());
  const auto known = readDigits(digits);
  if (!known) return std::nullopt;
  const auto missing =
      kBitsEach * static_cast<unsigned>(kIdTimeEnd - kPrefix.size() - digits.size());
  const WallMillis first = *known << missing;
  return IdTimes{first, first + (WallMillis{1} << missing) - 1};
}

}  // namespace sb::ledger
