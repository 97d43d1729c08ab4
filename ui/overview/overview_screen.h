// Overview: the way to the first request, then how the gateway does. Takes {"connect": true}.
// Owner: the application; GUI thread.
#pragma once

#include <QPointer>

#include "ui/client/connection.h"
#include "ui/preferences/preferences.h"
#include "ui/widgets/screen.h"

namespace sb::ui {

class OverviewPage;

class OverviewScreen : public Screen {
  Q_OBJECT

 public:
  OverviewScreen(Connection& connection, Preferences& preferences, QObject* parent = nullptr);
  ~OverviewScreen() override;

  QString id() const override { return QStringLiteral("overview"); }
  QString title() const override { return tr("Overview"); }
  QString iconName() const override { return QStringLiteral("layout-dashboard"); }
  QWidget* widget() override;
  QList<Command> commands() override;
  void activated() override;
  void deactivated() override;
  void open(const QVariantMap& where) override;

 private:
  OverviewPage* page();

  Connection& m_connection;
  Preferences& m_preferences;
  QPointer<OverviewPage> m_page;
};

}  // namespace sb::ui
