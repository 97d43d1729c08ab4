#include "ui/shell/main_window.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/shell/command_palette.h"
#include "ui/shell/gateway_band.h"
#include "ui/shell/sidebar.h"
#include "ui/shell/status_bar.h"
#include "ui/shell/traffic.h"
#include "ui/theme/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/band.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/page.h"
#include "ui/widgets/reading_order.h"
#include "ui/widgets/toast.h"

namespace sb::ui {
namespace {

constexpr int kWidth = 1280, kHeight = 800, kLeastWidth = 760, kLeastHeight = 480;

}  // namespace

MainWindow::MainWindow(Connection& connection, Preferences& preferences,
                       const QList<Screen*>& screens)
    : m_connection(connection),
      m_preferences(preferences),
      m_traffic(new Traffic(connection, this)),
      m_sidebar(new Sidebar(this)),
      m_stack(new QStackedWidget(this)),
      m_start(new StartPage(this)),
      m_status(new StatusBar(connection, *m_traffic, this)),
      m_palette(new CommandPalette(this)),
      m_toast(new Toast(this)) {
  setObjectName(QStringLiteral("window"));
  setWindowTitle(QStringLiteral("Signalbox"));
  setAttribute(Qt::WA_StyledBackground);
  setMinimumSize(kLeastWidth, kLeastHeight);
  auto* const line = new QFrame(this);
  line->setProperty("role", QStringLiteral("line-vertical"));
  auto* const upper = new QHBoxLayout;
  upper->setSpacing(0);
  upper->addWidget(m_sidebar);
  upper->addWidget(line);
  upper->addWidget(m_stack, 1);
  auto* const all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->setSpacing(0);
  all->addLayout(upper, 1);
  all->addWidget(m_status);
  m_stack->addWidget(m_start);
  resize(kWidth, kHeight);
  restoreGeometry(preferences.geometry());
  addScreens(screens);
  addShortcuts();
  connectStatusBar();
  connect(&connection, &Connection::stateChanged, this, &MainWindow::refreshBand);
  connect(&connection, &Connection::statusChanged, this, &MainWindow::refreshBand);
  retranslate();
  refreshSidebar();
}

MainWindow::~MainWindow() = default;

void MainWindow::addScreens(const QList<Screen*>& screens) {
  m_screens = screens;
  int number = 0;
  for (Screen* const screen : screens) {
    const QString id = screen->id();
    m_sidebar->addScreen(id, screen->title(), screen->iconName(), ++number);
    connect(screen, &Screen::navigationRequested, this, &MainWindow::showScreen);
    connect(screen, &Screen::noticed, this, &MainWindow::notice);
    connect(screen, &Screen::markChanged, m_sidebar,
            [this, id](bool marked) { m_sidebar->setMarked(id, marked); });
  }
  connect(m_sidebar, &Sidebar::chosen, this, [this](const QString& id) { showScreen(id); });
  connect(m_sidebar, &Sidebar::findRequested, this, &MainWindow::openPalette);
}

void MainWindow::addShortcuts() {
  const auto add = [this](const QKeySequence& keys, auto slot) {
    connect(new QShortcut(keys, this), &QShortcut::activated, this, slot);
  };
  for (int i = 0; i < m_screens.size() && i < 9; ++i) {
    const QString id = m_screens[i]->id();
    add(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i)),
        [this, id] { showScreen(id); });
  }
  add(QKeySequence(Qt::CTRL | Qt::Key_K), [this] { openPalette(); });
  add(QKeySequence(Qt::CTRL | Qt::Key_B), [this] {
    m_preferences.setNarrowSidebar(!m_preferences.narrowSidebar());
    refreshSidebar();
  });
  add(QKeySequence(QKeySequence::Find), [this] {
    if (Screen* const current = screen(m_current)) current->focusSearch();
  });
  add(QKeySequence(Qt::CTRL | Qt::Key_Q), [this] { Q_EMIT quitRequested(); });
}

void MainWindow::connectStatusBar() {
  connect(m_status, &StatusBar::startRequested, this, [this] { switchGateway(true); });
  connect(m_status, &StatusBar::stopRequested, this, [this] { switchGateway(false); });
  connect(m_status, &StatusBar::spendRequested, this,
          [this] { showScreen(QStringLiteral("spend")); });
  connect(m_status, &StatusBar::streamsRequested, this,
          [this] { showScreen(QStringLiteral("logs")); });
  connect(m_status, &StatusBar::recordingRequested, this, [this] {
    showScreen(QStringLiteral("settings"), {{QStringLiteral("section"), QStringLiteral("log")}});
  });
}

