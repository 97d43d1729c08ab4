// Answers of the Responses API that later requests go on from (previous_response_id). They are the
// log's own rows: with bodies that are not kept, or `store: false`, there is none.
#pragma once

#include <string>

#include "core/gateway/exchange.h"

namespace sb::gateway {

// Puts the earlier conversation into the body in place of the id, and items of answers in place of
// references to them. NotFound: it is one of our ids, and there is no such answer of this key. Ids
// of providers stay as they are.
net::Task<Status> putBackEarlier(Exchange& x);

// GET /v1/responses/{id}
net::Task<void> showResponse(Exchange& x, const std::string& id);

// DELETE /v1/responses/{id}: what was asked and answered leaves the log, its row and cost stay.
net::Task<void> deleteResponse(Exchange& x, const std::string& id);

}  // namespace sb::gateway
