// One query of a LogReader while it runs. Internal to core/ledger.
#pragma once

#include "core/ledger/bodies_store.h"
#include "core/ledger/filter_store.h"
#include "core/ledger/names.h"
#include "core/ledger/reader.h"
#include "core/store/transaction.h"

namespace sb::ledger {

struct LogReader::Inside {
  store::Database log;
  Names names;
  int generation = 0;
};

class LogReader::Query {
 public:
  Query(store::Database& db, const Names& names) : m_db(db), m_names(names) {}

  store::Database& db() { return m_db; }
  const Names& names() const { return m_names; }

  // The condition, and from which row on rows can match at all.
  struct Scope {
    Where where;
    Seq after = 0;
  };
  Result<Scope> scope(const Filter& filter);
  // "SELECT columns FROM rows WHERE <scope> tail", the texts bound.
  Result<store::Statement> select(const std::string& columns, const Scope& scope,
                                  const std::string& tail);
  // Calls `each` for every row of the statement.
  static Status forEach(store::Statement& statement, const std::function<void()>& each);

  Result<Seq> find(const std::string& id);
  Result<Row> row(Seq seq, std::string& wide);

 private:
  store::Database& m_db;
  const Names& m_names;
};

// The columns of `rows` as readRow wants them, and what it makes of them.
extern const char* const kRowColumns;
Row readRow(const store::Statement& from, const Names& names);

}  // namespace sb::ledger
