// The writing side of log.db. Belongs to the ledger's writer thread. Changes are made between
// begin() and commit() of a store::Transaction on db(), which the caller holds. Internal to
// core/ledger.
#pragma once

#include <algorithm>
#include <limits>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "core/ledger/entry.h"
#include "core/ledger/names.h"
#include "core/ledger/rollup.h"
#include "core/ledger/row_inserter_store.h"
#include "core/store/transaction.h"

namespace sb::ledger {

class LogStore {
 public:
  static Result<std::unique_ptr<LogStore>> open(const std::string& path);

  store::Database& db() { return m_db; }
  const std::string& epoch() const { return m_epoch; }
  Seq lastSeq() const { return m_lastSeq; }

  // A row with its details, and its part in the sums; entry.seq must be larger than all before.
  // It is in the file after finishBatch; the entry lives as long.
  Status append(const Entry& entry, Rollups& rollups);
  Status addRollups(const Rollups& rollups);
  Status addRating(const Entry& entry);
  Status noteOpen(const OpenNote& note);
  // Only if it was noted. Cheap for all others.
  Status noteClosed(const std::string& id);
  Status addGap(WallMillis from, WallMillis until, std::int64_t rows);
  // Last in a batch: rows that wait for others, texts that are new, and the mark.
  Status finishBatch(Seq last);
  // After the commit: what was new is in the file. After a failure: nothing of the batch is.
  void committed(Seq last);
  void rolledBack();

  Result<std::vector<OpenNote>> openNotes();
  // For a new file: the next row comes after this number.
  Status startAfter(Seq seq);
  // True if writing works again.
  bool probe();

 private:
  // Rows between two marks.
  struct Block {
    WallMillis oldest = std::numeric_limits<WallMillis>::max();
    WallMillis newest = std::numeric_limits<WallMillis>::min();

    void add(WallMillis at) {
      oldest = std::min(oldest, at);
      newest = std::max(newest, at);
    }
    bool empty() const { return oldest > newest; }
  };

  explicit LogStore(store::Database db) : m_db(std::move(db)) {}
  Status load();
  Status loadBlock();
  Status loadNames();
  Status prepareAll();
  Status writeNames();
  bool markDue(Seq last) const;

  store::Database m_db;
  Names m_names;
  RowNamer m_namer{m_names};
  RowInserter m_inserter{m_names};
  std::string m_epoch;
  Seq m_lastSeq = 0, m_lastMark = 0;
  Block m_block, m_committedBlock;  // since the last mark
  std::unordered_set<std::string> m_noted, m_closing, m_opening;
  store::Statement m_insertName, m_insertMark;
  store::Statement m_addRollup, m_insertOpen, m_deleteOpen, m_insertRating, m_insertGap;
};

}  // namespace sb::ledger
