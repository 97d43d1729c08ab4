// Connections to upstreams, kept alive and used again. One pool a worker, so no lock; owner: the
// worker's services. Idle connections notice their end at once and are never older than the idle
// limit, which is below what providers use.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/result.h"
#include "core/net/connector.h"
#include "core/net/http_parser.h"
#include "core/net/proxy.h"
#include "core/net/stream.h"
#include "core/net/tls.h"
#include "core/net/worker.h"

namespace sb::net {

// Where a call goes. `key` names everything that a shared connection must have in common.
struct Destination {
  bool https = false;
  std::string host;
  std::uint16_t port = 0;
  std::shared_ptr<ClientTls> tls;      // for https
  std::shared_ptr<const Proxy> proxy;  // null = direct
  std::string key;

  void makeKey();
};

struct UpstreamConnection {
  UpstreamConnection(Stream s, std::string a) : stream(std::move(s)), address(std::move(a)) {}
  Stream stream;
  std::string address;  // of the peer, or of the proxy
  ResponseParser parser;
  std::string in;        // read, not yet parsed
  std::size_t used = 0;  // of `in`: parsed, to be dropped before the next read
  Steady idleSince{};
  bool reused = false;
};

class UpstreamPool {
 public:
  UpstreamPool(Worker& worker, Resolver& resolver, Refuse refuse);
  ~UpstreamPool();

  // An idle connection, or a new one under Limit::Connect = `connect`, at most `poolWait` in the
  // queue when the host has as many as it may. `fresh`: never an idle one. `destination` must
  // outlive the wait. ConnectRefused, ConnectTimeout, DnsFailed, TlsFailed, ProxyFailed,
  // PoolTimeout, LoopRefused.
  Task<Result<std::unique_ptr<UpstreamConnection>>> acquire(const Destination& destination,
                                                            Millis connect, Millis poolWait,
                                                            bool fresh, Guard& guard);

  // Open connections to one host at a time; before the first call.
  void setMost(int connections) { m_most = connections; }

  // An idle connection, or null: what most calls need, without a wait.
  std::unique_ptr<UpstreamConnection> takeIdle(const Destination& destination);

  // Back for the next call (the answer was read to its end and allows it) …
  void release(const Destination& destination, std::unique_ptr<UpstreamConnection> connection);
  // … or closed.
  void discard(const Destination& destination, std::unique_ptr<UpstreamConnection> connection);

  // Providers close idle connections after 60 s (common) to 400 s (measured at one).
  static constexpr Millis kIdleLimit{50'000};

  // Closes idle connections past the idle limit; flush() all of them (network change, wake).
  void prune(Steady now);
  void flush();

  Worker& worker() { return m_worker; }
  std::size_t idle() const;

 private:
  struct Host;
  Task<Result<std::unique_ptr<UpstreamConnection>>> open(const Destination& destination,
                                                         Guard& guard);
  Task<Status> lead(Stream& stream, const Destination& destination, Guard& guard);
  std::unique_ptr<UpstreamConnection> takeIdle(Host& host);
  void callNext(Host& host);
  void freed(const Destination& destination);

  Worker& m_worker;
  Resolver& m_resolver;
  Refuse m_refuse;
  int m_most = 16'384;
  std::unordered_map<std::string, std::shared_ptr<Host>> m_hosts;
};

}  // namespace sb::net
