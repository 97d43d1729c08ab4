// Rows as the admin API gives them (docs/openapi.yaml). Pure; any thread.
#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "core/ledger/reader.h"
#include "core/ledger/row.h"

namespace sb::ledger {

// The summary of one request. "cost_usd" is null where "priced" is false.
boost::json::object rowJson(const Row& row);

// The summary with attempts, price lines, bodies and the rest. A body that is JSON stands as such,
// as "text" in an object otherwise, null if it was not kept.
boost::json::object detailJson(const Detail& detail);

boost::json::object spendJson(const SpendCell& cell);

// One line of text each, with a line end: for export.
std::string csvHeader();
std::string csvLine(const Row& row);
std::string jsonLine(const Row& row);

}  // namespace sb::ledger
