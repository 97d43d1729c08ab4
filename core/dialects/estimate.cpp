#include "core/dialects/estimate.h"

#include <array>

namespace sb::dialects {
namespace {

// By the first byte of the character in UTF-8.
enum Kind : std::uint8_t {
  kNothing,  // the text begins
  kLower,
  kUpper,
  kAccented,  // and other Latin letters of two bytes
  kGreek,
  kCyrillic,
  kHebrew,  // and Armenian
  kArabic,
  kDigit,
  kBlank,
  kBreak,
  kSign,      // of ASCII
  kWideSign,  // dashes, quotes, arrows, full-width forms
  kIndic,     // and the scripts of South-East Asia, Georgian, Ethiopic
  kKana,
  kHan,
  kKorean,
  kFourBytes,  // emoji, rare characters
  kKinds,
  kInside = kKinds,  // a character's further bytes
};
constexpr std::size_t kRow = 32;

// In 64ths of a token: where the kind begins, and where it goes on.
struct Weight {
  std::uint8_t begin, more;
};
constexpr std::array<Weight, kKinds> kWeights{{
    {0, 0},     // kNothing
    {6, 13},    // kLower
    {23, 19},   // kUpper
    {13, 82},   // kAccented
    {26, 23},   // kGreek
    {84, 5},    // kCyrillic
    {48, 19},   // kHebrew
    {27, 18},   // kArabic
    {105, 17},  // kDigit
    {22, 2},    // kBlank
    {13, 2},    // kBreak
    {29, 30},   // kSign
    {91, 28},   // kWideSign
    {26, 21},   // kIndic
    {42, 42},   // kKana
    {77, 46},   // kHan
    {56, 35},   // kKorean
    {105, 95},  // kFourBytes
}};
constexpr std::uint8_t kHump = 25;    // the capital inside of camelCase
constexpr std::uint8_t kIndent = 65;  // blanks at the beginning of a line

constexpr bool isLetter(std::size_t kind) { return kind >= kLower && kind <= kArabic; }

constexpr std::uint8_t weightOf(std::size_t before, std::size_t kind) {
  const Weight& own = kWeights[kind];
  if (before == kLower && kind == kUpper) return kHump;
  if (before == kBreak && kind == kBlank) return kIndent;
  const bool goesOn = before == kind || (isLetter(before) && isLetter(kind));
  return goesOn ? own.more : own.begin;
}

// By the kind before, then by the kind.
constexpr auto kTable = [] {
  std::array<std::uint8_t, kRow * kRow> table{};
  for (std::size_t before = 0; before < kKinds; ++before)
    for (std::size_t kind = 0; kind < kKinds; ++kind)
      table[before * kRow + kind] = weightOf(before, kind);
  return table;
}();

constexpr Kind asciiKind(unsigned byte) {
  if (byte >= 'a' && byte <= 'z') return kLower;
  if (byte >= 'A' && byte <= 'Z') return kUpper;
  if (byte >= '0' && byte <= '9') return kDigit;
  if (byte == ' ' || byte == '\t') return kBlank;
  return byte == '\n' || byte == '\r' ? kBreak : kSign;
}

constexpr Kind kindOf(unsigned byte) {
  if (byte < 0x80) return asciiKind(byte);
  if (byte < 0xc0) return kInside;
  if (byte == 0xc2 || byte == 0xe2 || byte == 0xee || byte == 0xef) return kWideSign;
  if (byte < 0xcd) return kAccented;
  if (byte < 0xd0) return kGreek;
  if (byte < 0xd4) return kCyrillic;
  if (byte < 0xd8) return kHebrew;
  if (byte < 0xe0) return kArabic;
  if (byte < 0xe2) return kIndic;
  if (byte == 0xe3) return kKana;
  if (byte < 0xea) return kHan;
  return byte < 0xee ? kKorean : kFourBytes;
}

constexpr auto kKindOf = [] {
  std::array<std::uint8_t, 256> kinds{};
  for (unsigned byte = 0; byte < 256; ++byte)
    kinds[byte] = kindOf(byte);
  return kinds;
}();

}  // namespace

void TokenEstimate::add(std::string_view text) {
  std::size_t before = m_kind;
  std::int64_t units = m_units;
  for (const char c : text) {
    const std::size_t kind = kKindOf[static_cast<unsigned char>(c)];
    units += kTable[before * kRow + kind];
    before = kind == kInside ? before : kind;
  }
  m_units = units;
  m_kind = before;
}

}  // namespace sb::dialects
