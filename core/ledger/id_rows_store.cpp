#include "core/ledger/id_rows_store.h"

#include <fmt/format.h>

namespace sb::ledger {
namespace {

// CROSS JOIN: SQLite keeps to this order.
constexpr const char* kBlocks =
    "SELECT r.seq FROM ("
    "SELECT coalesce((SELECT max(p.seq) FROM marks p WHERE p.seq<m.seq),0) AS after, m.seq AS last"
    " FROM marks m WHERE m.oldest<={1} AND m.newest>={0}"
    " UNION ALL SELECT coalesce(max(seq),0), 9223372036854775807 FROM marks"
    ") block CROSS JOIN rows r {2}"
    "WHERE r.seq>block.after AND r.seq<=block.last AND r.at BETWEEN {0} AND {1}{3}";

}  // namespace

bool needsPrefix(std::string_view prefix) { return prefix.size() > kIdTimeEnd; }

std::string rowsOfIdSql(const IdTimes& times, std::string_view prefix) {
  const bool more = needsPrefix(prefix);
  return fmt::format(
      fmt::runtime(kBlocks), times.first, times.last, more ? "CROSS JOIN details d " : "",
      more ? fmt::format(" AND d.seq=r.seq AND substr(d.id,1,{})=?", prefix.size()) : "");
}

}  // namespace sb::ledger
