// The command line of a measuring tool: `--name value` pairs, each with a default.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace sb::bench {

struct Option {
  std::string_view name;  // without the dashes
  std::string_view fallback;
  std::string_view help;
};

class Options {
 public:
  // Prints the usage and exits with 2 where an argument is unknown or lacks its value.
  Options(int argc, char** argv, std::vector<Option> known);

  const std::string& text(std::string_view name) const;
  bool given(std::string_view name) const { return !text(name).empty(); }
  // Both exit with 2 where the value is no number.
  std::int64_t integer(std::string_view name) const;
  double real(std::string_view name) const;
  // Seconds on the command line, nanoseconds here.
  std::int64_t seconds(std::string_view name) const;

 private:
  [[noreturn]] void usage(std::string_view problem) const;
  std::size_t indexOf(std::string_view name) const;

  std::string m_program;
  std::vector<Option> m_known;
  std::vector<std::string> m_values;
};

// The one catch of a tool's main: 0, or 1 after the exception's text on stderr.
int runTool(std::string_view name, const std::function<void()>& work);

}  // namespace sb::bench
