// Writes the last use of the stored keys down while the gateway runs, so that a process that is
// killed loses a minute of it at most. Owned by the composition root, which outlives neither the
// store nor the keys.
#pragma once

#include <map>
#include <string>

#include "core/base/clock.h"
#include "core/policy/gateway_keys.h"
#include "core/policy/key_store.h"
#include "core/policy/saver.h"

namespace sb::policy {

class LastUse {
 public:
  LastUse(KeyStore& store, const GatewayKeys& keys, Millis every);

 private:
  void save();

  KeyStore& m_store;
  const GatewayKeys& m_keys;
  std::map<std::string, WallMillis> m_saved;  // by id; the saver's thread only
  Saver m_saver;                              // the last: it uses the rest
};

}  // namespace sb::policy
