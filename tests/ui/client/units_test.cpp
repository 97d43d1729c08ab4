// Times and money from and to text.
#include "ui/client/units.h"

#include <QTest>

#include "tests/support/test_main.h"

using namespace sb::ui;

class UnitsTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void readsTimes_data();
  void readsTimes();
  void writesTimesAsTheGatewayDoes();
  void readsMoneyExactly_data();
  void readsMoneyExactly();
  void refusesWhatIsNoMoney_data();
  void refusesWhatIsNoMoney();
};

void UnitsTest::readsTimes_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<bool>("valid");
  QTest::addColumn<qint64>("ms");
  const auto row = [](const char* text, bool valid, qint64 ms) {
    QTest::newRow(text) << QString::fromLatin1(text) << valid << ms;
  };
  row("1970-01-01T00:00:00.000Z", true, 0);
  row("2026-11-22T10:00:00.123Z", true, 1795341600123);
  row("2024-02-29T23:59:59.999Z", true, 1709251199999);
  row("1969-12-31T23:59:59.999Z", true, -1);
  row("2026-11-22T12:00:00.123+02:00", true, 1795341600123);
  row("2026-11-22T10:00:00Z", true, 1795341600000);
  row("2023-02-29T00:00:00.000Z", false, 0);
  row("2026-11-22T24:61:00.000Z", false, 0);
  row("2026-11-22T10:00:00.12xZ", false, 0);
  row("2026-11-22 10:00", false, 0);
  row("yesterday", false, 0);
  row("", false, 0);
}

void UnitsTest::readsTimes() {
  QFETCH(QString, text);
  QFETCH(bool, valid);
  QFETCH(qint64, ms);
  const MaybeTime time = timeFromText(text);
  QCOMPARE(time.has_value(), valid);
  if (valid) QCOMPARE(*time, ms);
}

void UnitsTest::writesTimesAsTheGatewayDoes() {
  QCOMPARE(timeToText(1795341600123), QStringLiteral("2026-11-22T10:00:00.123Z"));
  QCOMPARE(timeFromText(timeToText(-86'400'001)), MaybeTime(-86'400'001));
}

void UnitsTest::readsMoneyExactly_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<qint64>("nano");
  const auto row = [](const char* text, qint64 nano) {
    QTest::newRow(text) << QString::fromLatin1(text) << nano;
  };
  row("0.000000000", 0);
  row("0.000179400", 179'400);
  row("-0.000000001", -1);
  row("12.5", 12'500'000'000);
  row("999999999.999999999", 999'999'999'999'999'999);
  row("-999999999.999999999", -999'999'999'999'999'999);
}

void UnitsTest::readsMoneyExactly() {
  QFETCH(QString, text);
  QFETCH(qint64, nano);
  QCOMPARE(usdFromText(text), MaybeUsd(nano));
  QCOMPARE(usdFromText(usdToText(nano)), MaybeUsd(nano));
}

void UnitsTest::refusesWhatIsNoMoney_data() {
  QTest::addColumn<QString>("text");
  for (const char* text : {"", "-", ".", "1.", ".5", "1.0000000001", "9999999999.0", "1e3", "1,5",
                           "$1", "1.0.0", "--1", "NaN", " 1"})
    QTest::newRow(text) << QString::fromLatin1(text);
}

void UnitsTest::refusesWhatIsNoMoney() {
  QFETCH(QString, text);
  QVERIFY(!usdFromText(text));
}

SB_TEST(UnitsTest);
#include "units_test.moc"
