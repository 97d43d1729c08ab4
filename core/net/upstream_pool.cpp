#include "core/net/upstream_pool.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

namespace sb::net {
namespace {

constexpr std::size_t kMostIdle = 256;  // of one destination

}  // namespace

void Destination::makeKey() {
  key = fmt::format("{}|{}|{}|{}|{}", https ? "https" : "http", host, port,
                    static_cast<const void*>(tls.get()),
                    proxy ? proxy->shown + "|" + proxy->user : "direct");
}

struct UpstreamPool::Host {
  std::vector<std::unique_ptr<UpstreamConnection>> idle;  // the last one is the freshest
  std::deque<std::shared_ptr<Signal>> queue;
  std::shared_ptr<TlsSessionSlot> session = std::make_shared<TlsSessionSlot>();
  int open = 0;
};

UpstreamPool::UpstreamPool(Worker& worker, Resolver& resolver, Refuse refuse)
    : m_worker(worker), m_resolver(resolver), m_refuse(refuse) {}

// An idle connection's watcher holds its host: only emptying the host frees both.
UpstreamPool::~UpstreamPool() { flush(); }

std::unique_ptr<UpstreamConnection> UpstreamPool::takeIdle(Host& host) {
  const Steady now = coarseSteady();
  while (!host.idle.empty()) {
    auto connection = std::move(host.idle.back());
    host.idle.pop_back();
    connection->stream.watch({});
    if (now - connection->idleSince < kIdleLimit && connection->stream.open()) {
      connection->reused = true;
      return connection;
    }
    --host.open;
  }
  return nullptr;
}

std::unique_ptr<UpstreamConnection> UpstreamPool::takeIdle(const Destination& destination) {
  const auto found = m_hosts.find(destination.key);
  return found == m_hosts.end() ? nullptr : takeIdle(*found->second);
}

Task<Result<std::unique_ptr<UpstreamConnection>>> UpstreamPool::acquire(
    const Destination& destination, Millis connect, Millis poolWait, bool fresh, Guard& guard) {
  auto& slot = m_hosts[destination.key];
  if (!slot) slot = std::make_shared<Host>();
  const std::shared_ptr<Host> host = slot;
  std::unique_ptr<UpstreamConnection> connection;
  if (!fresh && (connection = takeIdle(*host))) co_return std::move(connection);
  guard.set(Limit::PoolWait, poolWait);
  while (host->open >= m_most) {
    if (fresh && !host->idle.empty()) {
      host->idle.erase(host->idle.begin());
      --host->open;
      continue;
    }
    auto turn = std::make_shared<Signal>();
    host->queue.push_back(turn);
    const bool mine = co_await guard.wait(*turn);
    const bool called = std::erase(host->queue, turn) == 0;
    if (!mine) {
      if (called) callNext(*host);  // too late for this one: the place is another's
      Error late(guard.expired().value_or(ErrorKind::PoolTimeout),
                 "no connection to " + destination.host + " became free in time");
      guard.clear(Limit::PoolWait);
      co_return late;
    }
    if (!fresh && (connection = takeIdle(*host))) {
      guard.clear(Limit::PoolWait);
      co_return std::move(connection);
    }
  }
  guard.clear(Limit::PoolWait);
  ++host->open;
  guard.set(Limit::Connect, connect);
  Result<std::unique_ptr<UpstreamConnection>> opened = co_await open(destination, guard);
  guard.clear(Limit::Connect);
  if (!opened) freed(destination);
  co_return std::move(opened);
}

Task<Result<std::unique_ptr<UpstreamConnection>>> UpstreamPool::open(const Destination& destination,
                                                                     Guard& guard) {
  const Proxy* proxy = destination.proxy.get();
  const std::string& host = proxy != nullptr ? proxy->host : destination.host;
  const std::uint16_t port = proxy != nullptr ? proxy->port : destination.port;
  const Refuse refuse = proxy != nullptr ? Refuse() : m_refuse;
  Result<Connected> connected = co_await connectTcp(m_resolver, host, port, refuse, guard);
  if (!connected) {
    Error failure = connected.error();
    if (proxy != nullptr && failure.kind != ErrorKind::ConnectTimeout) {
      failure.kind = ErrorKind::ProxyFailed;
      failure.message = "the proxy " + proxy->shown + " cannot be reached: " + failure.message;
    }
    co_return failure;
  }
  auto connection =
      std::make_unique<UpstreamConnection>(std::move(connected->stream), connected->address);
  if (proxy != nullptr) {
    const Status led = co_await lead(connection->stream, destination, guard);
    if (!led) co_return led.error();
  }
  if (destination.https) {
    const std::shared_ptr<TlsSessionSlot> session = m_hosts[destination.key]->session;
    const Result<TlsContext> context = co_await destination.tls->get(guard);
    if (!context) co_return context.error();
    const Status secured = co_await connection->stream.startTlsClient(
        context->get(), destination.host, session, guard);
    if (!secured) {
      Error failure = secured.error();
      failure.message = destination.host + ": " + failure.message;
      co_return failure;
    }
  }
  co_return std::move(connection);
}

// Through the destination's proxy, which may want an address instead of a name.
Task<Status> UpstreamPool::lead(Stream& stream, const Destination& destination, Guard& guard) {
  std::string host = destination.host;
  if (!destination.proxy->remoteNames || m_refuse.behindProxies) {
    const Result<std::vector<SocketAddress>> found = co_await m_resolver.resolve(host, guard);
    if (!found) co_return found.error();
    if (m_refuse.behindProxies && m_refuse.refuses(found->front(), destination.port)) {
      Error refused(ErrorKind::LoopRefused, host + " " + m_refuse.why);
      co_return refused;
    }
    host = toString(found->front());
  }
  co_return co_await throughProxy(stream, *destination.proxy, host, destination.port, guard);
}

void UpstreamPool::release(const Destination& destination,
                           std::unique_ptr<UpstreamConnection> connection) {
  const auto found = m_hosts.find(destination.key);
  if (found == m_hosts.end() || found->second->idle.size() >= kMostIdle ||
      !connection->stream.open() || connection->used < connection->in.size())
    return discard(destination, std::move(connection));
  Host& host = *found->second;
  connection->idleSince = coarseSteady();
  connection->in.clear();
  connection->used = 0;
  UpstreamConnection* const raw = connection.get();
  host.idle.push_back(std::move(connection));
  // Anything that comes now, an end or bytes nobody asked for, makes it useless.
  raw->stream.watch([host = found->second, raw] {
    raw->stream.close();
    if (std::erase_if(host->idle, [&](const auto& c) { return c.get() == raw; }) > 0) --host->open;
    return false;
  });
  callNext(host);
}

void UpstreamPool::discard(const Destination& destination,
                           std::unique_ptr<UpstreamConnection> connection) {
  connection->stream.close();
  freed(destination);
}

void UpstreamPool::freed(const Destination& destination) {
  const auto found = m_hosts.find(destination.key);
  if (found == m_hosts.end()) return;
  --found->second->open;
  callNext(*found->second);
}

void UpstreamPool::callNext(Host& host) {
  if (host.queue.empty()) return;
  auto turn = std::move(host.queue.front());
  host.queue.pop_front();
  boost::asio::post(m_worker.loop(), [turn] { turn->fire(); });
}

void UpstreamPool::prune(Steady now) {
  const Steady oldest = now - kIdleLimit;
  for (auto& [key, host] : m_hosts)
    host->open -= static_cast<int>(std::erase_if(
        host->idle, [&](const auto& connection) { return connection->idleSince < oldest; }));
  std::erase_if(m_hosts, [](const auto& entry) {
    return entry.second->open == 0 && entry.second->queue.empty();
  });
}

void UpstreamPool::flush() {
  for (auto& [key, host] : m_hosts) {
    host->open -= static_cast<int>(host->idle.size());
    host->idle.clear();
  }
}

std::size_t UpstreamPool::idle() const {
  std::size_t n = 0;
  for (const auto& [key, host] : m_hosts)
    n += host->idle.size();
  return n;
}

}  // namespace sb::net
