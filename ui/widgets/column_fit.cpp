#include "ui/widgets/column_fit.h"

#include <QEvent>
#include <QHeaderView>
#include <QTableView>
#include <algorithm>
#include <utility>

namespace sb::ui {
namespace {

struct Sums {
  int usual = 0, least = 0, share = 0;
};

Sums sumsOf(const QList<ColumnRoom>& columns) {
  Sums sums;
  for (const ColumnRoom& one : columns) {
    if (!one.wished) continue;
    sums.usual += one.usual;
    sums.least += one.least;
    sums.share += one.share;
  }
  return sums;
}

// The next that goes, or -1.
int nextToLeave(const QList<ColumnRoom>& columns) {
  int next = -1;
  for (int i = 0; i < columns.size(); ++i) {
    const ColumnRoom& one = columns[i];
    if (one.wished && one.leaves > 0 && (next < 0 || one.leaves < columns[next].leaves)) next = i;
  }
  return next;
}

// Of what the whole lacks or has left, what falls to this column. Rounded so that no pixel is too
// much: fractions of a lack go up, those of a rest down.
int changeOf(const ColumnRoom& one, const Sums& sums, int spare) {
  if (spare >= 0) return sums.share > 0 ? spare * one.share / sums.share : 0;
  const int give = sums.usual - sums.least;
  if (-spare >= give) return one.least - one.usual;
  return -((-spare * (one.usual - one.least) + give - 1) / give);
}

}  // namespace

QList<int> fitColumns(const QList<ColumnRoom>& columns, int width) {
  QList<ColumnRoom> shown = columns;
  Sums sums = sumsOf(shown);
  for (int next = nextToLeave(shown); sums.least > width && next >= 0; next = nextToLeave(shown)) {
    shown[next].wished = false;
    sums = sumsOf(shown);
  }
  QList<int> widths;
  for (const ColumnRoom& one : shown)
    widths.append(one.wished ? one.usual + changeOf(one, sums, width - sums.usual) : 0);
  return widths;
}

TableFit::TableFit(QTableView* table) : QObject(table), m_table(table) {
  table->viewport()->installEventFilter(this);
  connect(table->horizontalHeader(), &QHeaderView::sectionResized, this,
          [this](int column, int, int width) {
            if (!m_fitting && width > 0) m_drawn[column] = width;
          });
}

void TableFit::setRooms(Rooms rooms) {
  m_rooms = std::move(rooms);
  fit();
}

void TableFit::fit() {
  QList<ColumnRoom> rooms = m_rooms();
  for (auto it = m_drawn.cbegin(); it != m_drawn.cend(); ++it) {
    ColumnRoom& room = rooms[it.key()];
    room.usual = it.value();
    room.least = std::min(room.least, room.usual);
  }
  m_fitting = true;
  const QList<int> widths = fitColumns(rooms, m_table->viewport()->width());
  for (int i = 0; i < widths.size(); ++i) {
    m_table->setColumnHidden(i, widths[i] == 0);
    if (widths[i] > 0) m_table->setColumnWidth(i, widths[i]);
  }
  m_fitting = false;
}

bool TableFit::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Resize && m_rooms) fit();
  return QObject::eventFilter(watched, event);
}

int titleWidth(const QTableView* table, int column) {
  return table->horizontalHeader()->sectionSizeHint(column);
}

}  // namespace sb::ui
