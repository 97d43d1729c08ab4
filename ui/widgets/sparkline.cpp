#include "ui/widgets/sparkline.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

QColor healthColor(Health health) {
  const Tokens& t = tokens();
  switch (health) {
    case Health::None:
      return t.track;
    case Health::Ok:
      return t.ok;
    case Health::Warn:
      return t.warn;
    case Health::Error:
      return t.error;
  }
  return t.track;
}

double highest(const QList<double>& values) {
  double top = 0;
  for (const double value : values)
    if (std::isfinite(value)) top = std::max(top, value);
  return top;
}

// The pieces between gaps.
QList<QPolygonF> curves(const QList<double>& values, const QRectF& area) {
  QList<QPolygonF> out(1);
  const double top = highest(values);
  const double step = values.size() > 1 ? area.width() / static_cast<double>(values.size() - 1) : 0;
  for (qsizetype i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i])) {
      if (!out.last().isEmpty()) out.append(QPolygonF());
      continue;
    }
    const double share = top > 0 ? std::clamp(values[i] / top, 0.0, 1.0) : 0.0;
    out.last().append(QPointF(area.left() + step * static_cast<double>(i),
                              area.bottom() - share * area.height()));
  }
  return out;
}

}  // namespace

Sparkline::Sparkline(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void Sparkline::setValues(const QList<double>& values) {
  m_values = values;
  update();
}

void Sparkline::setHue(const QColor& color) {
  m_hue = color;
  update();
}

void Sparkline::setError(bool error) {
  m_error = error;
  update();
}

QColor Sparkline::color() const {
  if (m_error) return tokens().error;
  return m_hue.isValid() ? m_hue : tokens().accent;
}

void Sparkline::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF area = QRectF(rect()).adjusted(0, 2, 0, -1);
  if (layoutDirection() == Qt::RightToLeft) {
    painter.translate(width(), 0);
    painter.scale(-1, 1);
  }
  QColor fill = color();
  fill.setAlphaF(0.12F);
  for (const QPolygonF& curve : curves(m_values, area)) {
    if (curve.size() < 2) continue;
    QPolygonF closed = curve;
    closed << QPointF(curve.last().x(), area.bottom() + 1)
           << QPointF(curve.first().x(), area.bottom() + 1);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(closed);
    painter.setPen(QPen(color(), 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(curve);
  }
}

Strip::Strip(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Strip::setStates(const QList<Health>& states) {
  m_states = states;
  update();
}

void Strip::paintEvent(QPaintEvent*) {
  if (m_states.isEmpty()) return;
  QPainter painter(this);
  painter.setPen(Qt::NoPen);
  painter.setRenderHint(QPainter::Antialiasing);
  const auto count = static_cast<double>(m_states.size());
  const double step = (width() + 1.0) / count;
  for (qsizetype i = 0; i < m_states.size(); ++i) {
    const double place = layoutDirection() == Qt::RightToLeft ? count - 1 - static_cast<double>(i)
                                                              : static_cast<double>(i);
    painter.setBrush(healthColor(m_states[i]));
    painter.drawRoundedRect(QRectF(place * step, 0, std::max(1.0, step - 1), height()), 1, 1);
  }
}

void paintBar(QPainter& painter, const QRect& rect, double share, const QColor& color,
              bool mirrored) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  const QRectF all(rect);
  const double round = all.height() / 2;
  painter.setBrush(tokens().track);
  painter.drawRoundedRect(all, round, round);
  QRectF part = all;
  part.setWidth(all.width() * std::clamp(share, 0.0, 1.0));
  if (mirrored) part.moveRight(all.right());
  if (share > 0) part.setWidth(std::max(part.width(), all.height()));
  painter.setBrush(color);
  if (share > 0) painter.drawRoundedRect(part, round, round);
  painter.restore();
}

Bar::Bar(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Bar::setShare(double share) {
  m_share = share;
  update();
}

void Bar::setTone(Health tone) {
  m_tone = tone;
  update();
}

void Bar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  paintBar(painter, rect(), m_share, m_tone == Health::None ? tokens().accent : healthColor(m_tone),
           layoutDirection() == Qt::RightToLeft);
}

}  // namespace sb::ui
