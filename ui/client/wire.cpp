#include "ui/client/wire.h"

#include <QIODevice>
#include <QJsonDocument>
#include <QNetworkReply>
#include <algorithm>

#include "ui/client/network.h"
#include "ui/client/pending_call.h"

namespace sb::ui {
namespace {

Reply<Done> doneOf(const RawAnswer&) { return Done{}; }

Reply<qint64> writtenOf(const RawAnswer& answer) { return answer.written; }

// A body that can be read once. Qt sends a request again when an idle connection closes under it;
// one that changes something must not be done twice.
class OnceBody : public QIODevice {
 public:
  explicit OnceBody(QByteArray bytes) : m_bytes(std::move(bytes)) { open(ReadOnly | Unbuffered); }
  bool isSequential() const override { return true; }
  bool seek(qint64) override { return false; }
  bool atEnd() const override { return m_at == m_bytes.size(); }
  qint64 bytesAvailable() const override { return m_bytes.size() - m_at; }

 protected:
  qint64 readData(char* into, qint64 most) override {
    const qint64 size = std::min<qint64>(most, m_bytes.size() - m_at);
    std::copy_n(m_bytes.constData() + m_at, size, into);
    m_at += size;
    return size;
  }
  qint64 writeData(const char*, qint64) override { return -1; }

 private:
  QByteArray m_bytes;
  qint64 m_at = 0;
};

ApiError garbled(const RawAnswer& answer, const QString& hint) {
  ApiError error;
  error.status = answer.status;
  error.code = QStringLiteral("garbled");
  error.message = QStringLiteral("What answers there is no Signalbox.");
  error.hint = hint;
  return error;
}

}  // namespace

QString escaped(const QString& text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); }

QByteArray jsonBody(const QJsonObject& object) {
  return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Reply<QJsonObject> objectOf(const RawAnswer& answer) {
  QJsonParseError wrong;
  const QJsonDocument document = QJsonDocument::fromJson(answer.body, &wrong);
  if (wrong.error != QJsonParseError::NoError) return garbled(answer, wrong.errorString());
  if (!document.isObject()) return garbled(answer, QStringLiteral("no JSON object"));
  return document.object();
}

Wire::Wire(Endpoint endpoint, QObject* parent) : QObject(parent), m_endpoint(std::move(endpoint)) {
  prepare(m_manager, m_endpoint);
  prepare(m_slowManager, m_endpoint);
}

// Before the managers go, which own connections of theirs.
Wire::~Wire() {
  for (PendingCall* call : findChildren<PendingCall*>(QString(), Qt::FindDirectChildrenOnly))
    delete call;
}

void Wire::setEndpoint(const Endpoint& endpoint) {
  if (endpoint.url == m_endpoint.url && endpoint.token == m_endpoint.token) return;
  m_endpoint = endpoint;
  prepare(m_manager, m_endpoint);
  prepare(m_slowManager, m_endpoint);
  const QPointer<Wire> self(this);
  for (const QPointer<PendingCall> call :
       findChildren<PendingCall*>(QString(), Qt::FindDirectChildrenOnly)) {
    if (call)
      call->fail(QStringLiteral("cut"), QStringLiteral("The gateway is at another address now."));
    if (!self) return;
  }
}

QNetworkReply* Wire::start(const Request& request) {
  QByteArray target = request.path.toLatin1();
  if (!request.query.isEmpty())
    target += '?' + request.query.toString(QUrl::FullyEncoded).toLatin1();
  QNetworkRequest network = requestFor(m_endpoint, target);
  network.setRawHeader("Accept", "application/json, application/problem+json, */*");
  QNetworkAccessManager& manager = request.slow ? m_slowManager : m_manager;
  if (request.method == "GET") return manager.get(network);
  if (request.body.isEmpty()) return manager.sendCustomRequest(network, request.method);
  network.setHeader(QNetworkRequest::ContentTypeHeader, request.contentType);
  network.setHeader(QNetworkRequest::ContentLengthHeader, request.body.size());
  network.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
  auto* body = new OnceBody(request.body);
  QNetworkReply* reply = manager.sendCustomRequest(network, request.method, body);
  body->setParent(reply);
  return reply;
}

Call Wire::send(const Request& request, QObject* context, Parse parse, Deliver deliver) {
  auto* call = new PendingCall(this, request, context, std::move(parse), std::move(deliver));
  if (m_endpoint.isValid()) {
    call->read(start(request));
  } else {
    ApiError error;
    error.code = QStringLiteral("unreachable");
    error.message = QStringLiteral("There is no address of a gateway.");
    call->failLater(error);
  }
  return Call(call);
}

Call Wire::failLater(const ApiError& error, QObject* context, Parse parse, Deliver deliver) {
  auto* call = new PendingCall(this, Request(), context, std::move(parse), std::move(deliver));
  call->failLater(error);
  return Call(call);
}

Call Wire::done(const Request& request, QObject* context, Then<Done> then) {
  return raw(request, doneOf, context, std::move(then));
}

Call Wire::download(const Request& request, QIODevice* device, std::function<void(qint64)> progress,
                    QObject* context, Then<qint64> then) {
  auto* call =
      new PendingCall(this, request, context, reading(writtenOf), delivering(std::move(then)));
  call->read(start(request));
  call->writeTo(device, std::move(progress));
  return Call(call);
}

}  // namespace sb::ui
