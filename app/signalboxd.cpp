// The gateway without a window.
#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

#include "app/host.h"
#include "app/options.h"
#include "core/base/files.h"
#include "core/base/log.h"
#include "core/config/load.h"
#include "core/net/worker.h"

namespace sb::app {
namespace {

constexpr Millis kDrain{30'000};
constexpr std::size_t kMostConfig = 4 * 1024 * 1024;

void say(FILE* to, const std::string& text) {
  std::fputs(text.c_str(), to);
  if (text.empty() || text.back() != '\n') std::fputc('\n', to);
  std::fflush(to);
}

int check(const std::string& file) {
  const Result<FileText> text = readSmallFile(file, kMostConfig);
  if (!text) {
    say(stderr, file + ": " + text.error().message);
    return 2;
  }
  const config::Loaded loaded = config::load(text->text, knownToConfig());
  if (!loaded.problems.empty()) say(stderr, config::toString(loaded.problems, file));
  if (!loaded.config) return 2;
  say(stdout, file + ": ok");
  return 0;
}

// Blocked in every thread from the beginning; waited for by main.
sigset_t handledSignals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGXFSZ, SIG_IGN);
  return set;
}

// What a person can do about it who has only this line.
std::string explained(const StartFailure& failed) {
  if (failed.reason != StartFailure::Reason::Folder) return failed.text;
  return failed.text +
         "\nMake sure that this user can read and write the data folder and that its disk is not "
         "full, or name another folder: --data DIR";
}

int run(const Options& options) {
  const sigset_t signals = handledSignals();
  log::start(options.logLevel);
  net::raiseDescriptorLimit();
  Host host;
  if (const auto failed = host.start(options)) {
    say(stderr, explained(*failed));
    return failed->exitCode;
  }
  say(stdout, host.readyLine());
  for (;;) {
    int signal = 0;
    if (sigwait(&signals, &signal) != 0) continue;
    if (signal == SIGHUP) {
      host.reload();
      continue;
    }
    log::info("stopping: open requests may end");
    host.stop(kDrain);
    return 0;
  }
}

int start(const std::vector<std::string>& arguments) {
  const Result<Options> options = parseOptions(arguments);
  if (!options) {
    say(stderr, "signalboxd: " + options.error().message);
    return 2;
  }
  switch (options->action) {
    case Options::Action::Help:
      say(stdout, helpText("signalboxd"));
      return 0;
    case Options::Action::Version:
      say(stdout, "signalboxd " SB_VERSION);
      return 0;
    case Options::Action::Check:
      return check(options->checkFile);
    case Options::Action::Run:
      return run(*options);
  }
  return 1;
}

}  // namespace
}  // namespace sb::app

int main(int argc, char** argv) {
  try {
    return sb::app::start(std::vector<std::string>(argv + 1, argv + argc));
  } catch (const std::exception& e) {
    std::fprintf(stderr, "signalboxd: %s\n", e.what());
    return 1;
  }
}
