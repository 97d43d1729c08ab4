#include "ui/access/access_screen.h"

#include "ui/access/access_page.h"

namespace sb::ui {

AccessScreen::AccessScreen(Connection& connection, QObject* parent)
    : Screen(parent), m_connection(connection) {}

AccessScreen::~AccessScreen() = default;

AccessPage* AccessScreen::page() {
  if (!m_page) {
    m_page = new AccessPage(m_connection);
    connect(m_page, &AccessPage::navigationRequested, this, &Screen::navigationRequested);
    connect(m_page, &AccessPage::noticed, this,
            [this](const QString& text) { Q_EMIT noticed(text, {}); });
  }
  return m_page;
}

QWidget* AccessScreen::widget() { return page(); }

QList<Command> AccessScreen::commands() {
  Command make;
  make.title = tr("New key…");
  make.iconName = QStringLiteral("plus");
  make.keywords = tr("access app token");
  make.run = [this] { Q_EMIT navigationRequested(id(), {{QStringLiteral("add"), true}}); };
  QList<Command> all{make};
  if (!m_page) return all;
  for (const KeyInfo& key : m_page->keys().keys()) {
    if (key.isRevoked()) continue;
    Command open;
    open.title = tr("Open key %1").arg(key.name);
    open.iconName = QStringLiteral("key");
    open.run = [this, name = key.name] {
      Q_EMIT navigationRequested(id(), {{QStringLiteral("key"), name}});
    };
    all.append(open);
  }
  return all;
}

bool AccessScreen::focusSearch() { return page()->focusSearch(); }

void AccessScreen::activated() { page()->setActive(true); }

void AccessScreen::deactivated() {
  if (m_page) m_page->setActive(false);
}

void AccessScreen::open(const QVariantMap& where) {
  if (where.value(QStringLiteral("add")).toBool()) page()->showNew();
  const QString name = where.value(QStringLiteral("key")).toString();
  if (!name.isEmpty()) page()->select(name);
}

}  // namespace sb::ui
