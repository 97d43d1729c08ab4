#include "ui/theme/format.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace sb::ui {
namespace {

constexpr qint64 kNano = 1'000'000'000;
constexpr int kNanoDigits = 9;

struct Words {
  Q_DECLARE_TR_FUNCTIONS(sb::ui::Format)
};

QString dollars(qint64 nanoUsd, int digits, const QLocale& locale) {
  const double value = std::abs(static_cast<double>(nanoUsd)) / static_cast<double>(kNano);
  const QString text = locale.toCurrencyString(value, QStringLiteral("$"), digits);
  // Some locales put negative sums into brackets.
  return nanoUsd < 0 ? locale.negativeSign() + text : text;
}

// Digits after the point that show two that matter.
int moneyDigits(qint64 nanoUsd) {
  const qint64 size = nanoUsd < 0 ? -nanoUsd : nanoUsd;
  int digits = 2;
  for (qint64 limit = kNano / 10; size > 0 && size < limit; limit /= 10)
    ++digits;
  return std::min(digits, kNanoDigits);
}

int digitsWithoutZeros(qint64 nanoUsd) {
  int digits = kNanoDigits;
  for (qint64 rest = nanoUsd; digits > 2 && rest % 10 == 0; rest /= 10)
    --digits;
  return digits;
}

QString fixed(double value, int digits, const QLocale& locale) {
  return locale.toString(value, 'f', digits);
}

// Without zeros at the end: "1.2", "12", "3".
QString shortest(double value, const QLocale& locale) {
  const int digits = std::abs(value) < 99.95 ? 1 : 0;
  QString text = fixed(value, digits, locale);
  const QString zero = locale.decimalPoint() + locale.zeroDigit();
  if (text.endsWith(zero)) text.chop(zero.size());
  return text;
}

}  // namespace

QString money(qint64 nanoUsd, const QLocale& locale) {
  return dollars(nanoUsd, moneyDigits(nanoUsd), locale);
}

QString moneyExact(qint64 nanoUsd, const QLocale& locale) {
  return dollars(nanoUsd, digitsWithoutZeros(nanoUsd), locale);
}

QString number(qint64 value, const QLocale& locale) { return locale.toString(value); }

QString compactNumber(qint64 value, const QLocale& locale) {
  const double size = std::abs(static_cast<double>(value));
  const double signedValue = static_cast<double>(value);
  if (size < 10'000) return locale.toString(value);
  if (size < 999'500) return Words::tr("%1K").arg(shortest(signedValue / 1e3, locale));
  if (size < 999'500'000) return Words::tr("%1M").arg(shortest(signedValue / 1e6, locale));
  return Words::tr("%1B").arg(shortest(signedValue / 1e9, locale));
}

QString percent(double share, int digits, const QLocale& locale) {
  return Words::tr("%1 %").arg(fixed(share * 100, digits, locale));
}

QString rate(double perSecond, const QLocale& locale) {
  return Words::tr("%1 req/s")
      .arg(perSecond < 9.95 ? shortest(perSecond, locale) : fixed(perSecond, 0, locale));
}

QString bytes(qint64 value, const QLocale& locale) {
  return locale.formattedDataSize(value, value < 10'000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

QString duration(double milliseconds, const QLocale& locale) {
  if (milliseconds < 999.5) {
    const int digits = milliseconds < 9.95 && milliseconds > 0 ? 1 : 0;
    return Words::tr("%1 ms").arg(fixed(milliseconds, digits, locale));
  }
  const double seconds = milliseconds / 1000;
  if (seconds < 59.995)
    return Words::tr("%1 s").arg(fixed(seconds, seconds < 9.995 ? 2 : 1, locale));
  const auto whole = static_cast<qint64>(std::llround(seconds));
  if (whole < 3600)
    return Words::tr("%1 min %2 s").arg(locale.toString(whole / 60), locale.toString(whole % 60));
  const qint64 minutes = whole / 60;
  return Words::tr("%1 h %2 min").arg(locale.toString(minutes / 60), locale.toString(minutes % 60));
}

QString timeOfDay(const QDateTime& when, const QLocale& locale) {
  const QDateTime local = when.toLocalTime();
  const QDate today = QDate::currentDate();
  if (local.date() == today) return locale.toString(local.time(), QStringLiteral("HH:mm:ss"));
  const QString day = local.date().year() == today.year()
                          ? locale.toString(local.date(), QStringLiteral("d MMM"))
                          : locale.toString(local.date(), QLocale::ShortFormat);
  return Words::tr("%1 %2", "day, time of day")
      .arg(day, locale.toString(local.time(), QStringLiteral("HH:mm")));
}

QString dateAndTime(const QDateTime& when, const QLocale& locale) {
  const QDateTime local = when.toLocalTime();
  return Words::tr("%1 %2", "day, time of day")
      .arg(locale.toString(local.date(), QLocale::ShortFormat),
           locale.toString(local.time(), QStringLiteral("HH:mm:ss")));
}

QString date(const QDate& day, const QLocale& locale) {
  return locale.toString(day, QLocale::ShortFormat);
}

QString ago(const QDateTime& when, const QDateTime& now, const QLocale& locale) {
  const qint64 seconds = when.secsTo(now);
  if (seconds < 45) return Words::tr("just now");
  if (seconds < 3600)
    return Words::tr("%Ln min ago", nullptr, static_cast<int>((seconds + 30) / 60));
  if (seconds < 24 * 3600) return Words::tr("%Ln h ago", nullptr, static_cast<int>(seconds / 3600));
  return locale.toString(when.toLocalTime().date(), QLocale::ShortFormat);
}

QString listed(const QStringList& names) { return names.join(Words::tr(", ", "in a list")); }

}  // namespace sb::ui
