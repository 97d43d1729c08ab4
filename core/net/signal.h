// A one-shot wake-up for one waiting task. Owner: whoever waits. One thread (its event loop's).
#pragma once

#include "core/net/task.h"

namespace sb::net {

class Signal {
 public:
  Signal() = default;
  Signal(const Signal&) = delete;
  Signal& operator=(const Signal&) = delete;

  bool waiting() const { return static_cast<bool>(m_waiter); }

  // Resumes the waiting task before it returns; nothing if none waits. Call it from the event loop
  // itself (a completion handler), never from a task: that one would run inside the other.
  void fire() {
    Waiting waiter = std::move(m_waiter);
    waiter.resume();
  }

  // Gives the waiting task up, as if its loop had ended.
  void abandon() { Waiting gone = std::move(m_waiter); }

  // Ends when fire() is called. At most one task at a time.
  auto wait();

 private:
  class Awaiter {
   public:
    explicit Awaiter(Signal& signal) : m_signal(signal) {}
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> caller) noexcept {
      m_signal.m_waiter = Waiting(caller.promise());
    }
    void await_resume() const noexcept {}

   private:
    Signal& m_signal;
  };

  Waiting m_waiter;
};

inline auto Signal::wait() { return Awaiter(*this); }

}  // namespace sb::net
