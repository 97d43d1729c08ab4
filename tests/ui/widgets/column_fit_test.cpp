// Which columns a table shows, and how wide, from more than enough room to none.
#include <QHeaderView>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTableView>
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
  void aTableFollowsItsWidth();
  void whatIsDrawnByHandHolds();
};

namespace {

// A name that stays, a date that goes last, tags that go first.
const QList<ColumnRoom> kColumns{{200, 100, 3, 0}, {90, 90, 0, 2}, {120, 60, 1, 1}};

// A table with room for all of its columns.
class FittedTable : public QTableView {
 public:
  FittedTable() {
    setModel(&m_model);
    m_fit.setRooms([this] { return rooms; });
    verticalHeader()->hide();
    setWidth(410);
    show();
  }
  void setWidth(int width) { resize(width + QTableView::width() - viewport()->width(), 200); }
  QList<int> widths() const {
    QList<int> all;
    for (int i = 0; i < rooms.size(); ++i)
      all.append(isColumnHidden(i) ? 0 : columnWidth(i));
    return all;
  }
  void fit() { m_fit.fit(); }

  QList<ColumnRoom> rooms = kColumns;

 private:
  QStandardItemModel m_model{1, 3};
  TableFit m_fit{this};
};

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

void ColumnFitTest::aTableFollowsItsWidth() {
  FittedTable table;
  QTRY_COMPARE(table.widths(), (QList<int>{200, 90, 120}));
  table.setWidth(249);
  QTRY_COMPARE(table.widths(), (QList<int>{159, 90, 0}));
  QCOMPARE(table.horizontalScrollBar()->maximum(), 0);
  table.setWidth(450);
  QTRY_COMPARE(table.widths(), (QList<int>{230, 90, 130}));
  table.rooms[1].wished = false;
  table.fit();
  QCOMPARE(table.widths(), (QList<int>{297, 0, 152}));
}

// Also narrower than the least, until the table has no room for it.
void ColumnFitTest::whatIsDrawnByHandHolds() {
  FittedTable table;
  QTRY_COMPARE(table.widths(), (QList<int>{200, 90, 120}));
  table.setColumnWidth(1, 40);
  table.setWidth(400);
  QTRY_COMPARE(table.widths(), (QList<int>{230, 40, 130}));
  table.setWidth(50);
  QTRY_COMPARE(table.widths(), (QList<int>{100, 0, 0}));
  table.setWidth(400);
  QTRY_COMPARE(table.widths(), (QList<int>{230, 40, 130}));
}

SB_TEST(ColumnFitTest);
#include "column_fit_test.moc"
