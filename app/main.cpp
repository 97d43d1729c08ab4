// The desktop program: the gateway on a thread, and its console.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <memory>
#include <string>
#include <vector>

#include "app/desktop/console.h"
#include "app/desktop/desktop_options.h"
#include "app/desktop/engine.h"
#include "app/desktop/frame_clock.h"
#include "app/desktop/keychain.h"
#include "app/desktop/single_instance.h"
#include "app/desktop/unix_signals.h"
#include "core/base/log.h"
#include "core/net/worker.h"
#include "ui/theme/icons.h"

namespace sb::app {
namespace {

void say(FILE* to, const std::string& text) {
  std::fputs(text.c_str(), to);
  if (text.empty() || text.back() != '\n') std::fputc('\n', to);
  std::fflush(to);
}

bool hasScreen() {
  for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return true;
  return false;
}

int run(int argc, char** argv, const DesktopOptions& options,
        const std::vector<std::string>& arguments) {
  if (!hasScreen()) {
    say(stderr, "signalbox: there is no screen to show a window on; signalboxd runs without one");
    return 1;
  }
  const std::string socket = instanceSocket(options.engine.dataFolder, options.connect);
  if (handOver(socket, arguments)) return 0;
  UnixSignals::block();
  log::start(options.engine.logLevel);
  net::raiseDescriptorLimit();
  const auto keychain = std::make_shared<DesktopKeychain>();
  logMoment("started");
  Engine engine;
  engine.setKeychain(keychain);
  if (options.connect.empty()) engine.start(options.engine);
  TimedApplication app(argc, argv);
  QApplication::setApplicationName(QStringLiteral("signalbox"));
  QApplication::setApplicationDisplayName(QStringLiteral("Signalbox"));
  QApplication::setApplicationVersion(QStringLiteral(SB_VERSION));
  QApplication::setDesktopFileName(QStringLiteral("signalbox"));
  QApplication::setQuitOnLastWindowClosed(false);
  QApplication::setWindowIcon(ui::themedIcon(QStringLiteral("signalbox")));
  if (options.connect.empty()) keychain->begin();
  Console console(app, engine, options);
  SingleInstance instance(QString::fromStdString(socket));
  QObject::connect(&instance, &SingleInstance::startedAgain, &console, &Console::startedAgain);
  if (!instance.listen()) log::warn("a second start will not find this window");
  console.show();
  const int code = QApplication::exec();
  keychain->end();
  return code;
}

int start(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const Result<DesktopOptions> options = parseDesktopOptions(arguments);
  if (!options) {
    say(stderr, "signalbox: " + options.error().message);
    return 2;
  }
  switch (options->engine.action) {
    case Options::Action::Help:
      say(stdout, desktopHelp());
      return 0;
    case Options::Action::Version:
      say(stdout, "signalbox " SB_VERSION);
      return 0;
    case Options::Action::Check:
      say(stderr, "signalbox: checking a file is what signalboxd does: signalboxd check FILE");
      return 2;
    case Options::Action::Run:
      return run(argc, argv, *options, arguments);
  }
  return 1;
}

}  // namespace
}  // namespace sb::app

int main(int argc, char** argv) {
  try {
    return sb::app::start(argc, argv);
  } catch (const std::exception& e) {
    std::fprintf(stderr, "signalbox: %s\n", e.what());
    return 1;
  }
}
