#include "core/tokens/char_classes.h"

#include <algorithm>
#include <map>

namespace sb::tokens {
namespace {

std::vector<CharClass> flat(std::span<const ClassRange> ranges, std::size_t size) {
  std::vector<CharClass> classes(size, CharClass::Other);
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    const std::size_t end = i + 1 < ranges.size() ? ranges[i + 1].first : size;
    for (std::size_t c = ranges[i].first; c < std::min(end, size); ++c)
      classes[c] = ranges[i].charClass;
  }
  return classes;
}

}  // namespace

CharClasses::CharClasses() : m_classes(kBlock, CharClass::Other) {}

CharClasses::CharClasses(std::span<const ClassRange> ranges) {
  const std::vector<CharClass> all = flat(ranges, kCharacters);
  std::map<std::vector<CharClass>, std::size_t> known;
  for (std::size_t i = 0; i < m_blocks.size(); ++i) {
    const auto begin = all.begin() + static_cast<std::ptrdiff_t>(i * kBlock);
    const std::vector<CharClass> block(begin, begin + static_cast<std::ptrdiff_t>(kBlock));
    const auto [found, fresh] = known.try_emplace(block, known.size());
    m_blocks[i] = static_cast<std::uint16_t>(found->second);
    if (fresh) m_classes.insert(m_classes.end(), block.begin(), block.end());
  }
}

}  // namespace sb::tokens
