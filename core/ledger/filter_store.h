// A filter as a condition on the table `rows`. Names are resolved to numbers first, so that a scan
// compares integers only. Internal to core/ledger.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/ledger/filter.h"
#include "core/ledger/names.h"

namespace sb::ledger {

struct Where {
  std::string sql = "1";            // with a ? for each of `texts`
  std::vector<std::string> texts;   // to be bound in order
  std::optional<WallMillis> since;  // no row before this moment can match
};

Where whereOf(const Filter& filter, const Names& names);

}  // namespace sb::ledger
