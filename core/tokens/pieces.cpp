#include "core/tokens/pieces.h"

#include <algorithm>
#include <array>

namespace sb::tokens {
namespace {

struct Char {
  CharClass charClass = CharClass::End;
  std::size_t size = 0;
};

class Reader {
 public:
  Reader(std::string_view text, const CharClasses& classes) : m_text(text), m_classes(classes) {}

  std::string_view text() const { return m_text; }
  Char at(std::size_t position) const {
    if (position >= m_text.size()) return {};
    const std::uint32_t lead = byte(position);
    if (lead < 0x80) return {m_classes.of(lead), 1};
    return wide(position, lead);
  }

 private:
  std::uint32_t byte(std::size_t position) const {
    return static_cast<unsigned char>(m_text[position]);
  }
  Char wide(std::size_t position, std::uint32_t lead) const;

  std::string_view m_text;
  const CharClasses& m_classes;
};

Char Reader::wide(std::size_t position, std::uint32_t lead) const {
  const Char broken{CharClass::Other, 1};
  const std::size_t size = lead < 0xc2   ? 0
                           : lead < 0xe0 ? 2
                           : lead < 0xf0 ? 3
                           : lead < 0xf5 ? 4
                                         : 0;
  if (size == 0 || m_text.size() - position < size) return broken;
  std::uint32_t c = lead & (0x7fU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    const std::uint32_t next = byte(position + i);
    if ((next & 0xc0) != 0x80) return broken;
    c = c << 6 | (next & 0x3f);
  }
  if (c >= 0x110000) return broken;
  return {m_classes.of(c), size};
}

bool caseless(CharClass c) { return c == CharClass::Letter || c == CharClass::Mark; }
bool isUpper(CharClass c) { return c == CharClass::Upper || caseless(c); }
bool isLower(CharClass c) { return c == CharClass::Lower || caseless(c); }
bool isSign(CharClass c) { return c == CharClass::Other || c == CharClass::Mark; }
bool isSpace(CharClass c) { return c == CharClass::Space || c == CharClass::Break; }
// May stand before the letters of a word.
bool leads(CharClass c) { return isSign(c) || c == CharClass::Space; }

// Where a word ends that ends in small letters or in some without case; 0: there is none.
// Capitals at the end are given back until there is such a letter.
std::size_t wordEnd(const Reader& reader, std::size_t at) {
  std::size_t lastCaseless = 0;
  Char c = reader.at(at);
  for (; isUpper(c.charClass); c = reader.at(at)) {
    at += c.size;
    if (caseless(c.charClass)) lastCaseless = at;
  }
  if (c.charClass != CharClass::Lower) return lastCaseless;
  for (; isLower(c.charClass); c = reader.at(at))
    at += c.size;
  return at;
}

// … of a word that is nothing but capitals; 0: there is none.
std::size_t capitalsEnd(const Reader& reader, std::size_t begin) {
  std::size_t at = begin;
  for (Char c = reader.at(at); c.charClass == CharClass::Upper; c = reader.at(at))
    at += c.size;
  return at > begin ? at : 0;
}

// 's and its like.
std::size_t suffixLength(std::string_view text) {
  if (text.size() < 2 || text[0] != '\'') return 0;
  const auto small = [&](std::size_t i) { return i < text.size() ? text[i] | 0x20 : 0; };
  const int first = small(1), second = small(2);
  if (first == 's' || first == 't' || first == 'm' || first == 'd') return 2;
  const bool two =
      ((first == 'r' || first == 'v') && second == 'e') || (first == 'l' && second == 'l');
  return two ? 3 : 0;
}

std::size_t wordLength(const Reader& reader, const Char& first) {
  const std::size_t behind = leads(first.charClass) ? first.size : 0;
  std::size_t end = behind > 0 ? wordEnd(reader, behind) : 0;
  if (end == 0) end = wordEnd(reader, 0);
  if (end == 0 && behind > 0) end = capitalsEnd(reader, behind);
  if (end == 0) end = capitalsEnd(reader, 0);
  return end == 0 ? 0 : end + suffixLength(reader.text().substr(end));
}

std::size_t numberLength(const Reader& reader) {
  std::size_t at = 0;
  for (int i = 0; i < 3; ++i) {
    const Char c = reader.at(at);
    if (c.charClass != CharClass::Number) break;
    at += c.size;
  }
  return at;
}

// Signs, a blank before them and the line's end after them; 0: there are none.
std::size_t signsLength(const Reader& reader) {
  const std::string_view text = reader.text();
  const std::size_t begin = text[0] == ' ' ? 1 : 0;
  std::size_t at = begin;
  for (Char c = reader.at(at); isSign(c.charClass); c = reader.at(at))
    at += c.size;
  if (at == begin) return 0;
  while (at < text.size() && (text[at] == '\r' || text[at] == '\n' || text[at] == '/'))
    ++at;
  return at;
}

// Up to the last line's end among them; else all of them, but for the last one before something.
std::size_t spacesLength(const Reader& reader) {
  std::size_t at = 0, last = 0, broken = 0;
  for (Char c = reader.at(at); isSpace(c.charClass); c = reader.at(at)) {
    last = at;
    at += c.size;
    if (c.charClass == CharClass::Break) broken = at;
  }
  if (broken > 0) return broken;
  return at < reader.text().size() && last > 0 ? last : at;
}

}  // namespace

std::size_t pieceLength(std::string_view text, const CharClasses& classes) {
  const Reader reader(text, classes);
  const Char first = reader.at(0);
  if (first.charClass == CharClass::End) return 0;
  if (first.charClass == CharClass::Number) return numberLength(reader);
  if (const std::size_t word = wordLength(reader, first); word > 0) return word;
  if (const std::size_t signs = signsLength(reader); signs > 0) return signs;
  return spacesLength(reader);
}

}  // namespace sb::tokens
