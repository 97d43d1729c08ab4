// Makes the wide part of a row (details.h). Belongs to the writer thread. Internal to core/ledger.
#pragma once

#include <string>

#include "core/ledger/row_names.h"
#include "core/ledger/text_buffer.h"

namespace sb::ledger {

class DetailsWriter {
 public:
  // New texts are added to `names`.
  explicit DetailsWriter(Names& names) : m_names(names) {}

  // Appends the text to `out`.
  void write(const Record& record, const RowNames& row, TextBuffer& out);

 private:
  Names& m_names;
  std::string m_quoted;
};

}  // namespace sb::ledger
