// What every request meets first: which hosts and web origins may talk to us, and whose key it
// brings. See docs/architecture.md, security invariants. Pure functions over one exchange; its
// thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/gateway/snapshot.h"
#include "core/net/http.h"

namespace sb::gateway {

// How a gateway calls itself in Via (RFC 9110 section 7.6.3): this and a name of its own.
inline constexpr std::string_view kViaMark = "1.1 signalbox-";

// The entries of Via that are gateways like this one, in order.
std::vector<std::string_view> gatewayMarks(const net::Headers& headers);

// ForeignHost, ForeignOrigin, LoopRefused: the request has passed through this very program
// already, or through too many of its kind.
Status checkHead(const net::RequestHead& head, const Snapshot& snapshot, std::string_view via);

// Header lines for answers to an allowed origin; "" without Origin.
std::string corsLines(const net::RequestHead& head, const Snapshot& snapshot);
// Header lines of a preflight's answer (Fetch standard; Private Network Access).
std::string preflightLines(const net::RequestHead& head, const Snapshot& snapshot);
bool isPreflight(const net::RequestHead& head);

// The text that claims to be a gateway key: from /k/KEY, Authorization: Bearer, x-api-key,
// x-goog-api-key, api-key, ?key=, in this order. "" when there is none.
std::string_view presentedKey(const net::RequestHead& head, std::string_view fromPath);

// UnsupportedMediaType unless the body may be taken for JSON. Without a web origin a missing or
// form content type passes too: plain command-line tools send those.
Status checkContentType(const net::RequestHead& head);

}  // namespace sb::gateway