Screen* MainWindow::screen(const QString& id) const {
  for (Screen* const screen : m_screens)
    if (screen->id() == id) return screen;
  return nullptr;
}

void MainWindow::showStarting() {
  m_start->showStarting();
  m_stack->setCurrentWidget(m_start);
}

void MainWindow::showStartProblem(const StartProblem& problem) {
  m_status->setStarting(false);
  m_start->showProblem(problem);
  m_stack->setCurrentWidget(m_start);
}

void MainWindow::showScreens() {
  m_status->setStarting(false);
  if (m_screens.isEmpty()) return;
  const QString last = m_preferences.lastScreen();
  showScreen(screen(last) != nullptr ? last : m_screens.first()->id());
}

void MainWindow::showScreen(const QString& id, const QVariantMap& where) {
  Screen* const next = screen(id);
  if (next == nullptr) return;
  QWidget* const page = next->widget();
  if (m_stack->indexOf(page) < 0) m_stack->addWidget(page);
  const bool seen = m_stack->currentWidget() == page;
  if (!seen) {
    if (Screen* const before = screen(m_current)) before->deactivated();
    m_current = id;
    // The focus of a page that goes must not fall to whatever stands beside it.
    const bool inside = focusWidget() != nullptr && m_stack->isAncestorOf(focusWidget());
    m_stack->setCurrentWidget(page);
    if (inside) page->setFocus(Qt::OtherFocusReason);
    m_preferences.setLastScreen(id);
    setCurrentCommands();
    next->activated();
  }
  m_sidebar->setCurrent(id);
  setWindowTitle(tr("%1 – Signalbox").arg(next->title()));
  refreshBand();
  if (!where.isEmpty()) next->open(where);
}

void MainWindow::setCurrentCommands() {
  qDeleteAll(m_screenShortcuts);
  m_screenShortcuts.clear();
  Screen* const current = screen(m_current);
  if (current == nullptr) return;
  for (const Command& command : current->commands()) {
    if (command.shortcut.isEmpty() || !command.run) continue;
    auto* const shortcut = new QShortcut(command.shortcut, this);
    connect(shortcut, &QShortcut::activated, current, command.run);
    m_screenShortcuts.append(shortcut);
  }
}

void MainWindow::notice(const QString& text, const std::function<void()>& undo) {
  m_toast->show(text, undo);
}

void MainWindow::openPalette() { m_palette->openWith(allCommands()); }

void MainWindow::setGatewayName(const QString& name) { m_status->setGatewayName(name); }

void MainWindow::setOwnCommands(const std::function<QList<Command>()>& commands) {
  m_ownCommands = commands;
}

QList<Command> MainWindow::gatewayCommands() {
  if (!m_connection.isConnected()) return {};
  const bool running = m_connection.status().listening;
  Command turn;
  turn.title = running ? tr("Stop the gateway") : tr("Start the gateway");
  turn.iconName = running ? QStringLiteral("stop") : QStringLiteral("play");
  turn.run = [this, running] { switchGateway(!running); };
  return {turn};
}

// What belongs to the page first, then the ways to others, then everything else.
QList<Command> MainWindow::allCommands() {
  QList<Command> all;
  if (Screen* const current = screen(m_current)) all = current->commands();
  int number = 0;
  for (Screen* const each : std::as_const(m_screens)) {
    Command go;
    const QString id = each->id();
    go.title = tr("Go to %1").arg(each->title());
    go.iconName = each->iconName();
    go.shortcut = QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + number++));
    go.run = [this, id] { showScreen(id); };
    all.append(go);
  }
  all.append(gatewayCommands());
  for (Screen* const each : std::as_const(m_screens))
    if (each->id() != m_current) all.append(each->commands());
  if (m_ownCommands) all.append(m_ownCommands());
  return all;
}

