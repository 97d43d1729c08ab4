// Logs: the requests as they come, and everything about one. Takes {"filter": "model:gpt-4o"} and
// {"id": "req_…"}. Owner: the application; GUI thread.
#pragma once

#include <QPointer>

#include "ui/client/connection.h"
#include "ui/preferences/preferences.h"
#include "ui/widgets/screen.h"

namespace sb::ui {

class LogsPage;

class LogsScreen : public Screen {
  Q_OBJECT

 public:
  LogsScreen(Connection& connection, Preferences& preferences, QObject* parent = nullptr);
  ~LogsScreen() override;

  QString id() const override { return QStringLiteral("logs"); }
  QString title() const override { return tr("Logs"); }
  QString iconName() const override { return QStringLiteral("list"); }
  QWidget* widget() override;
  QList<Command> commands() override;
  bool focusSearch() override;
  void activated() override;
  void deactivated() override;
  void open(const QVariantMap& where) override;

 private:
  LogsPage* page();

  Connection& m_connection;
  Preferences& m_preferences;
  QPointer<LogsPage> m_page;
};

}  // namespace sb::ui
