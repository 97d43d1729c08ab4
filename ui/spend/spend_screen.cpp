#include "ui/spend/spend_screen.h"

#include "ui/spend/spend_page.h"

namespace sb::ui {

SpendScreen::SpendScreen(Connection& connection, Preferences& preferences, QObject* parent)
    : Screen(parent), m_connection(connection), m_preferences(preferences) {}

SpendScreen::~SpendScreen() = default;

SpendPage* SpendScreen::page() {
  if (!m_page) {
    m_page = new SpendPage(m_connection, m_preferences);
    connect(m_page, &SpendPage::navigationRequested, this, &Screen::navigationRequested);
    connect(m_page, &SpendPage::noticed, this,
            [this](const QString& text) { Q_EMIT noticed(text, {}); });
  }
  return m_page;
}

QWidget* SpendScreen::widget() { return page(); }

QList<Command> SpendScreen::commands() {
  const struct {
    QString title;
    const char* by;
  } all[] = {{tr("Spend by model"), "model"},
             {tr("Spend by provider"), "provider"},
             {tr("Spend by key"), "key"}};
  QList<Command> commands;
  for (const auto& one : all) {
    Command command;
    command.title = one.title;
    command.iconName = QStringLiteral("dollar-sign");
    command.run = [this, by = QString(QLatin1String(one.by))] {
      Q_EMIT navigationRequested(id(), {{QStringLiteral("by"), by}});
    };
    commands.append(command);
  }
  return commands;
}

void SpendScreen::activated() { page()->setActive(true); }

void SpendScreen::deactivated() {
  if (m_page) m_page->setActive(false);
}

void SpendScreen::open(const QVariantMap& where) {
  const QString range = where.value(QStringLiteral("range")).toString();
  const QString by = where.value(QStringLiteral("by")).toString();
  if (!range.isEmpty()) page()->setRange(range);
  if (by == QLatin1String("model")) page()->setBy(SpendBy::Model);
  if (by == QLatin1String("provider")) page()->setBy(SpendBy::Provider);
  if (by == QLatin1String("key")) page()->setBy(SpendBy::Key);
}

}  // namespace sb::ui
