// Reads signalbox.yaml into a Config. The only reader of the format; docs/configuration.md is its
// description for people.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/config/config.h"

namespace sb::config {

// One thing that is wrong: what, where, what is expected.
struct Problem {
  Where where;
  std::string what;
  std::string path;  // e.g. "providers[0].keys[1].secret"
};

// "file:line:column: what", a line each.
std::string toString(const std::vector<Problem>& problems, std::string_view file);

// What the loader has to know from elsewhere.
struct Known {
  std::vector<std::string> kinds;            // provider presets
  std::vector<std::string> kindsWithoutUrl;  // presets that need a base_url
  // Kinds and the headers that their providers must name in `headers`.
  std::vector<std::pair<std::string, std::string>> headersToFill;
  std::vector<std::string> ownProviders;  // of the program itself: not in the file, but known
  bool keychain = false;                  // "keychain:" references are possible in this program
  // What the command line says instead of the file; the file's checks hold for it as well.
  std::optional<Listener> listen;
  std::optional<Admin> admin;
};

struct Loaded {
  std::shared_ptr<const Config> config;  // null if there is any problem
  std::vector<Problem> problems;         // the first syntax error, or all semantic ones
};

// An empty text is the default configuration. Never throws. At most 4 MB of text; YAML aliases are
// refused (they can multiply without end), duplicate keys and unknown keys are problems (with near
// names).
Loaded load(std::string_view yaml, const Known& known);

}  // namespace sb::config
