// signalboxctl: the admin API of a running Signalbox from a shell.
#include <csignal>
#include <cstdio>
#include <exception>

#include "app/ctl/command.h"

int main(int argc, char** argv) {
  using namespace sb::ctl;
  std::signal(SIGPIPE, SIG_DFL);
  const std::span<const char* const> arguments(argv + 1, static_cast<std::size_t>(argc - 1));
  if (arguments.empty()) {
    std::fputs(helpText("").c_str(), stderr);
    return kUsage;
  }
  sb::Result<Line> line = parseLine(arguments);
  if (!line) {
    std::fprintf(stderr, "signalboxctl: %s\n", line.error().message.c_str());
    return kUsage;
  }
  if (line->version) {
    std::puts("signalboxctl " SB_VERSION);
    return 0;
  }
  if (line->help) {
    std::fputs(helpText(line->helpFor).c_str(), stdout);
    return 0;
  }
  const Command& command = *line->command;
  Context context(std::move(*line));
  try {
    return command.run(context);
  } catch (const std::exception& e) {
    std::fprintf(stderr, "signalboxctl: the server's answer is not understood: %s\n", e.what());
    return kRefused;
  }
}
