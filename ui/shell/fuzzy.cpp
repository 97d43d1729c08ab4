#include "ui/shell/fuzzy.h"

#include <algorithm>

namespace sb::ui {
namespace {

constexpr int kWordStart = 8, kRun = 5, kWhole = 30, kLetter = 1;

bool startsWord(const QString& text, qsizetype at) {
  return at == 0 || !text[at - 1].isLetterOrNumber();
}

// Greedy from one beginning.
std::optional<int> scoreFrom(const QString& pattern, const QString& text, qsizetype begin) {
  int score = 0;
  qsizetype at = begin, last = begin - 2;
  for (const QChar letter : pattern) {
    if (letter.isSpace()) continue;
    at = text.indexOf(letter, at);
    if (at < 0) return std::nullopt;
    score += kLetter + (startsWord(text, at) ? kWordStart : 0) + (at == last + 1 ? kRun : 0);
    last = at++;
  }
  return score - static_cast<int>(std::min<qsizetype>(last - begin, 40) / 4);
}

}  // namespace

std::optional<int> fuzzyScore(const QString& pattern, const QString& text) {
  const QString wanted = pattern.trimmed().toCaseFolded();
  const QString have = text.toCaseFolded();
  if (wanted.isEmpty()) return 0;
  std::optional<int> best;
  for (qsizetype at = have.indexOf(wanted[0]); at >= 0; at = have.indexOf(wanted[0], at + 1))
    best = std::max(best, scoreFrom(wanted, have, at));
  if (!best) return std::nullopt;
  if (have.contains(wanted)) *best += kWhole;
  return *best - static_cast<int>(std::min<qsizetype>(have.size(), 80) / 10);
}

}  // namespace sb::ui