void MainWindow::switchGateway(bool on) {
  const auto then = [this, on](const Reply<GatewayStatus>& reply) {
    if (!reply) {
      if (const auto taken = takenPortOf(reply.error())) return offerOtherPort(*taken);
      notice(on ? tr("The gateway did not start: %1").arg(sentenceOf(reply.error()))
                : tr("The gateway did not stop: %1").arg(sentenceOf(reply.error())));
      return;
    }
    m_connection.setStatus(*reply);
    if (!on) notice(tr("Gateway stopped."), [this] { switchGateway(true); });
  };
  StatusApi& api = m_connection.client().status();
  if (on)
    api.start(this, then);
  else
    api.stop(this, then);
}

void MainWindow::offerOtherPort(const TakenPort& taken) {
  const QString who =
      taken.program.isEmpty()
          ? tr("Another program is listening there.")
          : tr("%1 (process %2) is listening there.").arg(taken.program).arg(taken.pid);
  if (taken.nextFree == 0)
    return notice(tr("Port %1 is in use. %2").arg(QString::number(taken.port), who));
  Question question;
  question.title = tr("Port %1 is in use").arg(taken.port);
  question.text = who + QLatin1Char(' ') +
                  tr("The gateway can use port %1 instead. The new port is saved in the "
                     "configuration, and your apps need the new address.")
                      .arg(taken.nextFree);
  question.accept = tr("Use port %1").arg(taken.nextFree);
  question.destructive = false;
  ask(this, question, [this, taken](const Answer& answer) {
    if (!answer.accepted) return;
    m_connection.client().status().startAt(
        taken.nextFree, taken.port, this, [this](const Reply<GatewayStatus>& reply) {
          if (!reply) {
            if (const auto again = takenPortOf(reply.error())) return offerOtherPort(*again);
            return notice(tr("The gateway did not start: %1").arg(sentenceOf(reply.error())));
          }
          m_connection.setStatus(*reply);
          notice(tr("The gateway listens at %1").arg(listed(reply->addresses)));
        });
  });
}

void MainWindow::refreshBand() {
  auto* const page = qobject_cast<Page*>(m_stack->currentWidget());
  if (page == nullptr) return;
  Band* const band = page->shellBand();
  disconnect(band, &Band::acted, this, nullptr);
  switch (showGatewayBand(m_connection, m_seenAside, *band)) {
    case GatewayBand::None:
    case GatewayBand::LogNotWritten:
      break;
    case GatewayBand::Disconnected:
      connect(band, &Band::acted, this, [this] { m_connection.retryNow(); });
      break;
    case GatewayBand::Stopped:
      connect(band, &Band::acted, this, [this] { switchGateway(true); });
      break;
    case GatewayBand::KeysSuspended:
      connect(band, &Band::acted, this, [this] {
        showScreen(QStringLiteral("settings"),
                   {{QStringLiteral("section"), QStringLiteral("backup")}});
      });
      break;
    case GatewayBand::LogBegunAnew:
      connect(band, &Band::acted, this, [this] {
        m_seenAside = setAsideOf(m_connection.status());
        refreshBand();
      });
      break;
  }
}

void MainWindow::refreshSidebar() {
  m_sidebar->setNarrow(width() < scaled(kNarrowBelow) || m_preferences.narrowSidebar());
}

QString MainWindow::unsavedWork() const {
  for (const Screen* const each : m_screens)
    if (const QString work = each->unsavedWork(); !work.isEmpty()) return work;
  return {};
}

void MainWindow::raiseWindow() {
  if (isMinimized()) showNormal();
  show();
  raise();
  activateWindow();
}

void MainWindow::retranslate() {
  for (Screen* const each : std::as_const(m_screens))
    m_sidebar->setTitle(each->id(), each->title());
  if (Screen* const current = screen(m_current))
    setWindowTitle(tr("%1 – Signalbox").arg(current->title()));
  setCurrentCommands();
  refreshBand();
}

void MainWindow::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void MainWindow::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  refreshSidebar();
}

// While the palette is open, it is all there is.
bool MainWindow::focusNextPrevChild(bool next) {
  return focusNextIn(m_palette->isVisible() ? static_cast<QWidget*>(m_palette) : this, next);
}

void MainWindow::closeEvent(QCloseEvent* event) {
  m_preferences.setGeometry(saveGeometry());
  event->ignore();
  Q_EMIT closeRequested();
}

}  // namespace sb::ui
