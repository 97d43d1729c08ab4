#include <QTest>

#include "tests/support/test_main.h"
#include "ui/theme/format.h"

using namespace sb::ui;

class FormatTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void moneyNeverRoundsToNothing_data();
  void moneyNeverRoundsToNothing();
  void moneyFollowsTheLanguage();
  void exactMoneyHasNoZerosAtTheEnd();
  void durations_data();
  void durations();
  void momentsOfOtherDaysHaveTheDay();
  void largeNumbersAreShort_data();
  void largeNumbersAreShort();
};

namespace {

QLocale english() { return QLocale(QLocale::English, QLocale::UnitedStates); }

}  // namespace

void FormatTest::moneyNeverRoundsToNothing_data() {
  QTest::addColumn<qint64>("nano");
  QTest::addColumn<QString>("text");
  const auto row = [](qint64 nano, const char* text) {
    QTest::newRow(text) << nano << QString::fromUtf8(text);
  };
  row(0, "$0.00");
  row(1, "$0.000000001");
  row(179'400, "$0.00018");
  row(3'100'000, "$0.0031");
  row(31'200'000, "$0.031");
  row(120'000'000, "$0.12");
  row(1'840'000'000, "$1.84");
  row(148'620'000'000, "$148.62");
  row(1'234'567'890'000'000, "$1,234,567.89");
  row(-1'500'000'000, "-$1.50");
}

void FormatTest::moneyNeverRoundsToNothing() {
  QFETCH(qint64, nano);
  QFETCH(QString, text);
  QCOMPARE(money(nano, english()), text);
}

void FormatTest::moneyFollowsTheLanguage() {
  const QString german = money(1'840'000'000, QLocale(QLocale::German, QLocale::Germany));
  QVERIFY2(german.startsWith(QStringLiteral("1,84")), qPrintable(german));
}

void FormatTest::exactMoneyHasNoZerosAtTheEnd() {
  QCOMPARE(moneyExact(121'800, english()), QStringLiteral("$0.0001218"));
  QCOMPARE(moneyExact(2'000'000'000, english()), QStringLiteral("$2.00"));
}

void FormatTest::durations_data() {
  QTest::addColumn<double>("ms");
  QTest::addColumn<QString>("text");
  QTest::newRow("small") << 0.34 << QStringLiteral("0.3 ms");
  QTest::newRow("milliseconds") << 412.4 << QStringLiteral("412 ms");
  QTest::newRow("seconds") << 1830.5 << QStringLiteral("1.83 s");
  QTest::newRow("not 60 s") << 59'999.0 << QStringLiteral("1 min 0 s");
  QTest::newRow("minutes") << 125'000.0 << QStringLiteral("2 min 5 s");
  QTest::newRow("hours") << 12'000'000.0 << QStringLiteral("3 h 20 min");
}

void FormatTest::durations() {
  QFETCH(double, ms);
  QFETCH(QString, text);
  QCOMPARE(duration(ms, english()), text);
}

void FormatTest::momentsOfOtherDaysHaveTheDay() {
  const QDate today = QDate::currentDate();
  const QTime time(18, 5, 9);
  const int day = today.dayOfYear() == 2 ? 3 : 2;
  const QDate other(today.year(), 1, day), past(2001, 1, 2);
  QCOMPARE(timeOfDay(QDateTime(other, time), english()), QStringLiteral("%1 Jan 18:05").arg(day));
  QCOMPARE(timeOfDay(QDateTime(past, time), english()), QStringLiteral("1/2/01 18:05"));
  const QString now = timeOfDay(QDateTime(today, time), english());
  QVERIFY2(now == QLatin1String("18:05:09") || QDate::currentDate() != today, qPrintable(now));
}

void FormatTest::largeNumbersAreShort_data() {
  QTest::addColumn<qint64>("value");
  QTest::addColumn<QString>("text");
  QTest::newRow("as it is") << qint64{9'999} << QStringLiteral("9,999");
  QTest::newRow("thousands") << qint64{12'400} << QStringLiteral("12.4K");
  QTest::newRow("round") << qint64{12'000} << QStringLiteral("12K");
  QTest::newRow("millions") << qint64{1'204'318} << QStringLiteral("1.2M");
  QTest::newRow("no 1000K") << qint64{999'900} << QStringLiteral("1M");
}

void FormatTest::largeNumbersAreShort() {
  QFETCH(qint64, value);
  QFETCH(QString, text);
  QCOMPARE(compactNumber(value, english()), text);
}

SB_TEST(FormatTest);
#include "format_test.moc"
