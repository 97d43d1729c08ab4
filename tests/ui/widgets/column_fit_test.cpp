// Which columns a table shows, and how wide, from more than enough room to none.
#include <QTest>
#include <numeric>

#include "tests/support/test_main.h"
#include "ui/widgets/column_fit.h"

using namespace sb::ui;

class ColumnFitTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void columnsGiveWayInTheirTurn_data();
  void columnsGiveWayInTheirTurn();
  void noWidthIsTooMuch();
};

namespace {

// A name that stays, a date that goes last, tags that go first.
const QList<ColumnRoom> kColumns{{200, 100, 3, 0}, {90, 90, 0, 2}, {120, 60, 1, 1}};

}  // namespace

void ColumnFitTest::columnsGiveWayInTheirTurn_data() {
  QTest::addColumn<int>("width");
  QTest::addColumn<QList<int>>("widths");
  QTest::newRow("a rest is shared") << 450 << QList<int>{230, 90, 130};
  QTest::newRow("just enough") << 410 << QList<int>{200, 90, 120};
  QTest::newRow("names give way") << 330 << QList<int>{150, 90, 90};
  QTest::newRow("at their least") << 250 << QList<int>{100, 90, 60};
  QTest::newRow("the first goes") << 249 << QList<int>{159, 90, 0};
  QTest::newRow("the second goes") << 189 << QList<int>{189, 0, 0};
  QTest::newRow("no room at all") << 10 << QList<int>{100, 0, 0};
}

void ColumnFitTest::columnsGiveWayInTheirTurn() {
  QFETCH(int, width);
  QFETCH(QList<int>, widths);
  QCOMPARE(fitColumns(kColumns, width), widths);
}

void ColumnFitTest::noWidthIsTooMuch() {
  QList<ColumnRoom> columns = kColumns;
  columns.append({77, 77, 0, 4, false});
  for (int width = 100; width < 1'000; ++width) {
    const QList<int> widths = fitColumns(columns, width);
    QCOMPARE(widths.last(), 0);
    QVERIFY(std::accumulate(widths.begin(), widths.end(), 0) <= width);
  }
}

SB_TEST(ColumnFitTest);
#include "column_fit_test.moc"
