#include "ui/settings/settings_screen.h"

#include "ui/settings/settings_page.h"

namespace sb::ui {

SettingsScreen::SettingsScreen(Connection& connection, Preferences& preferences,
                               Autostart& autostart, bool ownGateway, QObject* parent)
    : Screen(parent),
      m_connection(connection),
      m_preferences(preferences),
      m_autostart(autostart),
      m_ownGateway(ownGateway) {}

SettingsScreen::~SettingsScreen() = default;

SettingsPage* SettingsScreen::page() {
  if (!m_page) {
    m_page = new SettingsPage(m_connection, m_preferences, m_autostart, m_ownGateway);
    connect(m_page, &SettingsPage::markChanged, this, &Screen::markChanged);
    connect(m_page, &SettingsPage::noticed, this,
            [this](const QString& text) { Q_EMIT noticed(text, {}); });
  }
  return m_page;
}

QWidget* SettingsScreen::widget() { return page(); }

QList<Command> SettingsScreen::commands() {
  QList<Command> all;
  for (const SettingsSection& section : settingsSections()) {
    Command command;
    command.title = tr("Settings: %1").arg(section.title);
    command.iconName = section.iconName;
    command.keywords = section.keywords;
    command.run = [this, where = section.id] {
      Q_EMIT navigationRequested(id(), {{QStringLiteral("section"), where}});
    };
    all.append(command);
  }
  return all;
}

bool SettingsScreen::focusSearch() {
  page()->focusSearch();
  return true;
}

void SettingsScreen::activated() { page()->setActive(true); }

void SettingsScreen::deactivated() {
  if (m_page) m_page->setActive(false);
}

void SettingsScreen::open(const QVariantMap& where) {
  page()->showSection(where.value(QStringLiteral("section")).toString());
}

QString SettingsScreen::unsavedWork() const {
  return m_page && m_page->isChanged() ? tr("Changed settings are not saved.") : QString();
}

}  // namespace sb::ui
