// One word for how the console and its gateway are, over starts and ends of the gateway.
#include "ui/client/connection.h"

#include <QTest>

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

#include "tests/support/test_main.h"
#include "tests/ui/client/support.h"

using namespace sb::ui;
using namespace sb::test;

namespace {

using State = Connection::State;

QString runFileOf(const Home& home) {
  return QString::fromStdString(home.dataFolder() + "/run.json");
}

}  // namespace

class ConnectionTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void saysWhatIs();
  void findsTheGatewayThatWasStartedAgain();
  void aStoppedGatewayIsStillConnected();
  void aWrongTokenIsTold();
  void aRunFileThatIsNotThereIsWaitedFor();
  void tellsANewConfigurationOnce();
  void aFailedCallTestsTheStream();
  void readsRunFiles_data();
  void readsRunFiles();
};

void ConnectionTest::saysWhatIs() {
  Engine engine("", true);
  Connection connection(endpointOf(engine));
  QSignalSpy states(&connection, &Connection::stateChanged);
  QCOMPARE(connection.state(), State::Idle);
  connection.start();
  QCOMPARE(connection.state(), State::Connecting);
  QTRY_COMPARE(connection.state(), State::Connected);
  QTRY_COMPARE(connection.status().phase, Phase::Ready);
  QCOMPARE(states.size(), 2);
  connection.stop();
  QCOMPARE(connection.state(), State::Idle);
}

void ConnectionTest::findsTheGatewayThatWasStartedAgain() {
  auto home = std::make_shared<Home>();
  home->write("");
  auto engine = std::make_unique<Engine>(home, true);
  Connection connection(runFileOf(*home));
  QSignalSpy again(&connection, &Connection::reconnected);
  connection.start();
  QTRY_COMPARE(connection.state(), State::Connected);
  const quint16 before = engine->adminPort();

  engine.reset();
  QTRY_COMPARE(connection.state(), State::Disconnected);
  QVERIFY(connection.reason().isGone());
  engine = std::make_unique<Engine>(home, true);
  QTRY_COMPARE(connection.state(), State::Connected);
  QTRY_COMPARE(again.size(), 1);
  const auto status = get<GatewayStatus>(
      [&](auto* c, auto t) { return connection.client().status().status(c, t); });
  QVERIFY(status.ok());
  QCOMPARE(connection.client().endpoint().url.port(), int{engine->adminPort()});
  Q_UNUSED(before);
}

void ConnectionTest::aStoppedGatewayIsStillConnected() {
  Engine engine("", true);
  Connection connection(endpointOf(engine));
  connection.start();
  QTRY_VERIFY(connection.status().listening);
  const auto stopped =
      get<GatewayStatus>([&](auto* c, auto t) { return connection.client().status().stop(c, t); });
  QVERIFY(stopped.ok());
  QTRY_VERIFY(!connection.status().listening);
  QCOMPARE(connection.state(), State::Connected);
}

void ConnectionTest::aWrongTokenIsTold() {
  Engine engine("", true);
  Endpoint endpoint = endpointOf(engine);
  endpoint.token = "wrong";
  Connection connection(endpoint);
  connection.start();
  QTRY_COMPARE(connection.state(), State::Unauthorised);
  QVERIFY(connection.reason().isUnauthorised());
  connection.setEndpoint(endpointOf(engine));
  QTRY_COMPARE(connection.state(), State::Connected);
}

void ConnectionTest::aRunFileThatIsNotThereIsWaitedFor() {
  auto home = std::make_shared<Home>();
  home->write("");
  Connection connection(runFileOf(*home));
  connection.start();
  QTRY_COMPARE(connection.state(), State::Disconnected);
  QVERIFY(connection.reason().isGone());
  Engine engine(home, true);
  QTRY_COMPARE(connection.state(), State::Connected);
}

