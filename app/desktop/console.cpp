#include "app/desktop/console.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include "app/desktop/start_problems.h"
#include "core/base/log.h"

namespace sb::app {
namespace {

constexpr Millis kDrain{30'000};

QString dataFile(const DesktopOptions& options, const char* name) {
  return QString::fromStdString(options.engine.dataFolder) + QLatin1Char('/') + QLatin1String(name);
}

QStringList loginArguments(const DesktopOptions& options) {
  QStringList arguments;
  for (const std::string& argument : options.engineArguments)
    arguments.append(QString::fromStdString(argument));
  return arguments;
}

ui::Theme::Mode modeOf(ui::Preferences::Look look) {
  switch (look) {
    case ui::Preferences::Look::Light:
      return ui::Theme::Mode::Light;
    case ui::Preferences::Look::Dark:
      return ui::Theme::Mode::Dark;
    case ui::Preferences::Look::System:
      break;
  }
  return ui::Theme::Mode::System;
}

std::vector<ui::Screen*> pointers(const std::vector<std::unique_ptr<ui::Screen>>& screens) {
  std::vector<ui::Screen*> all;
  for (const auto& screen : screens)
    all.push_back(screen.get());
  return all;
}

}  // namespace

Console::Console(TimedApplication& app, Engine& engine, const DesktopOptions& options)
    : m_app(app),
      m_engine(engine),
      m_options(options),
      m_preferences(dataFile(options, "console.ini")),
      m_autostart(ui::Autostart::defaultFolder(), QApplication::applicationFilePath(),
                  loginArguments(options)),
      m_ring(app),
      m_connection(ui::Endpoint()),
      m_tray(m_connection) {
  m_theme.setMode(modeOf(m_preferences.look()));
  m_theme.setTextScale(m_preferences.textScale());
  m_theme.install(app);
  m_languages.use(m_preferences.language());
  const bool own = options.connect.empty();
  m_screens = makeScreens({m_connection, m_preferences, m_autostart, own});
  const std::vector<ui::Screen*> screens = pointers(m_screens);
  m_window = std::make_unique<ui::MainWindow>(m_connection, m_preferences,
                                              QList<ui::Screen*>(screens.begin(), screens.end()));
  m_leaving = std::make_unique<ui::Leaving>(*m_window, m_connection, m_preferences, m_tray, own);
  followPreferences();
  followSystem();
  addCommands();
  m_window->showStarting();
  if (own)
    waitForEngine();
  else
    connectToRemote();
}

Console::~Console() = default;

void Console::followPreferences() {
  connect(&m_preferences, &ui::Preferences::lookChanged, this,
          [this] { m_theme.setMode(modeOf(m_preferences.look())); });
  connect(&m_preferences, &ui::Preferences::textScaleChanged, this,
          [this] { m_theme.setTextScale(m_preferences.textScale()); });
  connect(&m_preferences, &ui::Preferences::languageChanged, this, [this] {
    m_languages.use(m_preferences.language());
    m_tray.retranslate();
  });
}

void Console::followSystem() {
  connect(&m_tray, &ui::Tray::windowRequested, m_window.get(), &ui::MainWindow::raiseWindow);
  connect(&m_tray, &ui::Tray::quitRequested, m_leaving.get(), &ui::Leaving::quit);
  connect(m_leaving.get(), &ui::Leaving::quitDecided, this, &Console::end);
  connect(m_leaving.get(), &ui::Leaving::hidden, this, &Console::hiddenIntoTray);
  connect(&m_signals, &UnixSignals::quitRequested, this, &Console::end);
  connect(&m_signals, &UnixSignals::reloadRequested, this, [this] { m_engine.reload(); });
}

void Console::addCommands() {
  m_window->setOwnCommands([this] {
    ui::Command dark;
    dark.title = m_theme.isDark() ? tr("Use the light look") : tr("Use the dark look");
    dark.iconName = m_theme.isDark() ? QStringLiteral("sun") : QStringLiteral("moon");
    dark.run = [this] {
      m_preferences.setLook(m_theme.isDark() ? ui::Preferences::Look::Light
                                             : ui::Preferences::Look::Dark);
    };
    ui::Command quit;
    quit.title = tr("Quit");
    quit.iconName = QStringLiteral("log-out");
    quit.shortcut = QKeySequence(Qt::CTRL | Qt::Key_Q);
    quit.run = [this] { m_leaving->quit(); };
    return QList<ui::Command>{dark, quit};
  });
}

void Console::show() {
  m_tray.show();
  m_app.nameNextFrame("window shown");
  if (!m_options.minimized) return m_window->show();
  // Without a tray there would be no way to it.
  if (!m_tray.isAvailable()) m_window->showMinimized();
}

void Console::startedAgain(const QStringList& arguments) {
  if (!arguments.contains(QStringLiteral("--minimized"))) m_window->raiseWindow();
}

void Console::startEngine() {
  m_window->showStarting();
  m_engine.start(m_options.engine);
  waitForEngine();
}

void Console::waitForEngine() {
  m_engine.whenStarted([this](const StartOutcome& outcome) {
    QMetaObject::invokeMethod(
        this, [this, outcome] { taken(outcome); }, Qt::QueuedConnection);
  });
}

void Console::taken(const StartOutcome& outcome) {
  if (outcome.failure) {
    m_window->showStartProblem(describe(*outcome.failure, m_options.engine, steps()));
    return;
  }
  const QJsonObject ready =
      QJsonDocument::fromJson(QByteArray::fromStdString(outcome.readyLine)).object();
  const auto token = ui::readTokenFile(ready.value(QLatin1String("token_file")).toString());
  ui::Endpoint endpoint;
  endpoint.url = QUrl(ready.value(QLatin1String("admin")).toString());
  if (token) endpoint.token = *token;
  connectTo(endpoint);
}

void Console::connectTo(const ui::Endpoint& endpoint) {
  m_connection.setEndpoint(endpoint);
  m_connection.start();
  m_window->showScreens();
  m_app.nameNextFrame("screen shown");
}

void Console::connectToRemote() {
  ui::Endpoint endpoint;
  endpoint.url = QUrl(QString::fromStdString(m_options.connect));
  const auto token = ui::readTokenFile(QString::fromStdString(m_options.tokenFile));
  if (token && endpoint.url.isValid() && !endpoint.url.host().isEmpty()) {
    endpoint.token = *token;
    m_window->setGatewayName(endpoint.isLoopback() ? QString() : endpoint.url.host());
    return connectTo(endpoint);
  }
  ui::StartProblem problem;
  problem.title = token ? tr("%1 is not the address of a gateway").arg(endpoint.url.toString())
                        : tr("The token file cannot be read");
  problem.text =
      tr("--connect takes the address of an admin API, such as http://127.0.0.1:7412, and "
         "--token-file takes the file admin.token from its data folder.");
  if (!token) problem.details = token.error().message;
  problem.steps = {{QStringLiteral("startAgain"), tr("Try again"), [this] { connectToRemote(); }},
                   {QStringLiteral("startQuit"), tr("Quit"), [this] { end(); }}};
  m_window->showStartProblem(problem);
}

// A gateway that somebody else runs on the same folder: its run file says where it is.
void Console::connectToRunning() {
  const auto endpoint = ui::readRunFile(dataFile(m_options, "run.json"));
  if (endpoint) return connectTo(*endpoint);
  m_window->notice(tr("The running gateway cannot be found: %1").arg(endpoint.error().message));
}

StartSteps Console::steps() {
  StartSteps all;
  all.again = [this] { startEngine(); };
  all.atPort = [this](std::uint16_t port, std::uint16_t insteadOf) {
    const Status changed = changePort(m_options.engine, insteadOf, port);
    if (changed) return startEngine();
    m_window->notice(tr("The configuration could not be changed: %1")
                         .arg(QString::fromStdString(changed.error().message)));
  };
  all.connectToRunning = [this] { connectToRunning(); };
  all.quit = [this] { end(); };
  return all;
}

void Console::hiddenIntoTray() {
  m_tray.tell(tr("Signalbox keeps running"),
              tr("The gateway answers your apps. Click the icon to see the window again."));
}

void Console::end() {
  if (m_ending) return;
  m_ending = true;
  m_window->hide();
  m_connection.stop();
  m_engine.stop(kDrain, [this] {
    QMetaObject::invokeMethod(&m_app, &QApplication::quit, Qt::QueuedConnection);
  });
}

}  // namespace sb::app
