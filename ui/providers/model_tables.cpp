#include "ui/providers/model_tables.h"

#include <QHeaderView>
#include <QTableView>
#include <algorithm>

#include "ui/providers/models_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/column_fit.h"
#include "ui/widgets/delegates.h"
#include "ui/widgets/row_hover.h"
#include "ui/widgets/table_header.h"

namespace sb::ui {
namespace {

constexpr int kRowHeight = 32;
constexpr int kRest = 112;  // no less for the column that takes what is left
constexpr int kModelName = 160;

// What the columns have for `widths`, none less than its title; `leaving` go in that order.
QList<ColumnRoom> roomsOf(const QTableView* table, const QList<int>& widths,
                          const QList<int>& leaving, int rest) {
  QList<ColumnRoom> rooms;
  for (int i = 0; i < widths.size(); ++i) {
    const bool takesRest = widths[i] == 0;
    const int least =
        std::max(scaled(takesRest ? rest : widths[i]), titleWidth(table, i) + space::k8);
    rooms.append({least, least, takesRest ? 1 : 0, static_cast<int>(leaving.indexOf(i)) + 1});
  }
  return rooms;
}

void fitRows(QTableView* table, const QList<int>& widths, const QList<int>& leaving, int rest) {
  auto* fit = table->findChild<TableFit*>(QString(), Qt::FindDirectChildrenOnly);
  if (fit == nullptr) fit = new TableFit(table);
  fit->setRooms([=] { return roomsOf(table, widths, leaving, rest); });
}

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
  fitRows(table, widths, {}, kRest);
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

void setModelWidths(QTableView* table, const QList<int>& widths) {
  fitRows(
      table, widths,
      {ModelsModel::Source, ModelsModel::MaxOutput, ModelsModel::Abilities, ModelsModel::Context},
      kModelName);
}

}  // namespace sb::ui
