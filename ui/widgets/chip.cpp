#include "ui/widgets/chip.h"

#include <QEvent>
#include <QPainter>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessible_role.h"
#include "ui/widgets/paint_line.h"

namespace sb::ui {
namespace {

constexpr int kPadding = 6, kIcon = 12, kGap = 4;

}  // namespace

ChipColors chipColors(ChipTone tone) {
  const Tokens& t = tokens();
  switch (tone) {
    case ChipTone::Neutral:
      return {t.muted, t.surface, t.line};
    case ChipTone::Ok:
      return {t.ok, t.okSoft, t.okLine};
    case ChipTone::Warn:
      return {t.warn, t.warnSoft, t.warnLine};
    case ChipTone::Error:
      return {t.error, t.errorSoft, t.errorLine};
    case ChipTone::Accent:
      return {t.accent, t.sel, t.accentLine};
    case ChipTone::Chosen:
      return {t.text, t.sel, t.accentLine};
  }
  return {t.muted, t.surface, t.line};
}

Chip::Chip(const QString& text, ChipTone tone, const QString& iconName, QWidget* parent)
    : QWidget(parent), m_tone(tone) {
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  setAccessibleRole(this, QAccessible::StaticText);
  set(text, tone, iconName);
}

void Chip::set(const QString& text, ChipTone tone, const QString& iconName) {
  m_text = text;
  m_tone = tone;
  m_icon = iconName;
  setAccessibleName(text);
  updateGeometry();
  update();
}

void Chip::setMono(bool mono) {
  m_mono = mono;
  updateGeometry();
  update();
}

QFont Chip::face() const {
  return m_mono ? monoFont(type::kSmall) : textFont(type::kSmall, QFont::Medium);
}

QSize Chip::sizeHint() const {
  const int text = QFontMetrics(face()).horizontalAdvance(m_text);
  const int image = m_icon.isEmpty() ? 0 : scaled(kIcon) + (m_text.isEmpty() ? 0 : kGap);
  return {text + image + 2 * kPadding + 2, scaled(height::kChip)};
}

void Chip::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const ChipColors colors = chipColors(m_tone);
  painter.setPen(QPen(colors.outline, 1));
  painter.setBrush(colors.fill);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius::kControl,
                          radius::kControl);
  QRect inside = rect().adjusted(kPadding + 1, 0, -kPadding - 1, 0);
  const bool mirrored = layoutDirection() == Qt::RightToLeft;
  if (!m_icon.isEmpty()) {
    const int size = scaled(kIcon);
    QRect place(inside.left(), 0, size, size);
    if (mirrored) place.moveRight(inside.right());
    place.moveCenter(QPoint(place.center().x(), rect().center().y()));
    painter.drawPixmap(place, iconPixmap(m_icon, colors.text, size, devicePixelRatioF()));
    inside.adjust(mirrored ? 0 : size + kGap, 0, mirrored ? -size - kGap : 0, 0);
  }
  painter.setFont(face());
  painter.setPen(colors.text);
  paintLine(painter, inside, m_text, mirrored, false, Qt::ElideNone);
}

void Chip::changeEvent(QEvent* event) {
  if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange) updateGeometry();
  QWidget::changeEvent(event);
}

}  // namespace sb::ui
