#include "ui/access/access_page.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <memory>

#include "ui/access/key_cell.h"
#include "ui/access/key_words.h"
#include "ui/access/new_key_dialog.h"
#include "ui/access/rename_dialog.h"
#include "ui/theme/format.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/band.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/column_fit.h"
#include "ui/widgets/delegates.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/row_hover.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/skeleton.h"
#include "ui/widgets/table_header.h"

namespace sb::ui {
namespace {

constexpr int kRowHeight = 40, kSearchWidth = 280, kLeastSearch = 140, kMinuteMs = 60'000,
              kSoonMs = 1'500, kMostModels = 500;
// Of a table's columns: the usual width, the least, the turn to go. Keys never lose their names,
// which take what is left over.
constexpr struct {
  int usual, least, leaves;
} kColumnRooms[] = {{200, 200, 0}, {220, 120, 3}, {140, 80, 1},
                    {116, 116, 2}, {96, 96, 4},   {164, 164, 5}};
const QString kActive = QStringLiteral("active"), kExpired = QStringLiteral("expired"),
              kRevoked = QStringLiteral("revoked"), kAll = QStringLiteral("all");

QList<ColumnRoom> columnRooms(const QTableView* table) {
  QList<ColumnRoom> rooms;
  for (int i = 0; i < KeysModel::kColumns; ++i) {
    const auto& room = kColumnRooms[i];
    const int least = std::max(scaled(room.least), titleWidth(table, i));
    const int usual = std::max(least, scaled(room.usual));
    rooms.append({usual, least, i == KeysModel::Name ? 1 : 0, room.leaves});
  }
  return rooms;
}

KeysFilter::Which whichOf(const QString& id) {
  if (id == kExpired) return KeysFilter::Which::Expired;
  if (id == kRevoked) return KeysFilter::Which::Revoked;
  return id == kAll ? KeysFilter::Which::All : KeysFilter::Which::Active;
}

}  // namespace

AccessPage::AccessPage(Connection& connection)
    : Page(QStringLiteral("access")),
      m_connection(connection),
      m_keys(new KeysModel(this)),
      m_shown(new KeysFilter(this)),
      m_new(makeButton(QStringLiteral("newKey"), {}, this, ButtonRole::Primary,
                       QStringLiteral("plus"))),
      m_stack(new QStackedWidget(this)) {
  setFlush();
  addAction(m_new);
  m_shown->setSourceModel(m_keys);
  m_loading = new Skeleton(m_stack, kRowHeight);
  m_empty = new EmptyState(m_stack);
  m_stack->addWidget(m_loading);
  m_stack->addWidget(makeTable());
  m_stack->addWidget(m_empty);
  body()->setSpacing(0);
  body()->addWidget(makeBar());
  body()->addWidget(m_stack, 1);
  m_minute.setInterval(kMinuteMs);
  m_soon.setInterval(kSoonMs);
  m_soon.setSingleShot(true);
  connectAll();
  retranslate();
}

QWidget* AccessPage::makeBar() {
  m_bar = new QWidget(this);
  m_barRow = new QBoxLayout(QBoxLayout::LeftToRight, m_bar);
  m_barRow->setContentsMargins(space::k24, space::k12, space::k24, space::k12);
  m_barRow->setSpacing(space::k8);
  m_search = new SearchField(QStringLiteral("keySearch"), {}, m_bar);
  m_search->setMinimumWidth(space::k32 * 2);
  m_search->setMaximumWidth(scaled(kSearchWidth));
  m_which = new Segment(QStringLiteral("keyFilter"), {}, m_bar);
  for (const QString& id : {kActive, kExpired, kRevoked, kAll})
    m_which->addItem(id, {});
  m_which->setCurrent(kActive);
  m_count = makeLabel(QStringLiteral("small"), {}, m_bar);
  m_count->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
  m_count->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);  // gives way first
  m_rename = makeButton(QStringLiteral("renameKey"), {}, m_bar, ButtonRole::Plain,
                        QStringLiteral("pencil"));
  m_revoke = makeButton(QStringLiteral("revokeKey"), {}, m_bar, ButtonRole::Danger,
                        QStringLiteral("trash-2"));
  auto* const choice = new QHBoxLayout;
  choice->addWidget(m_search, 100);  // as wide as it may be; the rest is behind
  choice->addWidget(m_which);
  choice->addStretch(1);
  auto* const actions = new QHBoxLayout;
  actions->addWidget(m_count, 1);
  actions->addSpacing(space::k8);
  actions->addWidget(m_rename);
  actions->addWidget(m_revoke);
  for (QHBoxLayout* const half : {choice, actions}) {
    half->setSpacing(space::k8);
    m_barRow->addLayout(half, 1);
  }
  return m_bar;
}

