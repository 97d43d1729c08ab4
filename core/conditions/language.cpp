#include "core/conditions/language.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <unordered_map>

#include "core/base/text.h"
#include "core/conditions/language_tables.h"

namespace sb::conditions {
namespace {

constexpr std::size_t kLatin = std::size(kCommonWords);
using Scores = std::array<double, kLatin>;

// The character at the front and its bytes; 0 for what is no UTF-8.
struct Character {
  char32_t code = 0;
  std::size_t size = 1;
};

Character firstOf(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < size) return {};
  char32_t code = lead & (0x7fu >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return {};
    code = (code << 6) | (byte(i) & 0x3fu);
  }
  return {code, size};
}

bool within(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

bool isLatin(char32_t c) {
  return within(c | 0x20, 'a', 'z') || (within(c, 0xc0, 0x24f) && c != 0xd7 && c != 0xf7) ||
         within(c, 0x1e00, 0x1eff);
}

// Of the Latin letters that our languages use.
char32_t small(char32_t c) {
  if (within(c, 'A', 'Z') || (within(c, 0xc0, 0xde) && c != 0xd7)) return c + 0x20;
  if (c == 0x130) return 'i';
  if (within(c, 0x139, 0x148) || within(c, 0x179, 0x17e)) return c % 2 == 1 ? c + 1 : c;
  const bool paired = within(c, 0x100, 0x177) || within(c, 0x218, 0x21b) ||
                      within(c, 0x1a0, 0x1a1) || within(c, 0x1ea0, 0x1ef9);
  if (paired && c != 0x131 && c != 0x138) return c | 1;
  return c == 0x1af ? 0x1b0 : c;
}

std::size_t write(char32_t c, char* out) {
  const auto follow = [&](int shift) { return static_cast<char>(0x80 | ((c >> shift) & 0x3f)); };
  if (c < 0x80) {
    out[0] = static_cast<char>(c);
    return 1;
  }
  if (c < 0x800) {
    out[0] = static_cast<char>(0xc0 | (c >> 6));
    out[1] = follow(0);
    return 2;
  }
  out[0] = static_cast<char>(0xe0 | (c >> 12));
  out[1] = follow(6);
  out[2] = follow(0);
  return 3;
}

// A word weighs 1, shared by the languages that have it; an own letter likewise.
using Weights = std::unordered_map<std::string_view, Scores>;

template <std::size_t N>
Weights weightsOf(const LanguageRow (&rows)[N], double weight) {
  Weights weights;
  for (const LanguageRow& row : rows) {
    const auto at = std::find_if(std::begin(kCommonWords), std::end(kCommonWords),
                                 [&](const LanguageRow& each) { return each.code == row.code; });
    for (const std::string_view word : split(row.list, ' '))
      weights[word][static_cast<std::size_t>(at - std::begin(kCommonWords))] = weight;
  }
  for (auto& [word, scores] : weights) {
    const auto languages =
        std::count_if(scores.begin(), scores.end(), [](double s) { return s > 0; });
    for (double& score : scores)
      score /= static_cast<double>(languages);
  }
  return weights;
}

const Weights& words() {
  static const Weights weights = weightsOf(kCommonWords, 1);
  return weights;
}

const Weights& letters() {
  static const Weights weights = weightsOf(kOwnLetters, 0.7);
  return weights;
}

class LatinScore {
 public:
  void letter(char32_t c) {
    if (m_size + 3 > m_word.size()) {
      m_long = true;
      return;
    }
    const std::size_t size = write(small(c), m_word.data() + m_size);
    if (c >= 0x80) add(letters(), {m_word.data() + m_size, size});
    m_size += size;
  }
  void mark(std::string_view character) { add(letters(), character); }
  void endWord() {
    if (m_size > 0 && !m_long) add(words(), {m_word.data(), m_size});
    m_size = 0;
    m_long = false;
  }

  // The best, if it leads the second by enough.
  std::string_view best() const {
    const auto first = std::max_element(m_scores.begin(), m_scores.end());
    double second = 0;
    for (auto score = m_scores.begin(); score != m_scores.end(); ++score)
      if (score != first) second = std::max(second, *score);
    if (*first < 0.9 || *first < second * 1.1) return {};
    return kCommonWords[first - m_scores.begin()].code;
  }

 private:
  void add(const Weights& weights, std::string_view key) {
    const auto found = weights.find(key);
    if (found == weights.end()) return;
    for (std::size_t i = 0; i < m_scores.size(); ++i)
      m_scores[i] += found->second[i];
  }

  Scores m_scores{};
  std::array<char, 32> m_word{};
  std::size_t m_size = 0;
  bool m_long = false;
};

struct Script {
  char32_t first, last;
  std::string_view code;  // of its commonest language
  int weight;             // of a character, in letters
};

// Blocks of Unicode 15.
constexpr Script kScripts[] = {
    {0x0370, 0x03ff, "el", 1}, {0x0400, 0x04ff, "ru", 1}, {0x0530, 0x058f, "hy", 1},
    {0x0590, 0x05ff, "he", 1}, {0x0600, 0x06ff, "ar", 1}, {0x0750, 0x077f, "ar", 1},
    {0x0900, 0x097f, "hi", 1}, {0x0980, 0x09ff, "bn", 1}, {0x0a00, 0x0a7f, "pa", 1},
    {0x0a80, 0x0aff, "gu", 1}, {0x0b80, 0x0bff, "ta", 1}, {0x0c00, 0x0c7f, "te", 1},
    {0x0c80, 0x0cff, "kn", 1}, {0x0d00, 0x0d7f, "ml", 1}, {0x0d80, 0x0dff, "si", 1},
    {0x0e00, 0x0e7f, "th", 1}, {0x0e80, 0x0eff, "lo", 1}, {0x1000, 0x109f, "my", 1},
    {0x10a0, 0x10ff, "ka", 1}, {0x1100, 0x11ff, "ko", 3}, {0x1200, 0x137f, "am", 1},
    {0x1780, 0x17ff, "km", 1}, {0x3040, 0x30ff, "ja", 3}, {0x31f0, 0x31ff, "ja", 3},
    {0x3400, 0x4dbf, "zh", 3}, {0x4e00, 0x9fff, "zh", 3}, {0xac00, 0xd7af, "ko", 3},
};

// Letters of Cyrillic and Arabic by which a language is known.
struct Telling {
  char32_t letter;
  std::string_view code;
};
constexpr Telling kTelling[] = {
    {U'і', "uk"}, {U'ї', "uk"}, {U'є', "uk"}, {U'ґ', "uk"}, {U'ў', "be"}, {U'ј', "sr"},
    {U'љ', "sr"}, {U'њ', "sr"}, {U'ђ', "sr"}, {U'ћ', "sr"}, {U'џ', "sr"}, {U'ы', "ru"},
    {U'э', "ru"}, {U'ё', "ru"}, {U'ъ', "bg"}, {U'پ', "fa"}, {U'چ', "fa"}, {U'ژ', "fa"},
    {U'گ', "fa"}, {U'ک', "fa"}, {U'ی', "fa"}, {U'ٹ', "ur"}, {U'ڈ', "ur"}, {U'ڑ', "ur"},
    {U'ے', "ur"}, {U'ں', "ur"}, {U'ہ', "ur"},
};

class Counts {
 public:
  void add(std::string_view code, int much) {
    for (std::size_t i = 0; i < m_used; ++i)
      if (m_rows[i].code == code) {
        m_rows[i].much += much;
        return;
      }
    m_rows[m_used++] = {code, much};
  }
  int of(std::string_view code) const {
    for (std::size_t i = 0; i < m_used; ++i)
      if (m_rows[i].code == code) return m_rows[i].much;
    return 0;
  }
  std::string_view most() const {
    const auto end = m_rows.begin() + static_cast<std::ptrdiff_t>(m_used);
    const auto found = std::max_element(m_rows.begin(), end,
                                        [](const Row& a, const Row& b) { return a.much < b.much; });
    return found == end ? std::string_view() : found->code;
  }

 private:
  struct Row {
    std::string_view code;
    int much = 0;
  };
  std::array<Row, 40> m_rows{};  // more than there are codes in the tables
  std::size_t m_used = 0;
};

// One language of the script of `code`.
std::string_view refined(std::string_view code, const Counts& telling) {
  if (code == "ar") {
    if (telling.of("ur") > 0) return "ur";
    return telling.of("fa") > 0 ? "fa" : code;
  }
  if (code != "ru") return code;
  for (const std::string_view other : {"be", "uk", "sr"})
    if (telling.of(other) > 0) return other;
  return telling.of("bg") > telling.of("ru") ? "bg" : code;
}

const Script* scriptOf(char32_t c) {
  const auto found =
      std::find_if(std::begin(kScripts), std::end(kScripts),
                   [&](const Script& each) { return within(c, each.first, each.last); });
  return found == std::end(kScripts) ? nullptr : found;
}

char32_t smallCyrillic(char32_t c) {
  if (within(c, 0x410, 0x42f)) return c + 0x20;
  return within(c, 0x400, 0x40f) ? c + 0x50 : c == 0x490 ? 0x491 : c;
}

}  // namespace

std::string_view languageOf(std::string_view text) {
  text = text.substr(0, kMostForLanguage);
  LatinScore latin;
  Counts scripts, telling;
  int letters = 0;  // of Latin
  while (!text.empty()) {
    const Character c = firstOf(text);
    if (isLatin(c.code)) {
      latin.letter(c.code);
      ++letters;
    } else {
      latin.endWord();
      if (c.code == U'¿' || c.code == U'¡') latin.mark(text.substr(0, c.size));
    }
    if (const Script* script = c.code >= 0x370 ? scriptOf(c.code) : nullptr; script != nullptr) {
      scripts.add(script->code, script->weight);
      for (const Telling& each : kTelling)
        if (each.letter == smallCyrillic(c.code)) telling.add(each.code, 1);
    }
    text.remove_prefix(c.size);
  }
  latin.endWord();
  // Japanese has Han too.
  if (scripts.of("ja") * 10 > scripts.of("zh")) scripts.add("ja", scripts.of("zh"));
  const std::string_view most = scripts.most();
  const int others = scripts.of(most);
  if (others >= 3 && others >= letters) return refined(most, telling);
  return letters > 0 ? latin.best() : std::string_view();
}

}  // namespace sb::conditions
