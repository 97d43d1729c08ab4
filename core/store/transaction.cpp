#include "core/store/transaction.h"

#include <sqlite3.h>

#include <utility>

namespace sb::store {

Result<Transaction> Transaction::begin(Database& db) {
  if (const Status begun = db.exec("BEGIN IMMEDIATE"); !begun) return begun.error();
  return Transaction(db);
}

Result<Transaction> Transaction::beginRead(Database& db) {
  if (const Status begun = db.exec("BEGIN"); !begun) return begun.error();
  return Transaction(db);
}

Transaction::Transaction(Transaction&& other) noexcept : m_db(std::exchange(other.m_db, nullptr)) {}

Transaction::~Transaction() { rollback(); }

Status Transaction::commit() {
  const Status done = m_db->exec("COMMIT");
  if (done) m_db = nullptr;
  rollback();
  return done;
}

void Transaction::rollback() {
  Database* db = std::exchange(m_db, nullptr);
  // Some errors (a full disk among them) have rolled back already.
  if (db != nullptr && sqlite3_get_autocommit(db->handle()) == 0)
    static_cast<void>(db->exec("ROLLBACK"));
}

}  // namespace sb::store
