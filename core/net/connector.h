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
// A host with an address for which `check` says yes is LoopRefused: the caller knows its own
// listeners, and what else nothing may be sent to.
using AddressCheck = bool (*)(const void* context, const SocketAddress& address,
                              std::uint16_t port);
struct Refuse {
  AddressCheck check = nullptr;
  const void* context = nullptr;
  const char* why = "is this gateway itself";
  // Names are looked up and checked here even where a proxy would do so; else what stands behind a
  // proxy is not checked.
  bool behindProxies = false;

  bool refuses(const SocketAddress& address, std::uint16_t port) const {
    return check != nullptr && check(context, address, port);
  }
};

Task<Result<Connected>> connectTcp(Resolver& resolver, const std::string& host, std::uint16_t port,
                                   Refuse refuse, Guard& guard);

}  // namespace sb::net
