// One line of text as delegates and painted widgets draw it, in both directions of writing. Pure;
// main thread.
#pragma once

#include <QPainter>
#include <QRect>
#include <QString>

namespace sb::ui {

// Draws `text` in the painter's font at the beginning of `rect`, or at its end, where a mirrored
// rectangle begins at the right. The text keeps its own direction: a model's name or a pattern
// stays as it is written beside Arabic. Gives the width that was used.
int paintLine(QPainter& painter, const QRect& rect, const QString& text, bool mirrored,
              bool atEnd = false, Qt::TextElideMode elide = Qt::ElideRight,
              Qt::Alignment vertical = Qt::AlignVCenter);

}  // namespace sb::ui
