#include "ui/access/key_cell.h"

#include <QPainter>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/tile.h"

namespace sb::ui {
namespace {

constexpr int kTile = 20, kIcon = 14;

}  // namespace

void KeyCell::paintContent(QPainter& painter, const QRect& rect, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const {
  const bool mirrored = option.direction == Qt::RightToLeft;
  const int size = scaled(kTile), icon = scaled(kIcon);
  QRect rest = rect;
  QRect tile(0, 0, size, size);
  tile.moveCenter(rest.center());
  if (mirrored)
    tile.moveRight(rest.right());
  else
    tile.moveLeft(rest.left());
  paintTile(painter, tile, {}, -1);
  QRect sign(0, 0, icon, icon);
  sign.moveCenter(tile.center());
  const QPen pen = painter.pen();
  painter.drawPixmap(sign, iconPixmap(QStringLiteral("key"), pen.color(), icon,
                                      painter.device()->devicePixelRatioF()));
  if (mirrored)
    rest.setRight(tile.left() - space::k8);
  else
    rest.setLeft(tile.right() + space::k8);
  CellDelegate::paintContent(painter, rest, option, index);
}

}  // namespace sb::ui
