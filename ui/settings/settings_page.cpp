#include "ui/settings/settings_page.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QListWidget>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/settings/save_bar.h"
#include "ui/theme/format.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/band.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/skeleton.h"

namespace sb::ui {
namespace {

constexpr int kListWidth = 200, kSearchWidth = 200;
const QString kListen = QStringLiteral("listen");

// Sections that do not need the gateway.
bool isOwn(const QString& id) {
  return id == QLatin1String("appearance") || id == QLatin1String("computer") ||
         id == QLatin1String("about") || id == QLatin1String("backup") ||
         id == QLatin1String("destinations");
}

}  // namespace

SettingsPage::SettingsPage(Connection& connection, Preferences& preferences, Autostart& autostart,
                           bool ownGateway)
    : Page(QStringLiteral("settings")),
      m_connection(connection),
      m_model(connection),
      m_context{m_model, connection, preferences, autostart, ownGateway},
      m_search(new SearchField(QStringLiteral("settingsSearch"), {}, this)),
      m_list(new QListWidget(this)),
      m_stack(new QStackedWidget(this)),
      m_loading(new Skeleton(m_stack)),
      m_trouble(new EmptyState(m_stack)),
      m_area(new QScrollArea(m_stack)),
      m_bar(new SaveBar(m_model, this)) {
  setFlush();
  m_search->setFixedWidth(scaled(kSearchWidth));
  addAction(m_search);
  m_area->setWidgetResizable(true);
  m_area->setFrameShape(QFrame::NoFrame);
  m_area->setFocusPolicy(Qt::NoFocus);
  m_stack->addWidget(m_loading);
  m_stack->addWidget(m_area);
  m_stack->addWidget(m_trouble);
  auto* const right = new QVBoxLayout;
  right->setSpacing(0);
  right->addWidget(m_stack, 1);
  right->addWidget(m_bar);
  auto* const row = new QHBoxLayout;
  row->setSpacing(0);
  row->addWidget(makeList());
  row->addLayout(right, 1);
  body()->addLayout(row);
  connectAll();
  retranslate();
}

QWidget* SettingsPage::makeList() {
  auto* const side = new QFrame(this);
  side->setFixedWidth(scaled(kListWidth));
  auto* const column = new QHBoxLayout(side);
  column->setContentsMargins(space::k8, space::k16, space::k8, space::k8);
  column->addWidget(m_list);
  m_list->setObjectName(QStringLiteral("settingsSections"));
  m_list->setProperty("role", QStringLiteral("choice"));
  m_list->setIconSize(QSize(scaled(16), scaled(16)));
  m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* const line = new QFrame(this);
  line->setProperty("role", QStringLiteral("line-vertical"));
  auto* const both = new QWidget(this);
  auto* const row = new QHBoxLayout(both);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  row->addWidget(side);
  row->addWidget(line);
  return both;
}

void SettingsPage::connectAll() {
  connect(m_list, &QListWidget::currentRowChanged, this, &SettingsPage::openCurrent);
  connect(m_search, &QLineEdit::textChanged, this, &SettingsPage::filter);
  connect(m_search, &QLineEdit::returnPressed, m_list, [this] { m_list->setFocus(); });
  connect(&m_model, &SettingsModel::loaded, this, &SettingsPage::refresh);
  connect(&m_model, &SettingsModel::changed, this, [this] {
    if (m_model.isSaving()) m_listenChanged = m_listenChanged || m_model.isChanged(kListen);
    Q_EMIT markChanged(m_model.isChanged());
  });
  connect(&m_model, &SettingsModel::saved, this, &SettingsPage::afterSaving);
  connect(&m_connection, &Connection::statusChanged, this, [this](const GatewayStatus& status) {
    if (status.listening) m_startFailed = false;
  });
  connect(band(), &Band::acted, &m_model, &SettingsModel::reload);
  connect(m_trouble, &EmptyState::acted, &m_model, &SettingsModel::reload);
  connect(&m_context.preferences, &Preferences::textScaleChanged, this, &SettingsPage::retranslate,
          Qt::QueuedConnection);
}

void SettingsPage::setActive(bool active) {
  m_model.setActive(active);
  if (active) m_list->setFocus();
}

QString SettingsPage::currentSection() const {
  const QListWidgetItem* const item = m_list->currentItem();
  return item != nullptr ? item->data(Qt::UserRole).toString() : QString();
}

void SettingsPage::showSection(const QString& id) {
  m_search->clear();
  for (int i = 0; i < m_list->count(); ++i)
    if (m_list->item(i)->data(Qt::UserRole).toString() == id) m_list->setCurrentRow(i);
}

void SettingsPage::focusSearch() { m_search->setFocus(); }

void SettingsPage::fillList() {
  const QString before = currentSection();
  const QSignalBlocker quiet(m_list);
  m_list->clear();
  for (const SettingsSection& section : settingsSections()) {
    auto* const item =
        new QListWidgetItem(themedIcon(section.iconName, Tone::Muted), section.title, m_list);
    item->setData(Qt::UserRole, section.id);
    if (section.id == before) m_list->setCurrentItem(item);
  }
  if (m_list->currentRow() < 0) m_list->setCurrentRow(0);
  // As wide as the longest title, within reason.
  const int needed = m_list->sizeHintForColumn(0) + 2 * (space::k8 + m_list->frameWidth());
  m_list->parentWidget()->setFixedWidth(
      std::clamp(needed, scaled(kListWidth), scaled(kListWidth + 40)));
}

void SettingsPage::filter(const QString& text) {
  const QList<SettingsSection> all = settingsSections();
  int first = -1;
  for (int i = 0; i < m_list->count(); ++i) {
    const QString words = all[i].title + QLatin1Char(' ') + all[i].keywords;
    const bool hit = words.contains(text.trimmed(), Qt::CaseInsensitive);
    m_list->item(i)->setHidden(!hit);
    if (hit && first < 0) first = i;
  }
  const QListWidgetItem* const current = m_list->currentItem();
  if (first >= 0 && current != nullptr && current->isHidden()) m_list->setCurrentRow(first);
}

void SettingsPage::openCurrent() {
  const QString id = currentSection();
  for (const SettingsSection& section : settingsSections()) {
    if (section.id != id) continue;
    auto* const holder = new QWidget;
    auto* const row = new QHBoxLayout(holder);
    row->setContentsMargins(space::k24, space::k16, space::k24, space::k24);
    row->addWidget(section.make(m_context, holder), 1);
    m_area->setWidget(holder);
    setAccessibleDescription(section.title);
  }
  refresh();
}

void SettingsPage::refresh() {
  const QString& problem = m_model.problem();
  const bool ready = m_model.isLoaded() || isOwn(currentSection());
  const bool failed = !ready && !problem.isEmpty();
  m_stack->setCurrentWidget(ready    ? static_cast<QWidget*>(m_area)
                            : failed ? static_cast<QWidget*>(m_trouble)
                                     : m_loading);
  m_trouble->set(QStringLiteral("sliders-horizontal"), tr("The settings cannot be shown"), problem);
  m_trouble->setAction(tr("Try again"), false);
  m_bar->refresh();
  if (m_model.isLoaded() && !problem.isEmpty())
    band()->set(Band::Kind::Error, tr("The settings could not be read."), problem, tr("Try again"));
  else if (m_model.isLoaded() && !m_model.isWritable())
    band()->set(Band::Kind::Warning, tr("signalbox.yaml cannot be written."),
                tr("Its settings can be read here; change them where the file is kept."));
  else
    band()->hide();
}

void SettingsPage::afterSaving(const QStringList& needsRestart) {
  const bool listen = std::exchange(m_listenChanged, false);
  QStringList later = needsRestart;
  later.removeAll(kListen);
  if (!later.isEmpty())
    Q_EMIT noticed(tr("Saved. Takes effect at the next start: %1").arg(listed(later)));
  // Where the last address could not be had, the gateway waits for a better one.
  const bool restart = listen && (m_connection.status().listening || m_startFailed);
  if (restart)
    restartListeners();
  else if (later.isEmpty())
    Q_EMIT noticed(tr("Saved."));
}

void SettingsPage::restartListeners() {
  StatusApi& api = m_connection.client().status();
  api.stop(this, [this, &api](const Reply<GatewayStatus>& stopped) {
    if (!stopped)
      return Q_EMIT noticed(
          tr("Saved, but the listeners stay as they were: %1").arg(stopped.error().message));
    m_connection.setStatus(*stopped);
    api.start(this, [this](const Reply<GatewayStatus>& started) {
      m_startFailed = !started;
      if (!started) return tellOfFailedStart(started.error());
      m_connection.setStatus(*started);
      Q_EMIT noticed(tr("Saved. The gateway listens at %1").arg(listed(started->addresses)));
    });
  });
}

// The address is to blame only where the gateway tried it and said so.
void SettingsPage::tellOfFailedStart(const ApiError& error) {
  if (error.status == 0)
    return Q_EMIT noticed(
        tr("Saved, but not known to listen at the new address: %1").arg(sentenceOf(error)));
  m_model.blame(kListen, sentenceOf(error));
  Q_EMIT noticed(tr("Saved, but the gateway does not listen: %1. Change the listener and save "
                    "again.")
                     .arg(error.message));
}

void SettingsPage::retranslate() {
  setTitle(tr("Settings"));
  m_search->setPlaceholder(tr("Search settings"));
  m_list->setAccessibleName(tr("Sections"));
  fillList();
  openCurrent();
}

void SettingsPage::changeEvent(QEvent* event) {
  // The control that changed the language must not be deleted by its own signal.
  if (event->type() == QEvent::LanguageChange)
    QMetaObject::invokeMethod(
        this, [this] { retranslate(); }, Qt::QueuedConnection);
  Page::changeEvent(event);
}

}  // namespace sb::ui