// Where there is too little width, the actions stand below the search.
void AccessPage::resizeEvent(QResizeEvent* event) {
  Page::resizeEvent(event);
  const int needed = scaled(kLeastSearch) + m_which->sizeHint().width() +
                     m_rename->sizeHint().width() + m_revoke->sizeHint().width() + 4 * space::k8 +
                     2 * space::k24;
  m_barRow->setDirection(width() < needed ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

QTableView* AccessPage::makeTable() {
  m_table = new QTableView(m_stack);
  m_table->setObjectName(QStringLiteral("keyTable"));
  m_table->setModel(m_shown);
  m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
  m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_table->setShowGrid(false);
  m_table->setWordWrap(false);
  m_table->setMouseTracking(true);
  m_table->setTabKeyNavigation(false);
  m_table->setContextMenuPolicy(Qt::CustomContextMenu);
  m_table->verticalHeader()->hide();
  m_table->verticalHeader()->setDefaultSectionSize(scaled(kRowHeight));
  m_table->setItemDelegate(new CellDelegate(m_table, kRowHeight));
  m_table->setItemDelegateForColumn(KeysModel::Name, new KeyCell(m_table, kRowHeight));
  m_table->setItemDelegateForColumn(KeysModel::Spend, new NumberDelegate(m_table, kRowHeight));
  m_table->setProperty(kTableEdge, space::k16);
  hoverRows(m_table);
  auto* const header = new TableHeader(m_table);
  header->setSectionsClickable(true);
  m_table->setHorizontalHeader(header);
  m_fit = new TableFit(m_table);
  m_fit->setRooms([this] { return columnRooms(m_table); });
  m_table->setSortingEnabled(true);
  m_table->sortByColumn(KeysModel::LastUsed, Qt::DescendingOrder);
  m_table->installEventFilter(this);
  return m_table;
}

void AccessPage::connectAll() {
  connect(&m_minute, &QTimer::timeout, this, &AccessPage::ask);
  connect(&m_soon, &QTimer::timeout, this, &AccessPage::ask);
  connect(&m_connection.events(), &EventStream::rowsArrived, this, [this] {
    if (m_active && !m_soon.isActive()) m_soon.start();
  });
  connect(&m_connection.events(), &EventStream::keysChanged, this, [this] {
    if (m_active) ask();
  });
  connect(&m_connection, &Connection::stateChanged, this, [this](Connection::State state) {
    if (m_active && state == Connection::State::Connected) ask();
  });
  connect(m_new, &QPushButton::clicked, this, &AccessPage::showNew);
  connect(m_rename, &QPushButton::clicked, this, &AccessPage::rename);
  connect(m_revoke, &QPushButton::clicked, this, &AccessPage::revoke);
  connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
    m_shown->setSearch(text);
    refresh();
  });
  connect(m_which, &Segment::chosen, this, [this](const QString& id) {
    m_shown->setWhich(whichOf(id));
    refresh();
  });
  connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
          &AccessPage::refresh);
  connect(m_table, &QTableView::customContextMenuRequested, this, &AccessPage::showMenu);
  connect(m_empty, &EmptyState::acted, this, [this] {
    if (m_error.code.isEmpty())
      showNew();
    else
      ask();
  });
  connect(band(), &Band::acted, this, &AccessPage::ask);
}

void AccessPage::setActive(bool active) {
  m_active = active;
  if (!active) {
    m_minute.stop();
    m_soon.stop();
    return;
  }
  m_minute.start();
  ask();
}

void AccessPage::ask() {
  if (!m_connection.isConnected()) return;
  m_call = m_connection.client().keys().list(
      this, [this](const Reply<QList<KeyInfo>>& reply) { take(reply); });
  ModelQuery query;
  query.limit = kMostModels;
  m_callModels =
      m_connection.client().routes().names(query, this, [this](const Reply<ModelPage>& reply) {
        if (!reply) return;
        m_models.clear();
        for (const ModelName& model : reply->models)
          m_models.append(model.name);
      });
}