void ConnectionTest::tellsANewConfigurationOnce() {
  Engine engine(kUnusedProvider);
  Connection connection(endpointOf(engine));
  QSignalSpy configs(&connection, &Connection::configChanged);
  connection.start();
  QTRY_COMPARE(configs.size(), 1);
  Route route;
  route.name = QStringLiteral("r");
  route.flow = {{QStringLiteral("target"), QStringLiteral("up/x")}};
  auto& client = connection.client();
  const auto saved = get<Saved>([&](auto* c, auto t) { return client.routes().save(route, c, t); });
  QVERIFY(saved.ok());
  QTRY_COMPARE(configs.size(), 2);
  QCOMPARE(connection.status().config->revision, saved->revision);
  GatewayStatus same = connection.status();
  connection.setStatus(same);
  QCOMPARE(configs.size(), 2);
}

// The stream of a peer that has gone without a word looks whole until a call finds out.
void ConnectionTest::aFailedCallTestsTheStream() {
  int streams = 0;
  Peer peer([&](QTcpSocket* socket, const QByteArray& request) {
    if (!request.startsWith("GET /admin/v1/events")) return socket->disconnectFromHost();
    ++streams;
    socket->write(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
        "event: hello\ndata: {\"epoch\":\"e\",\"seq\":1}\n\n");
  });
  Connection connection(peer.endpoint());
  connection.start();
  QTRY_COMPARE(connection.state(), State::Connected);
  QSignalSpy states(&connection, &Connection::stateChanged);
  QSignalSpy again(&connection, &Connection::reconnected);
  QVERIFY(!get<GatewayStatus>(
      [&](auto* c, auto t) { return connection.client().status().status(c, t); }));
  QTRY_COMPARE(streams, 2);
  QTRY_COMPARE(again.size(), 1);
  QCOMPARE(states.size(), 1);
  QCOMPARE(states.first().first().value<State>(), State::Connected);
}

void ConnectionTest::readsRunFiles_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<QByteArray>("token");
  QTest::addColumn<bool>("ok");
  const QByteArray good =
      R"({"ready":true,"admin":"http://127.0.0.1:7412","token_file":"{token}"})";
  QTest::newRow("good") << good << QByteArray("abc\n") << true;
  QTest::newRow("empty") << QByteArray() << QByteArray("abc") << false;
  QTest::newRow("no JSON") << QByteArray("7412") << QByteArray("abc") << false;
  QTest::newRow("no token file") << QByteArray(R"({"admin":"http://127.0.0.1:7412"})")
                                 << QByteArray("abc") << false;
  QTest::newRow("no token") << good << QByteArray(" \n") << false;
  QTest::newRow("two lines") << good << QByteArray("abc\ndef") << false;
  QTest::newRow("no address") << QByteArray(R"({"admin":"x y","token_file":"{token}"})")
                              << QByteArray("abc") << false;
  QTest::newRow("huge") << good + QByteArray(100'000, ' ') << QByteArray("abc") << false;
}

void ConnectionTest::readsRunFiles() {
  QFETCH(QByteArray, text);
  QFETCH(QByteArray, token);
  QFETCH(bool, ok);
  QTemporaryDir folder;
  const auto write = [&](const char* name, const QByteArray& content) {
    QFile file(folder.filePath(QString::fromLatin1(name)));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
  };
  const QString tokenFile = folder.filePath(QStringLiteral("admin.token"));
  QVERIFY(write("admin.token", token));
  QVERIFY(write("run.json", text.replace("{token}", tokenFile.toUtf8())));
  const auto endpoint = readRunFile(folder.filePath(QStringLiteral("run.json")));
  QCOMPARE(endpoint.ok(), ok);
  if (ok)
    QCOMPARE(endpoint->token, QByteArray("abc"));
  else
    QCOMPARE(endpoint.error().code, QStringLiteral("file"));
  QVERIFY(!readRunFile(folder.filePath(QStringLiteral("none.json"))));
}

SB_TEST(ConnectionTest);
#include "connection_test.moc"
