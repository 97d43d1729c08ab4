// Stands between the console and a real gateway's admin API: passes everything on, until a test
// makes it fail in one of the ways in which a gateway fails. Owner: the test; GUI thread.
#pragma once

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <algorithm>
#include <initializer_list>

#include "tests/support/engine.h"
#include "ui/client/endpoint.h"

namespace sb::test {

class Between {
 public:
  enum class Mode {
    Pass,
    Gone,     // what connects is thrown out at once
    Silent,   // takes the request and never answers
    Garbage,  // answers, but as no gateway does
    Broken,   // answers 500 as a gateway that fails
    Cut,      // begins an answer and hangs up
  };

  explicit Between(const Gate& gate) : m_target(gate.adminPort()), m_token(gate.token()) {
    QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { take(); });
    m_server.listen(QHostAddress::LocalHost);
  }

  ui::Endpoint endpoint() const {
    return {QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort())),
            QByteArray::fromStdString(m_token)};
  }

  // The event stream ends, and what was not answered. Other connections live on: the console may
  // use one again, and would hear of a cut one instead.
  void set(Mode mode) {
    m_mode = mode;
    for (QTcpSocket* const socket : m_server.findChildren<QTcpSocket*>())
      if (mode == Mode::Gone || socket->property(kEnds).toBool()) socket->abort();
  }

  // The same as set(), with the request whose bytes have `part`; those before it pass.
  void setAt(const QByteArray& part, Mode mode) {
    m_part = part;
    m_modeAtPart = mode;
  }

  // Requests that were taken and not answered.
  int swallowed() const { return m_swallowed; }

 private:
  static constexpr auto kEnds = "ends";  // with the next mode

  void take() {
    while (QTcpSocket* const socket = m_server.nextPendingConnection()) {
      QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
      if (m_mode == Mode::Pass)
        pass(socket);
      else if (m_mode == Mode::Gone)
        socket->abort();
      else
        failAlways(socket);
    }
  }

  void pass(QTcpSocket* socket) {
    auto* const gateway = new QTcpSocket(socket);
    gateway->connectToHost(QHostAddress::LocalHost, m_target);
    QObject::connect(socket, &QTcpSocket::readyRead, gateway, [=, this] {
      if (m_mode != Mode::Pass) return fail(socket);
      const QByteArray bytes = socket->readAll();
      if (!m_part.isEmpty() && bytes.contains(m_part)) {
        m_part.clear();
        set(m_modeAtPart);
        return fail(socket);
      }
      if (bytes.contains("/events?")) socket->setProperty(kEnds, true);
      gateway->write(bytes);
    });
    QObject::connect(gateway, &QTcpSocket::readyRead, socket,
                     [=] { socket->write(gateway->readAll()); });
    QObject::connect(gateway, &QTcpSocket::disconnected, socket, &QTcpSocket::disconnectFromHost);
  }

  void failAlways(QTcpSocket* socket) {
    socket->setProperty(kEnds, true);
    QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { fail(socket); });
  }

  void fail(QTcpSocket* socket) {
    socket->readAll();
    socket->setProperty(kEnds, true);
    if (m_mode == Mode::Silent) {
      ++m_swallowed;
      return;
    }
    socket->write(answer());
    socket->disconnectFromHost();
  }

  QByteArray answer() const {
    if (m_mode == Mode::Broken) {
      const QByteArray body = R"({"kind":"internal","status":500,"detail":"it broke","params":{}})";
      return "HTTP/1.1 500 No\r\nContent-Type: application/problem+json\r\nContent-Length: " +
             QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }
    if (m_mode == Mode::Cut)
      return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{";
    return "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<h1>Hello</h1";
  }

  QTcpServer m_server;
  std::uint16_t m_target;
  std::string m_token;
  Mode m_mode = Mode::Pass, m_modeAtPart = Mode::Pass;
  QByteArray m_part;
  int m_swallowed = 0;
};

// For a _data() function: a row for each of the troubles, in the columns "mode" and "said", the
// latter what the console's words about it have in them.
inline void addTroubles(std::initializer_list<Between::Mode> modes) {
  using Mode = Between::Mode;
  QTest::addColumn<Mode>("mode");
  QTest::addColumn<QString>("said");
  const QString gone = QStringLiteral("The gateway does not answer");
  const auto row = [&](Mode mode, const char* name, const QString& said) {
    if (std::find(modes.begin(), modes.end(), mode) != modes.end())
      QTest::newRow(name) << mode << said;
  };
  row(Mode::Gone, "gone", gone);
  row(Mode::Silent, "silent", gone);
  row(Mode::Cut, "cut", gone);
  row(Mode::Broken, "500", QStringLiteral("The gateway failed at this: it broke"));
  row(Mode::Garbage, "garbage", QStringLiteral("is not Signalbox"));
}

// All of them.
inline void addTroubles() {
  using Mode = Between::Mode;
  addTroubles({Mode::Gone, Mode::Silent, Mode::Cut, Mode::Broken, Mode::Garbage});
}

}  // namespace sb::test
