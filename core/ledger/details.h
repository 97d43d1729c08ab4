// The wide part of a row: everything that lists do not filter by, as one JSON text. Short keys, and
// numbers of the dictionary instead of texts that repeat. Internal to core/ledger.
#pragma once

#include <string>
#include <string_view>

#include "core/ledger/entry.h"
#include "core/ledger/names.h"

namespace sb::ledger {

// New texts are added to `names`.
std::string encodeDetails(const Record& record, Names& names);

// Fills what the narrow row does not hold: parts of `detail.row`, attempts and the rest. Unreadable
// text leaves the detail as it is.
void decodeDetails(std::string_view text, const Names& names, Detail& detail);

// The same for a list: without attempts.
void decodeRowDetails(std::string_view text, const Names& names, Row& row);

}  // namespace sb::ledger
