// The numbers that the texts of one request have in the dictionary, looked up once for all that is
// written of it: the row, its details, the sums. Belongs to the writer thread. Internal to
// core/ledger.
#pragma once

#include <string>

#include "core/ledger/names.h"
#include "core/ledger/record.h"

namespace sb::ledger {

struct RowNames {
  NameId key = kNoName, team = kNoName, route = kNoName, provider = kNoName, model = kNoName;
  NameId asked = kNoName, endpoint = kNoName, message = kNoName, tags = kNoName;
};

// Tags, in the order in which they are kept: sorted, joined by kJoin.
std::string tagText(const std::vector<std::string>& tags);

// Texts that the dictionary does not have are added to it.
class RowNamer {
 public:
  explicit RowNamer(Names& names) : m_names(names) {}
  RowNames of(const Record& record);

 private:
  NameId key(const Record& record);

  Names& m_names;
  // Of the row before: most repeat it.
  std::string m_keyName, m_keyId;
  NameId m_key = kNoName;
};

// Where an attempt went; mostly where the answer came from.
NameId providerOf(const Attempt& attempt, const Record& record, const RowNames& row, Names& names);
NameId modelOf(const Attempt& attempt, const Record& record, const RowNames& row, Names& names);

}  // namespace sb::ledger
