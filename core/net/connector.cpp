#include "core/net/connector.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cerrno>
#include <cstring>
#include <memory>
#include <vector>

namespace sb::net {
namespace {

using tcp = boost::asio::ip::tcp;
using Socket = boost::asio::basic_stream_socket<tcp, Loop::executor_type>;

constexpr Millis kStagger{250};

// First one family, then the other, in turn (RFC 8305 section 4).
std::vector<SocketAddress> interleave(const std::vector<SocketAddress>& all) {
  std::vector<SocketAddress> first, second, mixed;
  for (const SocketAddress& a : all)
    (a.family == all.front().family ? first : second).push_back(a);
  for (std::size_t i = 0; i < first.size() || i < second.size(); ++i) {
    if (i < first.size()) mixed.push_back(first[i]);
    if (i < second.size()) mixed.push_back(second[i]);
  }
  return mixed;
}

void setPort(SocketAddress& address, std::uint16_t port) {
  if (address.family == AF_INET)
    reinterpret_cast<sockaddr_in*>(address.bytes)->sin_port = htons(port);
  else
    reinterpret_cast<sockaddr_in6*>(address.bytes)->sin6_port = htons(port);
}

// All attempts of one connection; shared with their pending waits, which may outlive it.
struct Race : std::enable_shared_from_this<Race> {
  explicit Race(Loop& l) : loop(l) {}

  struct Runner {
    std::unique_ptr<Socket> socket;
    std::string address;
  };

  void start(const SocketAddress& address);
  void finished(std::size_t index);
  void failed(int error) {
    lastError = error;
    --running;
  }

  Loop& loop;
  Signal signal;
  std::vector<Runner> runners;
  int running = 0;
  int winner = -1;
  int lastError = ECONNREFUSED;
  bool over = false;
};

void Race::start(const SocketAddress& address) {
  const int fd = ::socket(address.family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  ++running;
  if (fd < 0) return failed(errno);
  const int done = ::connect(fd, reinterpret_cast<const sockaddr*>(address.bytes), address.length);
  if (done != 0 && errno != EINPROGRESS) {
    const int error = errno;
    ::close(fd);
    return failed(error);
  }
  const std::size_t index = runners.size();
  const tcp protocol = address.family == AF_INET6 ? tcp::v6() : tcp::v4();
  runners.push_back({std::make_unique<Socket>(loop, protocol, fd), toString(address)});
  if (done == 0) {
    winner = static_cast<int>(index);
    return;
  }
  runners[index].socket->async_wait(
      tcp::socket::wait_write, [self = shared_from_this(), index](boost::system::error_code ec) {
        if (!ec && !self->over) self->finished(index);
      });
}

void Race::finished(std::size_t index) {
  int error = 0;
  socklen_t length = sizeof error;
  getsockopt(runners[index].socket->native_handle(), SOL_SOCKET, SO_ERROR, &error, &length);
  if (error != 0)
    failed(error);
  else if (winner < 0)
    winner = static_cast<int>(index);
  signal.fire();
}

Error refusedError(const std::string& host, std::uint16_t port, int error) {
  const std::string where = host + " port " + std::to_string(port);
  if (error == ETIMEDOUT)
    return Error(ErrorKind::ConnectTimeout, where + " did not answer", std::strerror(error));
  return Error(ErrorKind::ConnectRefused, where + " refused the connection", std::strerror(error));
}

}  // namespace

Task<Result<Connected>> connectTcp(Resolver& resolver, const std::string& host, std::uint16_t port,
                                   Refuse refuse, Guard& guard) {
  const Result<std::vector<SocketAddress>> found = co_await resolver.resolve(host, guard);
  if (!found) co_return found.error();
  std::vector<SocketAddress> addresses = interleave(*found);
  for (SocketAddress& address : addresses) {
    setPort(address, port);
    if (refuse.refuses(address, port)) {
      Error refused(ErrorKind::LoopRefused, host + " " + refuse.why);
      co_return refused;
    }
  }
  auto race = std::make_shared<Race>(guard.loop());
  std::size_t next = 0;
  Steady nextAt = std::chrono::steady_clock::now();
  std::optional<ErrorKind> stopped;
  while (race->winner < 0) {
    const Steady now = std::chrono::steady_clock::now();
    if (next < addresses.size() && (race->running == 0 || now >= nextAt)) {
      race->start(addresses[next++]);
      nextAt = now + kStagger;
      continue;
    }
    if (race->running == 0) break;
    if (next < addresses.size()) guard.set(Limit::Nap, nextAt);
    const bool event = co_await guard.wait(race->signal);
    const bool nap = !guard.cancelled() && guard.expiredLimit() == Limit::Nap;
    guard.clear(Limit::Nap);
    if (event || (nap && !guard.expired())) continue;
    stopped = guard.expired();
    if (stopped && race->winner < 0) break;
  }
  race->over = true;
  if (race->winner >= 0) {
    Race::Runner& best = race->runners[static_cast<std::size_t>(race->winner)];
    const int fd = best.socket->release();
    Stream stream(guard.loop(), fd);
    Connected connected(std::move(stream), best.address);
    race->runners.clear();
    co_return std::move(connected);
  }
  race->runners.clear();
  if (stopped) {
    Error late(*stopped, "connecting to " + host + " took too long");
    co_return late;
  }
  Error refused = refusedError(host, port, race->lastError);
  co_return refused;
}

}  // namespace sb::net
