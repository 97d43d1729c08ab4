// Why a task may have to stop waiting: one of its time limits passed, or somebody cancelled it (the
// client left, the key was revoked, the program stops). Every wait of an exchange goes through its
// guard, one at a time. Owner: the connection or exchange; one thread. Must outlive the wait.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/net/signal.h"
#include "core/net/task.h"

namespace sb::net {

// Hold and Nap are soft: they wake the waiter, nothing has failed.
enum class Limit { Io, Connect, PoolWait, FirstToken, Stall, Total, Hold, Nap };
inline constexpr std::size_t kLimits = 8;

class Guard {
 public:
  explicit Guard(Loop& loop);
  ~Guard();
  Guard(const Guard&) = delete;
  Guard& operator=(const Guard&) = delete;

  Loop& loop() const { return m_loop; }

  // Sets or moves a limit. Costs no system call: the one timer is moved only when it must fire
  // earlier.
  void set(Limit limit, Steady at);
  void set(Limit limit, Millis fromNow);
  void clear(Limit limit);
  void clearAll();

  // Every wait from now on ends at once with this reason, here and under all guards that follow.
  // The first one stays.
  void cancel(ErrorKind why);
  // Is cancelled with the other one from now on, and at once if that has been. Once for each guard.
  void follow(Guard& leader);
  bool cancelled() const { return m_cancelled.has_value(); }
  std::optional<ErrorKind> cancelledFor() const { return m_cancelled; }
  // Takes the cancellation back, and all limits: for the little that is still to be said.
  void pardon();

  // What ended the last wait, if it was not the event itself: the cancellation, else the limit that
  // has passed. Empty while there is still time.
  std::optional<ErrorKind> expired() const;
  std::optional<Limit> expiredLimit() const;

  // Waits until the signal fires; false when cancelled or a limit passed first (see expired()).
  auto wait(Signal& signal) { return Awaiter(*this, signal); }

  // Waits for nothing but time; true when it has passed, false when the guard ended it.
  Task<bool> sleep(Millis time);

  // Ends the current wait without a reason: the waiter looks at its own state again.
  void wake();

 private:
  struct Timer;

  class Awaiter {
   public:
    Awaiter(Guard& guard, Signal& signal) : m_guard(guard), m_signal(signal) {}
    bool await_ready() {
      m_late = m_guard.expired().has_value();
      return m_late;
    }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> caller) noexcept {
      m_guard.m_waiting = &m_signal;
      m_signal.wait().await_suspend(caller);
    }
    bool await_resume() {
      if (m_late) return false;
      m_guard.m_waiting = nullptr;
      return !m_guard.expired();
    }

   private:
    Guard& m_guard;
    Signal& m_signal;
    bool m_late = false;
  };

  void arm();
  void onTimer();

  Loop& m_loop;
  std::shared_ptr<Timer> m_timer;
  std::array<Steady, kLimits> m_limits;
  std::optional<ErrorKind> m_cancelled;
  Signal* m_waiting = nullptr;
  Guard* m_leader = nullptr;
  std::vector<Guard*> m_followers;
  bool m_passed = false;  // the timer has fired for a limit, which may have been moved since
};

}  // namespace sb::net
