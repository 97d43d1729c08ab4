// What closing the window means: into the tray or the end, asked once and remembered; without a
// tray the window is minimised instead of hidden. Owner: the application; GUI thread.
#pragma once

#include <QObject>
#include <QPointer>

#include "ui/client/connection.h"
#include "ui/preferences/preferences.h"
#include "ui/shell/main_window.h"
#include "ui/shell/tray.h"

namespace sb::ui {

class Leaving : public QObject {
  Q_OBJECT

 public:
  // `ownGateway`: it ends with this program.
  Leaving(MainWindow& window, Connection& connection, Preferences& preferences,
          const TrayPlace& tray, bool ownGateway);

  // The window was closed.
  void close();
  // The end was asked for: asks back if requests run or something is not saved.
  void quit();

 Q_SIGNALS:
  void quitDecided();
  void hidden();

 private:
  void askWhere();
  QString whatWouldBeLost() const;
  void hideWindow();

  MainWindow& m_window;
  Connection& m_connection;
  Preferences& m_preferences;
  const TrayPlace& m_tray;
  bool m_ownGateway;
  bool m_asking = false;
};

}  // namespace sb::ui
