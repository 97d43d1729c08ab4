// Spend: what the requests of some days cost. Takes {"range": "7d"} and {"by": "key"}. Owner: the
// application; GUI thread.
#pragma once

#include <QPointer>

#include "ui/client/connection.h"
#include "ui/preferences/preferences.h"
#include "ui/widgets/screen.h"

namespace sb::ui {

class SpendPage;

class SpendScreen : public Screen {
  Q_OBJECT

 public:
  SpendScreen(Connection& connection, Preferences& preferences, QObject* parent = nullptr);
  ~SpendScreen() override;

  QString id() const override { return QStringLiteral("spend"); }
  QString title() const override { return tr("Spend"); }
  QString iconName() const override { return QStringLiteral("dollar-sign"); }
  QWidget* widget() override;
  QList<Command> commands() override;
  void activated() override;
  void deactivated() override;
  void open(const QVariantMap& where) override;

 private:
  SpendPage* page();

  Connection& m_connection;
  Preferences& m_preferences;
  QPointer<SpendPage> m_page;
};

}  // namespace sb::ui
