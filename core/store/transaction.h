// BEGIN IMMEDIATE … COMMIT, rolled back at the end of the scope if not committed. One at a time on
// a connection; it must not outlive its Database.
#pragma once

#include "core/store/database.h"

namespace sb::store {

class Transaction {
 public:
  static Result<Transaction> begin(Database& db);
  // A read transaction: every query in it sees the same state.
  static Result<Transaction> beginRead(Database& db);

  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  // On an error the transaction is rolled back.
  Status commit();
  void rollback();

 private:
  explicit Transaction(Database& db) : m_db(&db) {}

  Database* m_db;  // null once it is over
};

}  // namespace sb::store
