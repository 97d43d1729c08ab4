// Whether a request may be answered by what was answered before, and by which key that is found.
// docs/caching.md has the same in words. One thread.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/cache/request_digest.h"
#include "core/gateway/exchange.h"
#include "core/routing/directory.h"
#include "core/routing/world.h"

namespace sb::gateway {

// False: its answer depends on more than what it says, or changes something at the provider.
bool cacheable(const Exchange& x);

// What the caller wants of it: Cache-Control and x-signalbox-cache.
struct CacheWish {
  bool read = true;   // a stored answer will do
  bool store = true;  // its answer may be stored
  bool usual() const { return read && store; }
};
CacheWish wishOf(const net::Headers& headers);

// Of what the request says, whatever node it comes to; made once for each request.
net::Task<Result<cache::RequestDigest>> digestOfRequest(Exchange& x);

// … at this node. `world`: decides conditions below it.
cache::RequestDigest keyAt(const Exchange& x, const cache::RequestDigest& request,
                           const config::Node& node, routing::World& world);

}  // namespace sb::gateway
