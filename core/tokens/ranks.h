// The tokens of o200k_base (OpenAI's tokenizer since GPT-4o), each with its rank: the lower, the
// earlier two neighbours become this token. Immutable; any thread.
//
// resources/tokens/o200k_base.bin.zst, written by scripts/make-ranks, unpacks to, in little endian:
//   u32 number of ranges, u32 number of tokens;
//   for each range of characters u32: its first character × 8 + its class (char_classes.h);
//   for each token, by rank, u8: its length in bytes; then the bytes of all tokens in this order.
// In memory: that, where each token begins, and a table of hashes; 4.5 MB in all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/tokens/char_classes.h"

namespace sb::tokens {

class Ranks {
 public:
  static constexpr std::uint32_t kNone = 0xffffffff;

  // Takes tokens over, one after the other in `bytes` from `begin` on.
  Ranks(std::string bytes, std::size_t begin, std::string_view lengths);

  // The rank of the token with these bytes; kNone: there is none.
  std::uint32_t find(std::string_view token) const;
  std::size_t size() const { return m_begins.size() - 1; }

 private:
  std::string_view token(std::uint32_t rank) const {
    return {m_bytes.data() + m_begins[rank], m_begins[rank + 1] - m_begins[rank]};
  }

  std::string m_bytes;
  std::vector<std::uint32_t> m_begins;  // in m_bytes, and where the last one ends
  std::vector<std::uint32_t> m_slots;   // open addressing: some bits of the hash, then the rank
  std::size_t m_longest = 0;
};

struct O200k {
  CharClasses classes;
  Ranks ranks;
};

// Unpacked by the first call, which takes some 20 ms; alive for ever.
const O200k& o200k();

}  // namespace sb::tokens
