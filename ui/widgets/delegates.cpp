#include "ui/widgets/delegates.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QPainter>
#include <optional>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/paint_line.h"
#include "ui/widgets/row_hover.h"
#include "ui/widgets/sparkline.h"
#include "ui/widgets/tile.h"

namespace sb::ui {
namespace {

constexpr int kMargin = 8;

std::optional<Tone> toneOf(const QModelIndex& index) {
  const QVariant value = index.data(kToneRole);
  if (!value.isValid()) return std::nullopt;
  return static_cast<Tone>(value.toInt());
}

QColor textColor(const QStyleOptionViewItem& option, const QModelIndex& index) {
  if (!option.state.testFlag(QStyle::State_Enabled)) return tokens().muted;
  const auto tone = toneOf(index);
  return tone ? toneColor(*tone) : tokens().text;
}

bool isMirrored(const QStyleOptionViewItem& option) { return option.direction == Qt::RightToLeft; }

// Cuts `width` off the leading edge of `rect`.
QRect takeLeading(QRect& rect, int width, int gap, bool mirrored) {
  QRect taken = rect;
  if (mirrored) {
    taken.setLeft(rect.right() - width + 1);
    rect.setRight(taken.left() - gap - 1);
  } else {
    taken.setRight(rect.left() + width - 1);
    rect.setLeft(taken.right() + gap + 1);
  }
  return taken;
}

QRect centred(const QRect& rect, int size) {
  QRect square(0, 0, size, size);
  square.moveCenter(rect.center());
  return square;
}

// The whole row where the table tells it (row_hover.h), else the cell.
bool isHovered(const QStyleOptionViewItem& option, const QModelIndex& index) {
  const QVariant row = option.widget != nullptr ? option.widget->property(kHoveredRow) : QVariant();
  return row.isValid() ? row.toInt() == index.row()
                       : option.state.testFlag(QStyle::State_MouseOver);
}

void paintGround(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) {
  const Tokens& t = tokens();
  const bool live = index.data(kLiveRole).toBool();
  if (option.state.testFlag(QStyle::State_Selected))
    painter.fillRect(option.rect, t.sel);
  else if (isHovered(option, index))
    painter.fillRect(option.rect, t.hover);
  else if (live)
    painter.fillRect(option.rect, t.live);
  painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                   t.lineSoft);
  if (live && index.column() == 0) {
    const bool mirrored = isMirrored(option);
    const int x = mirrored ? option.rect.right() - 1 : option.rect.left();
    painter.fillRect(QRect(x, option.rect.top(), 2, option.rect.height() - 1), t.accent);
  }
}

// The cell without its margins; those at the table's edges are wider by kTableEdge.
QRect insideEdges(const QStyleOptionViewItem& option, const QModelIndex& index) {
  const int edge = option.widget != nullptr ? option.widget->property(kTableEdge).toInt() : 0;
  const bool last = index.column() == index.model()->columnCount(index.parent()) - 1;
  const int lead = kMargin + (index.column() == 0 ? edge : 0);
  const int trail = kMargin + (last ? edge : 0);
  const bool mirrored = isMirrored(option);
  return option.rect.adjusted(mirrored ? trail : lead, 0, -(mirrored ? lead : trail), -1);
}

// Around the whole row, of which this cell is a part.
void paintFocus(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) {
  const auto* const view = qobject_cast<const QAbstractItemView*>(option.widget);
  if (view == nullptr || !view->hasFocus() || view->currentIndex().row() != index.row() ||
      view->currentIndex().parent() != index.parent())
    return;
  const QRect r = option.rect;
  const QColor color = tokens().accent;
  painter.fillRect(QRect(r.left(), r.top(), r.width(), 2), color);
  painter.fillRect(QRect(r.left(), r.bottom() - 1, r.width(), 2), color);
  const bool first = index.column() == 0;
  const bool last = index.column() == index.model()->columnCount(index.parent()) - 1;
  const bool mirrored = isMirrored(option);
  if (mirrored ? last : first) painter.fillRect(QRect(r.left(), r.top(), 2, r.height()), color);
  if (mirrored ? first : last)
    painter.fillRect(QRect(r.right() - 1, r.top(), 2, r.height()), color);
}

}  // namespace

