// Inserts rows and their details, several at a time: the start and the end of a statement cost as
// much as a row. Belongs to the writer thread, within its transaction. Internal to core/ledger.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "core/ledger/details_writer.h"
#include "core/ledger/entry.h"
#include "core/ledger/row_names.h"
#include "core/store/database.h"

namespace sb::ledger {

class RowInserter {
 public:
  // New texts are added to `names`.
  explicit RowInserter(Names& names) : m_names(names), m_details(names) {}

  Status prepare(store::Database& db);
  // The entry stays as it is until it is inserted (flush() at the latest) or forgotten.
  Status add(const Entry& entry, const RowNames& names);
  Status flush();
  void forget();

 private:
  static constexpr std::size_t kMost = 16;

  struct Waiting {
    const Entry* entry = nullptr;
    RowNames names;
    std::size_t detailsEnd = 0;  // in m_texts
  };
  // For so many rows at once.
  struct Inserts {
    std::size_t count = 0;
    store::Statement rows, details;
    std::vector<std::optional<std::int64_t>> bound;  // to `rows`, until something else is
  };

  Status insert(Inserts& into, std::size_t first);
  void bindRow(Inserts& into, std::size_t place, std::size_t row);
  void bindDetails(Inserts& into, std::size_t place, std::size_t row);
  std::optional<Seq> seqOf(std::size_t place, std::size_t row) const;

  Names& m_names;
  DetailsWriter m_details;
  TextBuffer m_texts;
  std::array<Waiting, kMost> m_waiting;
  std::size_t m_count = 0;
  std::array<Inserts, 3> m_inserts;  // of many rows, of some, of one
};

}  // namespace sb::ledger
