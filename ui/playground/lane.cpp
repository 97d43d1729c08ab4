#include "ui/playground/lane.h"

#include <QNetworkReply>
#include <utility>

#include "ui/client/network.h"
#include "ui/playground/lane_problem.h"

namespace sb::ui {
namespace {

constexpr int kRowWaitMs = 2'000;
constexpr qint64 kReadBuffer = 256 * 1024;
constexpr qsizetype kMostBody = 8 * 1024 * 1024;

QNetworkRequest requestTo(const QUrl& url, const QByteArray& key) {
  QNetworkRequest request(url);
  request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
  request.setRawHeader("Authorization", "Bearer " + key);
  request.setRawHeader("Accept-Encoding", "identity");
  request.setRawHeader("User-Agent", "signalbox-console");
  request.setRawHeader("x-signalbox-tags", "playground");
  request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
  request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
  request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
  return request;
}

QString header(const QNetworkReply& reply, const char* name) {
  return QString::fromUtf8(reply.rawHeader(name));
}

int statusOf(const QNetworkReply& reply) {
  return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

}  // namespace

std::optional<double> LaneFigures::tokensPerSecond() const {
  if (!firstTokenMs || !totalMs || *totalMs - *firstTokenMs < 1) return {};
  const qint64 count = tokens ? tokens->out : pieces;
  if (count < 2) return {};
  return static_cast<double>(count) * 1000 / (*totalMs - *firstTokenMs);
}

Lane::Lane(Connection& connection, GatewayAccess& access, QObject* parent)
    : QObject(parent), m_connection(connection), m_access(access) {
  m_rowWait.setSingleShot(true);
  m_rowWait.setInterval(kRowWaitMs);
  connect(&m_rowWait, &QTimer::timeout, this, &Lane::lookUpRow);
  connect(&connection.events(), &EventStream::rowsArrived, this, [this](const QList<LogRow>& rows) {
    for (const LogRow& row : rows)
      if (!m_figures.requestId.isEmpty() && row.id == m_figures.requestId) takeRow(row);
  });
}

Lane::~Lane() { drop(); }

void Lane::setSetup(const LaneSetup& setup) {
  if (setup == m_setup) return;
  m_setup = setup;
  Q_EMIT setupChanged();
}

bool Lane::isAnswered() const {
  return !isRunning() && !m_figures.requestId.isEmpty() && !answer().isEmpty();
}

void Lane::ask(const QString& systemPrompt, const Prompt& question) {
  if (isRunning()) return;
  m_systemPrompt = systemPrompt;
  m_turns.append({question, {}});
  send();
}

void Lane::askAgain() {
  if (isRunning() || m_turns.isEmpty()) return;
  m_turns.last().answer.clear();
  send();
}

void Lane::clear() {
  drop();
  m_turns.clear();
  m_reasoning.clear();
  m_figures = {};
  m_state = State::Idle;
  Q_EMIT stateChanged();
  Q_EMIT figuresChanged();
  Q_EMIT grew();
}

void Lane::send() {
  drop();
  m_figures = {};
  m_problem = {};
  m_reasoning.clear();
  m_body.clear();
  m_parser = SseParser();
  m_keyRenewed = m_ended = false;
  m_state = State::Waiting;
  auto* const ticket = new QObject(this);
  m_ticket = ticket;
  m_access.withKey(ticket, [this, ticket](const Reply<QByteArray>& key) {
    ticket->deleteLater();
    if (ticket != m_ticket) return;
    m_ticket = nullptr;
    if (key) return post(*key);
    fail(problemOfKey(key.error()));
  });
  Q_EMIT stateChanged();
  Q_EMIT figuresChanged();
  Q_EMIT grew();
}

void Lane::post(const QByteArray& key) {
  const QUrl url = m_access.url(QStringLiteral("chat/completions"));
  if (url.isEmpty()) return fail(problemClosed());
  m_key = key;
  prepare(m_manager, {url, key});
  m_reply = m_manager.post(requestTo(url, key), chatBody(m_setup, m_systemPrompt, m_turns));
  m_reply->setReadBufferSize(kReadBuffer);
  connect(m_reply, &QNetworkReply::metaDataChanged, this, &Lane::readHead);
  connect(m_reply, &QNetworkReply::readyRead, this, &Lane::read);
  connect(m_reply, &QNetworkReply::finished, this, &Lane::ended);
  m_clock.start();
}

bool Lane::isStream() const {
  return statusOf(*m_reply) == 200 &&
         m_reply->rawHeader("content-type").startsWith("text/event-stream");
}

void Lane::readHead() {
  m_figures.requestId = header(*m_reply, "x-signalbox-request-id");
  m_figures.provider = header(*m_reply, "x-signalbox-provider");
  m_figures.model = header(*m_reply, "x-signalbox-model");
  m_figures.attempts = header(*m_reply, "x-signalbox-attempts").toInt();
  m_figures.fromCache = header(*m_reply, "x-signalbox-cache") == QLatin1String("hit");
  Q_EMIT figuresChanged();
}

void Lane::read() {
  const QByteArray bytes = m_reply->readAll();
  if (!isStream()) {
    m_body += bytes;
    if (m_body.size() > kMostBody) fail(problemTooLong());
    return;
  }
  for (const SseEvent& event : m_parser.feed(bytes)) {
    takePiece(chatPieceFromEvent(event.data));
    if (!isRunning()) return;
  }
  if (m_parser.failed()) fail(problemTooLong());
}

void Lane::takePiece(const ChatPiece& piece) {
  if (piece.error) return fail(problemOf(200, piece));
  if (!piece.finishReason.isEmpty()) m_figures.finishReason = piece.finishReason;
  if (piece.usage) m_figures.tokens = piece.usage;
  m_ended = m_ended || piece.end;
  if (!piece.hasContent()) return;
  const auto now = static_cast<double>(m_clock.nsecsElapsed()) / 1e6;
  if (!m_figures.firstTokenMs) m_figures.firstTokenMs = now;
  m_figures.totalMs = now;
  ++m_figures.pieces;
  m_reasoning += piece.reasoning;
  m_turns.last().answer += piece.text;
  if (m_turns.last().answer.size() > kMostAnswer) return fail(problemTooLong());
  if (m_state == State::Waiting) {
    m_state = State::Streaming;
    Q_EMIT stateChanged();
  }
  Q_EMIT figuresChanged();
  Q_EMIT grew();
}

void Lane::ended() {
  read();
  if (!isRunning() || m_reply == nullptr) return;
  const int status = statusOf(*m_reply);
  if (status == 401 && !std::exchange(m_keyRenewed, true)) {
    // The gateway was started anew: keys of sessions live in its memory.
    m_access.forgetKey(m_key);
    send();
    m_keyRenewed = true;
    return;
  }
  if (status == 0) return fail(problemWithout(m_reply->errorString()));
  if (!isStream()) {
    const ChatPiece piece = chatPieceFromBody(m_body);
    if (status != 200 || piece.error || !piece.end) return fail(problemOf(status, piece));
    takePiece(piece);
  }
  if (!isRunning()) return;
  if (!m_ended) return fail(problemCut());
  finish(State::Done);
}

void Lane::finish(State state) {
  drop();
  m_state = state;
  if (m_figures.totalMs && state == State::Done)
    m_figures.totalMs = static_cast<double>(m_clock.nsecsElapsed()) / 1e6;
  if (!m_figures.requestId.isEmpty() && !m_figures.logged) m_rowWait.start();
  Q_EMIT stateChanged();
  Q_EMIT figuresChanged();
  Q_EMIT grew();
}

void Lane::fail(const LaneProblem& problem) {
  m_problem = problem;
  finish(State::Failed);
}

void Lane::stop() {
  if (isRunning()) finish(State::Stopped);
}

void Lane::drop() {
  m_rowWait.stop();
  delete m_ticket;
  if (m_reply == nullptr) return;
  m_reply->disconnect(this);
  m_reply->abort();
  m_reply->deleteLater();
  m_reply = nullptr;
}

// Who answered may become known only here: a stream's head can leave before an attempt succeeds.
void Lane::takeRow(const LogRow& row) {
  m_rowWait.stop();
  m_figures.logged = true;
  m_figures.provider = row.provider;
  m_figures.model = row.model;
  m_figures.attempts = row.attempts;
  m_figures.fromCache = row.cache == QLatin1String("hit");
  m_figures.cost = row.cost;
  m_figures.priced = row.priced;
  if (row.usage.total() > 0) m_figures.tokens = TokenCount{row.usage.in(), row.usage.out()};
  Q_EMIT figuresChanged();
}

void Lane::lookUpRow() {
  const QString id = m_figures.requestId;
  m_connection.client().logs().detail(id, this, [this, id](const Reply<LogDetail>& reply) {
    if (reply && id == m_figures.requestId && !isRunning()) takeRow(reply->row);
  });
}

}  // namespace sb::ui
