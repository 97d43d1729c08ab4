#include "ui/widgets/flow_layout.h"

#include <QList>
#include <QStyle>
#include <QWidget>
#include <algorithm>
#include <utility>

namespace sb::ui {
namespace {

bool isShown(QLayoutItem* item) { return item->widget() == nullptr || !item->widget()->isHidden(); }

}  // namespace

FlowLayout::FlowLayout(QWidget* parent, int gap) : QLayout(parent), m_gap(gap) {
  setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout() { qDeleteAll(m_items); }

void FlowLayout::setCardWidth(int minimum) {
  m_cardWidth = minimum;
  invalidate();
}

void FlowLayout::addItem(QLayoutItem* item) { m_items.append(item); }

QLayoutItem* FlowLayout::takeAt(int index) {
  return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

QSize FlowLayout::minimumSize() const {
  QSize size;
  for (const QLayoutItem* item : m_items)
    size = size.expandedTo(item->minimumSize());
  const QMargins margins = contentsMargins();
  return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

void FlowLayout::setGeometry(const QRect& rect) {
  QLayout::setGeometry(rect);
  arrange(rect, true);
}

int FlowLayout::arrange(const QRect& rect, bool apply) const {
  if (m_cardWidth > 0) return arrangeCards(rect, apply);
  const QRect area = rect.marginsRemoved(contentsMargins());
  const Qt::LayoutDirection direction =
      parentWidget() != nullptr ? parentWidget()->layoutDirection() : Qt::LeftToRight;
  int x = area.left(), y = area.top(), row = 0;
  QList<std::pair<QLayoutItem*, QRect>> line;
  // What is lower than its line stands in the middle of it.
  const auto endLine = [&] {
    for (const auto& [item, place] : line) {
      const QRect middle = place.translated(0, (row - place.height()) / 2);
      if (apply) item->setGeometry(QStyle::visualRect(direction, area, middle));
    }
    line.clear();
  };
  for (QLayoutItem* item : m_items) {
    if (!isShown(item)) continue;
    const QSize size =
        item->sizeHint().boundedTo(QSize(std::max(area.width(), 1), QWIDGETSIZE_MAX));
    if (x > area.left() && x + size.width() > area.right() + 1) {
      endLine();
      x = area.left();
      y += row + m_gap;
      row = 0;
    }
    line.append({item, QRect(QPoint(x, y), size)});
    x += size.width() + m_gap;
    row = std::max(row, size.height());
  }
  endLine();
  return y + row - rect.top() + contentsMargins().bottom();
}

int FlowLayout::arrangeCards(const QRect& rect, bool apply) const {
  const QRect area = rect.marginsRemoved(contentsMargins());
  const int columns = std::max(1, (area.width() + m_gap) / (m_cardWidth + m_gap));
  const int width = (area.width() - (columns - 1) * m_gap) / columns;
  const Qt::LayoutDirection direction =
      parentWidget() != nullptr ? parentWidget()->layoutDirection() : Qt::LeftToRight;
  QList<QLayoutItem*> shown;
  std::copy_if(m_items.begin(), m_items.end(), std::back_inserter(shown), isShown);
  int y = area.top();
  for (qsizetype first = 0; first < shown.size(); first += columns) {
    int row = 0;
    const qsizetype end = std::min<qsizetype>(first + columns, shown.size());
    for (qsizetype i = first; i < end; ++i) {
      QLayoutItem* const item = shown[i];
      const int own =
          item->hasHeightForWidth() ? item->heightForWidth(width) : item->sizeHint().height();
      row = std::max(row, own);
    }
    for (qsizetype i = first; apply && i < end; ++i) {
      const int x = area.left() + static_cast<int>(i - first) * (width + m_gap);
      shown[i]->setGeometry(QStyle::visualRect(direction, area, QRect(x, y, width, row)));
    }
    y += row + (end < shown.size() ? m_gap : 0);
  }
  return y - rect.top() + contentsMargins().bottom();
}

}  // namespace sb::ui
