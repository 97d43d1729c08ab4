#include "core/admin/admin_server.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/json.hpp>

#include "core/admin/call.h"
#include "core/admin/entrance.h"
#include "core/admin/hub.h"
#include "core/admin/operations.h"
#include "core/admin/problem.h"
#include "core/base/json.h"
#include "core/base/log.h"
#include "core/base/text.h"

namespace sb::admin {

using net::Task;

namespace {

constexpr std::int64_t kMostBody = 32 * 1024 * 1024;
constexpr Millis kUntilGone{20};

using Timer = boost::asio::basic_waitable_timer<std::chrono::steady_clock,
                                                boost::asio::wait_traits<std::chrono::steady_clock>,
                                                net::Loop::executor_type>;

Error failedBug() {
  return {ErrorKind::Internal, "the admin API failed on this call; the program's log says more"};
}

Status ready(const Inside& inside, unsigned needs) {
  const Parts& parts = inside.parts;
  const bool missing =
      ((needs & kGateway) && !parts.gateway) || ((needs & kSettings) && !parts.settings) ||
      ((needs & kLedger) && !parts.ledger) || ((needs & kKeys) && !parts.keys) ||
      ((needs & kSecrets) && !parts.secrets) || ((needs & kRevisions) && !parts.revisions);
  if (inside.stopped) return Error(ErrorKind::ShuttingDown, "Signalbox is stopping");
  if (missing)
    return Error(ErrorKind::Overloaded, "Signalbox is not ready for this yet: " + inside.phase +
                                            (inside.why.empty() ? "" : ", " + inside.why));
  if ((needs & kKeyStore) && !parts.keyStore) {
    const auto why = parts.keys != nullptr ? parts.keys->suspended() : std::nullopt;
    return Error(ErrorKind::StoreCorrupt, why ? why->message : "the store of keys is damaged");
  }
  return {};
}

Task<Status> readBody(Call& call, Body kind) {
  const net::RequestHead& head = call.http.request();
  if (kind == Body::None || (kind == Body::Optional && !head.hasBody())) co_return Status();
  const Status said = kind == Body::Bytes ? checkBytes(head) : checkJson(head);
  if (!said) co_return said.error();
  Result<std::string> text = co_await call.http.readBody(kMostBody);
  if (!text) co_return text.error();
  if (kind == Body::Bytes) {
    call.bytes = std::move(*text);
    co_return Status();
  }
  Result<boost::json::value> parsed = json::parse(*text);
  if (!parsed) co_return parsed.error();
  if (!parsed->is_object()) {
    Error shape(ErrorKind::BadRequest, "the body must be a JSON object");
    co_return shape;
  }
  call.body = std::move(parsed->get_object());
  co_return Status();
}

Task<Result<Answer>> perform(Call& call, const Operation& operation) {
  const Status read = co_await readBody(call, operation.body);
  if (!read) co_return read.error();
  const Status able = ready(*call.admin, operation.needs);
  if (!able) co_return able.error();
  if (operation.now != nullptr) co_return operation.now(call);
  co_return co_await operation.later(call);
}

}  // namespace

Inside::Inside(net::Worker& worker, Secret secret, const Clock& time)
    : control(worker),
      token(std::move(secret)),
      clock(time),
      started(std::chrono::steady_clock::now()),
      blocking(worker),
      hub(std::make_shared<Hub>(*this)) {}

Inside::~Inside() = default;

struct AdminServer::State final : Inside, net::HttpHandler, std::enable_shared_from_this<State> {
  State(net::Worker& worker, Secret secret, const Clock& time)
      : Inside(worker, std::move(secret), time) {}

  Task<void> handle(net::HttpConnection& connection) override;
  Task<void> serve(net::HttpConnection& connection);
  std::string protocolError(const Error& error) override { return json::write(problem(error)); }
  // Keeps the handler until the last connection has ended, then calls `done`.
  static void awaitLast(std::shared_ptr<State> self, std::function<void()> done);

  std::unique_ptr<net::Server> server;
};

Task<void> AdminServer::State::handle(net::HttpConnection& connection) {
  const std::shared_ptr<State> self = shared_from_this();
  bool failed = false;
  try {
    co_await self->serve(connection);
  } catch (const std::exception& e) {
    log::error(std::string("a call of the admin API ended by an exception: ") + e.what());
    failed = true;
  }
  if (!failed) co_return;
  if (connection.begun())
    connection.breakOff();
  else
    co_await refuse(connection, failedBug());
}

Task<void> AdminServer::State::serve(net::HttpConnection& connection) {
  const net::RequestHead& head = connection.request();
  const Status admitted = admit(head, token);
  if (!admitted) {
    co_await refuse(connection, admitted.error());
    co_return;
  }
  const Result<Found> found = findOperation(head.method, head.path());
  if (!found) {
    co_await refuse(connection, found.error());
    co_return;
  }
  Call call(shared_from_this(), connection);
  call.pathParts = found->parts;
  const Result<Answer> answer = co_await perform(call, *found->operation);
  if (answer)
    co_await respond(connection, *answer);
  else if (connection.begun())
    connection.breakOff();
  else if (!connection.gone())
    co_await refuse(connection, answer.error());
}

// A timer's handler and no task: should the loop end first, it is destroyed with it.
void AdminServer::State::awaitLast(std::shared_ptr<State> self, std::function<void()> done) {
  if (!self->server || self->server->connections() == 0) {
    if (done) done();
    return;
  }
  const auto timer = std::make_shared<Timer>(self->control.loop());
  timer->expires_after(kUntilGone);
  timer->async_wait([self, timer, done = std::move(done)](boost::system::error_code ec) {
    if (!ec) awaitLast(self, done);
  });
}

AdminServer::AdminServer(net::Worker& control, Secret token, const Clock& clock)
    : m_state(std::make_shared<State>(control, std::move(token), clock)) {
  m_state->blocking.open(nullptr);
}

AdminServer::~AdminServer() { stop(); }

Status AdminServer::listen(const std::string& address, std::uint16_t port) {
  const net::ServerWorker worker{&m_state->control, m_state.get()};
  auto server = std::make_unique<net::Server>(
      m_state->control.loop(), std::vector<net::ServerWorker>{worker}, net::ServerLimits());
  const Status bound = server->listen({net::ListenAddress{address, port, nullptr}});
  if (bound) m_state->server = std::move(server);
  return bound;
}

net::ListenAddress AdminServer::bound() const {
  if (!m_state->server) return {};
  const std::vector<net::ListenAddress> all = m_state->server->bound();
  return all.empty() ? net::ListenAddress() : all.front();
}

void AdminServer::setPhase(const std::string& phase, const std::string& why) {
  m_state->phase = phase;
  m_state->why = why;
  m_state->hub->changed();
}

void AdminServer::setParts(const Parts& parts) {
  if (m_state->stopped) return;
  const bool otherLog = parts.ledger != m_state->parts.ledger;
  m_state->parts = parts;
  if (otherLog) m_state->blocking.open(parts.ledger);
  m_state->hub->partsChanged();
  m_state->hub->changed();
}

void AdminServer::stop(std::function<void()> done) {
  State& state = *m_state;
  if (state.stopped) {
    if (done) done();
    return;
  }
  state.stopped = true;
  state.hub->stop();
  state.blocking.stop();
  state.parts = {};
  if (state.server) {
    state.server->stop();
    state.server->cancelAll(ErrorKind::ShuttingDown);
  }
  State::awaitLast(m_state, std::move(done));
}

}  // namespace sb::admin
