#include "ui/shell/navigation_button.h"

#include <QEvent>
#include <QPainter>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/paint_line.h"

namespace sb::ui {
namespace {

constexpr int kIcon = 16, kGap = 12, kPadding = 8, kDot = 6;

}  // namespace

NavigationButton::NavigationButton(const QString& id, const QString& iconName, QWidget* parent)
    : QAbstractButton(parent), m_icon(iconName) {
  setObjectName(QStringLiteral("nav.") + id);
  setProperty("id", id);
  setCheckable(true);
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void NavigationButton::setTitle(const QString& title, const QString& shortcut) {
  setText(title);
  setAccessibleName(title);
  setToolTip(m_narrow ? title : shortcut);
}

void NavigationButton::setMarked(bool marked) {
  m_marked = marked;
  update();
}

void NavigationButton::setNarrow(bool narrow) {
  m_narrow = narrow;
  updateGeometry();
  update();
}

QSize NavigationButton::sizeHint() const { return {scaled(32), scaled(height::kNavigation)}; }

bool NavigationButton::event(QEvent* event) {
  if (event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverLeave) update();
  return QAbstractButton::event(event);
}

void NavigationButton::paintGround(QPainter& painter) const {
  const Tokens& t = tokens();
  if (!isChecked() && !isDown() && !underMouse()) return;
  painter.setPen(Qt::NoPen);
  painter.setBrush(isChecked() ? t.current : (isDown() ? t.track : t.hover));
  painter.drawRoundedRect(rect(), radius::kControl, radius::kControl);
}

void NavigationButton::paintEvent(QPaintEvent*) {
  const Tokens& t = tokens();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  paintGround(painter);
  const bool mirrored = layoutDirection() == Qt::RightToLeft;
  const int size = scaled(kIcon);
  QRect image(m_narrow ? (width() - size) / 2 : kPadding, (height() - size) / 2, size, size);
  if (mirrored && !m_narrow) image.moveRight(width() - kPadding - 1);
  painter.drawPixmap(
      image, iconPixmap(m_icon, isChecked() ? t.accent : t.muted, size, devicePixelRatioF()));
  if (m_marked) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.accent);
    const int x = mirrored ? kPadding : width() - kPadding - kDot;
    painter.drawEllipse(QRect(x, m_narrow ? kDot : (height() - kDot) / 2, kDot, kDot));
  }
  if (m_narrow) return;
  QRect place = rect();
  place.adjust(mirrored ? kPadding : kPadding + size + kGap, 0,
               mirrored ? -kPadding - size - kGap : -kPadding, 0);
  painter.setFont(textFont(type::kBody, QFont::Medium));
  painter.setPen(isChecked() ? t.text : t.muted);
  paintLine(painter, place, text(), mirrored);
}

}  // namespace sb::ui
