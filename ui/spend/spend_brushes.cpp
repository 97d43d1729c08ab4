#include "ui/spend/spend_brushes.h"

#include <QPainter>
#include <QPixmap>
#include <algorithm>

#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

constexpr int kTile = 6;

// Stripes of the hue on a lighter ground of it: Qt's own patterns leave the ground empty.
QBrush striped(const QColor& hue, int turn) {
  QPixmap tile(kTile, kTile);
  QColor ground = hue;
  ground.setAlphaF(0.28F);
  tile.fill(tokens().card);
  QPainter painter(&tile);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(tile.rect(), ground);
  painter.setPen(QPen(hue, 2));
  const auto stripe = [&](int shift) {
    if (turn % 2 == 1)
      painter.drawLine(shift - 1, kTile + 1, shift + kTile + 1, -1);
    else
      painter.drawLine(shift - 1, -1, shift + kTile + 1, kTile + 1);
  };
  for (const int shift : {-kTile, 0, kTile})
    stripe(shift);
  painter.end();
  return QBrush(tile);
}

QColor shade(const QColor& color, int step) {
  QColor fill = color;
  fill.setAlphaF(static_cast<float>(std::max(0.2, 1.0 - 0.17 * step)));
  return fill;
}

}  // namespace

QList<QBrush> brushesOf(const QList<SpendGroup>& groups, const QHash<QString, int>& places) {
  QList<QBrush> brushes;
  QHash<QString, int> seen;
  int shades = 0;
  for (const SpendGroup& group : groups) {
    const int place = places.value(group.provider, -1);
    if (group.isRest) {
      brushes.append(tokens().muted);
    } else if (place < 0) {
      brushes.append(shade(tokens().accent, shades++));
    } else {
      const ProviderHue hue = providerHue(tokens(), place);
      const int turn = seen[group.provider]++ + (hue.patterned ? 1 : 0);
      brushes.append(turn == 0 ? QBrush(hue.fill) : striped(hue.fill, turn));
    }
  }
  return brushes;
}

}  // namespace sb::ui
