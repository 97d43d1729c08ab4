// The command line: which command, which options, and the pages of --help.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/ctl/command.h"
#include "core/base/text.h"

namespace sb::ctl {
namespace {

constexpr std::array<Option, 6> kEverywhere{{
    {"--admin", "URL", "the admin API, e.g. http://127.0.0.1:7412 (with --token-file or --data)"},
    {"--token-file", "FILE", "the file that holds the admin token (default: DATA/admin.token)"},
    {"--data", "DIR",
     "the gateway's data folder; its run.json says where the admin API is\n"
     "(default: $XDG_DATA_HOME/signalbox)"},
    {"--json", "", "print the server's JSON instead of tables"},
    {"--help", "", "print this page; behind a command, that command's page", "-h"},
    {"--version", "", "print the version"},
}};

Error usage(std::string what) {
  return {ErrorKind::BadRequest, std::move(what) + " (signalboxctl --help lists everything)"};
}

const Option* findOption(std::span<const Option> options, std::string_view name) {
  const auto found = std::ranges::find_if(options, [&](const Option& option) {
    return option.name == name || (!option.shortName.empty() && option.shortName == name);
  });
  return found == options.end() ? nullptr : &*found;
}

// The command whose words these begin with; the longest.
const Command* findCommand(const std::vector<std::string>& words, std::size_t& used) {
  const Command* best = nullptr;
  for (const Command& command : commands()) {
    const std::vector<std::string_view> name = split(command.name, ' ');
    if (name.size() > words.size() || !std::equal(name.begin(), name.end(), words.begin()))
      continue;
    if (best != nullptr && name.size() <= used) continue;
    best = &command;
    used = name.size();
  }
  return best;
}

bool isGroup(std::string_view word) {
  return std::ranges::any_of(commands(), [&](const Command& command) {
    return command.name.starts_with(std::string(word) + " ");
  });
}

Status checkWords(const Line& line) {
  std::size_t most = 0, least = 0;
  for (const std::string_view word : split(line.command->arguments, ' ')) {
    if (word.empty()) continue;
    ++most;
    if (!word.starts_with('[')) ++least;
  }
  if (line.words.size() >= least && line.words.size() <= most) return {};
  return usage(
      fmt::format("usage: signalboxctl {} {}", line.command->name, line.command->arguments));
}

// Options may stand anywhere, so the words are found first: an option that takes a value is known
// by any command's table.
const Option* anyOption(std::string_view name) {
  if (const Option* option = findOption(kEverywhere, name)) return option;
  for (const Command& command : commands())
    if (const Option* option = findOption(command.options, name)) return option;
  return nullptr;
}

Status takeOption(std::span<const char* const> arguments, std::size_t& at,
                  std::vector<std::pair<const Option*, std::string>>& taken) {
  std::string name = arguments[at];
  std::optional<std::string> value;
  if (const std::size_t equals = name.find('='); equals != std::string::npos) {
    value = name.substr(equals + 1);
    name.resize(equals);
  }
  const Option* option = anyOption(name);
  if (option == nullptr) return usage("unknown option " + name);
  if (option->value.empty() && value) return usage(name + " takes no value");
  if (!option->value.empty() && !value) {
    if (at + 1 >= arguments.size()) return usage(name + " needs " + std::string(option->value));
    value = arguments[++at];
  }
  taken.emplace_back(option, value.value_or(""));
  return {};
}

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words)
    all += (all.empty() ? "" : " ") + word;
  return all;
}

Status takeCommand(Line& line) {
  std::size_t used = 0;
  // "keys" alone means "keys list".
  if (line.words.size() == 1 && !line.help)
    for (const Command& command : commands())
      if (command.name == line.words[0] + " list") line.words.emplace_back("list");
  line.command = findCommand(line.words, used);
  const bool group = line.words.size() == 1 && isGroup(line.words[0]);
  if (line.command == nullptr) {
    line.helpFor = joined(line.words);
    if (line.help || line.version) return {};
    if (line.words.empty()) return usage("a command is missing");
    return usage((group ? "what about " : "there is no command ") + line.helpFor +
                 (group ? "?" : ""));
  }
  line.helpFor = group && line.command->name.find(' ') == std::string_view::npos
                     ? line.words[0]
                     : std::string(line.command->name);
  line.words.erase(line.words.begin(), line.words.begin() + static_cast<std::ptrdiff_t>(used));
  if (line.help || line.version) return {};
  return checkWords(line);
}

}  // namespace

