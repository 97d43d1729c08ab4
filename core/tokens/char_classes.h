// What the pattern of o200k_base asks of a character: the general categories of Unicode that it
// names, taken together. Immutable after it was filled; any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sb::tokens {

// The order is that of scripts/make-ranks.
enum class CharClass : std::uint8_t {
  Other,   // signs, controls, what is not assigned, bytes that are no UTF-8
  Upper,   // Lu, Lt
  Lower,   // Ll
  Letter,  // Lm, Lo: letters without case
  Mark,    // M
  Number,  // N
  Space,   // White_Space but the next two
  Break,   // CR, LF
  End,     // behind the text
};

struct ClassRange {
  std::uint32_t first;  // the range goes on to the next one's first
  CharClass charClass;
};

class CharClasses {
 public:
  CharClasses();
  // Ranges in order, from the first character on.
  explicit CharClasses(std::span<const ClassRange> ranges);

  // `c`: below 0x110000.
  CharClass of(std::uint32_t c) const {
    return m_classes[m_blocks[c / kBlock] * kBlock + c % kBlock];
  }

 private:
  static constexpr std::size_t kBlock = 256, kCharacters = 0x110000;
  std::array<std::uint16_t, kCharacters / kBlock> m_blocks{};  // equal blocks are kept once
  std::vector<CharClass> m_classes;
};

}  // namespace sb::tokens
