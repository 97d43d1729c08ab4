// bodies.db: requests and answers as they were, compressed. Written by the ledger's writer thread
// before the row that names them; what no row names is swept. Internal to core/ledger.
#pragma once

#include <memory>
#include <string>

#include "core/ledger/entry.h"
#include "core/store/transaction.h"

namespace sb::ledger {

enum class Which : std::uint8_t { Request, Response };

class BodiesStore {
 public:
  static Result<std::unique_ptr<BodiesStore>> open(const std::string& path);

  store::Database& db() { return m_db; }

  // The row of the newest body; 0 if there is none.
  Result<Seq> newest();

  // Within a transaction of the caller.
  Status put(Seq seq, Which which, WallMillis at, const PackedBody& body);
  // Bodies of rows after this one.
  Status sweepAfter(Seq last);
  // Both of one row.
  Status drop(Seq seq);
  // At most `most` bodies of this row and older. Returns how many went.
  Result<int> dropThrough(Seq last, int most);
  // At most about `most` bytes of the oldest. Returns how many bodies went.
  Result<int> dropOldest(std::int64_t most);

 private:
  explicit BodiesStore(store::Database db) : m_db(std::move(db)) {}

  store::Database m_db;
  store::Statement m_insert, m_drop;
};

// For readers, on their own connection. NotFound if it is not there (any more).
Result<StoredBody> readBody(store::Database& db, Seq seq, Which which);

}  // namespace sb::ledger
