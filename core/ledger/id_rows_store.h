// Finds rows by the id of their request: only the blocks of rows (the table `marks`) that hold its
// time are looked through, and what came after the last mark. Internal to core/ledger.
#pragma once

#include <string>
#include <string_view>

#include "core/ledger/id_time.h"

namespace sb::ledger {

// A SELECT of the numbers of the rows r whose ids begin with `prefix`, whose times are these. The
// prefix is to be bound to its one ? if it goes beyond the time (needsPrefix).
std::string rowsOfIdSql(const IdTimes& times, std::string_view prefix);

bool needsPrefix(std::string_view prefix);

}  // namespace sb::ledger
