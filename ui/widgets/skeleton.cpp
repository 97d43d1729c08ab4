#include "ui/widgets/skeleton.h"

#include <QPainter>
#include <algorithm>
#include <array>

#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

constexpr int kRows = 12;  // the last one is hardly seen
constexpr int kCardWidth = 320, kCardHeight = 136, kCardRows = 2;
constexpr int kChartHeight = 220, kColumn = 28;
constexpr std::array<int, 5> kWidths = {160, 120, 184, 140, 96};

}  // namespace

Skeleton::Skeleton(QWidget* parent, int rowHeight, Shape shape)
    : QWidget(parent), m_rowHeight(rowHeight), m_shape(shape) {
  setAccessibleName(tr("Loading…"));
}

void Skeleton::bar(QPainter& painter, QRect at, int radius) const {
  if (layoutDirection() == Qt::RightToLeft) at.moveLeft(width() - at.x() - at.width());
  painter.drawRoundedRect(at, radius, radius);
}

void Skeleton::paintEvent(QPaintEvent*) {
  if (!isEnabled()) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(tokens().track);
  if (m_shape == Shape::Cards) return paintCards(painter);
  if (m_shape == Shape::Rows) return paintRows(painter, 0);
  const int chart = std::min(scaled(kChartHeight), height() / 2);
  paintChart(painter, chart);
  paintRows(painter, chart + space::k24);
}

void Skeleton::paintRows(QPainter& painter, int top) const {
  const int step = scaled(m_rowHeight), thick = scaled(12);
  std::size_t row = 0;
  const int end = std::min(height(), top + kRows * step);
  for (int y = top + (step - thick) / 2; y + thick < end; y += step, ++row) {
    painter.setOpacity(1.0 - static_cast<double>(y - top) / (end - top));
    const int last = scaled(40 + 8 * static_cast<int>(row % 3));
    bar(painter, {space::k16, y, scaled(20), thick}, thick / 2);
    const int name = scaled(kWidths[row % kWidths.size()]);
    bar(painter, {space::k16 + scaled(28), y, name, thick}, thick / 2);
    bar(painter, {width() - space::k16 - last, y, last, thick}, thick / 2);
  }
}

// As many beside each other as fit, each with a sign, a name and two lines.
void Skeleton::paintCards(QPainter& painter) const {
  const int across = std::max(1, (width() - space::k16) / (scaled(kCardWidth) + space::k16));
  const int wide = (width() - (across + 1) * space::k16) / across;
  const int high = scaled(kCardHeight), thick = scaled(12);
  for (int i = 0; i < across * kCardRows; ++i) {
    const int x = space::k16 + i % across * (wide + space::k16);
    const int y = space::k16 + i / across * (high + space::k16);
    const double faint = i / across == 0 ? 1.0 : 0.5;
    painter.setOpacity(0.4 * faint);
    bar(painter, {x, y, wide, high}, scaled(8));
    painter.setOpacity(faint);
    const int left = x + space::k16, top = y + space::k16, inner = wide - 2 * space::k16;
    bar(painter, {left, top, scaled(24), scaled(24)}, scaled(6));
    bar(painter, {left + scaled(36), top + scaled(6), std::min(inner / 2, scaled(120)), thick},
        thick / 2);
    bar(painter, {left, top + scaled(48), inner, thick}, thick / 2);
    bar(painter, {left, top + scaled(72), inner * 2 / 3, thick}, thick / 2);
  }
}

void Skeleton::paintChart(QPainter& painter, int bottom) const {
  const int wide = scaled(kColumn), room = bottom - space::k16;
  int i = 0;
  for (int x = space::k16; x + wide <= width() - space::k16; x += 2 * wide, ++i) {
    painter.setOpacity(0.8);
    const int high = room * kWidths[static_cast<std::size_t>(i) % kWidths.size()] / 200;
    bar(painter, {x, bottom - high, wide, high}, scaled(3));
  }
}

}  // namespace sb::ui
