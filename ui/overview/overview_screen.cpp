#include "ui/overview/overview_screen.h"

#include "ui/widgets/page.h"

namespace sb::ui {

OverviewScreen::OverviewScreen(Connection& connection, Preferences& preferences, QObject* parent)
    : Screen(parent), m_connection(connection), m_preferences(preferences) {}

OverviewScreen::~OverviewScreen() = default;

QWidget* OverviewScreen::widget() {
  if (!m_page) {
    auto* page = new Page(id());
    page->setTitle(title());
    m_page = page;
  }
  return m_page;
}

}  // namespace sb::ui
