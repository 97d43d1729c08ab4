#include "ui/logs/facet_list.h"

#include <QApplication>
#include <QEvent>
#include <QHeaderView>
#include <QMouseEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include "ui/logs/facet_model.h"
#include "ui/theme/format.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/paint_line.h"

namespace sb::ui {
namespace {

constexpr int kWidth = 176, kRowHeight = 26, kBox = 14;

// Group: a bold name. Value: box, sign, name that gives way, count at the end.
class FacetDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override {
    return {scaled(kWidth), scaled(index.parent().isValid() ? kRowHeight : kRowHeight + 4)};
  }

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override {
    painter->save();
    painter->setPen(tokens().text);
    if (!index.parent().isValid())
      paintGroup(*painter, option, index);
    else
      paintValue(*painter, option, index);
    paintFocus(*painter, option, index);
    painter->restore();
  }

  // A click anywhere in the row ticks the box.
  bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem&,
                   const QModelIndex& index) override {
    const bool click = event->type() == QEvent::MouseButtonRelease &&
                       static_cast<QMouseEvent*>(event)->button() == Qt::LeftButton;
    const bool key = event->type() == QEvent::KeyPress &&
                     (static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space ||
                      static_cast<QKeyEvent*>(event)->key() == Qt::Key_Select);
    if ((!click && !key) || !index.parent().isValid()) return false;
    const bool checked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    return model->setData(index, checked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
  }

 private:
  static void paintGroup(QPainter& painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) {
    const QRect rect = option.rect.adjusted(space::k16, 0, -space::k16, 0);
    painter.setFont(textFont(type::kSmall, QFont::DemiBold));
    const bool mirrored = option.direction == Qt::RightToLeft;
    paintLine(painter, rect, index.data().toString(), mirrored);
  }

  static void paintSign(QPainter& painter, const QRect& at, const QModelIndex& index) {
    const QVariant place = index.data(kFacetPlaceRole);
    if (place.isValid()) {
      const int hue = place.toInt();
      painter.setPen(Qt::NoPen);
      painter.setBrush(hue < 0 ? tokens().track : providerHue(tokens(), hue).fill);
      const int side = scaled(9);
      QRect square(0, 0, side, side);
      square.moveCenter(at.center());
      painter.drawRoundedRect(square, 2, 2);
      return;
    }
    const QString icon = index.data(kFacetIconRole).toString();
    const auto tone = static_cast<Tone>(index.data(kFacetToneRole).toInt());
    painter.drawPixmap(
        at, iconPixmap(icon, toneColor(tone), at.width(), painter.device()->devicePixelRatioF()));
  }

  static void paintValue(QPainter& painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) {
    const bool mirrored = option.direction == Qt::RightToLeft;
    if (option.state.testFlag(QStyle::State_MouseOver))
      painter.fillRect(option.rect, tokens().hover);
    QRect rest = option.rect.adjusted(space::k16, 0, -space::k16, 0);
    const auto take = [&rest, mirrored](int width, int gap) {
      QRect taken(0, 0, width, width);
      taken.moveCenter(rest.center());
      mirrored ? taken.moveRight(rest.right()) : taken.moveLeft(rest.left());
      mirrored ? rest.setRight(taken.left() - gap) : rest.setLeft(taken.right() + gap);
      return taken;
    };
    QStyleOptionViewItem box = option;
    box.rect = take(scaled(kBox), space::k8);
    box.state.setFlag(QStyle::State_On, index.data(Qt::CheckStateRole).toInt() == Qt::Checked);
    box.state.setFlag(QStyle::State_Off, !box.state.testFlag(QStyle::State_On));
    option.widget->style()->drawPrimitive(QStyle::PE_IndicatorItemViewItemCheck, &box, &painter,
                                          option.widget);
    painter.setRenderHint(QPainter::Antialiasing);
    if (index.data(kFacetPlaceRole).isValid() || index.data(kFacetIconRole).isValid())
      paintSign(painter, take(scaled(14), space::k8), index);
    const QString count = compactNumber(index.data(kCountRole).toLongLong());
    painter.setFont(monoFont());
    painter.setPen(tokens().muted);
    paintLine(painter, rest, count, mirrored, true, Qt::ElideNone);
    const int used = QFontMetrics(painter.font()).horizontalAdvance(count) + space::k8;
    mirrored ? rest.setLeft(rest.left() + used) : rest.setRight(rest.right() - used);
    painter.setFont(textFont(type::kSmall));
    painter.setPen(tokens().text);
    paintLine(painter, rest, index.data().toString(), mirrored);
  }

  static void paintFocus(QPainter& painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) {
    const auto* const view = qobject_cast<const QAbstractItemView*>(option.widget);
    if (view == nullptr || !view->hasFocus() || view->currentIndex() != index) return;
    painter.setPen(QPen(tokens().accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(option.rect.adjusted(1, 1, -1, -1));
  }
};

}  // namespace

FacetList::FacetList(FacetModel& facets, QWidget* parent) : QTreeView(parent) {
  setObjectName(QStringLiteral("facets"));
  setAccessibleName(tr("Filter by"));
  setFixedWidth(scaled(kWidth));
  setItemDelegate(new FacetDelegate(this));
  setModel(&facets);
  header()->hide();
  setIndentation(0);
  setRootIsDecorated(false);
  setItemsExpandable(false);
  setSelectionMode(QAbstractItemView::NoSelection);
  setEditTriggers(QAbstractItemView::NoEditTriggers);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  setMouseTracking(true);
  expandAll();
  hideEmptyGroups();
  connect(&facets, &FacetModel::valuesChanged, this, &FacetList::hideEmptyGroups);
  connect(&facets, &QAbstractItemModel::modelReset, this, [this] {
    expandAll();
    hideEmptyGroups();
  });
}

void FacetList::hideEmptyGroups() {
  for (int i = 0; i < model()->rowCount(); ++i) {
    const QModelIndex group = model()->index(i, 0);
    const bool empty = model()->rowCount(group) == 0;
    if (isRowHidden(i, {}) != empty) setRowHidden(i, {}, empty);
    if (!empty && !isExpanded(group)) expand(group);
  }
}

void FacetList::drawBranches(QPainter*, const QRect&, const QModelIndex&) const {}

void FacetList::changeEvent(QEvent* event) {
  if (event->type() == QEvent::StyleChange) setFixedWidth(scaled(kWidth));
  if (event->type() == QEvent::LanguageChange) setAccessibleName(tr("Filter by"));
  QTreeView::changeEvent(event);
}

}  // namespace sb::ui
