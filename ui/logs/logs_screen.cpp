#include "ui/logs/logs_screen.h"

#include "ui/logs/logs_page.h"

namespace sb::ui {

LogsScreen::LogsScreen(Connection& connection, Preferences& preferences, QObject* parent)
    : Screen(parent), m_connection(connection), m_preferences(preferences) {}

LogsScreen::~LogsScreen() = default;

LogsPage* LogsScreen::page() {
  if (!m_page) {
    m_page = new LogsPage(m_connection, m_preferences);
    connect(m_page, &LogsPage::navigationRequested, this, &Screen::navigationRequested);
    connect(m_page, &LogsPage::noticed, this,
            [this](const QString& text) { Q_EMIT noticed(text, {}); });
  }
  return m_page;
}

QWidget* LogsScreen::widget() { return page(); }

QList<Command> LogsScreen::commands() {
  const auto filtered = [this](const QString& filter) {
    return [this, filter] {
      Q_EMIT navigationRequested(id(), {{QStringLiteral("filter"), filter}});
    };
  };
  Command pause;
  pause.title = tr("Pause or follow the log");
  pause.iconName = QStringLiteral("pause");
  pause.run = [this] { page()->togglePause(); };
  Command errors;
  errors.title = tr("Show failed requests");
  errors.iconName = QStringLiteral("circle-x");
  errors.run = filtered(QStringLiteral("outcome:error"));
  Command all;
  all.title = tr("Show all requests");
  all.iconName = QStringLiteral("list");
  all.run = filtered(QString());
  return {pause, errors, all};
}

bool LogsScreen::focusSearch() {
  page()->focusFilter();
  return true;
}

void LogsScreen::activated() { page()->setActive(true); }

void LogsScreen::deactivated() {
  if (m_page) m_page->setActive(false);
}

void LogsScreen::open(const QVariantMap& where) {
  const QString request = where.value(QStringLiteral("id")).toString();
  if (!request.isEmpty())
    page()->openRequest(request);
  else if (where.contains(QStringLiteral("filter")))
    page()->setFilter(where.value(QStringLiteral("filter")).toString());
}

}  // namespace sb::ui
