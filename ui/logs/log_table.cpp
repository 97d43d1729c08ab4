#include "ui/logs/log_table.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QEvent>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>
#include <algorithm>
#include <array>

#include "ui/logs/log_cells.h"
#include "ui/logs/log_delegates.h"
#include "ui/logs/log_model.h"
#include "ui/theme/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/column_fit.h"
#include "ui/widgets/row_hover.h"
#include "ui/widgets/table_header.h"

namespace sb::ui {
namespace {

// Widths at a table of 920; model, route and key give way first and share what is left.
constexpr std::array<int, kLogColumns> kWidths{88, 76, 196, 76, 104, 120, 68, 100, 80};
constexpr std::array<const char*, kLogColumns> kNames{"status", "time",  "model", "route", "key",
                                                      "tokens", "first", "total", "cost"};
constexpr std::array<int, kLogColumns> kShares{0, 0, 2, 1, 1, 0, 0, 0, 0};
// Where names cannot give way any more: whose turn it is to go.
constexpr std::array<int, kLogColumns> kLeaves{0, 7, 0, 2, 3, 4, 1, 5, 6};
constexpr int kTight = 48, kTightModel = 120;

QString preferenceOf(int column) {
  return QStringLiteral("column.") + QLatin1String(kNames[static_cast<std::size_t>(column)]);
}

// What a duration takes in the language of the window.
int durationWidth() {
  const QFontMetrics metrics(monoFont());
  int widest = 0;
  for (const double ms : {88.8, 888.0, 8'880.0})
    widest = std::max(widest, metrics.horizontalAdvance(duration(ms)));
  return widest + 2 * space::k8;
}

// What the moment of a request on another day takes.
int momentWidth() {
  const QDate today = QDate::currentDate();
  const QDate another(today.year(), today.month() == 11 ? 12 : 11, 28);
  const QString moment = timeOfDay(QDateTime(another, QTime(20, 0)));
  return QFontMetrics(monoFont()).horizontalAdvance(moment) + 2 * space::k8 + 2;
}

// The columns of times are never narrower than what stands in them.
int widthOf(LogColumn column) {
  const int usual = scaled(kWidths[static_cast<std::size_t>(column)]);
  if (column == LogColumn::Time) return std::max(usual, momentWidth());
  if (column == LogColumn::FirstToken) return std::max(usual, durationWidth());
  if (column == LogColumn::Total)
    return std::max(usual, durationWidth() + scaled(kDurationBarWidth));
  return usual;
}

ColumnRoom roomOf(LogColumn column) {
  const auto i = static_cast<std::size_t>(column);
  ColumnRoom room;
  room.usual = room.least = widthOf(column);
  if (column == LogColumn::Model) room.least = scaled(kTightModel);
  if (column == LogColumn::Route || column == LogColumn::Key) room.least = scaled(kTight);
  room.share = kShares[i];
  room.leaves = kLeaves[i];
  return room;
}

}  // namespace

LogTable::LogTable(LogModel& model, Preferences& preferences, QWidget* parent)
    : QTableView(parent), m_model(model), m_preferences(preferences) {
  setObjectName(QStringLiteral("logTable"));
  setAccessibleName(tr("Requests"));
  hoverRows(this);
  auto* const header = new TableHeader(this, space::k8);
  header->setSectionsClickable(false);
  header->setMinimumSectionSize(kTight);
  header->setSectionResizeMode(QHeaderView::Interactive);
  setHorizontalHeader(header);
  verticalHeader()->hide();
  verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  verticalHeader()->setDefaultSectionSize(scaled(height::kRow));
  setModel(&model);
  setSelectionBehavior(QAbstractItemView::SelectRows);
  setSelectionMode(QAbstractItemView::ExtendedSelection);
  setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  setShowGrid(false);
  setWordWrap(false);
  setTabKeyNavigation(false);
  setCornerButtonEnabled(false);
  setUpColumns();
  connect(this, &QTableView::doubleClicked, this, &LogTable::openCurrent);
  connect(&model, &QAbstractItemModel::modelReset, this, &LogTable::tellWhatIsSeen);
  connect(&model, &QAbstractItemModel::rowsInserted, this, &LogTable::tellWhatIsSeen);
  connect(&model, &QAbstractItemModel::rowsRemoved, this, &LogTable::tellWhatIsSeen);
}

void LogTable::setUpColumns() {
  const auto column = [](LogColumn c) { return static_cast<int>(c); };
  setItemDelegate(new CellDelegate(this));
  setItemDelegateForColumn(column(LogColumn::Status), new LogStatusDelegate(this));
  setItemDelegateForColumn(column(LogColumn::Model), new LogModelDelegate(this));
  setItemDelegateForColumn(column(LogColumn::Tokens), new LogTokensDelegate(this));
  setItemDelegateForColumn(column(LogColumn::FirstToken), new NumberDelegate(this));
  setItemDelegateForColumn(column(LogColumn::Total), new LogDurationDelegate(this));
  setItemDelegateForColumn(column(LogColumn::Cost), new NumberDelegate(this));
  m_fit = new TableFit(this);
  m_fit->setRooms([this] { return rooms(); });
}

bool LogTable::isHiddenByUser(int column) const {
  return m_preferences.of(QStringLiteral("logs"), preferenceOf(column)).toString() ==
         QLatin1String("hidden");
}

QList<ColumnRoom> LogTable::rooms() const {
  QList<ColumnRoom> rooms;
  for (int i = 0; i < kLogColumns; ++i) {
    rooms.append(roomOf(static_cast<LogColumn>(i)));
    rooms.last().wished = !isHiddenByUser(i);
  }
  return rooms;
}

void LogTable::fillColumnMenu(QMenu* menu) {
  for (int i = 0; i < kLogColumns; ++i) {
    const bool wished = !isHiddenByUser(i);
    const QString title = columnTitle(static_cast<LogColumn>(i));
    QAction* const action =
        menu->addAction(wished && isColumnHidden(i) ? tr("%1 (no room)").arg(title) : title);
    action->setCheckable(true);
    action->setChecked(wished);
    action->setEnabled(i != static_cast<int>(LogColumn::Status));
    connect(action, &QAction::toggled, this, [this, i](bool shown) {
      m_preferences.setOf(QStringLiteral("logs"), preferenceOf(i),
                          shown ? QString() : QStringLiteral("hidden"));
      m_fit->fit();
    });
  }
}

QList<const LogRow*> LogTable::selectedRows() const {
  QList<int> places;
  for (const QItemSelectionRange& range : selectionModel()->selection())
    for (int row = range.top(); row <= range.bottom(); ++row)
      if (!places.contains(row) && places.size() < LogPages::kPageRows) places.append(row);
  std::sort(places.begin(), places.end());
  QList<const LogRow*> rows;
  for (const int place : places)
    if (const LogRow* const row = m_model.rowAt(place)) rows.append(row);
  return rows;
}

// One line a row, tabs between the columns that were chosen, also those without room.
void LogTable::copySelection() const {
  QStringList lines;
  for (const LogRow* const row : selectedRows()) {
    QStringList cells;
    for (int i = 0; i < kLogColumns; ++i)
      if (!isHiddenByUser(i)) cells.append(cellText(*row, static_cast<LogColumn>(i)));
    cells.append(row->id);
    if (!row->error.isEmpty()) cells.append(row->error);
    lines.append(cells.join(QLatin1Char('\t')));
  }
  if (!lines.isEmpty()) QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

void LogTable::showRow(int row) {
  if (row < 0 || row >= m_model.rowCount()) return;
  setCurrentIndex(m_model.index(row, 0));
  scrollTo(m_model.index(row, 0));
}

bool LogTable::isAtTop() const { return verticalScrollBar()->value() <= 0; }

void LogTable::tellWhatIsSeen() {
  const int row = std::max(1, rowHeight(0) > 0 ? rowHeight(0) : scaled(height::kRow));
  const int first = verticalScrollBar()->value() / row;
  m_model.look(first, first + viewport()->height() / row + 1);
}

void LogTable::openCurrent() {
  if (const LogRow* const row = m_model.rowAt(currentIndex().row())) Q_EMIT openRequested(row->id);
}

void LogTable::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) return openCurrent();
  if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier)
    return Q_EMIT pauseRequested();
  if (event->matches(QKeySequence::Copy)) return copySelection();
  if (event->key() == Qt::Key_Home || event->key() == Qt::Key_End)
    return showRow(event->key() == Qt::Key_Home ? 0 : m_model.rowCount() - 1);
  QTableView::keyPressEvent(event);
}

void LogTable::contextMenuEvent(QContextMenuEvent* event) {
  const LogRow* const row = m_model.rowAt(currentIndex().row());
  if (row == nullptr) return;
  auto* const menu = new QMenu(this);
  menu->setObjectName(QStringLiteral("logMenu"));
  menu->setAttribute(Qt::WA_DeleteOnClose);
  QAction* const open = menu->addAction(themedIcon(QStringLiteral("external-link"), Tone::Muted),
                                        tr("Open"), this, &LogTable::openCurrent);
  open->setShortcut(Qt::Key_Return);
  menu->addSeparator();
  QAction* const copy = menu->addAction(themedIcon(QStringLiteral("copy"), Tone::Muted),
                                        tr("Copy as text"), this, &LogTable::copySelection);
  copy->setShortcut(QKeySequence::Copy);
  QAction* const curl =
      menu->addAction(themedIcon(QStringLiteral("terminal"), Tone::Muted), tr("Copy as curl"), this,
                      [this, id = row->id] { Q_EMIT curlRequested(id); });
  curl->setEnabled(!isRunning(*row));
  menu->popup(event->reason() == QContextMenuEvent::Keyboard
                  ? viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft())
                  : event->globalPos());
}

void LogTable::resizeEvent(QResizeEvent* event) {
  QTableView::resizeEvent(event);
  tellWhatIsSeen();
}

void LogTable::scrollContentsBy(int dx, int dy) {
  QTableView::scrollContentsBy(dx, dy);
  if (dy == 0) return;
  tellWhatIsSeen();
  Q_EMIT scrolledFromTop(!isAtTop());
}

void LogTable::selectionChanged(const QItemSelection& now, const QItemSelection& before) {
  QTableView::selectionChanged(now, before);
  Q_EMIT selectionMoved();
}

void LogTable::changeEvent(QEvent* event) {
  if (event->type() == QEvent::StyleChange) {
    verticalHeader()->setDefaultSectionSize(scaled(height::kRow));
    m_fit->fit();
  }
  if (event->type() == QEvent::LanguageChange) {
    setAccessibleName(tr("Requests"));
    m_fit->fit();
  }
  QTableView::changeEvent(event);
}

}  // namespace sb::ui