void AccessPage::take(const Reply<QList<KeyInfo>>& reply) {
  m_error = reply ? ApiError() : reply.error();
  if (reply) {
    m_loaded = true;
    m_keys->setKeys(*reply);
    m_shown->invalidate();
  }
  refresh();
}

void AccessPage::refreshEmpty() {
  const bool none = m_keys->rowCount() == 0;
  if (!m_loaded) {
    m_empty->set(QStringLiteral("key"), tr("The keys cannot be shown"), keySentence(m_error));
    m_empty->setAction(tr("Try again"), false);
  } else if (none) {
    m_empty->set(QStringLiteral("key"), tr("No key yet"),
                 tr("Give each app its own key: logs and spend then show who asked, and you can "
                    "shut out one app without the others."));
    m_empty->setAction(tr("New key"), false, QStringLiteral("plus"));
  } else {
    m_empty->set(QStringLiteral("search"), tr("No keys match"),
                 tr("Search for another text, or show all keys."));
    m_empty->setAction({});
  }
}

void AccessPage::refresh() {
  const bool none = m_keys->rowCount() == 0;
  refreshEmpty();
  QWidget* page = m_shown->rowCount() == 0 ? static_cast<QWidget*>(m_empty) : m_table;
  if (!m_loaded && m_error.code.isEmpty()) page = m_loading;
  m_stack->setCurrentWidget(page);
  m_bar->setVisible(m_loaded && !none);
  m_count->setText(tr("%Ln keys", nullptr, m_shown->rowCount()));
  const QList<KeyInfo> keys = chosen();
  const bool editable =
      !keys.isEmpty() &&
      std::all_of(keys.begin(), keys.end(), [](const KeyInfo& key) { return key.isEditable(); });
  m_rename->setEnabled(editable && keys.size() == 1);
  m_revoke->setEnabled(editable);
  const bool inFile = keys.size() == 1 && keys.first().origin == KeyOrigin::File;
  const QString why = inFile ? tr("This key is in the configuration file.") : QString();
  m_rename->setToolTip(why);
  m_revoke->setToolTip(why);
  if (m_loaded && !m_error.code.isEmpty() && !m_error.isGone())
    band()->set(Band::Kind::Error, tr("What you see may be out of date."), keySentence(m_error),
                tr("Try again"));
  else
    band()->hide();
}

QList<KeyInfo> AccessPage::chosen() const {
  QList<KeyInfo> keys;
  for (const QModelIndex& row : m_table->selectionModel()->selectedRows())
    keys.append(m_keys->keys().value(m_shown->mapToSource(row).row()));
  return keys;
}

QStringList AccessPage::takenNames() const {
  QStringList names;
  for (const KeyInfo& key : m_keys->keys())
    if (!key.isRevoked()) names.append(key.name);
  return names;
}

bool AccessPage::focusSearch() {
  m_search->setFocus(Qt::ShortcutFocusReason);
  return true;
}

void AccessPage::select(const QString& name) {
  for (int row = 0; row < m_shown->rowCount(); ++row)
    if (m_shown->index(row, KeysModel::Name).data().toString() == name) m_table->selectRow(row);
}

void AccessPage::showNew() {
  const QStringList& addresses = m_connection.status().addresses;
  const QString address =
      addresses.isEmpty() ? QString() : addresses.first() + QStringLiteral("/v1");
  auto* const dialog =
      new NewKeyDialog(m_connection.client(), takenNames(), m_models, address, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &NewKeyDialog::created, this, &AccessPage::ask);
  dialog->open();
}

void AccessPage::rename() {
  const QList<KeyInfo> keys = chosen();
  if (keys.size() != 1 || !keys.first().isEditable()) return;
  auto* const dialog = new RenameDialog(m_connection.client(), keys.first(), takenNames(), this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &RenameDialog::renamed, this, [this](const QString& before, const QString& now) {
    Q_EMIT noticed(tr("Key %1 is now called %2.").arg(before, now));
    ask();
  });
  dialog->open();
}

