#include "ui/widgets/row_hover.h"

#include <QHoverEvent>
#include <QScrollBar>
#include <QTableView>

namespace sb::ui {
namespace {

class RowHover : public QObject {
 public:
  explicit RowHover(QTableView* table) : QObject(table), m_table(table) {
    table->setProperty(kHoveredRow, m_row);
    table->viewport()->setAttribute(Qt::WA_Hover);
    table->viewport()->installEventFilter(this);
    connect(table->verticalScrollBar(), &QScrollBar::valueChanged, this, [this] {
      if (m_row >= 0) moveTo(m_y);
    });
  }

  bool eventFilter(QObject* watched, QEvent* event) override {
    switch (event->type()) {
      case QEvent::HoverEnter:
      case QEvent::HoverMove:
        moveTo(static_cast<int>(static_cast<QHoverEvent*>(event)->position().y()));
        break;
      case QEvent::HoverLeave:
      case QEvent::Leave:
        hover(-1);
        break;
      default:
        break;
    }
    return QObject::eventFilter(watched, event);
  }

 private:
  void moveTo(int y) {
    m_y = y;
    hover(m_table->rowAt(y));
  }

  void hover(int row) {
    if (row == m_row) return;
    repaint(m_row);
    m_row = row;
    m_table->setProperty(kHoveredRow, row);
    repaint(row);
  }

  void repaint(int row) {
    if (row < 0) return;
    m_table->viewport()->update(0, m_table->rowViewportPosition(row), m_table->viewport()->width(),
                                m_table->rowHeight(row));
  }

  QTableView* m_table;
  int m_row = -1, m_y = 0;
};

}  // namespace

void hoverRows(QTableView* table) { new RowHover(table); }

}  // namespace sb::ui
