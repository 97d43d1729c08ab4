// Keeps over a restart which provider has which answers of the Responses API: puts them back at the
// start and writes down what has changed while the gateway runs, so that a process that is killed
// loses no more than the time between two writes. Made before the first request and destroyed after
// the last one.
#pragma once

#include <optional>

#include "core/gateway/provider_responses.h"
#include "core/policy/places_store.h"
#include "core/policy/saver.h"

namespace sb::gateway {

class ResponsesKeeper {
 public:
  // Puts back what the store has, before it returns. What cannot be read is said in the log.
  ResponsesKeeper(policy::PlacesStore store, ProviderResponses& places, Millis every);

 private:
  void restore();
  void save();

  policy::PlacesStore m_store;  // the saver's thread only, once it runs
  ProviderResponses& m_places;
  bool m_failed = false;
  std::optional<policy::Saver> m_saver;  // the last: it uses the rest
};

}  // namespace sb::gateway
