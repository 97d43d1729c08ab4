// Plays an answer of the demo provider: paced, and with the faults of its script in the right
// places. One exchange's; one thread.
#pragma once

#include "core/demo/answer.h"
#include "core/demo/ask.h"
#include "core/demo/script.h"
#include "core/net/http_connection.h"

namespace sb::demo {

// What happens before the head. False: the exchange is over, nothing more is to be sent.
net::Task<bool> playOverture(net::HttpConnection& connection, const Script& script);

// The whole answer, a failure's status and body included.
net::Task<void> playAnswer(net::HttpConnection& connection, const Ask& ask, const Script& script,
                           const RequestFacts& request);

// The same around a body that is no generation.
net::Task<void> playBody(net::HttpConnection& connection, std::string_view body,
                         const Script& script, const RequestFacts& request);

}  // namespace sb::demo
