#include "ui/widgets/spinner.h"

#include <QPainter>

#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

constexpr int kSteps = 24, kTurnMs = 1'200;

}  // namespace

Spinner::Spinner(QWidget* parent, int size) : QWidget(parent), m_size(size) {
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  setAccessibleName(tr("Working…"));
  m_timer.setInterval(kTurnMs / kSteps);
  connect(&m_timer, &QTimer::timeout, this, [this] {
    m_step = (m_step + 1) % kSteps;
    update();
  });
}

QSize Spinner::sizeHint() const { return {scaled(m_size), scaled(m_size)}; }

void Spinner::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const qreal width = std::max(1.5, this->width() / 8.0);
  const QRectF ring = QRectF(rect()).adjusted(width, width, -width, -width);
  painter.setPen(QPen(tokens().track, width));
  painter.drawEllipse(ring);
  painter.setPen(QPen(tokens().accent, width, Qt::SolidLine, Qt::RoundCap));
  painter.drawArc(ring, -m_step * 16 * 360 / kSteps + 90 * 16, -90 * 16);
}

void Spinner::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (!reducedMotion()) m_timer.start();
}

void Spinner::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  m_timer.stop();
}

}  // namespace sb::ui
