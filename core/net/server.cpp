#include "core/net/server.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cerrno>
#include <cstring>
#include <unordered_set>

#include "core/base/log.h"
#include "core/base/text.h"
#include "core/net/port_owner.h"

namespace sb::net {
namespace {

using tcp = boost::asio::ip::tcp;
using Acceptor = boost::asio::basic_socket_acceptor<tcp, Loop::executor_type>;
using Timer = boost::asio::basic_waitable_timer<std::chrono::steady_clock,
                                                boost::asio::wait_traits<std::chrono::steady_clock>,
                                                Loop::executor_type>;

constexpr int kBacklog = 4096;
constexpr Millis kBackOff{50};
constexpr int kPortTries = 8;

}  // namespace

struct Server::State : std::enable_shared_from_this<Server::State> {
  State(Loop& loop, std::vector<ServerWorker> w, ServerLimits l) : control(loop), limits(l) {
    for (ServerWorker& one : w)
      workers.push_back({one, {}});
  }

  struct Lane {
    ServerWorker on;
    std::unordered_set<HttpConnection*> open;  // touched by its worker only
  };
  struct Port {
    Port(Loop& loop, const ListenAddress& a) : acceptor(loop), retry(loop), address(a) {}
    Acceptor acceptor;
    Timer retry;
    ListenAddress address;
  };

  Status bind(const ListenAddress& address, const std::string& ip, std::uint16_t port);
  Status bindBoth(const ListenAddress& address);
  void accept(Port& port);
  void handOver(int fd, const TlsContext& tls);
  Task<void> serve(std::size_t lane, std::shared_ptr<HttpConnection> connection);

  Loop& control;
  ServerLimits limits;
  std::vector<Lane> workers;
  std::vector<std::unique_ptr<Port>> ports;
  std::size_t next = 0;
  std::atomic<std::int64_t> connections{0};
  bool stopped = false;
};

Status Server::State::bind(const ListenAddress& address, const std::string& ip,
                           std::uint16_t port) {
  boost::system::error_code ec;
  const auto parsed = boost::asio::ip::make_address(ip, ec);
  if (ec) return Error(ErrorKind::ConfigInvalid, "not an IP address: " + ip);
  auto made = std::make_unique<Port>(control, address);
  const tcp::endpoint endpoint(parsed, port);
  made->acceptor.open(endpoint.protocol(), ec);
  if (!ec) made->acceptor.set_option(tcp::acceptor::reuse_address(true), ec);
  if (!ec && parsed.is_v6()) made->acceptor.set_option(boost::asio::ip::v6_only(true), ec);
  if (!ec) made->acceptor.bind(endpoint, ec);
  if (!ec) made->acceptor.listen(kBacklog, ec);
  if (ec == boost::asio::error::address_in_use)
    return Error(ErrorKind::Conflict,
                 "port " + std::to_string(port) + " on " + ip + " is in use" + portOwner(port),
                 ec.message());
  if (ec)
    return Error(ErrorKind::ConfigInvalid,
                 "cannot listen on " + ip + " port " + std::to_string(port) + ": " + ec.message());
  made->acceptor.non_blocking(true);
  made->address.address = ip;
  made->address.port = made->acceptor.local_endpoint().port();
  ports.push_back(std::move(made));
  return {};
}

// "localhost": both families, on the same port.
Status Server::State::bindBoth(const ListenAddress& address) {
  for (int tries = 1;; ++tries) {
    Status four = bind(address, "127.0.0.1", address.port);
    if (!four) return four;
    Status six = bind(address, "::1", ports.back()->address.port);
    // A machine without IPv6 still has a localhost.
    if (six || six.error().kind != ErrorKind::Conflict) return {};
    if (address.port != 0 || tries == kPortTries) return six;
    ports.pop_back();  // the port picked for one family is taken in the other
  }
}

void Server::State::accept(Port& port) {
  port.acceptor.async_wait(
      tcp::acceptor::wait_read, [self = shared_from_this(), &port](boost::system::error_code ec) {
        if (ec || self->stopped) return;
        for (int i = 0; i < 64; ++i) {
          const int fd = ::accept4(port.acceptor.native_handle(), nullptr, nullptr,
                                   SOCK_NONBLOCK | SOCK_CLOEXEC);
          if (fd >= 0) {
            self->handOver(fd, port.address.tls);
            continue;
          }
          if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
            // No descriptor left: wait for some to be closed instead of spinning.
            port.retry.expires_after(kBackOff);
            port.retry.async_wait([self, &port](boost::system::error_code stop) {
              if (!stop && !self->stopped) self->accept(port);
            });
            return;
          }
          if (errno != EINTR && errno != ECONNABORTED) break;
        }
        self->accept(port);
      });
}

void Server::State::handOver(int fd, const TlsContext& tls) {
  const std::size_t lane = next++ % workers.size();
  workers[lane].on.worker->post([self = shared_from_this(), lane, fd, tls] {
    Lane& mine = self->workers[lane];
    auto connection = std::make_shared<HttpConnection>(
        *mine.on.worker, Stream(mine.on.worker->loop(), fd), self->limits, *mine.on.handler, tls);
    // Known before its task begins: a stop() in between must find it.
    mine.open.insert(connection.get());
    self->connections.fetch_add(1, std::memory_order_relaxed);
    spawn(mine.on.worker->loop(), self->serve(lane, std::move(connection)));
  });
}

Task<void> Server::State::serve(std::size_t lane, std::shared_ptr<HttpConnection> connection) {
  // The state lives as long as its connections.
  const std::shared_ptr<State> self = shared_from_this();
  try {
    co_await connection->run();
  } catch (const std::exception& e) {
    log::error(std::string("a connection ended by an exception: ") + e.what());
  }
  connections.fetch_sub(1, std::memory_order_relaxed);
  workers[lane].open.erase(connection.get());
}

Server::Server(Loop& control, std::vector<ServerWorker> workers, ServerLimits limits)
    : m_state(std::make_shared<State>(control, std::move(workers), limits)) {}

Server::~Server() { stop(); }

Status Server::listen(const std::vector<ListenAddress>& addresses) {
  State& s = *m_state;
  s.stopped = false;
  s.ports.clear();
  for (const ListenAddress& address : addresses) {
    const bool local = equalNoCase(address.address, "localhost");
    const Status bound =
        local ? s.bindBoth(address) : s.bind(address, address.address, address.port);
    if (!bound) {
      s.ports.clear();
      return bound;
    }
  }
  for (auto& port : s.ports)
    s.accept(*port);
  return {};
}

std::vector<ListenAddress> Server::bound() const {
  std::vector<ListenAddress> all;
  for (const auto& port : m_state->ports)
    all.push_back(port->address);
  return all;
}

void Server::stop() {
  State& s = *m_state;
  if (s.stopped) return;
  s.stopped = true;
  for (auto& port : s.ports) {
    boost::system::error_code ignored;
    port->acceptor.close(ignored);
    port->retry.cancel();
  }
  for (std::size_t i = 0; i < s.workers.size(); ++i)
    s.workers[i].on.worker->post([state = m_state, i] {
      for (HttpConnection* connection : state->workers[i].open)
        connection->drain();
    });
}

void Server::cancelAll(ErrorKind why) {
  for (std::size_t i = 0; i < m_state->workers.size(); ++i)
    m_state->workers[i].on.worker->post([state = m_state, i, why] {
      for (HttpConnection* connection : state->workers[i].open)
        connection->cancel(why);
    });
}

std::int64_t Server::connections() const {
  return m_state->connections.load(std::memory_order_relaxed);
}

}  // namespace sb::net
