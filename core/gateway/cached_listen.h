// Waits for the answer of a call that is made for several, and gives it to its own caller. The
// exchange's coroutine; one thread.
#pragma once

#include <memory>

#include "core/gateway/cached_flight.h"

namespace sb::gateway {

// False: nothing has been said to the caller, and the reason why the call failed is no business of
// its: it may go on by itself.
net::Task<bool> listen(Exchange& x, ListenerPtr listener, std::shared_ptr<FlightLink> link);

}  // namespace sb::gateway
