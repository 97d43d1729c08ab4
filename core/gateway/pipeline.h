// The stages of one request to a model, in order: read the body, look, resolve the name, walk the
// tree, and for each attempt send, wait for content, commit or let the tree choose the next.
// docs/life-of-a-request.md tells the same in words.
#pragma once

#include "core/gateway/exchange.h"

namespace sb::gateway {

net::Task<void> generate(Exchange& x);

}  // namespace sb::gateway