Result<Line> parseLine(std::span<const char* const> arguments) {
  Line line;
  std::vector<std::pair<const Option*, std::string>> taken;
  bool onlyWords = false;
  for (std::size_t at = 0; at < arguments.size(); ++at) {
    const std::string_view word = arguments[at];
    if (!onlyWords && word == "--") {
      onlyWords = true;
    } else if (!onlyWords && word.size() > 1 && word.starts_with('-')) {
      const Status known = takeOption(arguments, at, taken);
      if (!known) return known.error();
    } else {
      line.words.emplace_back(word);
    }
  }
  for (const auto& [option, value] : taken) {
    line.help = line.help || option->name == "--help";
    line.version = line.version || option->name == "--version";
    line.options[std::string(option->name.substr(2))] = value;
  }
  const Status command = takeCommand(line);
  if (!command) return command.error();
  for (const auto& [option, value] : taken)
    if (line.command != nullptr && findOption(kEverywhere, option->name) == nullptr &&
        findOption(line.command->options, option->name) == nullptr)
      return usage(fmt::format("{} has no option {}", line.command->name, option->name));
  if (const auto url = line.options.find("admin"); url != line.options.end()) {
    const Result<Address> address = parseAddress(url->second);
    if (!address) return address.error();
  }
  return line;
}

namespace {

void appendOption(std::string& out, const Option& option) {
  std::string left = "  ";
  if (!option.shortName.empty()) left += std::string(option.shortName) + ", ";
  left += std::string(option.name);
  if (!option.value.empty()) left += " " + std::string(option.value);
  bool first = true;
  for (const std::string_view line : split(option.help, '\n')) {
    out += fmt::format("{:<24}{}\n", first ? left : "", line);
    first = false;
  }
}

std::string pageOf(const Command& command) {
  std::string out =
      fmt::format("usage: signalboxctl {}{}{} [options]\n\n{}\n", command.name,
                  command.arguments.empty() ? "" : " ", command.arguments, command.summary);
  if (!command.options.empty()) {
    out += "\nOptions:\n";
    for (const Option& option : command.options)
      appendOption(out, option);
  }
  out += "\nOptions of every command:\n";
  for (const Option& option : kEverywhere)
    appendOption(out, option);
  return out;
}

std::string firstLine(std::string_view text) {
  return std::string(text.substr(0, text.find('\n')));
}

constexpr std::string_view kEnd =
    "\nExit status: 0 done; 1 the server said no, or the file is wrong; 2 wrong command line;\n"
    "3 no server can be reached, or its token cannot be read.\n";

}  // namespace

std::string helpText(std::string_view of) {
  for (const Command& command : commands())
    if (command.name == of && !isGroup(of)) return pageOf(command);
  std::string out =
      "usage: signalboxctl [options] COMMAND\n\nAdministers a running Signalbox gateway.\n\n"
      "Commands:\n";
  for (const Command& command : commands()) {
    if (isGroup(of) && split(command.name, ' ').front() != of) continue;
    const std::string left = fmt::format("  {} {}", command.name, command.arguments);
    out += fmt::format("{:<32}{}\n", left, firstLine(command.summary));
  }
  out += "\nOptions of every command:\n";
  for (const Option& option : kEverywhere)
    appendOption(out, option);
  if (!of.empty() && isGroup(of)) {
    for (const Command& command : commands()) {
      if (split(command.name, ' ').front() != of || command.options.empty()) continue;
      out += fmt::format("\nOptions of {}:\n", command.name);
      for (const Option& option : command.options)
        appendOption(out, option);
    }
  }
  return out + std::string(kEnd);
}

}  // namespace sb::ctl
