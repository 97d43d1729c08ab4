// Access: the keys that applications use. Takes {"add": true} and {"key": "alice"}. Owner: the
// application; GUI thread.
#pragma once

#include <QPointer>

#include "ui/client/connection.h"
#include "ui/widgets/screen.h"

namespace sb::ui {

class AccessPage;

class AccessScreen : public Screen {
  Q_OBJECT

 public:
  explicit AccessScreen(Connection& connection, QObject* parent = nullptr);
  ~AccessScreen() override;

  QString id() const override { return QStringLiteral("access"); }
  QString title() const override { return tr("Access"); }
  QString iconName() const override { return QStringLiteral("key"); }
  QWidget* widget() override;
  QList<Command> commands() override;
  bool focusSearch() override;
  void activated() override;
  void deactivated() override;
  void open(const QVariantMap& where) override;

 private:
  AccessPage* page();

  Connection& m_connection;
  QPointer<AccessPage> m_page;
};

}  // namespace sb::ui
