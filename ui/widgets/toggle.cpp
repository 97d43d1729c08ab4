#include "ui/widgets/toggle.h"

#include <QPainter>

#include "ui/theme/theme.h"

namespace sb::ui {

Toggle::Toggle(const QString& name, const QString& label, QWidget* parent)
    : QAbstractButton(parent) {
  setObjectName(name);
  setAccessibleName(label);
  setCheckable(true);
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize Toggle::sizeHint() const { return {scaled(28), scaled(16)}; }

void Toggle::paintEvent(QPaintEvent*) {
  const Tokens& t = tokens();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  const bool on = isChecked();
  painter.setBrush(!isEnabled() ? t.track : (on ? t.accent : t.fieldLine));
  const QRectF all(0, 0, width(), height());
  painter.drawRoundedRect(all, all.height() / 2, all.height() / 2);
  const qreal gap = all.height() / 8;
  QRectF knob(gap, gap, all.height() - 2 * gap, all.height() - 2 * gap);
  const bool right = on != (layoutDirection() == Qt::RightToLeft);
  if (right) knob.moveRight(all.right() - gap);
  painter.setBrush(on ? t.onAccent : t.bg);
  painter.drawEllipse(knob);
}

}  // namespace sb::ui
