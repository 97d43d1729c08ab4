// Calls a function now and then on a thread of its own, for what may wait for the disk, and once
// more at its end.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "core/base/clock.h"

namespace sb::policy {

class Saver {
 public:
  Saver(Millis every, std::function<void()> save);
  // Saves what is left and waits for it.
  ~Saver();
  Saver(const Saver&) = delete;
  Saver& operator=(const Saver&) = delete;

 private:
  void run();

  const Millis m_every;
  const std::function<void()> m_save;
  std::mutex m_mutex;
  std::condition_variable m_wake;
  bool m_closing = false;
  std::thread m_thread;
};

}  // namespace sb::policy
