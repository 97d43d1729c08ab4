#include "ui/providers/providers_screen.h"

#include "ui/providers/providers_page.h"

namespace sb::ui {

ProvidersScreen::ProvidersScreen(Connection& connection, QObject* parent)
    : Screen(parent), m_connection(connection) {}

ProvidersScreen::~ProvidersScreen() = default;

ProvidersPage* ProvidersScreen::page() {
  if (!m_page) {
    m_page = new ProvidersPage(m_connection);
    connect(m_page, &ProvidersPage::noticed, this, &Screen::noticed);
  }
  return m_page;
}

QWidget* ProvidersScreen::widget() { return page(); }

QList<Command> ProvidersScreen::commands() {
  Command add;
  add.title = tr("Add a provider…");
  add.iconName = QStringLiteral("plus");
  add.keywords = tr("key model server");
  add.run = [this] { Q_EMIT navigationRequested(id(), {{QStringLiteral("add"), true}}); };
  Command models;
  models.title = tr("All models");
  models.iconName = QStringLiteral("list");
  models.keywords = tr("price context capability");
  models.run = [this] { Q_EMIT navigationRequested(id(), {{QStringLiteral("models"), true}}); };
  QList<Command> all{add, models};
  if (!m_page) return all;
  Command test;
  test.title = tr("Test all providers");
  test.iconName = QStringLiteral("play");
  test.run = [this] { page()->testAll(); };
  all.append(test);
  for (const Provider& provider : m_page->known().providers()) {
    Command open;
    open.title = tr("Open provider %1").arg(provider.id);
    open.iconName = QStringLiteral("cloud");
    open.keywords = provider.name;
    open.run = [this, which = provider.id] {
      Q_EMIT navigationRequested(id(), {{QStringLiteral("id"), which}});
    };
    all.append(open);
  }
  return all;
}

bool ProvidersScreen::focusSearch() { return page()->focusSearch(); }

void ProvidersScreen::activated() { page()->setActive(true); }

void ProvidersScreen::deactivated() {
  if (m_page) m_page->setActive(false);
}

void ProvidersScreen::open(const QVariantMap& where) {
  const QVariant add = where.value(QStringLiteral("add"));
  if (add.typeId() == QMetaType::QString)
    page()->showAdd(add.toString());
  else if (add.toBool())
    page()->showAdd();
  if (where.value(QStringLiteral("models")).toBool()) page()->showModels();
  const QString id = where.value(QStringLiteral("id")).toString();
  if (!id.isEmpty()) page()->openProvider(id);
}

}  // namespace sb::ui
