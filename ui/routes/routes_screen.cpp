#include "ui/routes/routes_screen.h"

#include "ui/routes/routes_page.h"

namespace sb::ui {

RoutesScreen::RoutesScreen(Connection& connection, Preferences& preferences, QObject* parent)
    : Screen(parent), m_connection(connection), m_preferences(preferences) {}

RoutesScreen::~RoutesScreen() = default;

RoutesPage* RoutesScreen::page() {
  if (!m_page) {
    m_page = new RoutesPage(m_connection, m_preferences);
    connect(m_page, &RoutesPage::noticed, this, &Screen::noticed);
    connect(m_page, &RoutesPage::draftsChanged, this, &Screen::markChanged);
    Q_EMIT markChanged(m_page->hasDrafts());
  }
  return m_page;
}

QWidget* RoutesScreen::widget() { return page(); }

QList<Command> RoutesScreen::commands() {
  Command add;
  add.title = tr("New route…");
  add.iconName = QStringLiteral("plus");
  add.keywords = tr("fallback model name");
  add.run = [this] { Q_EMIT navigationRequested(id(), {{QStringLiteral("new"), true}}); };
  QList<Command> all{add};
  if (!m_page) return all;
  for (const RouteRow& row : m_page->data().drafts().rows()) {
    Command open;
    open.title = tr("Open route %1").arg(row.now.name);
    open.iconName = iconName();
    open.keywords = row.now.match.join(QLatin1Char(' '));
    open.run = [this, name = row.now.name] {
      Q_EMIT navigationRequested(id(), {{QStringLiteral("name"), name}});
    };
    all.append(open);
  }
  return all;
}

bool RoutesScreen::focusSearch() {
  page()->focusSearch();
  return true;
}

void RoutesScreen::activated() { page()->setActive(true); }

void RoutesScreen::deactivated() {
  if (m_page) m_page->setActive(false);
}

void RoutesScreen::open(const QVariantMap& where) {
  const QString name = where.value(QStringLiteral("name")).toString();
  if (!name.isEmpty()) page()->openRoute(name);
  if (where.value(QStringLiteral("new")).toBool()) page()->askForNew();
}

}  // namespace sb::ui
