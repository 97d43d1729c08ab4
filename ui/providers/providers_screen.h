// Providers: what answers requests, and with which keys. Takes {"add": true}, {"add": "mistral"}
// and {"id": "openai"}. Owner: the application; GUI thread.
#pragma once

#include <QPointer>

#include "ui/client/connection.h"
#include "ui/widgets/screen.h"

namespace sb::ui {

class ProvidersPage;

class ProvidersScreen : public Screen {
  Q_OBJECT

 public:
  explicit ProvidersScreen(Connection& connection, QObject* parent = nullptr);
  ~ProvidersScreen() override;

  QString id() const override { return QStringLiteral("providers"); }
  QString title() const override { return tr("Providers"); }
  QString iconName() const override { return QStringLiteral("cloud"); }
  QWidget* widget() override;
  QList<Command> commands() override;
  bool focusSearch() override;
  void activated() override;
  void deactivated() override;
  void open(const QVariantMap& where) override;

 private:
  ProvidersPage* page();

  Connection& m_connection;
  QPointer<ProvidersPage> m_page;
};

}  // namespace sb::ui
