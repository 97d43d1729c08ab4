#include "core/tokens/ranks.h"

#include <zstd.h>

#include <algorithm>
#include <cstring>

#include "core/base/embed.h"

SB_EMBED(o200k_base)

namespace sb::tokens {
namespace {

constexpr unsigned kSlotBits = 19, kRankBits = 18;
constexpr std::size_t kSlots = std::size_t{1} << kSlotBits;
constexpr std::uint32_t kRankMask = (1U << kRankBits) - 1;
constexpr std::uint32_t kFree = 0xffffffff;  // no rank is so high
constexpr std::size_t kMostUnpacked = 4U << 20;

std::uint64_t hashOf(std::string_view token) {
  constexpr std::uint64_t kMix = 0x9e3779b97f4a7c15;
  std::uint64_t hash = token.size() * kMix, word = 0;
  const char* at = token.data();
  std::size_t left = token.size();
  for (; left > sizeof word; left -= sizeof word, at += sizeof word) {
    std::memcpy(&word, at, sizeof word);
    hash = (hash ^ word) * kMix;
    hash ^= hash >> 32;
  }
  word = 0;
  std::memcpy(&word, at, left);
  hash = (hash ^ word) * kMix;
  hash ^= hash >> 32;
  return hash * kMix;
}

std::size_t slotOf(std::uint64_t hash) { return hash >> (64 - kSlotBits); }
// The bits of the hash that are kept beside the rank.
std::uint32_t markOf(std::uint64_t hash) {
  return static_cast<std::uint32_t>(hash >> 8) << kRankBits;
}

std::string unpacked(std::string_view packed) {
  const auto size = ZSTD_getFrameContentSize(packed.data(), packed.size());
  if (size > kMostUnpacked) return {};  // also where the size is not known
  std::string bytes(size, '\0');
  if (ZSTD_decompress(bytes.data(), bytes.size(), packed.data(), packed.size()) != size) return {};
  return bytes;
}

std::uint32_t u32(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 4; i-- > 0;)
    value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

// A file that the program carries is right or the tests fail: an unreadable one has no tokens, and
// each byte counts.
O200k read(std::string bytes) {
  constexpr std::size_t kHead = 8;
  if (bytes.size() < kHead) return {CharClasses(), Ranks({}, 0, {})};
  const std::size_t ranges = u32(bytes, 0), tokens = u32(bytes, 4);
  const std::size_t lengthsAt = kHead + ranges * 4;
  if (bytes.size() < lengthsAt + tokens || tokens > kRankMask)
    return {CharClasses(), Ranks({}, 0, {})};
  std::vector<ClassRange> classes;
  classes.reserve(ranges);
  for (std::size_t at = kHead; at < lengthsAt; at += 4)
    classes.push_back({u32(bytes, at) >> 3, static_cast<CharClass>(u32(bytes, at) & 7)});
  const std::string lengths = bytes.substr(lengthsAt, tokens);
  return {CharClasses(classes), Ranks(std::move(bytes), lengthsAt + tokens, lengths)};
}

}  // namespace

Ranks::Ranks(std::string bytes, std::size_t begin, std::string_view lengths)
    : m_bytes(std::move(bytes)), m_slots(kSlots, kFree) {
  m_begins.reserve(lengths.size() + 1);
  m_begins.push_back(static_cast<std::uint32_t>(begin));
  for (const char one : lengths) {
    const std::size_t length = static_cast<unsigned char>(one), from = m_begins.back();
    if (length == 0 || from + length > m_bytes.size()) break;
    const auto rank = static_cast<std::uint32_t>(size());
    m_begins.push_back(static_cast<std::uint32_t>(from + length));
    m_longest = std::max(m_longest, length);
    const std::uint64_t hash = hashOf(token(rank));
    std::size_t slot = slotOf(hash);
    while (m_slots[slot] != kFree)
      slot = (slot + 1) % kSlots;
    m_slots[slot] = markOf(hash) | rank;
  }
}

std::uint32_t Ranks::find(std::string_view wanted) const {
  if (wanted.size() > m_longest) return kNone;
  const std::uint64_t hash = hashOf(wanted);
  for (std::size_t slot = slotOf(hash); m_slots[slot] != kFree; slot = (slot + 1) % kSlots) {
    const std::uint32_t rank = m_slots[slot] & kRankMask;
    if ((m_slots[slot] & ~kRankMask) == markOf(hash) && token(rank) == wanted) return rank;
  }
  return kNone;
}

const O200k& o200k() {
  static const O200k only = read(unpacked(o200k_base()));
  return only;
}

}  // namespace sb::tokens
