#include "core/net/resolver.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <sys/socket.h>

#include <array>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cstring>
#include <map>
#include <mutex>

namespace sb::net {
namespace {

using Addresses = std::vector<SocketAddress>;

constexpr int kThreads = 4;
constexpr Millis kFresh{30'000};
constexpr std::size_t kMostNames = 4096;

Result<Addresses> askSystem(const std::string& host) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_ADDRCONFIG;
  addrinfo* found = nullptr;
  int failed = getaddrinfo(host.c_str(), nullptr, &hints, &found);
  if (failed == EAI_NONAME || failed == EAI_ADDRFAMILY) {
    hints.ai_flags = 0;  // a machine with loopback only
    failed = getaddrinfo(host.c_str(), nullptr, &hints, &found);
  }
  if (failed != 0)
    return Error(ErrorKind::DnsFailed, "the name " + host + " could not be resolved",
                 gai_strerror(failed));
  Addresses all;
  for (const addrinfo* a = found; a != nullptr; a = a->ai_next) {
    SocketAddress one;
    if (a->ai_addrlen > sizeof one.bytes) continue;
    one.family = a->ai_family;
    one.length = a->ai_addrlen;
    std::memcpy(one.bytes, a->ai_addr, a->ai_addrlen);
    all.push_back(one);
  }
  freeaddrinfo(found);
  if (all.empty()) return Error(ErrorKind::DnsFailed, "the name " + host + " has no address");
  return all;
}

bool literal(const std::string& host, Addresses& out) {
  SocketAddress one;
  auto* v4 = reinterpret_cast<sockaddr_in*>(one.bytes);
  auto* v6 = reinterpret_cast<sockaddr_in6*>(one.bytes);
  if (inet_pton(AF_INET, host.c_str(), &v4->sin_addr) == 1) {
    v4->sin_family = AF_INET;
    one.family = AF_INET;
    one.length = sizeof(sockaddr_in);
  } else if (inet_pton(AF_INET6, host.c_str(), &v6->sin6_addr) == 1) {
    v6->sin6_family = AF_INET6;
    one.family = AF_INET6;
    one.length = sizeof(sockaddr_in6);
  } else {
    return false;
  }
  out.push_back(one);
  return true;
}

// One task that waits for a name; shared with the look-up that will answer it.
struct Waiter {
  explicit Waiter(Loop& l) : loop(l) {}
  Loop& loop;
  Signal signal;
  bool left = false;
  bool answered = false;
  Result<Addresses> answer = Error(ErrorKind::DnsFailed, "no answer");
};

}  // namespace

std::string toString(const SocketAddress& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const void* raw =
      address.family == AF_INET
          ? static_cast<const void*>(&reinterpret_cast<const sockaddr_in*>(address.bytes)->sin_addr)
          : static_cast<const void*>(
                &reinterpret_cast<const sockaddr_in6*>(address.bytes)->sin6_addr);
  inet_ntop(address.family, raw, text.data(), text.size());
  return text.data();
}

struct Resolver::State : std::enable_shared_from_this<Resolver::State> {
  struct Name {
    Addresses addresses;
    Steady at{};
    bool known = false;
    bool asking = false;
    std::vector<std::shared_ptr<Waiter>> waiters;
  };

  void lookUpNow(const std::string& host);
  void ask(const std::string& host);

  LookUp lookUp = askSystem;
  std::mutex mutex;
  std::map<std::string, Name> names;
  boost::asio::thread_pool threads{kThreads};
};

void Resolver::State::ask(const std::string& host) {
  boost::asio::post(threads, [self = shared_from_this(), host] { self->lookUpNow(host); });
}

void Resolver::State::lookUpNow(const std::string& host) {
  Result<Addresses> found = lookUp(host);
  std::vector<std::shared_ptr<Waiter>> waiters;
  {
    std::lock_guard lock(mutex);
    Name& name = names[host];
    name.asking = false;
    waiters.swap(name.waiters);
    if (found) {
      name.addresses = *found;
      name.known = true;
      name.at = std::chrono::steady_clock::now();
    } else if (name.known) {
      found = name.addresses;  // an old answer beats none
    }
  }
  for (auto& waiter : waiters)
    boost::asio::post(waiter->loop, [waiter, found] {
      waiter->answer = found;
      waiter->answered = true;
      if (!waiter->left) waiter->signal.fire();
    });
}

Resolver::Resolver(LookUp lookUp) : m_state(std::make_shared<State>()) {
  if (lookUp != nullptr) m_state->lookUp = lookUp;
}

Resolver::~Resolver() {
  // A look-up that hangs keeps its thread; the program does not wait for it.
  m_state->threads.stop();
}

Task<Result<Addresses>> Resolver::resolve(const std::string& host, Guard& guard) {
  Addresses direct;
  if (literal(host, direct)) co_return direct;
  auto waiter = std::make_shared<Waiter>(guard.loop());
  {
    std::lock_guard lock(m_state->mutex);
    if (m_state->names.size() > kMostNames) m_state->names.clear();
    State::Name& name = m_state->names[host];
    if (name.known && std::chrono::steady_clock::now() - name.at < kFresh) {
      direct = name.addresses;
      co_return direct;
    }
    name.waiters.push_back(waiter);
    if (!name.asking) m_state->ask(host);
    name.asking = true;
  }
  while (!waiter->answered) {
    const bool woken = co_await guard.wait(waiter->signal);
    if (woken) continue;
    if (!guard.expired()) continue;
    waiter->left = true;
    Error late(guard.expired().value_or(ErrorKind::DnsFailed),
               "resolving " + host + " took too long");
    co_return late;
  }
  co_return waiter->answer;
}

void Resolver::flush() {
  std::lock_guard lock(m_state->mutex);
  for (auto& [host, name] : m_state->names)
    name.known = false;
}

}  // namespace sb::net
