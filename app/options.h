// The command line of signalboxd, which the desktop program shares. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/log.h"
#include "core/base/result.h"
#include "core/config/config.h"

namespace sb::app {

struct Options {
  enum class Action { Run, Check, Version, Help };
  Action action = Action::Run;
  std::string program = "signalboxd";  // its name in the lock of the data folder
  std::string configFile;              // absolute or as given
  std::string dataFolder;
  std::string checkFile;
  std::optional<config::Listener> listen;
  std::optional<config::Admin> admin;
  std::string vaultKeyFile;
  bool demo = false;
  log::Level logLevel = log::Level::Info;
};

// BadRequest says which argument is wrong. Defaults follow the XDG base directory specification.
Result<Options> parseOptions(const std::vector<std::string>& arguments);

// Text of --help for a program of that name.
std::string helpText(const std::string& program);

// "127.0.0.1:7411", "[::1]:0", "localhost:7411".
Result<std::pair<std::string, std::uint16_t>> parseAddress(const std::string& text);

std::string defaultConfigFile();
std::string defaultDataFolder();

}  // namespace sb::app