CellDelegate::CellDelegate(QObject* parent, int rowHeight)
    : QStyledItemDelegate(parent), m_rowHeight(rowHeight) {}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const QString text = index.data().toString();
  const QFontMetrics metrics(index.data(kMonoRole).toBool() ? monoFont() : option.font);
  return {metrics.horizontalAdvance(text) + 2 * kMargin + 4, scaled(m_rowHeight)};
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
  painter->save();
  paintGround(*painter, option, index);
  painter->setClipRect(option.rect);
  painter->setPen(textColor(option, index));
  paintContent(*painter, insideEdges(option, index), option, index);
  paintFocus(*painter, option, index);
  painter->restore();
}

void CellDelegate::paintContent(QPainter& painter, const QRect& rect,
                                const QStyleOptionViewItem& option,
                                const QModelIndex& index) const {
  painter.setFont(index.data(kMonoRole).toBool() ? monoFont() : textFont());
  const auto align = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt());
  const bool atEnd = align.testFlag(Qt::AlignRight) || align.testFlag(Qt::AlignTrailing);
  const bool mirrored = isMirrored(option);
  const int used = paintLine(painter, rect, index.data().toString(), mirrored, atEnd);
  const QString note = index.data(kNoteRole).toString();
  QRect rest = rect;
  takeLeading(rest, used, kMargin, mirrored);
  if (note.isEmpty() || atEnd || rest.width() < kMargin) return;
  painter.setFont(textFont(type::kSmall));
  painter.setPen(tokens().muted);
  paintLine(painter, rest, note, mirrored);
}

void StatusDelegate::paintContent(QPainter& painter, const QRect& rect,
                                  const QStyleOptionViewItem& option,
                                  const QModelIndex& index) const {
  QRect rest = rect;
  const bool mirrored = isMirrored(option);
  const QString name = index.data(kIconRole).toString();
  const int size = scaled(14);
  if (!name.isEmpty()) {
    const QRect place = centred(takeLeading(rest, size, 6, mirrored), size);
    painter.drawPixmap(place, iconPixmap(name, painter.pen().color(), size,
                                         painter.device()->devicePixelRatioF()));
  }
  painter.setFont(index.data(kMonoRole).toBool() ? monoFont() : textFont(type::kSmall));
  paintLine(painter, rest, index.data().toString(), mirrored);
}

void TileDelegate::paintContent(QPainter& painter, const QRect& rect,
                                const QStyleOptionViewItem& option,
                                const QModelIndex& index) const {
  QRect rest = rect;
  const bool mirrored = isMirrored(option);
  const QVariant place = index.data(kProviderRole);
  if (place.isValid()) {
    const int size = scaled(16);
    paintTile(painter, centred(takeLeading(rest, size, kMargin, mirrored), size),
              monogram(index.data(kLetterRole).toString()), place.toInt());
  }
  painter.setFont(monoFont());
  const int used = paintLine(painter, rest, index.data().toString(), mirrored);
  const QString note = index.data(kNoteRole).toString();
  takeLeading(rest, used, kMargin, mirrored);
  if (note.isEmpty() || rest.width() < kMargin) return;
  painter.setFont(textFont(type::kSmall));
  painter.setPen(tokens().muted);
  paintLine(painter, rest, note, mirrored);
}

void NumberDelegate::paintContent(QPainter& painter, const QRect& rect,
                                  const QStyleOptionViewItem& option,
                                  const QModelIndex& index) const {
  painter.setFont(monoFont());
  paintLine(painter, rect, index.data().toString(), isMirrored(option), true, Qt::ElideNone);
}

BarDelegate::BarDelegate(QObject* parent, int rowHeight, int barWidth)
    : NumberDelegate(parent, rowHeight), m_barWidth(barWidth) {}

void BarDelegate::paintContent(QPainter& painter, const QRect& rect,
                               const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const QVariant share = index.data(kShareRole);
  QRect rest = rect;
  if (share.isValid()) {
    QRect bar = takeLeading(rest, scaled(m_barWidth), kMargin, isMirrored(option));
    bar.setTop(bar.center().y() - 2);
    bar.setHeight(6);
    const auto tone = toneOf(index);
    paintBar(painter, bar, share.toDouble(), tone ? toneColor(*tone) : tokens().accent,
             isMirrored(option));
  }
  NumberDelegate::paintContent(painter, rest, option, index);
}

}  // namespace sb::ui
