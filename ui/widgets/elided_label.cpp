#include "ui/widgets/elided_label.h"

#include <QPainter>

#include "ui/widgets/paint_line.h"

namespace sb::ui {
namespace {

constexpr qsizetype kMost = 4'096;  // signs; more would cost time and show nothing
constexpr qsizetype kMostTip = 1'000;

}  // namespace

ElidedLabel::ElidedLabel(QWidget* parent) : QLabel(parent) {
  setTextFormat(Qt::PlainText);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
}

ElidedLabel::ElidedLabel(const QString& text, Qt::TextElideMode mode, QWidget* parent)
    : ElidedLabel(parent) {
  m_mode = mode;
  setText(text);
}

void ElidedLabel::setText(const QString& text) {
  m_text = text.size() > kMost ? text.left(kMost) + QChar(0x2026) : text;
  setAccessibleName(m_text);
  updateGeometry();
  resizeEvent(nullptr);
  update();
}

QSize ElidedLabel::sizeHint() const {
  ensurePolished();
  const QFontMetrics metrics = fontMetrics();
  return {metrics.horizontalAdvance(m_text) + 2, metrics.height()};
}

QSize ElidedLabel::minimumSizeHint() const {
  const QFontMetrics metrics = fontMetrics();
  return {std::min(sizeHint().width(), metrics.averageCharWidth() * 4), metrics.height()};
}

void ElidedLabel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const QPalette::ColorGroup group = isEnabled() ? QPalette::Current : QPalette::Disabled;
  painter.setPen(palette().color(group, foregroundRole()));
  paintLine(painter, rect(), m_text, layoutDirection() == Qt::RightToLeft, false, m_mode);
}

void ElidedLabel::resizeEvent(QResizeEvent*) {
  const bool cut = fontMetrics().horizontalAdvance(m_text) > width();
  setToolTip(cut ? m_text.left(kMostTip) : QString());
}

}  // namespace sb::ui
