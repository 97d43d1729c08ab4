#include "ui/spend/spend_tables.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>
#include <QTableView>
#include <algorithm>

#include "ui/spend/spend_models.h"
#include "ui/theme/theme.h"
#include "ui/widgets/delegates.h"
#include "ui/widgets/row_hover.h"
#include "ui/widgets/table_header.h"

namespace sb::ui {
namespace {

constexpr int kRow = 28;
constexpr int kWidths[SpendGroupsModel::kColumns] = {0, 96, 88, 96, 80, 140};

// The cost by day as a small curve in the hue of its provider.
class CurveDelegate : public CellDelegate {
 public:
  using CellDelegate::CellDelegate;

 protected:
  void paintContent(QPainter& painter, const QRect& rect, const QStyleOptionViewItem&,
                    const QModelIndex& index) const override {
    const auto values = index.data(kCurveRole).value<QList<double>>();
    const double top = values.isEmpty() ? 0 : *std::max_element(values.begin(), values.end());
    if (values.size() < 2 || top <= 0) return;
    const QRectF inner = QRectF(rect).adjusted(space::k12, 5, -1, -5);
    QPainterPath path;
    for (qsizetype i = 0; i < values.size(); ++i) {
      const double share = static_cast<double>(i) / static_cast<double>(values.size() - 1);
      const QPointF point(inner.left() + share * inner.width(),
                          inner.bottom() - values[i] / top * inner.height());
      i == 0 ? path.moveTo(point) : path.lineTo(point);
    }
    const QVariant place = index.siblingAtColumn(SpendGroupsModel::Name).data(kProviderRole);
    const bool known = place.isValid() && place.toInt() >= 0;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(known ? providerHue(tokens(), place.toInt()).fill : tokens().accent, 1.5));
    painter.drawPath(path);
  }
};

class SpendTableView : public QTableView {
 public:
  SpendTableView(const QString& name, QAbstractItemModel& rows, QWidget* parent)
      : QTableView(parent) {
    setObjectName(name);
    hoverRows(this);
    auto* const header = new TableHeader(this, space::k8);
    header->setSectionsClickable(true);
    setHorizontalHeader(header);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(scaled(kRow));
    setModel(&rows);
    setItemDelegate(new NumberDelegate(this, kRow));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
  }

 protected:
  void changeEvent(QEvent* event) override {
    if (event->type() == QEvent::StyleChange) verticalHeader()->setDefaultSectionSize(scaled(kRow));
    QTableView::changeEvent(event);
  }
};

// The first column's content stands 16 from the edge.
class NameDelegate : public TileDelegate {
 public:
  using TileDelegate::TileDelegate;

 protected:
  void paintContent(QPainter& painter, const QRect& rect, const QStyleOptionViewItem& option,
                    const QModelIndex& index) const override {
    const bool mirrored = option.direction == Qt::RightToLeft;
    TileDelegate::paintContent(
        painter, rect.adjusted(mirrored ? 0 : space::k8, 0, mirrored ? -space::k8 : 0, 0), option,
        index);
  }
};

}  // namespace

QTableView* makeGroupsTable(QAbstractItemModel& rows, QWidget* parent) {
  auto* const view = new SpendTableView(QStringLiteral("spendGroups"), rows, parent);
  view->setItemDelegateForColumn(SpendGroupsModel::Name, new NameDelegate(view, kRow));
  view->setItemDelegateForColumn(SpendGroupsModel::Days, new CurveDelegate(view, kRow));
  view->setSortingEnabled(true);
  QHeaderView* const header = view->horizontalHeader();
  for (int i = 1; i < SpendGroupsModel::kColumns; ++i) {
    header->setSectionResizeMode(i, QHeaderView::Fixed);
    header->resizeSection(i, scaled(kWidths[i]));
  }
  header->setSectionResizeMode(SpendGroupsModel::Name, QHeaderView::Stretch);
  return view;
}

QTableView* makeDaysTable(QAbstractItemModel& rows, QWidget* parent) {
  auto* const view = new SpendTableView(QStringLiteral("spendDays"), rows, parent);
  view->setItemDelegateForColumn(0, new NameDelegate(view, kRow));
  view->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
  view->horizontalHeader()->setDefaultSectionSize(scaled(128));
  view->setSelectionBehavior(QAbstractItemView::SelectItems);
  return view;
}

}  // namespace sb::ui
