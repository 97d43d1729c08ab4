#include <openssl/x509.h>
#include <sys/stat.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <cstdlib>
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

// What the files that the trust store is read from look like: another text once one has changed.
std::string stampOf(const std::vector<std::string>& extraCa) {
  std::vector<std::string> files = extraCa;
  const char* const named = std::getenv(X509_get_default_cert_file_env());
  files.emplace_back(named != nullptr ? named : X509_get_default_cert_file());
  files.emplace_back(X509_get_default_cert_dir());
  std::string stamp;
  for (const std::string& file : files) {
    struct stat info {};
    if (::stat(file.c_str(), &info) != 0) info = {};
    for (const auto number : {static_cast<long long>(info.st_ino), info.st_size + 0LL,
                              info.st_mtim.tv_sec + 0LL, info.st_mtim.tv_nsec + 0LL})
      stamp += std::to_string(number) + ' ';
  }
  return stamp;
}

}  // namespace

struct ClientTls::State : std::enable_shared_from_this<ClientTls::State> {
  void prepare();
  void make();

  std::vector<std::string> extraCa;
  std::mutex mutex;
  std::thread thread;  // joined by the owner, never by itself
  bool begun = false, ended = false;
  std::string stamp;  // of the files when they were read
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
  if (ended || (begun && !made)) return;
  std::string now = stampOf(extraCa);
  if (made && now == stamp) return;
  if (thread.joinable()) thread.join();  // it has made what it was to make
  begun = true;
  made.reset();
  stamp = std::move(now);
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
    m_state->ended = true;
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
