// The gateway on a thread of its own, so that it is ready while the window is still being built.
// Owner: main; its calls are made by main's thread. The callbacks come on the engine's thread and
// must only pass the word on.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "app/host.h"

namespace sb::app {

// What came of a start: the line of Host::readyLine(), or why there is none.
struct StartOutcome {
  std::string readyLine;
  std::optional<StartFailure> failure;
};

class Engine {
 public:
  Engine() = default;
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  // For the starts from now on; may be null.
  void setKeychain(std::shared_ptr<vault::Keychain> keychain) { m_keychain = std::move(keychain); }
  // Begins to start. After a failure it may be called again.
  void start(const Options& options);
  // Told once for each start; at once if it is known already.
  void whenStarted(std::function<void(StartOutcome)> told);
  bool isRunning() const;
  void reload();
  // Begins to stop; open requests may end. `stopped` is told at the end, at once if nothing runs.
  void stop(Millis drainLimit, std::function<void()> stopped);
  // Waits for the end.
  void join();

 private:
  enum class Wish { Run, Reload, Stop };

  void run(Options options);
  void tell(StartOutcome outcome);
  Wish waitForWish();
  void serve(Host& host);

  mutable std::mutex m_mutex;
  std::condition_variable m_changed;
  Wish m_wish = Wish::Run;
  Millis m_drain{0};
  bool m_running = false;
  std::optional<StartOutcome> m_outcome;
  std::function<void(StartOutcome)> m_told;
  std::function<void()> m_stopped;
  std::shared_ptr<vault::Keychain> m_keychain;
  std::thread m_thread;
};

}  // namespace sb::app
