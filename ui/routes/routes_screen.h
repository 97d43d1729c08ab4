// Routes: model names of one's own, and who answers them. Takes {"name": "fast"} and {"new": true}.
// Owner: the application; GUI thread.
#pragma once

#include <QPointer>

#include "ui/client/connection.h"
#include "ui/preferences/preferences.h"
#include "ui/widgets/screen.h"

namespace sb::ui {

class RoutesPage;

class RoutesScreen : public Screen {
  Q_OBJECT

 public:
  RoutesScreen(Connection& connection, Preferences& preferences, QObject* parent = nullptr);
  ~RoutesScreen() override;

  QString id() const override { return QStringLiteral("routes"); }
  QString title() const override { return tr("Routes"); }
  QString iconName() const override { return QStringLiteral("routes"); }
  QWidget* widget() override;
  QList<Command> commands() override;
  bool focusSearch() override;
  void activated() override;
  void deactivated() override;
  void open(const QVariantMap& where) override;

 private:
  RoutesPage* page();

  Connection& m_connection;
  Preferences& m_preferences;
  QPointer<RoutesPage> m_page;
};

}  // namespace sb::ui
