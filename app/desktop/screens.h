// The screens of the console in the order of the navigation. This list is the only place that knows
// all of them. GUI thread.
#pragma once

#include <memory>
#include <vector>

#include "ui/client/connection.h"
#include "ui/preferences/autostart.h"
#include "ui/preferences/preferences.h"
#include "ui/widgets/screen.h"

namespace sb::app {

// What screens may ask for; all of it outlives them.
struct ScreenContext {
  ui::Connection& connection;
  ui::Preferences& preferences;
  ui::Autostart& autostart;
  bool ownGateway = true;  // it runs in this process
};

std::vector<std::unique_ptr<ui::Screen>> makeScreens(const ScreenContext& context);

}  // namespace sb::app
