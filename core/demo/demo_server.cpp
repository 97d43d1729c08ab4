#include "core/demo/demo_server.h"

#include <future>

#include "core/demo/endpoints.h"
#include "core/net/server.h"

namespace sb::demo {
namespace {

constexpr Millis kLook{5};  // between two looks whether all connections have ended
constexpr Millis kPatience{2'000};

net::ServerLimits limits() {
  net::ServerLimits all;
  all.idle = Millis(600'000);
  return all;
}

}  // namespace

struct DemoServer::State {
  explicit State(std::uint64_t seed)
      : worker("sb-demo"),
        endpoints(seed),
        server(worker.loop(), {net::ServerWorker{&worker, &endpoints}}, limits()) {}

  // Runs on the worker. Tasks that are still there when the loop goes would never be freed.
  net::Task<void> wind(std::promise<void>& done) {
    server.stop();
    server.cancelAll(ErrorKind::ShuttingDown);
    net::Guard guard(worker.loop());
    guard.set(net::Limit::Total, kPatience);
    bool waiting = true;
    while (waiting && server.connections() > 0)
      waiting = co_await guard.sleep(kLook);
    done.set_value();
  }

  net::Worker worker;
  Endpoints endpoints;
  net::Server server;
  bool running = false;
};

DemoServer::DemoServer(std::unique_ptr<State> state) : m_state(std::move(state)) {}

DemoServer::~DemoServer() { stop(); }

Result<std::unique_ptr<DemoServer>> DemoServer::start(const DemoOptions& options) {
  auto state = std::make_unique<State>(options.seed);
  // Before the thread runs, so that no other one touches the server's loop.
  const Status listening = state->server.listen({{options.address, options.port, nullptr}});
  if (!listening) return listening.error();
  state->worker.start();
  state->running = true;
  return std::unique_ptr<DemoServer>(new DemoServer(std::move(state)));
}

std::uint16_t DemoServer::port() const { return m_state->server.bound().front().port; }

std::string DemoServer::baseUrl() const {
  const net::ListenAddress at = m_state->server.bound().front();
  const bool six = at.address.find(':') != std::string::npos;
  return "http://" + (six ? "[" + at.address + "]" : at.address) + ":" + std::to_string(at.port) +
         "/v1";
}

void DemoServer::stop() {
  if (!m_state->running) return;
  m_state->running = false;
  std::promise<void> done;
  m_state->worker.post([this, &done] { net::spawn(m_state->worker.loop(), m_state->wind(done)); });
  done.get_future().wait();
  m_state->worker.join();
}

}  // namespace sb::demo
