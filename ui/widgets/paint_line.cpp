#include "ui/widgets/paint_line.h"

#include <QFontMetrics>
#include <algorithm>

namespace sb::ui {

int paintLine(QPainter& painter, const QRect& rect, const QString& text, bool mirrored, bool atEnd,
              Qt::TextElideMode elide, Qt::Alignment vertical) {
  const QFontMetrics metrics = painter.fontMetrics();
  const QString shown =
      elide == Qt::ElideNone ? text : metrics.elidedText(text, elide, rect.width());
  const Qt::LayoutDirection before = painter.layoutDirection();
  painter.setLayoutDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
  // Absolute: a painter of a mirrored widget would turn left and right about once more.
  const Qt::Alignment side = atEnd != mirrored ? Qt::AlignRight : Qt::AlignLeft;
  painter.drawText(rect, static_cast<int>(vertical | side | Qt::AlignAbsolute) | Qt::TextSingleLine,
                   shown);
  painter.setLayoutDirection(before);
  return std::min(rect.width(), metrics.horizontalAdvance(shown));
}

}  // namespace sb::ui
