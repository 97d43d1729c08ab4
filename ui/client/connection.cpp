#include "ui/client/connection.h"

namespace sb::ui {
namespace {

constexpr int kWatchMs = 2'000;
constexpr qint64 kSayAgainMs = 10'000;

}  // namespace

Connection::Connection(const Endpoint& endpoint, QObject* parent)
    : QObject(parent), m_client(endpoint), m_events(endpoint) {
  listen();
}

Connection::Connection(const QString& runFile, QObject* parent)
    : QObject(parent), m_runFile(runFile), m_client(Endpoint()), m_events(Endpoint()) {
  listen();
}

Connection::~Connection() {
  m_events.disconnect(this);
  m_client.disconnect(this);
}

void Connection::listen() {
  m_watch.setInterval(kWatchMs);
  connect(&m_watch, &QTimer::timeout, this, &Connection::readRunFileAgain);
  connect(&m_events, &EventStream::stateChanged, this, &Connection::follow);
  connect(&m_events, &EventStream::statusChanged, this, &Connection::setStatus);
  connect(&m_events, &EventStream::configChanged, this, &Connection::takeConfig);
  connect(&m_events, &EventStream::liveChanged, this, [this](const LivePicture& picture) {
    m_live = picture;
    Q_EMIT liveChanged(picture);
  });
  connect(&m_client, &GatewayClient::callFailed, this, &Connection::lookAt);
}

void Connection::start() {
  if (m_state != State::Idle) return;
  setState(State::Connecting);
  readRunFileAgain();
  m_events.start();
}

void Connection::stop() {
  m_watch.stop();
  m_events.stop();
  m_wasConnected = false;
  setState(State::Idle);
}

void Connection::retryNow() {
  readRunFileAgain();
  m_events.retryNow();
}

void Connection::setEndpoint(const Endpoint& endpoint) {
  m_client.setEndpoint(endpoint);
  m_events.setEndpoint(endpoint);
}

void Connection::readRunFileAgain() {
  if (m_runFile.isEmpty()) return;
  const Reply<Endpoint> endpoint = readRunFile(m_runFile);
  if (endpoint) setEndpoint(*endpoint);
}

void Connection::follow(EventStream::State state) {
  m_watch.stop();
  switch (state) {
    case EventStream::State::Off:
    case EventStream::State::Connecting:
      return;  // the last word stands until there is another
    case EventStream::State::Connected: {
      const bool again = std::exchange(m_wasConnected, true);
      sayConnected();
      if (again) Q_EMIT reconnected();
      return;
    }
    case EventStream::State::Waiting:
      setState(State::Disconnected, m_events.lastError());
      return readRunFileAgain();
    case EventStream::State::Unauthorised:
      if (!m_runFile.isEmpty()) m_watch.start();
      return setState(State::Unauthorised, m_events.lastError());
  }
}

void Connection::sayConnected() {
  const bool broke = std::exchange(m_callBroke, false);
  if (m_state != State::Connected) return setState(State::Connected);
  if (!broke || (m_saidAgain.isValid() && !m_saidAgain.hasExpired(kSayAgainMs))) return;
  m_saidAgain.start();
  Q_EMIT stateChanged(State::Connected);
}

// A call finds out sooner than the silence of the stream that nobody is there.
void Connection::lookAt(const ApiError& failure) {
  if (m_state != State::Connected || !failure.isGone()) return;
  m_callBroke = true;
  m_events.reconnect();
}

void Connection::setStatus(const GatewayStatus& status) {
  m_status = status;
  Q_EMIT statusChanged(status);
  if (status.config) takeConfig(*status.config);
}

void Connection::takeConfig(const ConfigStatus& config) {
  if (config.revision == m_revision && config.demo == m_demo) return;
  m_revision = config.revision;
  m_demo = config.demo;
  m_status.config = config;
  Q_EMIT configChanged(config);
}

void Connection::setState(State state, const ApiError& reason) {
  m_reason = reason;
  if (state == m_state) return;
  m_state = state;
  Q_EMIT stateChanged(state);
}

}  // namespace sb::ui
