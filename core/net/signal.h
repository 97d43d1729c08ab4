// A one-shot wake-up for one waiting task. Owner: whoever waits. One thread (its event loop's).
#pragma once

#include <boost/asio/async_result.hpp>
#include <memory>
#include <utility>

#include "core/net/task.h"

namespace sb::net {

class Signal {
 public:
  Signal() = default;
  Signal(const Signal&) = delete;
  Signal& operator=(const Signal&) = delete;

  bool waiting() const { return m_waiter != nullptr; }

  // Resumes the waiting task before it returns; nothing if none waits. Call it from the event loop
  // itself (a completion handler), never from a task: that one would run inside the other.
  void fire() {
    if (auto waiter = std::move(m_waiter)) waiter->resume();
  }

  // Ends when fire() is called. At most one task at a time.
  auto wait() {
    return boost::asio::async_initiate<decltype(kUseTask), void()>(
        [this](auto handler) {
          m_waiter = std::make_unique<Holder<decltype(handler)>>(std::move(handler));
        },
        kUseTask);
  }

 private:
  struct Waiter {
    virtual ~Waiter() = default;
    virtual void resume() = 0;
  };

  template <class Handler>
  struct Holder final : Waiter {
    explicit Holder(Handler h) : handler(std::move(h)) {}
    void resume() override {
      Handler mine(std::move(handler));
      std::move(mine)();
    }
    Handler handler;
  };

  std::unique_ptr<Waiter> m_waiter;
};

}  // namespace sb::net
