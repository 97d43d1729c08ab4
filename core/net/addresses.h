// The machine's own addresses, to notice that it has moved to another network (a VPN, another
// wireless network, a new lease). Any thread.
#pragma once

#include <string>

namespace sb::net {

// Those of the interfaces that are up, without loopback, one a line and sorted; "" where the system
// does not say.
std::string ownAddresses();

}  // namespace sb::net
