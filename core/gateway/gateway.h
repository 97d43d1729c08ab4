// The gateway as a whole: workers, listeners, the snapshot they use, and their life. Owner: the
// composition root in app. All calls are made on the control loop's thread, but for what says
// otherwise.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/gateway/answer_cache.h"
#include "core/gateway/lane.h"
#include "core/gateway/metrics.h"
#include "core/gateway/refused_origins.h"
#include "core/gateway/responses_keeper.h"
#include "core/gateway/snapshot.h"
#include "core/ledger/ledger.h"
#include "core/net/server.h"
#include "core/policy/gateway_keys.h"

namespace sb::gateway {

struct GatewayOptions {
  int workers = 1;
  net::ServerLimits limits;
  // Addresses that URLs of requests may lead to besides the public ones. No setting of the
  // configuration: for tests, whose servers are on loopback.
  std::vector<std::string> fetchable;
  // Of one worker to one host of a provider.
  int mostConnections = 16'384;
  // Where answers are kept beyond memory; "" = nowhere.
  std::string cacheFile;
  // Of state.db, where it is written which provider keeps which answers; "" = nowhere.
  std::string stateFolder;
};

class Gateway {
 public:
  Gateway(net::Loop& control, GatewayOptions options, const Clock& clock, policy::GatewayKeys& keys,
          ledger::Ledger& ledger, routing::Steering& steering);
  // Stops at once what still runs, and joins the workers.
  ~Gateway();

  // From the next request on.
  void use(SnapshotPtr snapshot);
  SnapshotPtr snapshot() const { return m_snapshot; }

  // Conflict: an address is in use (by whom, where that can be told). Nothing is bound then.
  Status listen(const std::vector<config::Listener>& listeners);
  // Stops accepting; open exchanges go on. listen() starts again.
  void stopListening();
  bool listening() const { return m_server != nullptr; }
  std::vector<net::ListenAddress> addresses() const;

  // Stops accepting, waits until the open exchanges have ended, at most `limit`, cancels the rest,
  // then calls `done`.
  void drain(Millis limit, std::function<void()> done);

  // Addresses that no request may be sent to, besides our own listeners' (the admin listener).
  void addOwnAddress(const std::string& address, std::uint16_t port);

  // Asks every worker for its open exchanges; `done` is called on the control loop.
  void live(std::function<void(std::vector<LiveExchange>)> done);
  std::int64_t open() const;
  std::int64_t requests() const;
  std::int64_t connections() const;
  // Those that may not call now either.
  std::vector<RefusedOrigin> refusedOrigins();

  // Drops kept connections and cached names: the network has changed, or the machine has slept.
  void networkChanged();

  Metrics& metrics() { return m_metrics; }
  routing::Steering& steering() { return m_steering; }
  AnswerCache& cache() { return m_cache; }
  net::Resolver& resolver() { return m_resolver; }

  // A request of our own to a provider (test, model list), on a worker: `work` runs there as a
  // task.
  void onWorker(std::function<net::Task<void>(Lane&)> work);

 private:
  struct OwnAddresses;
  struct One;
  std::int64_t sum(std::atomic<std::int64_t> Counters::*counter) const;
  // Every exchange that is open.
  void cancelAll(ErrorKind why);
  void keepResponses();
  void tick();
  void watchSleep();
  void watchAddresses();

  net::Loop& m_control;
  GatewayOptions m_options;
  Metrics m_metrics;
  net::Offload m_offload;
  RefusedOrigins m_refusedOrigins;
  routing::Steering& m_steering;
  ProviderResponses m_responses;
  std::optional<ResponsesKeeper> m_keeper;
  AnswerCache m_cache;
  Services m_services;
  std::shared_ptr<OwnAddresses> m_own;
  net::Resolver m_resolver;
  net::Resolver m_outside;  // of names in requests: slow ones hold up no provider's
  std::vector<std::unique_ptr<One>> m_lanes;
  SnapshotPtr m_snapshot;
  // Both change on the control thread alone; who changes them or reads them elsewhere (a worker
  // that answers /metrics counts connections) holds the lock.
  mutable std::mutex m_servers;
  std::unique_ptr<net::Server> m_server;
  std::vector<std::unique_ptr<net::Server>> m_stopped;  // whose connections may still run
  policy::GatewayKeys::Subscription m_revocations;
  struct Timers;
  std::unique_ptr<Timers> m_timers;
};

}  // namespace sb::gateway
