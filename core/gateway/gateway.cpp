#include "core/gateway/gateway.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/timerfd.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <ctime>
#include <mutex>
#include <set>
#include <shared_mutex>

#include "core/base/ids.h"
#include "core/base/log.h"
#include "core/base/text.h"
#include "core/gateway/front_door.h"
#include "core/gateway/handler.h"
#include "core/gateway/target_metrics.h"
#include "core/net/addresses.h"
#include "core/net/public_address.h"

namespace sb::gateway {
namespace {

using Timer = boost::asio::basic_waitable_timer<std::chrono::steady_clock,
                                                boost::asio::wait_traits<std::chrono::steady_clock>,
                                                net::Loop::executor_type>;

constexpr int kOffloadThreads = 2;
constexpr Millis kTick{1'000};
constexpr Millis kSaveResponses{1'000};
constexpr int kLookEvery = 5;  // ticks
constexpr std::int64_t kSleepMillis = 10'000;

std::int64_t millisOf(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return now.tv_sec * 1000 + now.tv_nsec / 1'000'000;
}

}  // namespace

// The addresses at which this very program listens. Read by connecting tasks of all workers.
struct Gateway::OwnAddresses {
  struct Own {
    std::string address;
    std::uint16_t port;
  };
  explicit OwnAddresses(std::vector<std::string> open) : fetchable(std::move(open)) {}

  std::shared_mutex mutex;
  std::vector<Own> listeners, others;
  const std::vector<std::string> fetchable;  // though not public

  static bool isLocal(const std::string& address) {
    return isLoopbackHost(address) || address == "0.0.0.0" || address == "::";
  }
  bool covers(const Own& own, const std::string& address, std::uint16_t port) const {
    if (own.port != port) return false;
    if (own.address == address) return true;
    // A listener on all addresses is reached by each of them; loopback has many names.
    return (own.address == "0.0.0.0" || own.address == "::")
               ? true
               : isLoopbackHost(own.address) && isLocal(address);
  }
  static bool refuse(const void* context, const net::SocketAddress& address, std::uint16_t port) {
    auto* self = static_cast<OwnAddresses*>(const_cast<void*>(context));
    const std::string text = net::toString(address);
    std::shared_lock lock(self->mutex);
    const auto hit = [&](const Own& own) { return self->covers(own, text, port); };
    return std::any_of(self->listeners.begin(), self->listeners.end(), hit) ||
           std::any_of(self->others.begin(), self->others.end(), hit);
  }
  // Behind a public address of its own, the machine is open to itself as it is to nobody outside.
  static bool isOfThisMachine(const std::string& address) {
    return ("\n" + net::ownAddresses()).find("\n" + address + "\n") != std::string::npos;
  }
  // What a URL of a request may not lead to.
  static bool closed(const void* context, const net::SocketAddress& address, std::uint16_t port) {
    const auto& open = static_cast<const OwnAddresses*>(context)->fetchable;
    const std::string text = net::toString(address);
    const bool allowed = (net::isPublic(address) && !isOfThisMachine(text)) ||
                         std::find(open.begin(), open.end(), text) != open.end();
    return !allowed || refuse(context, address, port);
  }
};

// A lane and what serves its connections.
struct Gateway::One {
  One(int index, Services& services, net::Resolver& resolver, net::Resolver& outside,
      net::Refuse own, net::Refuse closed)
      : lane(index, services, resolver, outside, own, closed), handler(lane) {}
  Lane lane;
  Handler handler;
};

struct Gateway::Timers {
  explicit Timers(net::Loop& loop) : tick(loop), drain(loop) {}
  Timer tick, drain;
  int ticks = 0;
  std::string addresses = net::ownAddresses();
  std::int64_t slept = millisOf(CLOCK_BOOTTIME) - millisOf(CLOCK_MONOTONIC);
};

Gateway::Gateway(net::Loop& control, GatewayOptions options, const Clock& clock,
                 policy::GatewayKeys& keys, ledger::Ledger& ledger, routing::Steering& steering)
    : m_control(control),
      m_options(std::move(options)),
      m_metrics(ledger),
      m_offload(kOffloadThreads),
      m_steering(steering),
      m_cache(m_options.cacheFile, clock),
      m_services{clock,      keys,
                 ledger,     m_metrics,
                 m_offload,  m_refusedOrigins,
                 m_steering, m_responses,
                 m_cache,    std::string(kViaMark) + randomText(8)},
      m_own(std::make_shared<OwnAddresses>(m_options.fetchable)),
      m_timers(std::make_unique<Timers>(control)) {
  m_metrics.setMore([this](std::string& out) {
    appendTargets(m_steering.health, std::chrono::steady_clock::now(), out);
  });
  m_metrics.setGauges([this] {
    return Metrics::Gauges{{"open_requests", open()},
                           {"client_connections", connections()},
                           {"mirrors_open", sum(&Counters::shadowsOpen)},
                           {"mirrors_total", sum(&Counters::shadows)},
                           {"mirrors_skipped_total", sum(&Counters::shadowsSkipped)},
                           {"cache_hits_total", m_cache.counts().hits},
                           {"cache_misses_total", m_cache.counts().misses},
                           {"cache_joined_total", m_cache.counts().joined},
                           {"cache_entries", m_cache.entries()},
                           {"cache_bytes", m_cache.bytes()}};
  });
  keepResponses();
  const net::Refuse own{&OwnAddresses::refuse, m_own.get()};
  const net::Refuse closed{&OwnAddresses::closed, m_own.get(), "has no public address", true};
  for (int i = 0; i < std::max(1, m_options.workers); ++i) {
    m_lanes.push_back(std::make_unique<One>(i, m_services, m_resolver, m_outside, own, closed));
    m_lanes.back()->lane.pool.setMost(m_options.mostConnections);
    m_lanes.back()->lane.worker.start();
  }
  m_revocations = keys.subscribe([this](const policy::KeyHandle& key) {
    for (auto& one : m_lanes) {
      Lane& lane = one->lane;
      lane.worker.post([&lane, id = key->id] { lane.cancelKey(id, ErrorKind::KeyRevoked); });
    }
  });
  tick();
}

// A damaged state.db has been told by then.
void Gateway::keepResponses() {
  if (m_options.stateFolder.empty()) return;
  auto store = policy::PlacesStore::open(m_options.stateFolder);
  if (store)
    m_keeper.emplace(std::move(*store), m_responses, kSaveResponses);
  else
    log::warn("which answers providers keep is forgotten at a restart: " + store.error().message);
}

Gateway::~Gateway() {
  m_timers->tick.cancel();
  m_timers->drain.cancel();
  m_revocations = {};
  std::unique_ptr<net::Server> last;
  {
    const std::lock_guard lock(m_servers);
    last = std::move(m_server);
  }
  last.reset();
  for (auto& one : m_lanes)
    one->lane.worker.join();
  m_cache.close();
  m_offload.join();
}

void Gateway::use(SnapshotPtr snapshot) {
  m_snapshot = snapshot;
  m_refusedOrigins.forgetAllowed(*snapshot);
  m_cache.use(*snapshot->config);
  for (auto& one : m_lanes) {
    Lane& lane = one->lane;
    lane.worker.post([&lane, snapshot] { lane.use(snapshot); });
  }
}

Status Gateway::listen(const std::vector<config::Listener>& listeners) {
  std::vector<net::ListenAddress> wanted;
  for (const config::Listener& listener : listeners) {
    net::ListenAddress one{listener.address, listener.port, nullptr};
    if (listener.tls) {
      auto context =
          net::makeServerContext(listener.tls->cert, listener.tls->key, listener.tls->clientCa);
      if (!context) return context.error();
      one.tls = *context;
    }
    wanted.push_back(std::move(one));
  }
  std::vector<net::ServerWorker> workers;
  for (auto& one : m_lanes)
    workers.push_back({&one->lane.worker, &one->handler});
  auto server = std::make_unique<net::Server>(m_control, std::move(workers), m_options.limits);
  const Status bound = server->listen(wanted);
  if (!bound) return bound;
  {
    const std::lock_guard lock(m_servers);
    m_server = std::move(server);
  }
  {
    std::unique_lock lock(m_own->mutex);
    m_own->listeners.clear();
    for (const net::ListenAddress& address : m_server->bound())
      m_own->listeners.push_back({address.address, address.port});
  }
  m_services.ready = true;
  return {};
}

void Gateway::stopListening() {
  if (!m_server) return;
  m_services.ready = false;
  m_server->stop();
  const std::lock_guard lock(m_servers);
  m_stopped.push_back(std::move(m_server));
  std::erase_if(m_stopped, [](const auto& server) { return server->connections() == 0; });
}

std::vector<net::ListenAddress> Gateway::addresses() const {
  return m_server ? m_server->bound() : std::vector<net::ListenAddress>();
}

void Gateway::drain(Millis limit, std::function<void()> done) {
  stopListening();
  const Steady until = std::chrono::steady_clock::now() + limit;
  auto look = std::make_shared<std::function<void(boost::system::error_code)>>();
  *look = [this, until, done = std::move(done), look](boost::system::error_code ec) {
    if (ec) return;
    const bool late = std::chrono::steady_clock::now() >= until;
    if (open() > 0 && late) {
      for (auto& server : m_stopped)
        server->cancelAll(ErrorKind::ShuttingDown);
      cancelAll(ErrorKind::ShuttingDown);  // calls that several wait for, too
    }
    if ((connections() == 0 && open() == 0) || late) {
      // Copies of requests hold nothing up.
      const bool shadows = sum(&Counters::shadowsOpen) > 0;
      if (shadows) cancelAll(ErrorKind::ShuttingDown);
      // One more turn lets cancelled exchanges hand their rows over.
      auto finish = done;
      Timer& timer = m_timers->drain;
      *look = nullptr;  // this closure is gone from here on, and `this` with it
      timer.expires_after(late || shadows ? Millis(200) : Millis(0));
      timer.async_wait([finish](boost::system::error_code stop) {
        if (!stop) finish();
      });
      return;
    }
    m_timers->drain.expires_after(Millis(20));
    m_timers->drain.async_wait([look](boost::system::error_code stop) {
      if (*look) (*look)(stop);
    });
  };
  (*look)({});
}

void Gateway::addOwnAddress(const std::string& address, std::uint16_t port) {
  std::unique_lock lock(m_own->mutex);
  m_own->others.push_back({address, port});
}

void Gateway::live(std::function<void(std::vector<LiveExchange>)> done) {
  struct Gathering {
    std::vector<LiveExchange> all;
    std::size_t missing;
  };
  auto gathering = std::make_shared<Gathering>(Gathering{{}, m_lanes.size()});
  for (auto& one : m_lanes) {
    Lane& lane = one->lane;
    lane.worker.post([this, &lane, gathering, done] {
      boost::asio::post(m_control, [gathering, done, part = lane.live()] {
        gathering->all.insert(gathering->all.end(), part.begin(), part.end());
        if (--gathering->missing == 0) done(std::move(gathering->all));
      });
    });
  }
}

std::int64_t Gateway::sum(std::atomic<std::int64_t> Counters::*counter) const {
  std::int64_t n = 0;
  for (const auto& one : m_lanes)
    n += (one->lane.counters.*counter).load(std::memory_order_relaxed);
  return n;
}

std::int64_t Gateway::open() const { return sum(&Counters::open); }

std::int64_t Gateway::requests() const { return sum(&Counters::requests); }

std::int64_t Gateway::connections() const {
  const std::lock_guard lock(m_servers);
  std::int64_t n = m_server ? m_server->connections() : 0;
  for (const auto& server : m_stopped)
    n += server->connections();
  return n;
}

// A worker that had not heard of the latest configuration may have refused one meanwhile.
std::vector<RefusedOrigin> Gateway::refusedOrigins() {
  if (m_snapshot) m_refusedOrigins.forgetAllowed(*m_snapshot);
  return m_refusedOrigins.list();
}

void Gateway::networkChanged() {
  m_resolver.flush();
  m_outside.flush();
  for (auto& one : m_lanes) {
    Lane& lane = one->lane;
    lane.worker.post([&lane] { lane.pool.flush(); });
  }
}

void Gateway::onWorker(std::function<net::Task<void>(Lane&)> work) {
  Lane& lane = m_lanes.front()->lane;
  lane.worker.post([&lane, work = std::move(work)] { net::spawn(lane.worker.loop(), work(lane)); });
}

void Gateway::cancelAll(ErrorKind why) {
  for (auto& one : m_lanes) {
    Lane& lane = one->lane;
    lane.worker.post([&lane, why] { lane.cancelAll(why); });
  }
}

void Gateway::tick() {
  for (auto& one : m_lanes) {
    Lane& lane = one->lane;
    lane.worker.post([&lane] { lane.tick(); });
  }
  if (++m_timers->ticks % kLookEvery == 0) {
    watchSleep();
    watchAddresses();
  }
  m_timers->tick.expires_after(kTick);
  m_timers->tick.async_wait([this](boost::system::error_code ec) {
    if (!ec) tick();
  });
}

// CLOCK_BOOTTIME goes on while the machine sleeps, CLOCK_MONOTONIC does not.
void Gateway::watchSleep() {
  const std::int64_t slept = millisOf(CLOCK_BOOTTIME) - millisOf(CLOCK_MONOTONIC);
  if (slept - m_timers->slept > kSleepMillis) {
    log::info("the machine has slept: connections are renewed");
    networkChanged();
    m_steering.limits.slept(Millis(slept - m_timers->slept));
    // What was on its way has lost its upstream; nobody would say so before a limit passes.
    cancelAll(ErrorKind::UpstreamReset);
  }
  m_timers->slept = slept;
}

// What is open may live on: its own limits end it where it does not.
void Gateway::watchAddresses() {
  std::string addresses = net::ownAddresses();
  if (addresses == m_timers->addresses) return;
  log::info("the machine's addresses have changed: idle connections are renewed");
  m_timers->addresses = std::move(addresses);
  networkChanged();
}

}  // namespace sb::gateway
