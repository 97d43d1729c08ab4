// What limit nodes have counted, in state.db: rates and spending by scope. A connection of its own;
// one thread at a time, blocking. A write lives through the death of the process, and the latest
// ones may be lost when the power fails. Errors: StoreCorrupt, StoreFailed, StoreFull.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/routing/limits.h"
#include "core/store/database.h"

namespace sb::policy {

struct LimitStates {
  std::vector<routing::RateState> rates;
  std::vector<routing::SpendState> spends;
};

class LimitsStore {
 public:
  static Result<LimitsStore> open(const std::string& folder);

  struct Loaded {
    LimitStates states;
    std::size_t ignored = 0;  // rows that cannot be true
  };
  Result<Loaded> load();
  // In one transaction: each replaces what its scope had; what is paid or over by `now` is
  // forgotten.
  Status save(const LimitStates& changed, WallMillis now);

 private:
  explicit LimitsStore(store::Database db) : m_db(std::move(db)) {}

  Status loadRates(Loaded& out);
  Status loadSpends(Loaded& out);
  Status saveRates(const std::vector<routing::RateState>& changed);
  Status saveSpends(const std::vector<routing::SpendState>& changed);
  Status forgetOld(WallMillis now);

  store::Database m_db;
};

}  // namespace sb::policy
