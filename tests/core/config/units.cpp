#include "core/config/units.h"

#include <QtTest>

#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::config;

class Units : public QObject {
  Q_OBJECT

 private slots:
  void readsDurations_data() {
    QTest::addColumn<qint64>("millis");
    QTest::newRow("250ms") << qint64(250);
    QTest::newRow("30s") << qint64(30'000);
    QTest::newRow("15m") << qint64(900'000);
    QTest::newRow("8h") << qint64(28'800'000);
    QTest::newRow("30d") << qint64(2'592'000'000);
    QTest::newRow("0s") << qint64(0);
    QTest::newRow("36500d") << qint64(3'153'600'000'000);
    for (const char* bad : {"", "s", "5", "-5s", "+5s", " 5s", "5 s", "5s ", "1.5s", "5S", "5sec",
                            "1h30m", "36501d", "99999999999999999999s", "5ｓ"})
      QTest::newRow(bad) << qint64(-1);
  }
  void readsDurations() {
    QFETCH(qint64, millis);
    const auto read = parseDuration(QTest::currentDataTag());
    QCOMPARE(read ? read->count() : -1, millis);
  }

  void readsSizes_data() {
    QTest::addColumn<qint64>("bytes");
    QTest::newRow("512B") << qint64(512);
    QTest::newRow("64KB") << qint64(64'000);
    QTest::newRow("5MB") << qint64(5'000'000);
    QTest::newRow("5GB") << qint64(5'000'000'000);
    QTest::newRow("2TB") << qint64(2'000'000'000'000);
    QTest::newRow("64KiB") << qint64(65'536);
    QTest::newRow("1MiB") << qint64(1'048'576);
    QTest::newRow("1GiB") << qint64(1'073'741'824);
    QTest::newRow("1TiB") << qint64(1'099'511'627'776);
    for (const char* bad : {"", "64", "64kb", "64K", "1.5GB", "-1B", "9999999999TB", "GB"})
      QTest::newRow(bad) << qint64(-1);
  }
  void readsSizes() {
    QFETCH(qint64, bytes);
    QCOMPARE(parseSize(QTest::currentDataTag()).value_or(-1), bytes);
  }

  void readsTimes_data() {
    QTest::addColumn<QString>("utc");
    const auto row = [](const char* text, const char* utc) { QTest::newRow(text) << QString(utc); };
    row("2027-01-01", "2027-01-01T00:00:00.000Z");
    row("2028-02-29", "2028-02-29T00:00:00.000Z");
    row("2027-01-01T12:30:15Z", "2027-01-01T12:30:15.000Z");
    row("2027-01-01t12:30:15.1239z", "2027-01-01T12:30:15.123Z");
    row("2027-01-01 00:30:00+02:00", "2026-12-31T22:30:00.000Z");
    row("2027-01-01T00:30:00-05:30", "2027-01-01T06:00:00.000Z");
    row("1969-12-31T23:59:59Z", "1969-12-31T23:59:59.000Z");
    for (const char* bad : {"", "2027", "2027-1-1", "2027-13-01", "2027-02-29", "2027-01-01T",
                            "2027-01-01Z", "2027-01-01T25:00:00Z", "2027-01-01T10:00Z",
                            "2027-01-01T10:00:00", "2027-01-01T10:00:00.Z", "2027-01-01T10:00:00Zx",
                            "tomorrow", "20270101", "2027-01-01T10:00:00+2:00", "+027-01-01"})
      row(bad, "");
  }
  void readsTimes() {
    QFETCH(QString, utc);
    const auto read = parseTime(QTest::currentDataTag());
    QCOMPARE(read ? rfc3339(*read) : "", utc.toStdString());
  }
};

SB_TEST(Units);
#include "units.moc"
