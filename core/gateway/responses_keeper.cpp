#include "core/gateway/responses_keeper.h"

#include "core/base/log.h"

namespace sb::gateway {

ResponsesKeeper::ResponsesKeeper(policy::PlacesStore store, ProviderResponses& places, Millis every)
    : m_store(std::move(store)), m_places(places) {
  restore();
  m_saver.emplace(every, [this] { save(); });
}

void ResponsesKeeper::restore() {
  auto loaded = m_store.load();
  if (!loaded)
    log::warn("which answers providers keep cannot be read: " + loaded.error().message);
  else
    for (policy::KeptPlace& one : *loaded)
      m_places.remember(one.id,
                        {std::move(one.provider), std::move(one.key), std::move(one.owner)});
  m_places.follow();
}

void ResponsesKeeper::save() {
  ProviderResponses::Changes changes = m_places.takeChanges();
  if (changes.kept.empty() && changes.gone.empty()) return;
  const Status saved = m_store.save(changes.kept, changes.gone);
  if (!saved && !m_failed)
    log::warn("which answers providers keep was not saved: " + saved.error().message);
  m_failed = !saved;
  if (!saved) m_places.putBack(changes);
}

}  // namespace sb::gateway
