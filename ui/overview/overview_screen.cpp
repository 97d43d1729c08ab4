#include "ui/overview/overview_screen.h"

#include "ui/overview/overview_page.h"

namespace sb::ui {

OverviewScreen::OverviewScreen(Connection& connection, Preferences& preferences, QObject* parent)
    : Screen(parent), m_connection(connection), m_preferences(preferences) {}

OverviewScreen::~OverviewScreen() = default;

OverviewPage* OverviewScreen::page() {
  if (!m_page) {
    m_page = new OverviewPage(m_connection, m_preferences);
    connect(m_page, &OverviewPage::navigationRequested, this, &Screen::navigationRequested);
    connect(m_page, &OverviewPage::noticed, this,
            [this](const QString& text) { Q_EMIT noticed(text, {}); });
  }
  return m_page;
}

QWidget* OverviewScreen::widget() { return page(); }

QList<Command> OverviewScreen::commands() {
  Command app;
  app.title = tr("Connect an app…");
  app.iconName = QStringLiteral("plug");
  app.keywords = tr("key snippet base URL");
  app.run = [this] { Q_EMIT navigationRequested(id(), {{QStringLiteral("connect"), true}}); };
  return (m_page ? m_page->steps() : QList<Command>()) << app;
}

void OverviewScreen::activated() { page()->setActive(true); }

void OverviewScreen::deactivated() {
  if (m_page) m_page->setActive(false);
}

void OverviewScreen::open(const QVariantMap& where) {
  if (where.value(QStringLiteral("connect")).toBool()) page()->showConnect();
}

}  // namespace sb::ui
