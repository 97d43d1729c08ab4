// What a URL holds that somebody else chose: one GET, without cookies, keys or a body. The pool
// that it uses decides which addresses may be reached, at every hop. One task's; one thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/net/upstream_pool.h"

namespace sb::net {

struct Fetch {
  std::shared_ptr<ClientTls> tls;
  const ProxyRules* proxies = nullptr;         // null = always direct
  std::size_t most = 0;                        // bytes
  Steady until;                                // for all hops together
  std::function<Status(std::size_t)> mayTake;  // asked for each piece, with its size
};

// The host of an http or https URL without user and password; "" for any other text. For messages,
// too: the rest may be a secret.
std::string hostOfUrl(std::string_view url);

// The bytes, as they came: redirects are followed, at most kMostRedirects. BadRequest: it is no
// such URL; UpstreamStatus, UpstreamTooLarge, UpstreamProtocol (it came compressed, or leads in a
// circle); StallTimeout: it took too long; LoopRefused: its address may not be reached; or what
// UpstreamCall gives.
inline constexpr int kMostRedirects = 3;
Task<Result<std::string>> fetch(UpstreamPool& pool, const Fetch& with, std::string url,
                                Guard& guard);

}  // namespace sb::net
