// Numbers as a person reads them, by the locale of the console's language (QLocale's default).
// Thread: any.
#pragma once

#include <QDateTime>
#include <QLocale>
#include <QString>
#include <QStringList>

namespace sb::ui {

// "$1.84", "$0.031", "$0.00018": at least two digits that matter, so that nothing that costs money
// reads $0.00. The argument is in nano-dollars (a thousand-millionth).
QString money(qint64 nanoUsd, const QLocale& locale = QLocale());
// To the last nano-dollar, for price lines: "$0.000121800" reads "$0.0001218".
QString moneyExact(qint64 nanoUsd, const QLocale& locale = QLocale());

QString number(qint64 value, const QLocale& locale = QLocale());
// "812", "12.4K", "1.2M".
QString compactNumber(qint64 value, const QLocale& locale = QLocale());
// "0.6 %"; the argument is a share, 0 to 1.
QString percent(double share, int digits = 1, const QLocale& locale = QLocale());
// "12 req/s" needs one digit below ten.
QString rate(double perSecond, const QLocale& locale = QLocale());
// "5.2 GB", by powers of 1000.
QString bytes(qint64 value, const QLocale& locale = QLocale());

// "412 ms", "1.83 s", "2 min 5 s", "3 h 20 min".
QString duration(double milliseconds, const QLocale& locale = QLocale());
// "14:32:09" today, "22 Nov 14:32" on another day; local time.
QString timeOfDay(const QDateTime& when, const QLocale& locale = QLocale());
QString dateAndTime(const QDateTime& when, const QLocale& locale = QLocale());
QString date(const QDate& day, const QLocale& locale = QLocale());
// "just now", "2 min ago", "3 h ago", then the day.
QString ago(const QDateTime& when, const QDateTime& now, const QLocale& locale = QLocale());

// "a, b, c" with the comma of the language; for names, which no "and" should touch.
QString listed(const QStringList& names);

}  // namespace sb::ui
