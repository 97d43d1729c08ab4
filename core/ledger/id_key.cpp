#include "core/ledger/id_key.h"

#include <limits>

namespace sb::ledger {
namespace {

constexpr std::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::string_view kPrefix = "req_";
constexpr std::size_t kTimeLength = 10, kLength = 30;
constexpr int kHashBits = 15;
constexpr std::uint64_t kTimeMask = (std::uint64_t{1} << 48) - 1;

// FNV-1a (Fowler, Noll, Vo).
std::uint64_t hashOf(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : text)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash;
}

std::optional<std::uint64_t> readTime(std::string_view digits) {
  std::uint64_t time = 0;
  for (const char c : digits) {
    const std::size_t value = kAlphabet.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    time = (time << 5) | value;
  }
  return time;
}

}  // namespace

std::int64_t idKey(std::string_view id) {
  const std::uint64_t hash = hashOf(id);
  if (id.size() == kLength && id.substr(0, 4) == kPrefix)
    if (const auto time = readTime(id.substr(4, kTimeLength)))
      return static_cast<std::int64_t>(((*time & kTimeMask) << kHashBits) |
                                       (hash >> (64 - kHashBits)));
  return std::numeric_limits<std::int64_t>::min() + static_cast<std::int64_t>(hash >> 1);
}

std::optional<std::pair<std::int64_t, std::int64_t>> idKeyRange(std::string_view prefix) {
  if (prefix.size() <= 4 || prefix.size() > kLength || prefix.substr(0, 4) != kPrefix)
    return std::nullopt;
  const std::string_view digits = prefix.substr(4, kTimeLength);
  const auto time = readTime(digits);
  if (!time) return std::nullopt;
  const auto missing = static_cast<unsigned>(5 * (kTimeLength - digits.size()));
  const std::uint64_t low = *time << missing;
  const std::uint64_t high = low | ((std::uint64_t{1} << missing) - 1);
  if (low > kTimeMask) return std::nullopt;
  const std::uint64_t top = high > kTimeMask ? kTimeMask : high;
  const std::uint64_t hashes = (std::uint64_t{1} << kHashBits) - 1;
  return std::pair(static_cast<std::int64_t>(low << kHashBits),
                   static_cast<std::int64_t>((top << kHashBits) | hashes));
}

}  // namespace sb::ledger
