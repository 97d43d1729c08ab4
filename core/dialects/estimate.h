// How many tokens a text has, roughly, for answers whose provider reported no usage. Whoever shows
// or charges such a number marks it as an estimate.
//
// Counted by the first byte of each character in UTF-8, after what the common tokenizers (o200k,
// Llama 3, Gemma) do on average: four ASCII or Cyrillic characters a token, two of the other
// two-byte scripts (Latin with accents, Greek, Hebrew, Arabic) and of Indic scripts and Thai, one
// and a third of Korean, one of the other three-byte ones (CJK), half of a four-byte one (emoji).
// Within about 25 % for prose, low for dense code and numbers.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace sb::dialects {

// Adds up pieces of text, cut anywhere.
class TokenEstimate {
 public:
  void add(std::string_view text) {
    constexpr std::uint64_t kHigh = 0x8080808080808080;
    std::uint64_t word = 0;
    while (!text.empty()) {
      if (text.size() >= sizeof word) {
        std::memcpy(&word, text.data(), sizeof word);
        if ((word & kHigh) == 0) {
          m_quarters += sizeof word;
          text.remove_prefix(sizeof word);
          continue;
        }
      }
      m_quarters += quarters(static_cast<unsigned char>(text.front()));
      text.remove_prefix(1);
    }
  }
  std::int64_t tokens() const { return (m_quarters + 3) / 4; }

 private:
  static bool isCyrillic(unsigned char lead) { return lead >= 0xd0 && lead <= 0xd3; }
  static int quarters(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead < 0xc0) return 0;  // a character's further bytes
    if (lead < 0xe0) return isCyrillic(lead) ? 1 : 2;
    if (lead == 0xe0) return 2;                 // Indic scripts, Thai
    if (lead >= 0xea && lead < 0xee) return 3;  // Korean
    return lead < 0xf0 ? 4 : 8;
  }

  std::int64_t m_quarters = 0;
};

// Tokens of a prompt as it stands in a request: its text, and a flat number for each image or other
// media in base64, whose length says nothing. `promptBytes`: of the body that belong to the prompt.
std::int64_t estimatePrompt(std::string_view body, std::size_t promptBytes);

inline std::int64_t estimateTokens(std::string_view text) {
  TokenEstimate estimate;
  estimate.add(text);
  return estimate.tokens();
}

}  // namespace sb::dialects
