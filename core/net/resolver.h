// Host names to addresses: a few threads around getaddrinfo, which cannot be cancelled, and one
// cache for all workers. A waiter leaves at its own limit; the look-up goes on for the next one.
// Owner: the composition root; resolve() is called by tasks of any worker, flush() by any thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/net/guard.h"

namespace sb::net {

// An address as the socket calls want it.
struct SocketAddress {
  int family = 0;
  unsigned length = 0;
  alignas(8) unsigned char bytes[128] = {};
};

// "192.0.2.1", "::1".
std::string toString(const SocketAddress& address);

class Resolver {
 public:
  // Looks a name up, blocking. The default asks the system; tests hand in their own.
  using LookUp = Result<std::vector<SocketAddress>> (*)(const std::string& host);

  explicit Resolver(LookUp lookUp = nullptr);
  ~Resolver();
  Resolver(const Resolver&) = delete;
  Resolver& operator=(const Resolver&) = delete;

  // Addresses without port, in the system's order (RFC 6724). A literal address needs no look-up.
  // Cached for 30 s; an older answer serves when the look-up fails. DnsFailed, or what ended the
  // guard.
  Task<Result<std::vector<SocketAddress>>> resolve(const std::string& host, Guard& guard);

  void flush();

 private:
  struct State;
  std::shared_ptr<State> m_state;
};

}  // namespace sb::net
