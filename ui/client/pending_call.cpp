#include "ui/client/pending_call.h"

#include <QPromise>
#include <QThreadPool>

#include "ui/client/problem.h"

namespace sb::ui {
namespace {

constexpr qint64 kParseHere = 64 * 1024;
constexpr qint64 kMostErrorBody = 8 * 1024 * 1024;  // a conflict carries the file's text
constexpr qint64 kReadAhead = 1024 * 1024;

int statusOf(const QNetworkReply& reply) {
  return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

}  // namespace

PendingCall::PendingCall(Wire* wire, const Request& request, QObject* context, Wire::Parse parse,
                         Wire::Deliver deliver)
    : QObject(wire),
      m_wire(wire),
      m_request(request),
      m_parse(std::move(parse)),
      m_deliver(std::move(deliver)) {
  if (context != nullptr) connect(context, &QObject::destroyed, this, &PendingCall::cancel);
  m_patience.setSingleShot(true);
  m_patience.setInterval(request.patienceMs);
  connect(&m_patience, &QTimer::timeout, this, &PendingCall::tookTooLong);
}

PendingCall::~PendingCall() { dropReply(); }

void PendingCall::read(QNetworkReply* reply) {
  m_reply = reply;
  m_reply->setParent(this);
  connect(m_reply, &QNetworkReply::readyRead, this, &PendingCall::readMore);
  connect(m_reply, &QNetworkReply::finished, this, &PendingCall::ended);
  m_patience.start();
}

void PendingCall::writeTo(QIODevice* device, std::function<void(qint64)> progress) {
  m_device = device;
  m_downloads = true;
  m_progress = std::move(progress);
  if (m_reply != nullptr) m_reply->setReadBufferSize(kReadAhead);
}

void PendingCall::failLater(const ApiError& error) {
  QMetaObject::invokeMethod(
      this,
      [this, error] {
        if (!m_over) finish(error);
      },
      Qt::QueuedConnection);
}

void PendingCall::fail(const QString& code, const QString& message, const QString& hint) {
  if (!m_over) finish(errorOf(code, message, hint));
}

void PendingCall::cancel() {
  if (m_over) return;
  m_over = true;
  dropReply();
  m_deliver = nullptr;
  deleteLater();
}

bool PendingCall::isGood() const {
  const int status = statusOf(*m_reply);
  // A file is never a page: something else than a gateway answers.
  const bool page = m_downloads && m_reply->rawHeader("Content-Type").startsWith("text/html");
  return status >= 200 && status < 300 && !page;
}

void PendingCall::readMore() {
  if (m_over) return;
  const QByteArray bytes = m_reply->readAll();
  if (m_downloads && isGood())
    write(bytes);
  else
    keep(bytes);
}

bool PendingCall::keep(const QByteArray& bytes) {
  const qint64 most = isGood() ? m_request.mostBytes : kMostErrorBody;
  if (m_body.size() + bytes.size() > most) {
    fail(QStringLiteral("too_large"),
         QStringLiteral("The answer is larger than %1 bytes.").arg(most));
    return false;
  }
  m_body += bytes;
  return true;
}

void PendingCall::write(const QByteArray& bytes) {
  m_patience.start();
  if (m_device.isNull()) return cancel();
  if (m_device->write(bytes) != bytes.size())
    return fail(QStringLiteral("file"), QStringLiteral("What was received cannot be written."),
                m_device->errorString());
  m_written += bytes.size();
  // Who hears of it may end the call, and the client with it.
  const std::function<void(qint64)> progress = m_progress;
  if (progress) progress(m_written);
}

void PendingCall::ended() {
  const QPointer<PendingCall> self(this);
  readMore();
  if (!self || m_over) return;
  const int status = statusOf(*m_reply);
  const bool refused = status >= 400;
  if (m_reply->error() != QNetworkReply::NoError && !refused)
    return finish(networkError(*m_reply, errorOf({}, {}, {})));
  if (!isGood()) return finish(problemError(rawAnswer(), errorOf({}, {}, {})));
  finish(rawAnswer());
}

void PendingCall::tookTooLong() {
  fail(QStringLiteral("timeout"),
       QStringLiteral("There was no answer within %1 seconds.").arg(m_request.patienceMs / 1000.0));
}

RawAnswer PendingCall::rawAnswer() const {
  RawAnswer answer;
  answer.status = statusOf(*m_reply);
  answer.contentType = m_reply->rawHeader("Content-Type");
  answer.body = m_body;
  answer.bodyOffset = m_reply->rawHeader("X-Signalbox-Body-Offset");
  answer.bodySize = m_reply->rawHeader("X-Signalbox-Body-Size");
  answer.written = m_written;
  return answer;
}

ApiError PendingCall::errorOf(const QString& code, const QString& message,
                              const QString& hint) const {
  ApiError error;
  error.status = m_reply == nullptr ? 0 : statusOf(*m_reply);
  error.code = code;
  error.message = message;
  error.hint = hint;
  error.path = QString::fromLatin1(m_request.method) + QLatin1Char(' ') + m_request.path;
  return error;
}

void PendingCall::finish(const Reply<RawAnswer>& raw) {
  m_over = true;
  m_patience.stop();
  dropReply();
  if (raw && raw->body.size() > kParseHere) return parseElsewhere(raw);
  const Wire::AnyReply reply = m_parse(raw);
  deliver(reply, raw ? ApiError() : raw.error());
}

void PendingCall::parseElsewhere(const Reply<RawAnswer>& raw) {
  m_over = false;  // cancel() still counts
  connect(&m_parsing, &QFutureWatcherBase::finished, this, [this] {
    if (m_over) return;
    m_over = true;
    deliver(m_parsing.result(), {});
  });
  const auto promise = std::make_shared<QPromise<Wire::AnyReply>>();
  m_parsing.setFuture(promise->future());
  promise->start();
  QThreadPool::globalInstance()->start([promise, raw, parse = m_parse] {
    promise->addResult(parse(raw));
    promise->finish();
  });
}

// The callback may delete whatever it likes, the client included.
void PendingCall::deliver(const Wire::AnyReply& reply, const ApiError& error) {
  deleteLater();
  const Wire::Deliver deliver = std::move(m_deliver);
  const QPointer<Wire> wire = m_wire;
  deliver(reply);
  if (wire && !error.code.isEmpty()) Q_EMIT wire->callFailed(error);
}

void PendingCall::dropReply() {
  if (m_reply == nullptr) return;
  QNetworkReply* reply = std::exchange(m_reply, nullptr);
  reply->disconnect(this);
  reply->abort();
  reply->setParent(nullptr);  // it may be telling us something this very moment
  reply->deleteLater();
}

}  // namespace sb::ui
