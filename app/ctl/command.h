// A command of signalboxctl: what stands on its command line, how its help reads, and what it does.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/ctl/http_client.h"

namespace sb::ctl {

// 0, or one of these.
inline constexpr int kRefused = 1;      // the server said no, or the file is wrong
inline constexpr int kUsage = 2;        // the command line is wrong
inline constexpr int kUnreachable = 3;  // no server, or no token

struct Option {
  std::string_view name;   // "--models"
  std::string_view value;  // "A,B"; "" = a flag
  std::string_view help;
  std::string_view shortName = {};  // "-n"
};

class Context;

struct Command {
  std::string_view name;       // "keys create"
  std::string_view arguments;  // "NAME": one word each, [WORD] for those that may be missing
  std::string_view summary;
  std::span<const Option> options;
  int (*run)(Context& context);
};

std::span<const Command> commands();

// What was typed, taken apart.
struct Line {
  const Command* command = nullptr;
  std::vector<std::string> words;              // behind the command's name
  std::map<std::string, std::string> options;  // by long name, without dashes
  bool help = false, version = false;
  std::string helpFor;  // the words of an unfinished command: "keys"
};

// BadRequest says what is wrong with the line.
Result<Line> parseLine(std::span<const char* const> arguments);

std::string helpText(std::string_view of);

// One run of a command.
class Context {
 public:
  explicit Context(Line line) : m_line(std::move(line)) {}

  // The n-th word behind the command; "" where it is missing.
  const std::string& word(std::size_t n) const;
  std::string option(const std::string& name, const std::string& otherwise = {}) const;
  bool flag(const std::string& name) const { return m_line.options.count(name) != 0; }
  bool json() const { return flag("json"); }

  // One call of the admin API; `target` behind /admin/v1/. What the server refuses comes as an
  // error with the words of its problem document.
  Result<boost::json::value> call(const std::string& method, const std::string& target,
                                  const boost::json::value* body = nullptr);
  Result<boost::json::value> get(const std::string& target) { return call("GET", target); }
  // The same with bytes of a file.
  Result<boost::json::value> put(const std::string& target, const std::string& bytes);
  Status stream(const std::string& target, const OnBytes& onBytes);

  // Prints the error; the exit status for it.
  static int fail(const Error& error);
  // Prints raw JSON.
  static int print(const boost::json::value& value);

 private:
  Status findServer();
  Result<Response> exchange(const std::string& method, const std::string& target,
                            const std::string& body, const OnBytes& onBytes,
                            const char* contentType = "application/json");

  Line m_line;
  std::optional<Address> m_server;
  std::string m_token;
};

}  // namespace sb::ctl
