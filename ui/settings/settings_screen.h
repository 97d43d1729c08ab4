// Settings: the gateway's, saved to its file, and those of this console. Takes {"section": "log"};
// the ids are those of settingsSections(). Owner: the application; GUI thread.
#pragma once

#include <QPointer>

#include "ui/client/connection.h"
#include "ui/preferences/autostart.h"
#include "ui/preferences/preferences.h"
#include "ui/widgets/screen.h"

namespace sb::ui {

class SettingsPage;

class SettingsScreen : public Screen {
  Q_OBJECT

 public:
  SettingsScreen(Connection& connection, Preferences& preferences, Autostart& autostart,
                 bool ownGateway, QObject* parent = nullptr);
  ~SettingsScreen() override;

  QString id() const override { return QStringLiteral("settings"); }
  QString title() const override { return tr("Settings"); }
  QString iconName() const override { return QStringLiteral("sliders-horizontal"); }
  QWidget* widget() override;
  QList<Command> commands() override;
  bool focusSearch() override;
  void activated() override;
  void deactivated() override;
  void open(const QVariantMap& where) override;
  QString unsavedWork() const override;

 private:
  SettingsPage* page();

  Connection& m_connection;
  Preferences& m_preferences;
  Autostart& m_autostart;
  bool m_ownGateway;
  QPointer<SettingsPage> m_page;
};

}  // namespace sb::ui
