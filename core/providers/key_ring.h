// The keys of one provider: who may be used now, chosen by weight. The ring itself is an immutable
// part of a snapshot; only the KeyStates behind it change. Choosing takes no memory, and no lock
// while nothing rests. Any thread. Errors of choose(): CoolingDown, SecretWaiting, SecretMissing.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/providers/key_state.h"

namespace sb::providers {

struct Key {
  std::string name;
  double weight = 1;
  bool disabled = false;
  std::optional<Secret> secret;
  Error whyNoSecret;  // without a secret: SecretMissing or SecretWaiting
  std::shared_ptr<KeyState> state;
};

struct KeyReport {
  enum class Status { Usable, Disabled, Waiting, Missing, Resting, Refused };
  std::string name, hint;
  double weight = 1;
  Status status = Status::Usable;
  std::map<std::string, Millis> rests;  // for how long, by model
  int refusedWith = 0;                  // HTTP status
  std::string message;                  // Waiting, Missing: what to do; Resting: for what
};
// "usable", "disabled" …
std::string_view statusName(KeyReport::Status status);

class KeyRing {
 public:
  KeyRing() = default;
  // `optional`: the provider works without any key.
  KeyRing(std::string provider, std::vector<Key> keys, bool optional);

  // The key for the next attempt at the model; null where none is needed. `random` in [0, 1)
  // decides among the usable ones in proportion to their weights, but for those that were `tried`
  // already. Without a model no rest matters.
  Result<const Key*> choose(std::string_view model, double random, Steady now,
                            std::span<const Key* const> tried = {}) const;

  const Key* find(std::string_view name) const;
  const std::vector<Key>& keys() const { return m_keys; }

  // After a 429: not for this model before `until`.
  static void rest(const Key& key, const std::string& model, Steady until) {
    key.state->rest(model, until);
  }
  // After a 401 or 403: not until its secret or its provider's address changes, or restore().
  static void mark(const Key& key, int httpStatus) { key.state->refuse(httpStatus); }
  // After a success through the provider test.
  static void restore(const Key& key) { key.state->clear(); }

  // When the first key that rests for the model is back; nothing if none does.
  std::optional<Steady> soonest(std::string_view model, Steady now) const;

  // Until when all keys that could be used rest for the model; nothing: one does not, or there is
  // none.
  std::optional<Steady> restsUntil(std::string_view model, Steady now) const;

  std::vector<KeyReport> state(Steady now) const;

 private:
  Error whyNone(std::string_view model, Steady now) const;

  std::string m_provider;
  std::vector<Key> m_keys;
  bool m_optional = false;
};

}  // namespace sb::providers
