// The summary of one request as JSON text (docs/openapi.yaml, Row), written without a document in
// between: every console that follows the log is told each row. Pure; any thread.
#pragma once

#include <string>

#include "core/ledger/row.h"

namespace sb::ledger {

// An object, without a line end. "cost_usd" is null where "priced" is false.
std::string rowText(const Row& row);

}  // namespace sb::ledger
