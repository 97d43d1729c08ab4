#include "ui/logs/curl.h"

namespace sb::ui {
namespace {

// Linux refuses one argument above 128 KiB; what is longer goes in by standard input.
constexpr qsizetype kLongestArgument = 100'000;

QString pathOf(QString endpoint) {
  return QStringLiteral("/v1/") + endpoint.replace(QLatin1Char('.'), QLatin1Char('/'));
}

// A line that the text does not have.
QString endMark(const QString& text) {
  QString mark = QStringLiteral("END_OF_BODY");
  while (text.contains(mark))
    mark.append(QLatin1Char('_'));
  return mark;
}

}  // namespace

QString shellQuoted(const QString& text) {
  QString inner = text;
  inner.replace(QLatin1Char('\''), QLatin1String("'\\''"));
  return QLatin1Char('\'') + inner + QLatin1Char('\'');
}

QString curlText(const CurlRequest& request) {
  const QString next = QStringLiteral(" \\\n  ");
  QString text = QStringLiteral("curl ") + request.gateway + pathOf(request.endpoint) + next +
                 QStringLiteral("-H \"Authorization: Bearer $SIGNALBOX_KEY\"");
  if (request.body.isEmpty()) return text;
  text += next + QStringLiteral("-H \"Content-Type: application/json\"") + next;
  const QString body = QString::fromUtf8(request.body);
  if (request.body.size() <= kLongestArgument)
    return text + QStringLiteral("--data-raw ") + shellQuoted(body);
  const QString mark = endMark(body);
  return text + QStringLiteral("--data-binary @- <<'%1'\n").arg(mark) + body + QLatin1Char('\n') +
         mark + QLatin1Char('\n');
}

}  // namespace sb::ui
