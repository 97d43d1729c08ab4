#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <mutex>
#include <optional>
#include <thread>

#include "core/net/tls.h"

namespace sb::net {
namespace {

struct Waiter {
  explicit Waiter(Loop& l) : loop(l) {}
  Loop& loop;
  Signal signal;
};

}  // namespace

struct ClientTls::State : std::enable_shared_from_this<ClientTls::State> {
  void prepare();
  void make();

  std::vector<std::string> extraCa;
  std::mutex mutex;
  std::thread thread;  // joined by the owner, never by itself
  bool begun = false;
  std::optional<Result<TlsContext>> made;
  std::vector<std::shared_ptr<Waiter>> waiters;
};

// Takes the waiter out when its task ends, however it ends.
struct ClientTls::Leaver {
  Leaver(std::shared_ptr<State> s, std::shared_ptr<Waiter> w)
      : state(std::move(s)), waiter(std::move(w)) {}
  ~Leaver() {
    std::lock_guard lock(state->mutex);
    std::erase(state->waiters, waiter);
  }
  Leaver(const Leaver&) = delete;
  Leaver& operator=(const Leaver&) = delete;
  std::shared_ptr<State> state;
  std::shared_ptr<Waiter> waiter;
};

void ClientTls::State::prepare() {
  std::lock_guard lock(mutex);
  if (begun) return;
  begun = true;
  // Reading the trust store takes tens of milliseconds: never on an event loop.
  thread = std::thread([self = shared_from_this()] { self->make(); });
}

void ClientTls::State::make() {
  Result<TlsContext> context = makeClientContext(extraCa);
  std::lock_guard lock(mutex);
  made = std::move(context);
  // A waiter's loop is sure to be there only while the waiter is in the list.
  for (auto& waiter : waiters)
    boost::asio::post(waiter->loop, [waiter] { waiter->signal.fire(); });
  waiters.clear();
}

ClientTls::ClientTls(std::vector<std::string> extraCa) : m_state(std::make_shared<State>()) {
  m_state->extraCa = std::move(extraCa);
}

ClientTls::~ClientTls() {
  std::thread running;
  {
    std::lock_guard lock(m_state->mutex);
    m_state->begun = true;
    running.swap(m_state->thread);
  }
  if (running.joinable()) running.join();
}

void ClientTls::prepare() { m_state->prepare(); }

Task<Result<TlsContext>> ClientTls::get(Guard& guard) {
  const std::shared_ptr<State> state = m_state;
  state->prepare();
  auto waiter = std::make_shared<Waiter>(guard.loop());
  const Leaver leaver(state, waiter);
  for (;;) {
    {
      std::lock_guard lock(state->mutex);
      if (state->made) co_return *state->made;
      if (state->waiters.empty() || state->waiters.back() != waiter)
        state->waiters.push_back(waiter);
    }
    const bool woken = co_await guard.wait(waiter->signal);
    if (woken) continue;
    if (!guard.expired()) continue;
    Error late(guard.expired().value_or(ErrorKind::TlsFailed), "the trust store is not ready yet");
    co_return late;
  }
}

}  // namespace sb::net
