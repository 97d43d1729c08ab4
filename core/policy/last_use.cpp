#include "core/policy/last_use.h"

#include <vector>

#include "core/base/log.h"

namespace sb::policy {

LastUse::LastUse(KeyStore& store, const GatewayKeys& keys, Millis every)
    : m_store(store), m_keys(keys), m_saver(every, [this] { save(); }) {}

void LastUse::save() {
  auto used = m_keys.usedSince(0);
  std::erase_if(used, [this](const auto& one) {
    const auto saved = m_saved.find(one.first);
    return saved != m_saved.end() && saved->second == one.second;
  });
  if (const Status saved = m_store.saveLastUsed(used); !saved)
    return log::warn("the last use of keys was not saved: " + saved.error().message);
  for (const auto& [id, at] : used)
    m_saved[id] = at;
}

}  // namespace sb::policy
