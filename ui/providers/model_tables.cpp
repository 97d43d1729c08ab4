#include "ui/providers/model_tables.h"

#include <QHeaderView>
#include <QTableView>
#include <algorithm>

#include "ui/providers/models_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/delegates.h"
#include "ui/widgets/row_hover.h"
#include "ui/widgets/table_header.h"

namespace sb::ui {
namespace {

constexpr int kRowHeight = 32;

}  // namespace

QTableView* makeRowTable(const QString& name, QAbstractItemModel* model, QWidget* parent) {
  auto* const table = new QTableView(parent);
  table->setObjectName(name);
  table->setModel(model);
  table->setSelectionBehavior(QAbstractItemView::SelectRows);
  table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table->setShowGrid(false);
  table->setMouseTracking(true);
  table->setTabKeyNavigation(false);
  table->setWordWrap(false);
  table->verticalHeader()->hide();
  table->verticalHeader()->setDefaultSectionSize(scaled(kRowHeight));
  hoverRows(table);
  auto* const header = new TableHeader(table);
  header->setSectionsClickable(true);
  table->setHorizontalHeader(header);
  table->setProperty(kTableEdge, space::k8);
  table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  table->setContextMenuPolicy(Qt::CustomContextMenu);
  table->setItemDelegate(new CellDelegate(table));
  return table;
}

void setRowWidths(QTableView* table, const QList<int>& widths) {
  for (int i = 0; i < widths.size(); ++i) {
    const bool rest = widths[i] == 0;
    table->horizontalHeader()->setSectionResizeMode(
        i, rest ? QHeaderView::Stretch : QHeaderView::Interactive);
    // No narrower than its title.
    if (!rest)
      table->setColumnWidth(i, std::max(scaled(widths[i]),
                                        table->horizontalHeader()->sectionSizeHint(i) + space::k8));
  }
}

QTableView* makeModelTable(const QString& name, QAbstractItemModel* model, QWidget* parent) {
  QTableView* const table = makeRowTable(name, model, parent);
  table->setSelectionMode(QAbstractItemView::ExtendedSelection);
  table->setSortingEnabled(true);
  table->sortByColumn(ModelsModel::Name, Qt::AscendingOrder);
  for (int column = ModelsModel::Context; column <= ModelsModel::Output; ++column)
    table->setItemDelegateForColumn(column, new NumberDelegate(table));
  return table;
}

void setModelWidths(QTableView* table) { setRowWidths(table, {0, 80, 128, 88, 88, 208, 150}); }

}  // namespace sb::ui
