// What the columns of a table have where there is too little room: names give way first, then the
// columns that matter least are not shown. Pure values; widths in pixels.
#pragma once

#include <QList>

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

}  // namespace sb::ui
