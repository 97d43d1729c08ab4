#include "app/desktop/screens.h"

#include "ui/access/access_screen.h"
#include "ui/logs/logs_screen.h"
#include "ui/overview/overview_screen.h"
#include "ui/playground/playground_screen.h"
#include "ui/providers/providers_screen.h"
#include "ui/routes/routes_screen.h"
#include "ui/settings/settings_screen.h"
#include "ui/spend/spend_screen.h"

namespace sb::app {

std::vector<std::unique_ptr<ui::Screen>> makeScreens(const ScreenContext& context) {
  std::vector<std::unique_ptr<ui::Screen>> screens;
  screens.push_back(std::make_unique<ui::OverviewScreen>(context.connection, context.preferences));
  screens.push_back(
      std::make_unique<ui::PlaygroundScreen>(context.connection, context.preferences));
  screens.push_back(std::make_unique<ui::RoutesScreen>(context.connection, context.preferences));
  screens.push_back(std::make_unique<ui::ProvidersScreen>(context.connection));
  screens.push_back(std::make_unique<ui::AccessScreen>(context.connection));
  screens.push_back(std::make_unique<ui::LogsScreen>(context.connection, context.preferences));
  screens.push_back(std::make_unique<ui::SpendScreen>(context.connection, context.preferences));
  screens.push_back(std::make_unique<ui::SettingsScreen>(context.connection, context.preferences,
                                                         context.autostart, context.ownGateway));
  return screens;
}

}  // namespace sb::app
