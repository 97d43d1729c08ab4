// The command line of signalbox: that of signalboxd, and where to find a gateway that runs
// elsewhere. Pure.
#pragma once

#include "app/options.h"

namespace sb::app {

struct DesktopOptions {
  Options engine;
  std::string connect;    // URL of an admin API; empty: the gateway is started here
  std::string tokenFile;  // for `connect`
  bool minimized = false;
  // Those of `engine`, as they were given: what start at login repeats.
  std::vector<std::string> engineArguments;
};

// BadRequest says which argument is wrong.
Result<DesktopOptions> parseDesktopOptions(const std::vector<std::string>& arguments);

std::string desktopHelp();

}  // namespace sb::app
