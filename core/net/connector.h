// Opens TCP connections: both address families, staggered by 250 ms (RFC 8305). One task's; one
// thread.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/result.h"
#include "core/net/resolver.h"
#include "core/net/stream.h"

namespace sb::net {

struct Connected {
  Connected(Stream s, std::string a) : stream(std::move(s)), address(std::move(a)) {}
  Stream stream;
  std::string address;
};

// Limits by the guard (Limit::Connect). ConnectRefused, ConnectTimeout, DnsFailed.
// An address for which `refused` says yes is LoopRefused: the caller knows its own listeners.
using AddressCheck = bool (*)(const void* context, const SocketAddress& address,
                              std::uint16_t port);
struct Refuse {
  AddressCheck check = nullptr;
  const void* context = nullptr;
};

Task<Result<Connected>> connectTcp(Resolver& resolver, const std::string& host, std::uint16_t port,
                                   Refuse refuse, Guard& guard);

}  // namespace sb::net
