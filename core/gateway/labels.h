// What a caller wants to find again in the log, and what routes may ask of it. Pure; any thread.
#pragma once

#include <string>

#include "core/dialects/look.h"
#include "core/ledger/record.h"
#include "core/net/http.h"

namespace sb::gateway {

// Tags (beside those of its key), user, session and metadata of a request.
void readLabels(const net::Headers& headers, const dialects::Look& look, const std::string& body,
                ledger::Record& record);

}  // namespace sb::gateway