void AccessPage::revoke() {
  const QList<KeyInfo> keys = chosen();
  if (keys.isEmpty() || !m_revoke->isEnabled()) return;
  QStringList names;
  for (const KeyInfo& key : keys)
    names.append(key.name);
  const auto count = static_cast<int>(keys.size());
  Question question;
  question.title = count == 1 ? tr("Revoke key “%1”?").arg(names.first())
                              : tr("Revoke %Ln keys?", nullptr, count);
  question.text = tr("Requests with a revoked key get 401 at once, and running answers end. This "
                     "cannot be undone. To be revoked: %1")
                      .arg(listed(names));
  question.accept = tr("Revoke", nullptr, count);
  sb::ui::ask(this, question, [this, keys](const Answer& answer) {
    if (answer.accepted) revokeNow(keys);
  });
}

void AccessPage::revokeNow(const QList<KeyInfo>& keys) {
  for (const KeyInfo& key : keys)
    m_connection.client().keys().revoke(
        key.id, this, [this, name = key.name](const Reply<Done>& reply) {
          Q_EMIT noticed(reply ? tr("Key %1 is revoked.").arg(name)
                               : tr("Key %1: %2").arg(name, keySentence(reply.error())));
          ask();
        });
}

void AccessPage::showMenu(const QPoint& at) {
  const QList<KeyInfo> keys = chosen();
  if (keys.isEmpty()) return;
  auto* const menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  QAction* const rename = menu->addAction(themedIcon(QStringLiteral("pencil")), tr("Rename…"), this,
                                          &AccessPage::rename);
  rename->setEnabled(m_rename->isEnabled());
  menu->addAction(themedIcon(QStringLiteral("list")), tr("Show its requests"), this,
                  [this, name = keys.first().name] {
                    Q_EMIT navigationRequested(
                        QStringLiteral("logs"),
                        {{QStringLiteral("filter"), QStringLiteral("key:\"%1\"").arg(name)}});
                  });
  menu->addAction(themedIcon(QStringLiteral("copy")), tr("Copy as text"), this,
                  &AccessPage::copyRows);
  menu->addSeparator();
  QAction* const revoke = menu->addAction(themedIcon(QStringLiteral("trash-2")), tr("Revoke…"),
                                          this, &AccessPage::revoke);
  revoke->setEnabled(m_revoke->isEnabled());
  menu->popup(m_table->viewport()->mapToGlobal(at));
}

void AccessPage::copyRows() {
  QStringList lines;
  for (const QModelIndex& row : m_table->selectionModel()->selectedRows()) {
    QStringList cells;
    for (int column = 0; column < KeysModel::kColumns; ++column)
      cells.append(row.siblingAtColumn(column).data().toString());
    lines.append(cells.join(QLatin1Char('\t')));
  }
  if (!lines.isEmpty()) QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

// A table that Tab leads to shows a current row: it counts as chosen.
void AccessPage::chooseCurrent() {
  if (m_shown->rowCount() > 0 && !m_table->selectionModel()->hasSelection())
    m_table->selectRow(std::max(0, m_table->currentIndex().row()));
}

bool AccessPage::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_table && event->type() == QEvent::FocusIn &&
      static_cast<QFocusEvent*>(event)->reason() != Qt::MouseFocusReason)
    chooseCurrent();
  if (watched == m_table && event->type() == QEvent::KeyPress) {
    const auto* const key = static_cast<QKeyEvent*>(event);
    if (key->matches(QKeySequence::Copy)) return copyRows(), true;
    if (key->key() == Qt::Key_F2 || key->key() == Qt::Key_Return) return rename(), true;
    if (key->key() == Qt::Key_Delete) return revoke(), true;
  }
  return Page::eventFilter(watched, event);
}

void AccessPage::retranslate() {
  setTitle(tr("Access"));
  m_new->setText(tr("New key"));
  m_search->setPlaceholder(tr("Search keys, models, tags"));
  m_which->setAccessibleName(tr("Keys to show"));
  m_which->setItemText(kActive, tr("Active"));
  m_which->setItemText(kExpired, tr("Expired"));
  m_which->setItemText(kRevoked, tr("Revoked"));
  m_which->setItemText(kAll, tr("All"));
  m_rename->setText(tr("Rename…"));
  m_revoke->setText(tr("Revoke…"));
  m_table->setAccessibleName(tr("Keys"));
  m_keys->retranslate();
  m_fit->fit();
  refresh();
}

void AccessPage::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  Page::changeEvent(event);
}

}  // namespace sb::ui
