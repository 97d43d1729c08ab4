// How the consumer of a queue sleeps so that producers pay a system call only when it really does.
// Consumer: announce with idle() or doze(), which return at once if `busy` says that there is work.
// Producer: push first, then wake().
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

#include "core/base/clock.h"

namespace sb::ledger {

class Sleeper {
 public:
  // The consumer sleeps until any wake or for `most`. `busy` is asked after announcing.
  void idle(Millis most, const std::function<bool()>& busy) { sleep(kIdle, most, busy); }
  // The consumer gathers: only urgent wakes end it early.
  void doze(Millis most, const std::function<bool()>& busy) { sleep(kDozing, most, busy); }

  // A producer, after its push. No system call unless the consumer sleeps.
  void wake(bool urgent) {
    std::uint32_t state = m_state.load(std::memory_order_seq_cst);
    if (state == kIdle || (urgent && state == kDozing)) rouse();
  }

 private:
  static constexpr std::uint32_t kAwake = 0, kIdle = 1, kDozing = 2;

  void sleep(std::uint32_t how, Millis most, const std::function<bool()>& busy);
  void rouse();

  std::atomic<std::uint32_t> m_state{kAwake};
};

}  // namespace sb::ledger
