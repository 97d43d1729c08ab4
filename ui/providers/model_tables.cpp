#include "ui/providers/model_tables.h"

#include <QEvent>
#include <QHash>
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

// Gives the columns their widths whenever the table has another. What was drawn by hand holds.
class RowFit : public QObject {
 public:
  static QString name() { return QStringLiteral("rowFit"); }

  explicit RowFit(QTableView* table) : QObject(table), m_table(table) {
    setObjectName(name());
    table->viewport()->installEventFilter(this);
    connect(table->horizontalHeader(), &QHeaderView::sectionResized, this,
            [this](int column, int, int width) {
              if (!m_fitting && width > 0) m_drawn[column] = width;
            });
  }

  void set(const QList<int>& widths, const QList<int>& leaving, int rest) {
    m_rest = rest;
    m_widths = widths;
    m_leaving = leaving;
    fit();
  }

 private:
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (event->type() == QEvent::Resize) fit();
    return QObject::eventFilter(watched, event);
  }

  // No narrower than its title.
  ColumnRoom roomOf(int column) const {
    ColumnRoom room;
    const bool rest = m_widths[column] == 0;
    const int title = m_table->horizontalHeader()->sectionSizeHint(column) + space::k8;
    room.least = std::max(scaled(rest ? m_rest : m_widths[column]), title);
    room.usual = m_drawn.value(column, room.least);
    room.least = std::min(room.least, room.usual);
    room.share = rest ? 1 : 0;
    room.leaves = static_cast<int>(m_leaving.indexOf(column)) + 1;
    return room;
  }

  void fit() {
    QList<ColumnRoom> rooms;
    for (int i = 0; i < m_widths.size(); ++i)
      rooms.append(roomOf(i));
    m_fitting = true;
    const QList<int> widths = fitColumns(rooms, m_table->viewport()->width());
    for (int i = 0; i < widths.size(); ++i) {
      m_table->setColumnHidden(i, widths[i] == 0);
      if (widths[i] > 0) m_table->setColumnWidth(i, widths[i]);
    }
    m_fitting = false;
  }

  QTableView* m_table;
  int m_rest = kRest;
  QList<int> m_widths, m_leaving;
  QHash<int, int> m_drawn;  // by column
  bool m_fitting = false;
};

void fitRows(QTableView* table, const QList<int>& widths, const QList<int>& leaving, int rest) {
  // By name: without a meta object of its own any child would pass for one.
  auto* fit =
      static_cast<RowFit*>(table->findChild<QObject*>(RowFit::name(), Qt::FindDirectChildrenOnly));
  if (fit == nullptr) fit = new RowFit(table);
  fit->set(widths, leaving, rest);
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
