#include "tests/bench/support/histogram.h"

#include <QTest>

#include "tests/support/test_main.h"

using sb::bench::Histogram;

class HistogramTest : public QObject {
  Q_OBJECT

 private slots:
  void isEmptyAtFirst() {
    const Histogram histogram;
    QCOMPARE(histogram.count(), std::uint64_t{0});
    QCOMPARE(histogram.percentile(99), std::int64_t{0});
  }

  void givesPercentilesWithinOnePercent_data() {
    QTest::addColumn<double>("percent");
    QTest::addColumn<qint64>("expected");
    QTest::newRow("median") << 50.0 << qint64{5'000'000};
    QTest::newRow("p99") << 99.0 << qint64{9'900'000};
    QTest::newRow("p999") << 99.9 << qint64{9'990'000};
    QTest::newRow("all") << 100.0 << qint64{10'000'000};
  }

  void givesPercentilesWithinOnePercent() {
    QFETCH(double, percent);
    QFETCH(qint64, expected);
    Histogram histogram;
    for (int i = 1; i <= 10'000; ++i)
      histogram.add(i * 1000);
    const auto got = static_cast<double>(histogram.percentile(percent));
    QVERIFY(got >= static_cast<double>(expected));
    QVERIFY(got <= static_cast<double>(expected) * 1.01);
  }

  void keepsSmallValuesExactly() {
    Histogram histogram;
    histogram.add(7);
    histogram.add(255);
    QCOMPARE(histogram.percentile(50), std::int64_t{7});
    QCOMPARE(histogram.percentile(100), std::int64_t{255});
  }

  void keepsTheLargestExactly() {
    Histogram histogram;
    histogram.add(1);
    histogram.add(123'456'789);
    QCOMPARE(histogram.largest(), std::int64_t{123'456'789});
    QCOMPARE(histogram.percentile(100), std::int64_t{123'456'789});
  }

  void countsValuesOutOfRange() {
    Histogram histogram;
    histogram.add(-5);
    histogram.add(std::int64_t{1} << 60);
    QCOMPARE(histogram.count(), std::uint64_t{2});
    QCOMPARE(histogram.percentile(50), std::int64_t{0});
  }
};

SB_TEST(HistogramTest);
#include "histogram_test.moc"
