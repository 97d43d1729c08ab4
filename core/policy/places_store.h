// Where answers are that providers keep under ids of their own, in state.db: the latest 10,000. A
// connection of its own; one thread at a time, blocking. A write lives through the death of the
// process, and the latest ones may be lost when the power fails. Errors: StoreCorrupt, StoreFailed,
// StoreFull.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/store/database.h"

namespace sb::policy {

struct KeptPlace {
  std::string id;        // of the answer
  std::string provider;  // its id in the configuration
  std::string key;       // the name of the provider's key; "" = none was needed
  std::string owner;     // the gateway key that asked; "" = none
};

class PlacesStore {
 public:
  static Result<PlacesStore> open(const std::string& folder);

  // The oldest first.
  Result<std::vector<KeptPlace>> load();
  // In one transaction.
  Status save(const std::vector<KeptPlace>& kept, const std::vector<std::string>& gone);

 private:
  explicit PlacesStore(store::Database db) : m_db(std::move(db)) {}

  store::Database m_db;
};

}  // namespace sb::policy
