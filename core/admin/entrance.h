// Who may speak to the admin API: programs on this machine that hold the token. Web pages never:
// whatever carries an Origin is refused, and so is a Host that is no loopback name (a page could
// have pointed its own name at us). Pure; any thread.
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/net/http.h"

namespace sb::admin {

// ForeignHost, ForeignOrigin, KeyMissing, KeyInvalid; in this order.
Status admit(const net::RequestHead& head, const Secret& token);

// UnsupportedMediaType unless the body is said to be JSON.
Status checkJson(const net::RequestHead& head);
// The same for bytes of any kind.
Status checkBytes(const net::RequestHead& head);

}  // namespace sb::admin
