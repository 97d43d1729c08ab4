// The wide part of a row: everything that lists do not filter by, as one JSON text. Short keys, and
// numbers of the dictionary instead of texts that repeat. DetailsWriter makes it. Internal to
// core/ledger.
#pragma once

#include <array>
#include <string_view>

#include "core/ledger/names.h"
#include "core/ledger/row.h"

namespace sb::ledger {

// Fills what the narrow row does not hold: parts of `detail.row`, attempts and the rest. Unreadable
// text leaves the detail as it is.
void decodeDetails(std::string_view text, const Names& names, Detail& detail);

// The same for a list: without attempts.
void decodeRowDetails(std::string_view text, const Names& names, Row& row);

// The token counts as they stand in the text; zeros at the end are left out.
using Buckets = std::array<std::int64_t, 8>;
Buckets bucketsOf(const Usage& usage);
// Where the bucket of this name stands; -1 = nowhere.
std::int64_t bucketIndex(std::string_view name);

}  // namespace sb::ledger
