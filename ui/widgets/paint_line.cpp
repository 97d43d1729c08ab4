#include "ui/widgets/paint_line.h"

#include <QFontMetrics>
#include <algorithm>

namespace sb::ui {
namespace {

// A sentence of the surface may begin with a name of others.
bool hasRightToLeft(const QString& text) {
  return std::any_of(text.begin(), text.end(), [](QChar c) {
    return c.direction() == QChar::DirR || c.direction() == QChar::DirAL;
  });
}

}  // namespace

int paintLine(QPainter& painter, const QRect& rect, const QString& text, bool mirrored, bool atEnd,
              Qt::TextElideMode elide, Qt::Alignment vertical) {
  const QFontMetrics metrics = painter.fontMetrics();
  const QString shown =
      elide == Qt::ElideNone ? text : metrics.elidedText(text, elide, rect.width());
  const bool rightToLeft = mirrored ? hasRightToLeft(text) : text.isRightToLeft();
  const Qt::LayoutDirection before = painter.layoutDirection();
  painter.setLayoutDirection(rightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
  // Absolute: a painter of a mirrored widget would turn left and right about once more.
  const Qt::Alignment side = atEnd != mirrored ? Qt::AlignRight : Qt::AlignLeft;
  painter.drawText(rect, static_cast<int>(vertical | side | Qt::AlignAbsolute) | Qt::TextSingleLine,
                   shown);
  painter.setLayoutDirection(before);
  return std::min(rect.width(), metrics.horizontalAdvance(shown));
}

}  // namespace sb::ui
