#include "ui/client/units.h"

#include <QDateTime>

namespace sb::ui {
namespace {

constexpr int kDigits = 9;

// The fast way for what the gateway writes: "2026-11-22T10:00:00.123Z". A page has a thousand.
bool digits(QStringView text, int from, int count, int& value) {
  value = 0;
  for (int i = from; i < from + count; ++i) {
    const char16_t c = text[i].unicode();
    if (c < u'0' || c > u'9') return false;
    value = value * 10 + (c - u'0');
  }
  return true;
}

// Days since 1970 of a date of the Gregorian calendar (Howard Hinnant, "chrono-compatible low-level
// date algorithms", days_from_civil).
qint64 daysOf(int year, int month, int day) {
  const qint64 y = month <= 2 ? year - 1 : year;
  const qint64 era = (y >= 0 ? y : y - 399) / 400;
  const qint64 ofEra = y - era * 400;
  const qint64 ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719468;
}

MaybeTime plainUtc(QStringView t) {
  if (t.size() != 24 || t[4] != u'-' || t[7] != u'-' || t[10] != u'T' || t[13] != u':' ||
      t[16] != u':' || t[19] != u'.' || t[23] != u'Z')
    return std::nullopt;
  int year, month, day, hour, minute, second, ms;
  if (!digits(t, 0, 4, year) || !digits(t, 5, 2, month) || !digits(t, 8, 2, day) ||
      !digits(t, 11, 2, hour) || !digits(t, 14, 2, minute) || !digits(t, 17, 2, second) ||
      !digits(t, 20, 3, ms))
    return std::nullopt;
  if (!QDate::isValid(year, month, day) || hour > 23 || minute > 59 || second > 59)
    return std::nullopt;
  const qint64 seconds = daysOf(year, month, day) * 86400 + hour * 3600 + minute * 60 + second;
  return seconds * 1000 + ms;
}

// 0 to 9 digits behind the point, filled up to nine.
std::optional<qint64> fraction(QStringView text) {
  if (text.isEmpty() || text.size() > kDigits) return std::nullopt;
  int value = 0;
  if (!digits(text, 0, static_cast<int>(text.size()), value)) return std::nullopt;
  qint64 nano = value;
  for (qsizetype i = text.size(); i < kDigits; ++i)
    nano *= 10;
  return nano;
}

}  // namespace

MaybeTime timeFromText(const QString& text) {
  if (const MaybeTime plain = plainUtc(text)) return plain;
  const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
  if (!time.isValid() || time.timeSpec() == Qt::LocalTime) return std::nullopt;
  return time.toMSecsSinceEpoch();
}

QString timeToText(TimeMs time) {
  return QDateTime::fromMSecsSinceEpoch(time, Qt::UTC).toString(Qt::ISODateWithMs);
}

MaybeUsd usdFromText(const QString& text) {
  QStringView rest(text);
  const bool negative = rest.startsWith(u'-');
  if (negative) rest = rest.mid(1);
  const qsizetype point = rest.indexOf(u'.');
  const QStringView dollars = point < 0 ? rest : rest.left(point);
  int high = 0;
  if (dollars.isEmpty() || dollars.size() > 9 ||
      !digits(dollars, 0, static_cast<int>(dollars.size()), high))
    return std::nullopt;
  std::optional<qint64> low = 0;
  if (point >= 0) low = fraction(rest.mid(point + 1));
  if (!low) return std::nullopt;
  const qint64 nano = qint64{high} * 1'000'000'000 + *low;
  return negative ? -nano : nano;
}

QString usdToText(NanoUsd value) {
  const quint64 size = value < 0 ? 0 - static_cast<quint64>(value) : static_cast<quint64>(value);
  return QStringLiteral("%1%2.%3")
      .arg(value < 0 ? QStringLiteral("-") : QString())
      .arg(size / 1'000'000'000)
      .arg(size % 1'000'000'000, kDigits, 10, QLatin1Char('0'));
}

}  // namespace sb::ui
