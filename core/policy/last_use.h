// Writes the last use of the stored keys down while the gateway runs, so that a process that is
// killed loses a minute of it at most. Owned by the composition root, which outlives neither the
// store nor the keys; a thread of its own, because the store waits for the disk.
#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "core/base/clock.h"
#include "core/policy/gateway_keys.h"
#include "core/policy/key_store.h"

namespace sb::policy {

class LastUse {
 public:
  LastUse(KeyStore& store, const GatewayKeys& keys, Millis every);
  // Writes what is left.
  ~LastUse();
  LastUse(const LastUse&) = delete;
  LastUse& operator=(const LastUse&) = delete;

 private:
  void run();
  void save();

  KeyStore& m_store;
  const GatewayKeys& m_keys;
  const Millis m_every;
  std::map<std::string, WallMillis> m_saved;  // by id; its thread only
  std::mutex m_mutex;
  std::condition_variable m_wake;
  bool m_closing = false;
  std::thread m_thread;
};

}  // namespace sb::policy
