// The parameter q of the log's operations. Control thread.
#pragma once

#include <boost/json/array.hpp>

#include "core/admin/operations.h"

namespace sb::admin {

// BadRequest for the first mistake; `problems` gets all of them, with their places in the text.
Result<ledger::Filter> parseQuery(const Call& call, boost::json::array& problems);
Result<Answer> refusedFilter(const Error& error, boost::json::array problems);

}  // namespace sb::admin
