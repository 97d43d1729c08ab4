#include "core/net/resolver.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <sys/socket.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

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
  bool answered = false;
  Result<Addresses> answer = Error(ErrorKind::DnsFailed, "no answer");
};

// Runs when its task ends, however it ends.
class Leaver {
 public:
  explicit Leaver(std::function<void()> leave) : m_leave(std::move(leave)) {}
  ~Leaver() { m_leave(); }
  Leaver(const Leaver&) = delete;
  Leaver& operator=(const Leaver&) = delete;

 private:
  std::function<void()> m_leave;
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

  // Both with the mutex held.
  void ask(const std::string& host);
  void answer(const std::string& host, Result<Addresses> found);
  void work();
  void leave(const std::string& host, const std::shared_ptr<Waiter>& waiter);

  LookUp lookUp = askSystem;
  std::mutex mutex;
  std::condition_variable wake;
  std::map<std::string, Name> names;
  std::deque<std::string> queue;
  int threads = 0;
  std::size_t idle = 0;
  bool stopping = false;
};

// The threads share the state with the resolver and nobody waits for them: one of them may hang in
// a look-up for as long as the system likes.
void Resolver::State::ask(const std::string& host) {
  queue.push_back(host);
  if (queue.size() > idle && threads < kThreads) {
    try {
      std::thread([self = shared_from_this()] { self->work(); }).detach();
      ++threads;
    } catch (const std::system_error& e) {
      if (threads > 0) return;
      queue.clear();
      answer(host, Error(ErrorKind::DnsFailed, "no thread for looking up " + host, e.what()));
    }
  }
  wake.notify_one();
}

void Resolver::State::work() {
  std::unique_lock lock(mutex);
  for (;;) {
    ++idle;
    wake.wait(lock, [this] { return stopping || !queue.empty(); });
    --idle;
    if (stopping) return;
    const std::string host = std::move(queue.front());
    queue.pop_front();
    lock.unlock();
    Result<Addresses> found = lookUp(host);
    lock.lock();
    if (stopping) return;
    answer(host, std::move(found));
  }
}

// A waiter's loop is sure to be there only while the waiter is in the list.
void Resolver::State::answer(const std::string& host, Result<Addresses> found) {
  Name& name = names[host];
  name.asking = false;
  if (found) {
    name.addresses = *found;
    name.known = true;
    name.at = std::chrono::steady_clock::now();
  } else if (name.known) {
    found = name.addresses;  // an old answer beats none
  }
  for (auto& waiter : name.waiters)
    boost::asio::post(waiter->loop, [waiter, found] {
      waiter->answer = found;
      waiter->answered = true;
      waiter->signal.fire();
    });
  name.waiters.clear();
}

void Resolver::State::leave(const std::string& host, const std::shared_ptr<Waiter>& waiter) {
  std::lock_guard lock(mutex);
  if (const auto found = names.find(host); found != names.end())
    std::erase(found->second.waiters, waiter);
}

Resolver::Resolver(LookUp lookUp) : m_state(std::make_shared<State>()) {
  if (lookUp != nullptr) m_state->lookUp = lookUp;
}

Resolver::~Resolver() {
  std::lock_guard lock(m_state->mutex);
  m_state->stopping = true;
  m_state->wake.notify_all();
}

Task<Result<Addresses>> Resolver::resolve(const std::string& host, Guard& guard) {
  Addresses direct;
  if (literal(host, direct)) co_return direct;
  const std::shared_ptr<State> state = m_state;
  auto waiter = std::make_shared<Waiter>(guard.loop());
  {
    std::lock_guard lock(state->mutex);
    if (state->names.size() > kMostNames)
      std::erase_if(state->names, [](const auto& entry) { return !entry.second.asking; });
    State::Name& name = state->names[host];
    if (name.known && std::chrono::steady_clock::now() - name.at < kFresh) {
      direct = name.addresses;
      co_return direct;
    }
    name.waiters.push_back(waiter);
    const bool begins = !std::exchange(name.asking, true);
    if (begins) state->ask(host);
  }
  const Leaver leaver([&] { state->leave(host, waiter); });
  while (!waiter->answered) {
    const bool woken = co_await guard.wait(waiter->signal);
    if (woken || waiter->answered || !guard.expired()) continue;
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
