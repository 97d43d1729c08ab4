// The window: navigation, the pages of the screens, status bar, command palette, notices, and the
// bands for a gateway that is stopped or gone. It knows the screens by their interface only. Owner:
// the application; GUI thread.
#pragma once

#include <QHash>
#include <QList>
#include <QPointer>
#include <QWidget>

#include "ui/client/connection.h"
#include "ui/preferences/preferences.h"
#include "ui/shell/start_page.h"
#include "ui/widgets/screen.h"

class QShortcut;
class QStackedWidget;

namespace sb::ui {

class CommandPalette;
class Sidebar;
class StatusBar;
class Toast;
class Traffic;

class MainWindow : public QWidget {
  Q_OBJECT

 public:
  // The screens are shown in the order given, those of Ctrl+1 … Ctrl+9; they must live as long.
  MainWindow(Connection& connection, Preferences& preferences, const QList<Screen*>& screens);
  ~MainWindow() override;

  // There is no gateway yet, or none any more.
  void showStarting();
  void showStartProblem(const StartProblem& problem);
  // From now on the screens are shown: the last one that was open, or the first.
  void showScreens();

  void showScreen(const QString& id, const QVariantMap& where = {});
  QString currentScreen() const { return m_current; }
  void notice(const QString& text, const std::function<void()>& undo = {});
  void openPalette();

  // Of another computer: its name.
  void setGatewayName(const QString& name);
  // Further commands of the palette, of the application: "Quit", …
  void setOwnCommands(const std::function<QList<Command>()>& commands);

  // What closing for good would lose, as the screens say it; empty: nothing.
  QString unsavedWork() const;

  // Brings it back from the tray or from behind other windows.
  void raiseWindow();

 Q_SIGNALS:
  // The window was closed; nothing else has happened.
  void closeRequested();
  void quitRequested();

 protected:
  void closeEvent(QCloseEvent* event) override;
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  bool focusNextPrevChild(bool next) override;

 private:
  Screen* screen(const QString& id) const;
  void addScreens(const QList<Screen*>& screens);
  void addShortcuts();
  void connectStatusBar();
  void setCurrentCommands();
  QList<Command> allCommands();
  QList<Command> gatewayCommands();
  void refreshBand();
  void refreshSidebar();
  void retranslate();
  void switchGateway(bool on);
  void offerOtherPort(const TakenPort& taken);

  Connection& m_connection;
  Preferences& m_preferences;
  QList<Screen*> m_screens;
  QString m_current;
  QString m_seenAside;  // files of a damaged log that were told
  Traffic* m_traffic;
  Sidebar* m_sidebar;
  QStackedWidget* m_stack;
  StartPage* m_start;
  StatusBar* m_status;
  CommandPalette* m_palette;
  Toast* m_toast;
  QList<QShortcut*> m_screenShortcuts;
  std::function<QList<Command>()> m_ownCommands;
};

}  // namespace sb::ui
