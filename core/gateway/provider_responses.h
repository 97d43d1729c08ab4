// Answers of the Responses API that a provider keeps under an id of its own: calls about one, and
// requests that go on from it, go to that provider with the key that asked for it.
#pragma once

#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/net/task.h"
#include "core/policy/places_store.h"

namespace sb::gateway {

struct Exchange;

// Where such answers are. Any thread. The latest 10,000.
class ProviderResponses {
 public:
  struct Place {
    std::string provider;  // its id in the configuration
    std::string key;       // its name; "" = none was needed
    std::string owner;     // the gateway key that asked; "" = none
  };

  void remember(const std::string& id, Place place);
  std::optional<Place> find(const std::string& id) const;
  void forget(const std::string& id);

  // For who writes them down. Of what is given up as the oldest nothing is said.
  struct Changes {
    std::vector<policy::KeptPlace> kept;
    std::vector<std::string> gone;
  };
  void follow();          // from now on changes are noted
  Changes takeChanges();  // since the last call
  void putBack(const Changes& unsaved);

 private:
  void note(const std::string& id);

  mutable std::mutex m_mutex;
  std::unordered_map<std::string, Place> m_places;
  std::deque<std::string> m_order;            // the oldest first
  std::unordered_set<std::string> m_unsaved;  // ids
  bool m_followed = false;
};

// Passes a GET or DELETE of /v1/responses/{id} on, and the answer back. False, and nothing is
// answered: no provider is known to keep it for this caller.
net::Task<bool> askKeeper(Exchange& x, const std::string& id);

}  // namespace sb::gateway
