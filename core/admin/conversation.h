// What was said in a logged request and its answer, in one form for every dialect: the turns with
// their parts, as docs/openapi.yaml has it (Conversation). Long texts are cut, images are given
// only while they are small; the bodies have all of it. Pure; any thread.
#pragma once

#include <boost/json.hpp>

#include "core/ledger/row.h"

namespace sb::admin {

// A body that cannot be read as its dialect gives no turns, and says why in `request_unread` or
// `answer_unread`. `response` is the whole answer as JSON, where it is that.
boost::json::object conversationJson(const ledger::Detail& detail,
                                     const boost::json::value& response);

}  // namespace sb::admin
