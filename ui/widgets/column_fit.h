// What the columns of a table have where there is too little room: names give way first, then the
// columns that matter least are not shown. Widths in pixels; GUI thread.
#pragma once

#include <QHash>
#include <QList>
#include <QObject>
#include <functional>

class QTableView;

namespace sb::ui {

struct ColumnRoom {
  int usual = 0;
  int least = 0;   // no narrower: what it shows is elided up to here
  int share = 0;   // of what is left over
  int leaves = 0;  // its turn to go, the least first; 0: it never goes
  bool wished = true;
};

// A width for each column; 0: it is not shown. Together they are wider than `width` only where the
// columns that never go have no room.
QList<int> fitColumns(const QList<ColumnRoom>& columns, int width);

// Gives a table's columns their widths whenever the table has another. A width that was drawn by
// hand is the usual one of its column from then on. Owner: the table, whose horizontal header is
// the last that it gets.
class TableFit : public QObject {
  Q_OBJECT

 public:
  using Rooms = std::function<QList<ColumnRoom>()>;

  explicit TableFit(QTableView* table);

  // What each column has; asked each time, as fonts and languages change.
  void setRooms(Rooms rooms);
  // For when the rooms have changed.
  void fit();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QTableView* m_table;
  Rooms m_rooms;
  QHash<int, int> m_drawn;  // by column
  bool m_fitting = false;
};

// The width that a column's title takes.
int titleWidth(const QTableView* table, int column);

}  // namespace sb::ui
