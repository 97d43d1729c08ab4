#include "ui/client/event_stream.h"

#include <QJsonDocument>
#include <QNetworkReply>
#include <algorithm>
#include <array>
#include <utility>

#include "ui/client/json_fields.h"
#include "ui/client/network.h"
#include "ui/client/problem.h"

namespace sb::ui {
namespace {

constexpr int kFirstPauseMs = 250;
constexpr int kLongestPauseMs = 5'000;
constexpr int kConnectPatienceMs = 10'000;
constexpr int kSilencePatienceMs = 25'000;  // a sign of life comes every 10 s
constexpr qint64 kReadAtOnce = 256 * 1024;  // so that no frame waits long
constexpr qsizetype kMostRefusal = 64 * 1024;

QByteArray topicList(EventStream::Topics topics) {
  static constexpr std::array<std::pair<EventStream::Topic, const char*>, 5> kNames{
      {{EventStream::Logs, "logs"},
       {EventStream::Live, "live"},
       {EventStream::Status, "status"},
       {EventStream::Keys, "keys"},
       {EventStream::Config, "config"}}};
  QByteArrayList names;
  for (const auto& [topic, name] : kNames)
    if (topics.testFlag(topic)) names.append(name);
  return names.join(',');
}

}  // namespace

EventStream::EventStream(const Endpoint& endpoint, QObject* parent)
    : QObject(parent), m_endpoint(endpoint), m_pauseMs(kFirstPauseMs) {
  prepare(m_manager, m_endpoint);
  m_pause.setSingleShot(true);
  m_silence.setSingleShot(true);
  connect(&m_pause, &QTimer::timeout, this, &EventStream::connectNow);
  connect(&m_silence, &QTimer::timeout, this, [this] {
    breakWith(QStringLiteral("timeout"),
              QStringLiteral("The gateway has been silent for too long."));
  });
}

EventStream::~EventStream() { drop(); }

void EventStream::start(Topics topics) {
  if (m_state != State::Off && topics == m_topics) return;
  m_topics = topics;
  m_pauseMs = kFirstPauseMs;
  connectNow();
}

void EventStream::stop() {
  drop();
  setState(State::Off);
}

void EventStream::retryNow() {
  if (m_state == State::Waiting || m_state == State::Unauthorised) reconnect();
}

void EventStream::reconnect() {
  if (m_state == State::Off) return;
  m_pauseMs = kFirstPauseMs;
  connectNow();
}

void EventStream::setEndpoint(const Endpoint& endpoint) {
  if (endpoint.url == m_endpoint.url && endpoint.token == m_endpoint.token) return;
  m_endpoint = endpoint;
  prepare(m_manager, m_endpoint);
  reconnect();
}

void EventStream::drop() {
  m_pause.stop();
  m_silence.stop();
  m_refusal.clear();
  if (m_reply == nullptr) return;
  QNetworkReply* reply = std::exchange(m_reply, nullptr);
  reply->disconnect(this);
  reply->abort();
  reply->setParent(nullptr);  // it may be telling us something this very moment
  reply->deleteLater();
}

void EventStream::connectNow() {
  drop();
  m_parser.restart();
  const QPointer<EventStream> self(this);
  setState(State::Connecting);
  if (!self || m_state != State::Connecting || m_reply != nullptr) return;
  if (!m_endpoint.isValid())
    return breakWith(QStringLiteral("unreachable"),
                     QStringLiteral("There is no address of a gateway."));
  QNetworkRequest request = requestFor(m_endpoint, "events?topics=" + topicList(m_topics));
  request.setRawHeader("Accept", "text/event-stream");
  if (!m_epoch.isEmpty())
    request.setRawHeader("Last-Event-ID", m_epoch.toLatin1() + ':' + QByteArray::number(m_seq));
  m_reply = m_manager.get(request);
  m_reply->setParent(this);
  m_reply->setReadBufferSize(kReadAtOnce);
  connect(m_reply, &QNetworkReply::readyRead, this, &EventStream::readMore);
  connect(m_reply, &QNetworkReply::finished, this, &EventStream::ended);
  m_silence.start(kConnectPatienceMs);
}

bool EventStream::isGood() const {
  return m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() == 200 &&
         m_reply->rawHeader("Content-Type").startsWith("text/event-stream");
}

void EventStream::readMore() {
  const QByteArray bytes = m_reply->readAll();
  if (!isGood()) {
    m_refusal.append(bytes.left(std::max<qsizetype>(0, kMostRefusal - m_refusal.size())));
    return;
  }
  m_silence.start(kSilencePatienceMs);
  takeAll(m_parser.feed(bytes));
}

// Whoever hears of an event may stop or delete the stream.
void EventStream::takeAll(const QList<SseEvent>& events) {
  const QPointer<EventStream> self(this);
  const QPointer<QNetworkReply> reply(m_reply);
  for (const SseEvent& event : events) {
    take(event);
    if (!self || reply.isNull() || m_reply != reply) return;
  }
  if (m_parser.failed())
    breakWith(QStringLiteral("too_large"), QStringLiteral("An event is larger than allowed."));
}

ApiError EventStream::blank() const {
  ApiError error;
  error.path = QStringLiteral("GET events");
  return error;
}

void EventStream::ended() {
  const QPointer<EventStream> self(this);
  QNetworkReply* reply = m_reply;
  readMore();
  if (!self || m_reply != reply) return;
  const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
  if (isGood())
    return breakWith(QStringLiteral("cut"), QStringLiteral("The gateway ended the connection."));
  if (m_reply->error() != QNetworkReply::NoError && status < 400)
    return breakWith(networkError(*m_reply, blank()));
  RawAnswer answer;
  answer.status = status;
  answer.body = m_refusal;
  breakWith(problemError(answer, blank()));
}

void EventStream::breakWith(const QString& code, const QString& message) {
  ApiError error = blank();
  error.code = code;
  error.message = message;
  breakWith(error);
}

void EventStream::breakWith(const ApiError& error) {
  drop();
  m_error = error;
  if (error.isUnauthorised()) return setState(State::Unauthorised);
  m_pause.start(m_pauseMs);
  m_pauseMs = std::min(m_pauseMs * 2, kLongestPauseMs);
  setState(State::Waiting);
}

void EventStream::setState(State state) {
  if (state == m_state) return;
  m_state = state;
  Q_EMIT stateChanged(state);
}

void EventStream::take(const SseEvent& event) {
  const QJsonObject data = QJsonDocument::fromJson(event.data).object();
  if (data.isEmpty()) return;  // what it should have said shows as a gap in the rows
  if (event.name == "hello") return takeHello(data);
  if (event.name == "logs") return takeRows(data);
  if (event.name == "reset") return takeReset(data);
  if (event.name == "live") return Q_EMIT liveChanged(liveFromJson(data));
  if (event.name == "status") return Q_EMIT statusChanged(statusFromJson(data));
  if (event.name == "config") return Q_EMIT configChanged(configStatusFromJson(data));
  if (event.name == "keys") Q_EMIT keysChanged(json::text(data, "change"), json::text(data, "id"));
}

// Of a log that is known already, what was missed follows as rows or as a reset.
void EventStream::takeHello(const QJsonObject& data) {
  const QString epoch = json::text(data, "epoch");
  m_pauseMs = kFirstPauseMs;
  if (epoch != m_epoch && !epoch.isEmpty()) {
    const qint64 seq = json::whole(data, "seq");
    const bool another = !m_epoch.isEmpty();
    m_epoch = epoch;
    m_seq = seq;
    if (another) {
      const QPointer<EventStream> self(this);
      Q_EMIT epochChanged(epoch);
      if (!self) return;
    }
  }
  if (m_state == State::Connecting) setState(State::Connected);
}

void EventStream::takeEpoch(const QString& epoch) {
  if (epoch == m_epoch || epoch.isEmpty()) return;
  const bool another = !m_epoch.isEmpty();
  m_epoch = epoch;
  m_seq = 0;
  if (another) Q_EMIT epochChanged(epoch);
}

void EventStream::takeRows(const QJsonObject& data) {
  const QPointer<EventStream> self(this);
  const bool first = m_epoch.isEmpty();
  takeEpoch(json::text(data, "epoch"));
  if (!self) return;
  QList<LogRow> rows = logRowsFromJson(json::array(data, "rows"));
  rows.removeIf([this](const LogRow& row) { return row.seq <= m_seq; });
  if (rows.isEmpty()) return;
  const qint64 before = std::exchange(m_seq, rows.last().seq);
  if (!first && rows.first().seq > before + 1) Q_EMIT gapOccurred(before, rows.first().seq - 1);
  if (self) Q_EMIT rowsArrived(rows);
}

void EventStream::takeReset(const QJsonObject& data) {
  const QPointer<EventStream> self(this);
  takeEpoch(json::text(data, "epoch"));
  if (!self) return;
  const qint64 from = json::whole(data, "from");
  m_seq = json::whole(data, "seq", m_seq);
  Q_EMIT gapOccurred(from, m_seq);
}

}  // namespace sb::ui
