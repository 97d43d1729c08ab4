// Playground: several models asked the same, side by side. Takes {"model": "openai/gpt-4o"} for its
// first lane and {"prompt": "…"}. Owner: the application; GUI thread.
#pragma once

#include <QPointer>

#include "ui/client/connection.h"
#include "ui/preferences/preferences.h"
#include "ui/widgets/screen.h"

namespace sb::ui {

class PlaygroundPage;

class PlaygroundScreen : public Screen {
  Q_OBJECT

 public:
  PlaygroundScreen(Connection& connection, Preferences& preferences, QObject* parent = nullptr);
  ~PlaygroundScreen() override;

  QString id() const override { return QStringLiteral("playground"); }
  QString title() const override { return tr("Playground"); }
  QString iconName() const override { return QStringLiteral("play"); }
  QWidget* widget() override;
  QList<Command> commands() override;
  void activated() override;
  void deactivated() override;
  void open(const QVariantMap& where) override;

 private:
  PlaygroundPage* page();
  Command command(const QString& title, const QString& icon, std::function<void()> run);

  Connection& m_connection;
  Preferences& m_preferences;
  QPointer<PlaygroundPage> m_page;
};

}  // namespace sb::ui
