// A failed start of the gateway in plain words, with what to do next. GUI thread.
#pragma once

#include <functional>
#include <optional>

#include "app/host.h"
#include "ui/shell/start_page.h"

namespace sb::app {

// What the buttons do.
struct StartSteps {
  std::function<void()> again;
  // Listen at another port than the one that is taken.
  std::function<void(std::uint16_t port, std::uint16_t insteadOf)> atPort;
  std::function<void()> connectToRunning;
  std::function<void()> quit;
};

// Has the configuration (or `options`, where the command line says the port) name another port
// than the one that is taken. Nothing is changed by an error.
Status changePort(Options& options, std::uint16_t from, std::uint16_t to);

ui::StartProblem describe(const StartFailure& failure, const Options& options,
                          const StartSteps& steps);

}  // namespace sb::app
