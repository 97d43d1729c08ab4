// One worker's part of the gateway: its event loop, upstream pool, buffers, snapshot, and the
// exchanges that are open on it. Owner: Gateway. Used on the worker's own thread, but for what says
// otherwise.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/clock.h"
#include "core/cache/canonical.h"
#include "core/cache/known_digests.h"
#include "core/dialects/look.h"
#include "core/gateway/answer_cache.h"
#include "core/gateway/metrics.h"
#include "core/gateway/provider_responses.h"
#include "core/gateway/refused_origins.h"
#include "core/gateway/snapshot.h"
#include "core/gateway/target_notes.h"
#include "core/net/offload.h"
#include "core/net/upstream_pool.h"
#include "core/net/worker.h"
#include "core/routing/steering.h"

namespace sb::ledger {
class Ledger;
}
namespace sb::policy {
class GatewayKeys;
}

namespace sb::gateway {

struct Exchange;

// What all lanes share. Outlives them.
struct Services {
  const Clock& clock;
  policy::GatewayKeys& keys;
  ledger::Ledger& ledger;
  Metrics& metrics;
  net::Offload& offload;
  RefusedOrigins& refusedOrigins;
  routing::Steering& steering;
  ProviderResponses& responses;
  AnswerCache& cache;
  std::string via;  // our pseudonym in Via (RFC 9110 section 7.6.3): finds loops
  std::atomic<bool> ready{false};
};

// What a console sees of a request that is still running.
struct LiveExchange {
  std::string id, endpoint, key, route, modelAsked, provider, model;
  WallMillis at = 0;
  bool stream = false;
  int attempt = 0;
  std::int64_t events = 0;  // relayed so far
  std::int64_t bytes = 0;   // of the answer, relayed so far
};

// Counted since start; read by any thread.
struct Counters {
  std::atomic<std::int64_t> requests{0}, open{0}, streams{0}, events{0};
  // Copies of requests that nobody waits for; those that there was no room for.
  std::atomic<std::int64_t> shadows{0}, shadowsOpen{0}, shadowsSkipped{0};
};

class Lane {
 public:
  // `own`: this program's addresses; `closed`: those that a URL of a request may not lead to.
  Lane(int index, Services& services, net::Resolver& resolver, net::Resolver& outside,
       net::Refuse own, net::Refuse closed);

  Services& services;
  net::Worker worker;
  net::UpstreamPool pool;
  net::UpstreamPool outside;  // for URLs that stand in requests; keeps no connection
  dialects::Looker looker;
  dialects::JsonIndex index;
  cache::Canonical canonical;
  cache::KnownDigests knownDigests;
  CacheShare& share;
  SnapshotPtr snapshot;
  bool hasCounted = false;  // a prompt, so that the tokenizer is unpacked
  Counters counters;
  std::int64_t shadowBytes = 0;  // that open shadows keep of their requests
  Metrics::Part& metrics;

  double random();  // [0, 1)

  void use(SnapshotPtr next);
  // The bodies of the list of all models by dialect, once they were asked for; those of the
  // snapshot in use.
  using ModelLists = std::array<std::string, 4>;
  ModelLists modelLists;
  // What is known of a target, looked up once per snapshot. Valid until the next call.
  const TargetNotes& target(const std::string& provider, const std::string& model);

  // Shadows count among neither the requests nor the open ones.
  void enter(Exchange& exchange);
  void leave(Exchange& exchange);
  // One that has been counted before, as another exchange.
  void enterAgain(Exchange& exchange);
  std::vector<LiveExchange> live() const;
  // Cancels the open exchanges of a key.
  void cancelKey(const std::string& keyId, ErrorKind why);
  // Cancels them all.
  void cancelAll(ErrorKind why);
  // Every second: tells the ledger of requests that have become long, closes what idled too long.
  void tick();

 private:
  struct Open {
    bool known = false;  // to the ledger
    bool shadow = false;
  };

  std::unordered_map<Exchange*, Open> m_open;
  using Targets = std::unordered_map<std::string, TargetNotes>;
  Targets m_targets;  // by "provider/model"
  const Targets::value_type* m_lastTarget = nullptr;
  std::uint64_t m_seed;
};

}  // namespace sb::gateway
