// Whether an address belongs to the public internet: what a URL that somebody else chose may lead
// to. Pure; any thread.
// Source: the IANA registries of special-purpose IPv4 and IPv6 addresses (RFC 6890 and successors).
#pragma once

#include "core/net/resolver.h"

namespace sb::net {

// False for loopback, private, link-local, shared, multicast, documentation and reserved ranges,
// for the addresses at which clouds answer their own machines, and for IPv6 forms that lead to an
// IPv4 address of these.
bool isPublic(const SocketAddress& address);

}  // namespace sb::net
