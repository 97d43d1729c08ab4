#include "ui/widgets/outside_text.h"

#include <QList>
#include <algorithm>

namespace sb::ui {
namespace {

constexpr qsizetype kLongRun = 4'000;

bool turnsDirection(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool isHidden(char32_t c) {
  switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
      return true;
    default:
      return turnsDirection(c) || c == 0xFEFF || c == QChar::ReplacementCharacter;
  }
}

// toUcs4() would mend lone halves.
bool hasLoneHalf(const QString& text) {
  for (qsizetype i = 0; i < text.size(); ++i) {
    if (!text[i].isSurrogate()) continue;
    const bool pair =
        text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
    if (!pair) return true;
    ++i;
  }
  return false;
}

}  // namespace

bool hasHiddenSigns(const QString& text) {
  const QList<uint> signs = text.toUcs4();
  return hasLoneHalf(text) || std::any_of(signs.begin(), signs.end(), isHidden);
}

bool hasLongRun(const QString& text) {
  qsizetype run = 0;
  for (const QChar c : text) {
    run = c.isSpace() ? 0 : run + 1;
    if (run > kLongRun) return true;
  }
  return false;
}

QString withoutMnemonics(const QString& text) {
  return QString(text).replace(QLatin1Char('&'), QLatin1String("&&"));
}

}  // namespace sb::ui
