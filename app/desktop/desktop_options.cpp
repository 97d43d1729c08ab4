#include "app/desktop/desktop_options.h"

#include <optional>

namespace sb::app {
namespace {

// The value of `name` if the argument at `at` is that option; moves `at` onto what it used.
std::optional<Result<std::string>> valueOf(const std::vector<std::string>& arguments,
                                           std::size_t& at, const std::string& name) {
  const std::string& argument = arguments[at];
  if (argument.starts_with(name + "="))
    return Result<std::string>(argument.substr(name.size() + 1));
  if (argument != name) return std::nullopt;
  if (at + 1 >= arguments.size())
    return Result<std::string>(
        Error(ErrorKind::BadRequest, name + " needs a value; --help lists the options"));
  return Result<std::string>(arguments[++at]);
}

Status checkTogether(const DesktopOptions& options) {
  if (options.connect.empty() == options.tokenFile.empty()) return {};
  return Error(ErrorKind::BadRequest, "--connect and --token-file belong together");
}

}  // namespace

Result<DesktopOptions> parseDesktopOptions(const std::vector<std::string>& arguments) {
  DesktopOptions options;
  for (std::size_t at = 0; at < arguments.size(); ++at) {
    if (arguments[at] == "--minimized") {
      options.minimized = true;
      continue;
    }
    bool taken = false;
    for (auto [name, into] : {std::pair{"--connect", &options.connect},
                              std::pair{"--token-file", &options.tokenFile}}) {
      const auto value = valueOf(arguments, at, name);
      if (!value) continue;
      if (!*value) return value->error();
      *into = **value;
      taken = true;
      break;
    }
    if (!taken) options.engineArguments.push_back(arguments[at]);
  }
  Result<Options> engine = parseOptions(options.engineArguments);
  if (!engine) return engine.error();
  options.engine = std::move(*engine);
  options.engine.program = "signalbox";
  const Status together = checkTogether(options);
  if (!together) return together.error();
  return options;
}

std::string desktopHelp() {
  return helpText("signalbox") +
         R"(
The window of signalbox starts the gateway in its own process, or speaks to one that runs elsewhere:

  --connect URL          admin API of a running gateway, as http://127.0.0.1:7412
  --token-file FILE      its admin token (DATA/admin.token there)
  --minimized            starts in the tray, or as a minimized window where there is none

A second start shows the window of the first.
)";
}

}  // namespace sb::app
