// The desktop program behind its window: theme, language, connection, screens, tray, and the
// gateway's life. Owner: main; main thread.
#pragma once

#include <QObject>
#include <memory>
#include <vector>

#include "app/desktop/desktop_options.h"
#include "app/desktop/engine.h"
#include "app/desktop/frame_clock.h"
#include "app/desktop/screens.h"
#include "app/desktop/start_problems.h"
#include "app/desktop/unix_signals.h"
#include "ui/client/connection.h"
#include "ui/preferences/languages.h"
#include "ui/shell/leaving.h"
#include "ui/shell/main_window.h"
#include "ui/shell/tray.h"
#include "ui/theme/theme.h"
#include "ui/widgets/focus_ring.h"

namespace sb::app {

class Console : public QObject {
  Q_OBJECT

 public:
  // `engine` has been told to start, unless the options name a gateway elsewhere.
  Console(TimedApplication& app, Engine& engine, const DesktopOptions& options);
  ~Console() override;

  void show();
  // Another start handed its arguments over.
  void startedAgain(const QStringList& arguments);

 private:
  void followPreferences();
  void followSystem();
  void addCommands();
  void startEngine();
  void waitForEngine();
  void taken(const StartOutcome& outcome);
  void connectTo(const ui::Endpoint& endpoint);
  void connectToRemote();
  void connectToRunning();
  StartSteps steps();
  void hiddenIntoTray();
  void end();

  TimedApplication& m_app;
  Engine& m_engine;
  DesktopOptions m_options;
  bool m_ending = false;
  ui::Theme m_theme;
  ui::Preferences m_preferences;
  ui::Languages m_languages;
  ui::Autostart m_autostart;
  ui::FocusRing m_ring;
  ui::Connection m_connection;
  std::vector<std::unique_ptr<ui::Screen>> m_screens;
  std::unique_ptr<ui::MainWindow> m_window;
  ui::Tray m_tray;
  std::unique_ptr<ui::Leaving> m_leaving;
  UnixSignals m_signals;
};

}  // namespace sb::app
