#include "app/desktop/engine.h"

#include <exception>
#include <utility>

#include "app/desktop/frame_clock.h"

namespace sb::app {
namespace {

// The console finds the admin API by itself, so its port need not be the usual one.
std::unique_ptr<StartFailure> startAnywhere(Host& host, Options options) {
  auto failure = host.start(options);
  if (!failure || failure->reason != StartFailure::Reason::AdminPort || options.admin)
    return failure;
  options.admin = config::Admin{"127.0.0.1", 0};
  return host.start(options);
}

}  // namespace

Engine::~Engine() {
  stop(Millis(0), {});
  join();
}

void Engine::start(const Options& options) {
  join();
  {
    const std::lock_guard lock(m_mutex);
    m_wish = Wish::Run;
    m_outcome.reset();
    m_running = true;
  }
  m_thread = std::thread([this, options] { run(options); });
}

void Engine::join() {
  if (m_thread.joinable()) m_thread.join();
}

bool Engine::isRunning() const {
  const std::lock_guard lock(m_mutex);
  return m_running;
}

void Engine::whenStarted(std::function<void(StartOutcome)> told) {
  std::unique_lock lock(m_mutex);
  if (!m_outcome) {
    m_told = std::move(told);
    return;
  }
  const StartOutcome outcome = *m_outcome;
  lock.unlock();
  told(outcome);
}

void Engine::tell(StartOutcome outcome) {
  std::unique_lock lock(m_mutex);
  m_outcome = outcome;
  const auto told = std::exchange(m_told, {});
  lock.unlock();
  if (told) told(std::move(outcome));
}

Engine::Wish Engine::waitForWish() {
  std::unique_lock lock(m_mutex);
  m_changed.wait(lock, [this] { return m_wish != Wish::Run; });
  const Wish wish = m_wish;
  if (wish != Wish::Stop) m_wish = Wish::Run;
  return wish;
}

void Engine::serve(Host& host) {
  for (Wish wish = waitForWish(); wish != Wish::Stop; wish = waitForWish()) {
    if (wish == Wish::Reload) host.reload();
  }
}

void Engine::run(Options options) {
  try {
    Host host;
    host.setKeychain(m_keychain);
    const auto failure = startAnywhere(host, std::move(options));
    StartOutcome outcome;
    if (failure)
      outcome.failure = *failure;
    else
      outcome.readyLine = host.readyLine();
    if (!failure) logMoment("gateway ready");
    tell(std::move(outcome));
    if (!failure) {
      serve(host);
      host.stop(m_drain);
    }
  } catch (const std::exception& e) {
    StartOutcome outcome;
    outcome.failure = StartFailure{e.what(), 1, StartFailure::Reason::Other, std::nullopt};
    tell(std::move(outcome));
  }
  std::unique_lock lock(m_mutex);
  m_running = false;
  const auto stopped = std::exchange(m_stopped, {});
  lock.unlock();
  if (stopped) stopped();
}

void Engine::reload() {
  const std::lock_guard lock(m_mutex);
  if (m_wish == Wish::Run) m_wish = Wish::Reload;
  m_changed.notify_all();
}

void Engine::stop(Millis drainLimit, std::function<void()> stopped) {
  std::unique_lock lock(m_mutex);
  if (!m_running) {
    lock.unlock();
    if (stopped) stopped();
    return;
  }
  m_drain = drainLimit;
  m_stopped = std::move(stopped);
  m_wish = Wish::Stop;
  m_changed.notify_all();
}

}  // namespace sb::app
