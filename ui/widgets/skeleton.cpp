#include "ui/widgets/skeleton.h"

#include <QPainter>
#include <algorithm>
#include <array>

#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

constexpr int kRows = 12;  // the last one is hardly seen

}  // namespace

Skeleton::Skeleton(QWidget* parent, int rowHeight) : QWidget(parent), m_rowHeight(rowHeight) {
  setAccessibleName(tr("Loading…"));
}

void Skeleton::paintEvent(QPaintEvent*) {
  static constexpr std::array<int, 5> kWidths = {160, 120, 184, 140, 96};
  if (!isEnabled()) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(tokens().track);
  const int step = scaled(m_rowHeight);
  const int thick = scaled(12);
  std::size_t row = 0;
  const int end = std::min(height(), kRows * step);
  for (int y = (step - thick) / 2; y + thick < end; y += step, ++row) {
    painter.setOpacity(1.0 - static_cast<double>(y) / end);
    const int text = scaled(kWidths[row % kWidths.size()]);
    const int last = scaled(40 + 8 * static_cast<int>(row % 3));
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const auto place = [&](int x, int w) {
      const int left = mirrored ? width() - x - w : x;
      painter.drawRoundedRect(left, y, w, thick, thick / 2.0, thick / 2.0);
    };
    place(space::k16, scaled(20));
    place(space::k16 + scaled(28), text);
    place(width() - space::k16 - last, last);
  }
}

}  // namespace sb::ui
