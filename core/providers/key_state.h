// What happened to the keys of providers at run time: resting for a model after a 429, refused with
// a 401 or 403. Lives outside of the configuration, under the stable identity (provider id, key
// name), so that a reload forgets nothing.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/clock.h"

namespace sb::providers {

// Limits of providers are those of a model: a key that rests for one serves the others. Any thread;
// while it rests for none, asking takes no lock.
class KeyState {
 public:
  using Rests = std::map<std::string, Steady, std::less<>>;  // until when, by model

  void rest(const std::string& model, Steady until);  // a rest in force is never shortened
  void refuse(int httpStatus) { m_refusedWith.store(httpStatus, std::memory_order_relaxed); }
  void clear();

  bool resting(std::string_view model, Steady now) const { return restsUntil(model, now) > now; }
  // Steady::min() if it does not rest.
  Steady restsUntil(std::string_view model, Steady now) const;
  Rests rests(Steady now) const;
  int refusedWith() const { return m_refusedWith.load(std::memory_order_relaxed); }  // 0 = not

 private:
  mutable std::mutex m_mutex;
  Rests m_rests;
  // The last of them; behind it nothing rests.
  std::atomic<Steady::rep> m_restsUntil{Steady::min().time_since_epoch().count()};
  std::atomic<int> m_refusedWith{0};
};

// The registry that is handed from snapshot to snapshot. Any thread; off the hot path.
class KeyStates {
 public:
  // The state of that key. `fingerprint` stands for what a refusal depends on (the secret and the
  // base URL): when it has changed since the last call, the state starts anew. States that no
  // snapshot holds any more are forgotten.
  std::shared_ptr<KeyState> of(std::string_view provider, std::string_view key,
                               std::size_t fingerprint);

 private:
  struct Entry {
    std::weak_ptr<KeyState> state;
    std::size_t fingerprint = 0;
  };
  std::mutex m_mutex;
  std::map<std::pair<std::string, std::string>, Entry> m_entries;
};

}  // namespace sb::providers
