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
  std::function<void(std::uint16_t port)> atPort;
  std::function<void()> connectToRunning;
  std::function<void()> quit;
};

// The next port behind `taken` at which `address` can listen, not the one of the admin API.
std::optional<std::uint16_t> nextFreePort(const std::string& address, std::uint16_t taken);

// "port 7411 on 127.0.0.1 is in use by …": which.
struct TakenPort {
  std::string address;
  std::uint16_t port = 0;
};
std::optional<TakenPort> takenPort(const std::string& text);

ui::StartProblem describe(const StartFailure& failure, const Options& options,
                          const StartSteps& steps);

}  // namespace sb::app
