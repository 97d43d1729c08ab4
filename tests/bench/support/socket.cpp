#include "tests/bench/support/socket.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <system_error>

namespace sb::bench {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

int check(int result, const char* what) {
  if (result < 0) throw std::system_error(errno, std::generic_category(), what);
  return result;
}

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

void setNoDelay(const Fd& fd) {
  const int one = 1;
  check(setsockopt(fd.get(), IPPROTO_TCP, TCP_NODELAY, &one, sizeof one), "TCP_NODELAY");
}

Fd newSocket(int flags) {
  return Fd(check(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | flags, 0), "socket"));
}

bool later() { return errno == EAGAIN || errno == EINTR; }

timespec untilThen(std::int64_t moment) {
  const std::int64_t left = std::max<std::int64_t>(0, moment - nowNs());
  return {.tv_sec = left / kSecond, .tv_nsec = left % kSecond};
}

}  // namespace

Fd& Fd::operator=(Fd&& other) noexcept {
  std::swap(m_fd, other.m_fd);
  return *this;
}

Fd::~Fd() {
  if (m_fd >= 0) close(m_fd);
}

std::int64_t nowNs() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * kSecond + now.tv_nsec;
}

Listening listenOnLoopback(std::uint16_t port) {
  Fd fd = newSocket(SOCK_NONBLOCK);
  const int one = 1;
  check(setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &one, sizeof one), "SO_REUSEADDR");
  sockaddr_in address = loopback(port);
  socklen_t size = sizeof address;
  check(bind(fd.get(), reinterpret_cast<sockaddr*>(&address), size), "bind");
  check(listen(fd.get(), SOMAXCONN), "listen");
  check(getsockname(fd.get(), reinterpret_cast<sockaddr*>(&address), &size), "getsockname");
  return {std::move(fd), ntohs(address.sin_port)};
}

Fd connectToLoopback(std::uint16_t port) {
  Fd fd = newSocket(0);
  const sockaddr_in address = loopback(port);
  check(connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), "connect");
  setNoDelay(fd);
  check(fcntl(fd.get(), F_SETFL, O_NONBLOCK), "O_NONBLOCK");
  return fd;
}

std::optional<Fd> acceptOne(const Fd& listening) {
  const int got = accept4(listening.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (got < 0 && (later() || errno == ECONNABORTED)) return std::nullopt;
  Fd fd(check(got, "accept"));
  setNoDelay(fd);
  return fd;
}

std::optional<std::size_t> receiveSome(const Fd& fd, std::span<char> into) {
  const ssize_t got = recv(fd.get(), into.data(), into.size(), 0);
  if (got >= 0) return static_cast<std::size_t>(got);
  if (later()) return std::nullopt;
  return 0;
}

std::optional<std::size_t> sendSome(const Fd& fd, std::string_view bytes) {
  const ssize_t sent = send(fd.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
  if (sent >= 0) return static_cast<std::size_t>(sent);
  if (later()) return 0;
  return std::nullopt;
}

void raiseFileLimit() {
  rlimit limit{};
  check(getrlimit(RLIMIT_NOFILE, &limit), "getrlimit");
  limit.rlim_cur = limit.rlim_max;
  check(setrlimit(RLIMIT_NOFILE, &limit), "setrlimit");
}

// The default slack would wake a constant-rate sender up to 50 µs late.
Poller::Poller() : m_fd(check(epoll_create1(EPOLL_CLOEXEC), "epoll_create1")) {
  check(prctl(PR_SET_TIMERSLACK, 1UL), "PR_SET_TIMERSLACK");
}

void Poller::add(const Fd& fd, std::uint32_t events, std::uint64_t tag) {
  epoll_event event{.events = events, .data = {.u64 = tag}};
  check(epoll_ctl(m_fd.get(), EPOLL_CTL_ADD, fd.get(), &event), "epoll_ctl");
}

void Poller::change(const Fd& fd, std::uint32_t events, std::uint64_t tag) {
  epoll_event event{.events = events, .data = {.u64 = tag}};
  check(epoll_ctl(m_fd.get(), EPOLL_CTL_MOD, fd.get(), &event), "epoll_ctl");
}

std::span<const epoll_event> Poller::wait(std::optional<std::int64_t> until) {
  const timespec left = untilThen(until.value_or(0));
  const int room = static_cast<int>(m_events.size());
  const int count =
      epoll_pwait2(m_fd.get(), m_events.data(), room, until ? &left : nullptr, nullptr);
  if (count < 0 && errno == EINTR) return {};
  check(count, "epoll_pwait2");
  return {m_events.data(), static_cast<std::size_t>(count)};
}

}  // namespace sb::bench
