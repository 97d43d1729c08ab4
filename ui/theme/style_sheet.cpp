#include "ui/theme/style_sheet.h"

#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <cmath>

namespace sb::ui {
namespace {

QString cssColor(const QColor& color) {
  if (color.alpha() == 255) return color.name();
  return QStringLiteral("rgba(%1,%2,%3,%4)")
      .arg(color.red())
      .arg(color.green())
      .arg(color.blue())
      .arg(color.alpha());
}

QHash<QString, QString> values(const Tokens& tokens, bool dark) {
  QHash<QString, QString> all;
  for (const NamedColor& named : namedColors(tokens))
    all.insert(named.name, cssColor(named.color));
  all.insert(QStringLiteral("scheme"), dark ? QStringLiteral("dark") : QStringLiteral("light"));
  return all;
}

}  // namespace

QString styleSheet(const QString& text, const Tokens& tokens, bool dark, double textScale) {
  static const QRegularExpression pattern(QStringLiteral("\\$([a-z][a-z0-9-]*)|\\b(\\d+)sp\\b"));
  const QHash<QString, QString> byName = values(tokens, dark);
  QString out;
  qsizetype done = 0;
  auto matches = pattern.globalMatch(text);
  while (matches.hasNext()) {
    const QRegularExpressionMatch match = matches.next();
    out += QStringView(text).mid(done, match.capturedStart() - done);
    done = match.capturedEnd();
    if (match.capturedLength(1) > 0)
      out += byName.value(match.captured(1), match.captured(0));
    else
      out += QString::number(std::lround(match.captured(2).toInt() * textScale)) +
             QStringLiteral("px");
  }
  out += QStringView(text).mid(done);
  return out;
}

QString styleSheet(const Tokens& tokens, bool dark, double textScale) {
  QFile file(QStringLiteral(":/sb/style/console.qss"));
  if (!file.open(QIODevice::ReadOnly)) return {};
  return styleSheet(QString::fromUtf8(file.readAll()), tokens, dark, textScale);
}

}  // namespace sb::ui
