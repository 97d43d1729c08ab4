// Waiting for the answers of calls, and a server that answers whatever a test wants. GUI thread.
#pragma once

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <functional>
#include <optional>

#include "tests/support/engine.h"
#include "ui/client/event_stream.h"
#include "ui/client/gateway_client.h"

namespace sb::test {

using ui::Reply;

// get<QList<KeyInfo>>([&](auto* c, auto t) { return client.keys().list(c, t); })
template <class T, class F>
Reply<T> get(F&& send) {
  QObject context;
  std::optional<Reply<T>> got;
  send(&context, ui::Then<T>([&](Reply<T> reply) { got = std::move(reply); }));
  if (got) qFatal("the callback came before the method had returned");
  if (until([&] { return got.has_value(); })) return *got;
  ui::ApiError never;
  never.code = QStringLiteral("never");
  return never;
}

// For routes that lead somewhere and are never taken.
inline constexpr const char* kUnusedProvider =
    "providers: [ { id: up, kind: ollama, base_url: \"http://127.0.0.1:9/v1\" } ]\n";

inline ui::Endpoint endpointOf(const Gate& gate) {
  return {QUrl(QStringLiteral("http://127.0.0.1:%1").arg(gate.adminPort())),
          QByteArray::fromStdString(gate.token())};
}

// Speaks TCP on a port of this machine; a test says what. One connection, one request at a time.
class Peer {
 public:
  using Answer = std::function<void(QTcpSocket* socket, const QByteArray& request)>;

  explicit Peer(Answer answer) : m_answer(std::move(answer)) {
    QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { take(); });
    m_server.listen(QHostAddress::LocalHost);
  }

  // The same to every request, then the connection closes.
  static Answer saying(const QByteArray& bytes) {
    return [bytes](QTcpSocket* socket, const QByteArray&) {
      socket->write(bytes);
      socket->disconnectFromHost();
    };
  }

  static QByteArray answer(const QByteArray& body, const char* status = "200 OK",
                           const char* type = "application/json") {
    return QByteArray("HTTP/1.1 ") + status + "\r\nContent-Type: " + type +
           "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
  }

  void setAnswer(Answer answer) { m_answer = std::move(answer); }
  const QList<QByteArray>& requests() const { return m_requests; }
  int open() const { return static_cast<int>(m_server.findChildren<QTcpSocket*>().size()); }
  quint16 port() const { return m_server.serverPort(); }
  ui::Endpoint endpoint() const {
    return {QUrl(QStringLiteral("http://127.0.0.1:%1").arg(port())), "token"};
  }
  void close() {
    m_server.close();
    qDeleteAll(m_server.findChildren<QTcpSocket*>());
  }
  bool reopen(quint16 at) { return m_server.listen(QHostAddress::LocalHost, at); }

 private:
  void take() {
    while (QTcpSocket* socket = m_server.nextPendingConnection()) {
      QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { read(socket); });
      QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    }
  }

  void read(QTcpSocket* socket) {
    QByteArray seen = socket->property("seen").toByteArray() + socket->readAll();
    const qsizetype end = seen.indexOf("\r\n\r\n");
    if (end >= 0 && seen.size() >= end + 4 + lengthOf(seen)) {
      m_requests.append(std::exchange(seen, {}));
      socket->setProperty("seen", seen);
      return m_answer(socket, m_requests.last());
    }
    socket->setProperty("seen", seen);
  }

  static qsizetype lengthOf(const QByteArray& head) {
    const qsizetype at = head.toLower().indexOf("content-length:");
    if (at < 0) return 0;
    return head.mid(at + 15, head.indexOf('\r', at) - at - 15).trimmed().toLongLong();
  }

  Answer m_answer;
  QTcpServer m_server;
  QList<QByteArray> m_requests;
};

}  // namespace sb::test
