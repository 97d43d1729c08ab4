#include "app/options.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>

#include "core/base/text.h"

namespace sb::app {
namespace {

std::string xdg(const char* variable, const char* underHome) {
  if (const char* value = std::getenv(variable); value != nullptr && *value == '/')
    return std::string(value) + "/signalbox";
  const char* home = std::getenv("HOME");
  return std::string(home != nullptr ? home : "/var/lib") + underHome + "/signalbox";
}

Error usage(const std::string& what) {
  return Error(ErrorKind::BadRequest, what + "; --help lists the options");
}

}  // namespace

std::string defaultConfigFile() { return xdg("XDG_CONFIG_HOME", "/.config") + "/signalbox.yaml"; }

std::string defaultDataFolder() { return xdg("XDG_DATA_HOME", "/.local/share"); }

Result<std::pair<std::string, std::uint16_t>> parseAddress(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  std::string host = text.substr(0, colon == std::string::npos ? 0 : colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']')
    host = host.substr(1, host.size() - 2);
  std::uint16_t port = 0;
  const char* const end = text.data() + text.size();
  const char* const begin = colon == std::string::npos ? end : text.data() + colon + 1;
  const auto [stop, failed] = std::from_chars(begin, end, port);
  if (host.empty() || begin == end || failed != std::errc() || stop != end)
    return usage("expected ADDRESS:PORT, as in 127.0.0.1:7411, and not \"" + text + "\"");
  return std::pair{host, port};
}

namespace {

// One option with its value, taken from "--name value" or "--name=value".
class Reader {
 public:
  explicit Reader(const std::vector<std::string>& arguments) : m_arguments(arguments) {}

  bool next() {
    if (m_at >= m_arguments.size()) return false;
    const std::string& argument = m_arguments[m_at++];
    const std::size_t equals = argument.starts_with("--") ? argument.find('=') : std::string::npos;
    name = argument.substr(0, equals);
    m_inline.reset();
    if (equals != std::string::npos) m_inline = argument.substr(equals + 1);
    return true;
  }
  Result<std::string> value() {
    if (m_inline) return *m_inline;
    if (m_at >= m_arguments.size()) return usage(name + " needs a value");
    return m_arguments[m_at++];
  }
  bool hasInline() const { return m_inline.has_value(); }

  std::string name;

 private:
  const std::vector<std::string>& m_arguments;
  std::size_t m_at = 0;
  std::optional<std::string> m_inline;
};

Status takeValue(Options& options, const std::string& name, const std::string& value) {
  if (name == "--config") options.configFile = value;
  if (name == "--data") options.dataFolder = value;
  if (name == "--vault-key-file") options.vaultKeyFile = value;
  if (name == "--log-level") {
    const Result<log::Level> level = log::parseLevel(value);
    if (!level) return level.error();
    options.logLevel = *level;
  }
  if (name == "--listen" || name == "--admin") {
    const auto address = parseAddress(value);
    if (!address) return address.error();
    if (name == "--admin") {
      if (!isLoopbackHost(address->first))
        return usage("--admin " + value +
                     ": the admin API is on loopback only in this version, "
                     "expected 127.0.0.1, ::1 or localhost");
      options.admin = config::Admin{address->first, address->second};
    } else {
      config::Listener listener;
      listener.address = address->first;
      listener.port = address->second;
      options.listen = listener;
    }
  }
  return {};
}

bool takesValue(const std::string& name) {
  return name == "--config" || name == "--data" || name == "--listen" || name == "--admin" ||
         name == "--vault-key-file" || name == "--log-level";
}

}  // namespace

Result<Options> parseOptions(const std::vector<std::string>& arguments) {
  Options options;
  options.configFile = defaultConfigFile();
  options.dataFolder = defaultDataFolder();
  Reader reader(arguments);
  while (reader.next()) {
    if (takesValue(reader.name)) {
      const Result<std::string> value = reader.value();
      if (!value) return value.error();
      const Status taken = takeValue(options, reader.name, *value);
      if (!taken) return taken.error();
      continue;
    }
    if (reader.hasInline()) return usage("unknown option " + reader.name);
    if (reader.name == "--demo") {
      options.demo = true;
    } else if (reader.name == "--version") {
      options.action = Options::Action::Version;
    } else if (reader.name == "--help" || reader.name == "-h") {
      options.action = Options::Action::Help;
    } else if (reader.name == "check") {
      options.action = Options::Action::Check;
      if (!reader.next()) return usage("check needs a FILE");
      options.checkFile = reader.name;
    } else {
      return usage("unknown option " + reader.name);
    }
  }
  return options;
}

std::string helpText(const std::string& program) {
  return fmt::format(
      R"(Usage: {0} [OPTION]...
       {0} check FILE

An LLM gateway: one local address for all your providers.

  --config FILE          configuration (default {1})
  --data DIR             keys, log and vault (default {2})
  --listen ADDRESS:PORT  gateway address, instead of the file's; port 0 picks a free one
  --admin ADDRESS:PORT   admin API address, instead of the file's
  --demo                 adds the demo provider and a route "demo" to it
  --vault-key-file FILE  32 bytes, or 64 hex digits, that open the vault
  --log-level LEVEL      trace, debug, info, warn, error or off (default info)
  --version              prints the version
  --help                 prints this

check FILE only validates a configuration. A passphrase of the vault is read from
SIGNALBOX_VAULT_PASSPHRASE. SIGHUP reads the configuration again; SIGTERM lets open requests end, then
exits 0. A wrong configuration or a data folder in use exits 2.
)",
      program, defaultConfigFile(), defaultDataFolder());
}

}  // namespace sb::app
