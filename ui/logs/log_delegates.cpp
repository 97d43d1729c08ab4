#include "ui/logs/log_delegates.h"

#include <QPainter>

#include "ui/logs/log_cells.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/paint_line.h"
#include "ui/widgets/sparkline.h"

namespace sb::ui {
namespace {

constexpr int kChipPadding = 6, kChipIcon = 12, kChipGap = 4, kBarHeight = 4;

bool isMirrored(const QStyleOptionViewItem& option) { return option.direction == Qt::RightToLeft; }

// Paints a chip at the end of `rect` and cuts its place off.
void paintChip(QPainter& painter, QRect& rect, const QString& text, const QString& icon,
               ChipTone tone, bool mirrored) {
  const QFont face = textFont(type::kSmall, QFont::Medium);
  const int image = icon.isEmpty() ? 0 : scaled(kChipIcon) + kChipGap;
  const int width = QFontMetrics(face).horizontalAdvance(text) + image + 2 * kChipPadding + 2;
  if (width > rect.width() / 2) return;
  QRect chip(0, 0, width, scaled(height::kChip));
  chip.moveCenter(rect.center());
  mirrored ? chip.moveLeft(rect.left()) : chip.moveRight(rect.right());
  mirrored ? rect.setLeft(chip.right() + space::k8) : rect.setRight(chip.left() - space::k8);
  const ChipColors colors = chipColors(tone);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(colors.outline, 1));
  painter.setBrush(colors.fill);
  painter.drawRoundedRect(QRectF(chip).adjusted(0.5, 0.5, -0.5, -0.5), radius::kControl,
                          radius::kControl);
  QRect inside = chip.adjusted(kChipPadding + 1, 0, -kChipPadding - 1, 0);
  if (!icon.isEmpty()) {
    const int size = scaled(kChipIcon);
    const int x = mirrored ? inside.right() - size + 1 : inside.left();
    painter.drawPixmap(QPoint(x, chip.center().y() - size / 2 + 1),
                       iconPixmap(icon, colors.text, size, painter.device()->devicePixelRatioF()));
    mirrored ? inside.setRight(inside.right() - image) : inside.setLeft(inside.left() + image);
  }
  painter.setFont(face);
  painter.setPen(colors.text);
  paintLine(painter, inside, text, mirrored, false, Qt::ElideNone);
  painter.restore();
}

}  // namespace

void LogStatusDelegate::paintContent(QPainter& painter, const QRect& rect,
                                     const QStyleOptionViewItem& option,
                                     const QModelIndex& index) const {
  const bool mirrored = isMirrored(option);
  const QRect inner = rect.adjusted(mirrored ? 0 : space::k8, 0, mirrored ? -space::k8 : 0, 0);
  StatusDelegate::paintContent(painter, inner, option, index);
}

void LogModelDelegate::paintContent(QPainter& painter, const QRect& rect,
                                    const QStyleOptionViewItem& option,
                                    const QModelIndex& index) const {
  QRect rest = rect;
  const QVariant attempts = index.data(kAttemptsRole);
  if (index.data(kCacheRole).toBool())
    paintChip(painter, rest, tr("cache"), {}, ChipTone::Ok, isMirrored(option));
  if (attempts.isValid())
    paintChip(painter, rest, QLocale().toString(attempts.toInt()), QStringLiteral("refresh-cw"),
              ChipTone::Neutral, isMirrored(option));
  TileDelegate::paintContent(painter, rest, option, index);
}

void LogTokensDelegate::paintContent(QPainter& painter, const QRect& rect,
                                     const QStyleOptionViewItem& option,
                                     const QModelIndex& index) const {
  if (index.data(kOutTokensRole).isValid()) painter.setPen(tokens().accent);
  NumberDelegate::paintContent(painter, rect, option, index);
}

void LogDurationDelegate::paintContent(QPainter& painter, const QRect& rect,
                                       const QStyleOptionViewItem& option,
                                       const QModelIndex& index) const {
  const QVariant share = index.data(kShareRole);
  // Minutes and hours take the bar's place.
  const int number = QFontMetrics(monoFont()).horizontalAdvance(index.data().toString());
  if (share.isValid() && number + scaled(kDurationBarWidth) < rect.width()) {
    const bool mirrored = isMirrored(option);
    QRect track(0, 0, scaled(kDurationBarWidth), kBarHeight);
    track.moveCenter(rect.center());
    mirrored ? track.moveRight(rect.right()) : track.moveLeft(rect.left());
    QRect bar = track;
    const QModelIndex status = index.siblingAtColumn(static_cast<int>(LogColumn::Status));
    const Tone tone = static_cast<Tone>(status.data(kToneRole).toInt());
    const double shown = std::max(share.toDouble(), 2.0 / bar.width());
    bar.setWidth(std::max(2, static_cast<int>(shown * bar.width())));
    if (mirrored) bar.moveRight(track.right());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tone == Tone::Ok ? tokens().muted : toneColor(tone));
    painter.drawRoundedRect(bar, std::min(2, bar.width() / 2), 2);
    painter.restore();
  }
  NumberDelegate::paintContent(painter, rect, option, index);
}

}  // namespace sb::ui
