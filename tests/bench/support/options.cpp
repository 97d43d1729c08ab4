#include "tests/bench/support/options.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <exception>

namespace sb::bench {

Options::Options(int argc, char** argv, std::vector<Option> known)
    : m_program(argv[0]), m_known(std::move(known)) {
  for (const Option& option : m_known)
    m_values.emplace_back(option.fallback);
  for (int i = 1; i < argc; i += 2) {
    std::string_view name = argv[i];
    if (!name.starts_with("--") || i + 1 == argc) usage(name);
    m_values[indexOf(name.substr(2))] = argv[i + 1];
  }
}

void Options::usage(std::string_view problem) const {
  fmt::print(stderr, "{}: cannot use {}\n", m_program, problem);
  for (const Option& option : m_known)
    fmt::print(stderr, "  --{:<14} {} [{}]\n", option.name, option.help, option.fallback);
  std::exit(2);
}

std::size_t Options::indexOf(std::string_view name) const {
  for (std::size_t i = 0; i < m_known.size(); ++i)
    if (m_known[i].name == name) return i;
  usage(name);
}

const std::string& Options::text(std::string_view name) const { return m_values[indexOf(name)]; }

std::int64_t Options::integer(std::string_view name) const {
  const std::string& value = text(name);
  std::int64_t number = 0;
  const auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (problem != std::errc{} || end != value.data() + value.size()) usage(name);
  return number;
}

double Options::real(std::string_view name) const {
  const std::string& value = text(name);
  double number = 0;
  const auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (problem != std::errc{} || end != value.data() + value.size()) usage(name);
  return number;
}

std::int64_t Options::seconds(std::string_view name) const {
  return static_cast<std::int64_t>(real(name) * 1e9);
}

int runTool(std::string_view name, const std::function<void()>& work) {
  try {
    work();
    return 0;
  } catch (const std::exception& problem) {
    fmt::print(stderr, "{}: {}\n", name, problem.what());
    return 1;
  }
}

}  // namespace sb::bench
