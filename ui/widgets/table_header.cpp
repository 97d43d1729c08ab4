#include "ui/widgets/table_header.h"

#include <QPainter>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/delegates.h"
#include "ui/widgets/paint_line.h"

namespace sb::ui {
namespace {

constexpr int kMargin = 8, kArrow = 12;

}  // namespace

TableHeader::TableHeader(QWidget* parent, int lead)
    : QHeaderView(Qt::Horizontal, parent), m_lead(lead) {
  setHighlightSections(false);
}

void TableHeader::paintSection(QPainter* painter, const QRect& rect, int section) const {
  if (model() == nullptr) return;
  const bool mirrored = layoutDirection() == Qt::RightToLeft;
  painter->fillRect(rect, tokens().chrome);
  painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), tokens().line);
  QRect inner = rect.adjusted(kMargin, 0, -kMargin, -1);
  const int edge = parentWidget() != nullptr ? parentWidget()->property(kTableEdge).toInt() : 0;
  const int lead = visualIndex(section) == 0 ? m_lead + edge : 0;
  const int trail = visualIndex(section) == count() - 1 ? edge : 0;
  inner.adjust(mirrored ? trail : lead, 0, -(mirrored ? lead : trail), 0);
  const auto align =
      Qt::Alignment(model()->headerData(section, orientation(), Qt::TextAlignmentRole).toInt());
  const bool atEnd = align.testFlag(Qt::AlignRight);
  const QString title = model()->headerData(section, orientation()).toString();
  const bool sorted = isSortIndicatorShown() && sortIndicatorSection() == section;
  const bool right = atEnd != mirrored;
  painter->setFont(textFont(type::kSmall, QFont::Medium));
  painter->setPen(tokens().muted);
  if (sorted) {
    const int size = scaled(kArrow);
    const QString icon = sortIndicatorOrder() == Qt::DescendingOrder ? QStringLiteral("arrow-down")
                                                                     : QStringLiteral("arrow-up");
    const int text = painter->fontMetrics().horizontalAdvance(title);
    const int x = right ? inner.right() - size + 1 : inner.left() + text + 4;
    painter->drawPixmap(QPoint(x, rect.center().y() - size / 2),
                        iconPixmap(icon, tokens().muted, size, devicePixelRatioF()));
    if (right) inner.setRight(x - 4);
  }
  paintLine(*painter, inner, title, mirrored, atEnd);
}

QSize TableHeader::sectionSizeFromContents(int section) const {
  const QFontMetrics metrics(textFont(type::kSmall, QFont::Medium));
  // The model may have died before its view.
  const QString title =
      model() != nullptr ? model()->headerData(section, orientation()).toString() : QString();
  const int arrow = isSortIndicatorShown() ? scaled(kArrow) + 4 : 0;
  return {metrics.horizontalAdvance(title) + 2 * kMargin + 2 + arrow, scaled(height::kRow)};
}

}  // namespace sb::ui
