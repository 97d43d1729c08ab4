// Sums per quarter of an hour, key, team, route, provider and model, made in memory for each batch
// and added to the file with it: what spend reports read. A quarter, because time zones differ from
// UTC by multiples of 15 minutes. Requests and errors count where the answer came from; tokens and
// money count for each attempt where it went. Internal to core/ledger.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>

#include "core/ledger/row_names.h"

namespace sb::ledger {

inline constexpr WallMillis kSlotMillis = 15 * 60 * 1000;

// Rounds towards the past, also before 1970.
constexpr std::int64_t slotOf(WallMillis at) {
  return (at >= 0 ? at : at - kSlotMillis + 1) / kSlotMillis;
}

struct RollupKey {
  std::int64_t slot = 0;
  NameId key = 0, team = 0, route = 0, provider = 0, model = 0;
  auto operator<=>(const RollupKey&) const = default;
};

struct RollupSums {
  std::int64_t requests = 0, errors = 0, attempts = 0, unpriced = 0;
  Usage usage;
  NanoUsd cost;
};

class Rollups {
 public:
  void add(const Record& record, const RowNames& row, Names& names);
  const std::map<RollupKey, RollupSums>& sums() const { return m_sums; }

 private:
  std::map<RollupKey, RollupSums> m_sums;
};

void addUsage(Usage& sum, const Usage& more);

// How a key stands in the dictionary: name, kJoin, id. The name of such a text; the id where there
// is no name.
std::string_view keyNameOf(std::string_view keyText);
std::string_view keyIdOf(std::string_view keyText);

}  // namespace sb::ledger
