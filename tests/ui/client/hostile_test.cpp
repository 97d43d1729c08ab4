// Answers that no gateway gives, connections that break, and callers that go.
#include <QTest>

#include <QBuffer>
#include <QDir>
#include <QNetworkProxy>
#include <QSignalSpy>
#include <QTemporaryDir>

#include "tests/support/test_main.h"
#include "tests/ui/client/support.h"
#include "ui/client/local_servers.h"

using namespace sb::ui;
using namespace sb::test;

namespace {

Reply<GatewayStatus> statusOf(GatewayClient& client) {
  return get<GatewayStatus>([&](auto* c, auto t) { return client.status().status(c, t); });
}

// Takes the first bytes, then no more.
class FullDevice : public QBuffer {
 protected:
  qint64 writeData(const char* data, qint64 size) override {
    if (pos() + size > 10'000) {
      setErrorString(QStringLiteral("No space left on device"));
      return -1;
    }
    return QBuffer::writeData(data, size);
  }
};

}  // namespace

class HostileTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void badAnswersBecomeErrors_data();
  void badAnswersBecomeErrors();
  void everyErrorSaysTheNextStep_data();
  void everyErrorSaysTheNextStep();
  void strangeValuesBecomeDefaults();
  void nobodyListens();
  void noAddress();
  void aSlowAnswerRunsOutOfPatience();
  void aHugeAnswerIsNotKept();
  void aRedirectKeepsTheToken();
  void noProxyIsAskedAboutThisComputer();
  void aCancelledCallIsNotAnswered();
  void aCallOfADeadContextIsNotAnswered();
  void theClientMayDieInACallback();
  void theClientMayDieInADownload();
  void theClientMayDieBeforeTheAnswer();
  void theLatestCallWins();
  void aCallIsOverInItsOwnCallback_data();
  void aCallIsOverInItsOwnCallback();
  void onlyThisComputerIsLoopback_data();
  void onlyThisComputerIsLoopback();
  void anotherAddressEndsRunningCalls();
  void aCutExportLeavesNoFile();
  void aCancelledExportLeavesNoFile();
  void aFullDiskEndsAnExport();
  void aDeviceThatGoesEndsItsExport();
  void changesAreNotSentTwice();
};

void HostileTest::badAnswersBecomeErrors_data() {
  QTest::addColumn<QByteArray>("bytes");
  QTest::addColumn<QString>("code");
  QTest::addColumn<int>("status");
  const auto row = [](const char* name, const QByteArray& bytes, const char* code, int status) {
    QTest::newRow(name) << bytes << QString::fromLatin1(code) << status;
  };
  const QByteArray problem =
      R"({"type":"urn:signalbox:error:disk_full","title":"Disk full","status":500,)"
      R"("detail":"The disk is full.","kind":"disk_full","params":{"detail":"ENOSPC"}})";
  const char* const kProblem = "application/problem+json";
  row("nothing", "", "cut", 0);
  row("no HTTP", "SSH-2.0-OpenSSH_9.2\r\n", "cut", 0);
  row("zeros", QByteArray(1000, '\0'), "cut", 0);
  row("half a head", "HTTP/1.1 200 OK\r\nContent-Ty", "cut", 0);
  row("cut body", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"phase\":", "cut", 0);
  row("cut chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"pha", "cut", 0);
  row("no JSON", Peer::answer("<html>"), "garbled", 200);
  row("half JSON", Peer::answer("{\"phase\":"), "garbled", 200);
  row("an array", Peer::answer("[1]"), "garbled", 200);
  row("bad UTF-8", Peer::answer("{\"phase\":\"\xFF\xFE\"}"), "garbled", 200);
  row("deep", Peer::answer(QByteArray(100'000, '[')), "garbled", 200);
  row("empty", Peer::answer(""), "garbled", 200);
  row("a problem", Peer::answer(problem, "500 Oops", kProblem), "disk_full", 500);
  row("500 of another", Peer::answer("<h1>Oops</h1>", "500 Oops", "text/html"), "garbled", 500);
  row("404 of another", Peer::answer("", "404 Not Found", "text/html"), "garbled", 404);
  row("503, cut", "HTTP/1.1 503 No\r\nContent-Length: 100\r\n\r\n{", "garbled", 503);
  row("a redirect",
      "HTTP/1.1 302 Found\r\nLocation: http://example.invalid/\r\n"
      "Content-Length: 0\r\n\r\n",
      "garbled", 302);
}

void HostileTest::badAnswersBecomeErrors() {
  QFETCH(QByteArray, bytes);
  QFETCH(QString, code);
  QFETCH(int, status);
  Peer peer(Peer::saying(bytes));
  GatewayClient client(peer.endpoint());
  const auto reply = statusOf(client);
  QVERIFY(!reply);
  QCOMPARE(reply.error().code, code);
  QCOMPARE(reply.error().status, status);
  QVERIFY(!reply.error().message.isEmpty());
  QCOMPARE(reply.error().isGone(), code == QLatin1String("cut"));
  if (code == QLatin1String("disk_full")) QCOMPARE(reply.error().hint, QStringLiteral("ENOSPC"));
}

void HostileTest::everyErrorSaysTheNextStep_data() {
  QTest::addColumn<int>("status");
  QTest::addColumn<QString>("code");
  QTest::addColumn<QString>("step");
  const auto row = [](const char* code, int status, const char* step) {
    QTest::newRow(code) << status << QString::fromLatin1(code) << QString::fromLatin1(step);
  };
  row("unreachable", 0, "try again");
  row("cut", 0, "try again");
  row("timeout", 0, "try again");
  row("garbled", 200, "right address");
  row("tls", 0, "Check its address");
  row("too_large", 200, "Ask for less");
  row("file", 0, "Choose another place");
  row("store_full", 503, "Make room");
  row("store_failed", 500, "Make sure");
  row("store_corrupt", 503, "Restore a backup");
  row("overloaded", 503, "Try again");
  row("shutting_down", 503, "Start it again");
  row("secret_waiting", 503, "Unlock it");
  row("secret_missing", 503, "Enter it again");
  row("cooling_down", 503, "use another model");
  row("pool_timeout", 503, "use another model");
  row("no_target", 503, "See in Providers");
  row("anything_else", 503, "Try again");
  row("key_invalid", 401, "Start the console again");
}

void HostileTest::everyErrorSaysTheNextStep() {
  QFETCH(int, status);
  QFETCH(QString, code);
  QFETCH(QString, step);
  ApiError error;
  error.status = status;
  error.code = code;
  error.message = QStringLiteral("%1 %n <b>");
  error.hint = QString(100'000, QLatin1Char('h'));
  const QString sentence = sentenceOf(error);
  QVERIFY2(sentence.contains(step), qPrintable(sentence.left(300)));
  QVERIFY(sentence.size() < 1'000);
}

void HostileTest::strangeValuesBecomeDefaults() {
  Peer peer(Peer::saying(Peer::answer(
      R"({"phase":7,"uptime_s":"x","gateway":[],"ledger":null,"config":{"warnings":{}},"pid":1e99})")));
  GatewayClient client(peer.endpoint());
  const auto status = statusOf(client);
  QVERIFY(status.ok());
  QCOMPARE(status->phase, Phase::Unknown);
  QCOMPARE(status->pid, 0);
  QVERIFY(!status->ledger);
  QVERIFY(status->config.has_value());
}

void HostileTest::nobodyListens() {
  Peer peer(Peer::saying(""));
  const Endpoint endpoint = peer.endpoint();
  peer.close();
  GatewayClient client(endpoint);
  QSignalSpy failed(&client, &GatewayClient::callFailed);
  const auto reply = statusOf(client);
  QCOMPARE(reply.error().code, QStringLiteral("unreachable"));
  QVERIFY(reply.error().isGone());
  QVERIFY(!reply.error().hint.isEmpty());
  QCOMPARE(failed.size(), 1);
}

void HostileTest::noAddress() {
  for (const Endpoint& endpoint :
       {Endpoint(), Endpoint{QUrl(QStringLiteral("file:///x")), "t"},
        Endpoint{QUrl(QStringLiteral("http://127.0.0.1:1")), "a\r\nb"}}) {
    GatewayClient client(endpoint);
    QCOMPARE(statusOf(client).error().code, QStringLiteral("unreachable"));
  }
}

void HostileTest::aSlowAnswerRunsOutOfPatience() {
  Peer peer([](QTcpSocket* socket, const QByteArray&) { socket->write("HTTP/1.1 200 OK\r\n"); });
  Wire wire(peer.endpoint());
  Request request;
  request.path = QStringLiteral("status");
  request.patienceMs = 50;
  const auto reply = get<GatewayStatus>(
      [&](auto* c, auto t) { return wire.object(request, statusFromJson, c, t); });
  QCOMPARE(reply.error().code, QStringLiteral("timeout"));
  QTRY_COMPARE(peer.open(), 0);
}

void HostileTest::aHugeAnswerIsNotKept() {
  const QByteArray block(256 * 1024, ' ');
  Peer peer([&](QTcpSocket* socket, const QByteArray&) {
    socket->write("HTTP/1.1 200 OK\r\n\r\n");
    QObject::connect(socket, &QTcpSocket::bytesWritten, socket,
                     [socket, &block] { socket->write(block); });
  });
  Wire wire(peer.endpoint());
  Request request;
  request.mostBytes = 4 * 1024 * 1024;
  const auto reply = get<GatewayStatus>(
      [&](auto* c, auto t) { return wire.object(request, statusFromJson, c, t); });
  QCOMPARE(reply.error().code, QStringLiteral("too_large"));
  QTRY_COMPARE(peer.open(), 0);
}

void HostileTest::aRedirectKeepsTheToken() {
  Peer other(Peer::saying(Peer::answer("{}")));
  const QByteArray there = other.endpoint().url.toEncoded();
  Peer peer(Peer::saying("HTTP/1.1 307 Look\r\nContent-Length: 0\r\nLocation: " + there +
                         "/admin/v1/status\r\n\r\n"));
  GatewayClient client(peer.endpoint());
  QVERIFY(!statusOf(client));
  QVERIFY(other.requests().isEmpty());
  QVERIFY(peer.requests().first().contains("Authorization: Bearer token"));
  QVERIFY(!peer.requests().first().contains("Origin:"));
}

void HostileTest::noProxyIsAskedAboutThisComputer() {
  Peer proxy(Peer::saying(""));
  QNetworkProxy::setApplicationProxy(
      QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), proxy.port()));
  Peer peer(Peer::saying(Peer::answer("{}")));
  GatewayClient client(peer.endpoint());
  EventStream events(peer.endpoint());
  events.start();
  const bool ok = statusOf(client).ok();
  QTRY_COMPARE(events.state(), EventStream::State::Waiting);
  QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
  QVERIFY(ok);
  QVERIFY(proxy.requests().isEmpty());
  QVERIFY(!Endpoint({QUrl(QStringLiteral("https://gate.example")), "t"}).isLoopback());
  QVERIFY(Endpoint({QUrl(QStringLiteral("http://[::1]:1")), "t"}).isLoopback());
}

void HostileTest::aCancelledCallIsNotAnswered() {
  Peer peer([](QTcpSocket*, const QByteArray&) {});
  GatewayClient client(peer.endpoint());
  bool called = false;
  Call call = client.status().status(nullptr, [&](const Reply<GatewayStatus>&) { called = true; });
  QVERIFY(call.isRunning());
  QTRY_COMPARE(peer.open(), 1);
  call.cancel();
  QVERIFY(!call.isRunning());
  QTRY_COMPARE(peer.open(), 0);
  call.cancel();
  QVERIFY(!called);
}

void HostileTest::aCallOfADeadContextIsNotAnswered() {
  Peer peer([](QTcpSocket*, const QByteArray&) {});
  GatewayClient client(peer.endpoint());
  bool called = false;
  auto context = std::make_unique<QObject>();
  const Call call =
      client.status().status(context.get(), [&](const Reply<GatewayStatus>&) { called = true; });
  QTRY_COMPARE(peer.open(), 1);
  context.reset();
  QVERIFY(!call.isRunning());
  QTRY_COMPARE(peer.open(), 0);
  QVERIFY(!called);
}

void HostileTest::theClientMayDieInACallback() {
  Peer peer(Peer::saying(Peer::answer("{}")));
  auto client = std::make_unique<GatewayClient>(peer.endpoint());
  bool called = false;
  client->status().status(this, [&](const Reply<GatewayStatus>&) {
    client.reset();
    called = true;
  });
  QTRY_VERIFY(called);
  Peer cut(Peer::saying(""));
  client = std::make_unique<GatewayClient>(cut.endpoint());
  called = false;
  client->status().status(this, [&](const Reply<GatewayStatus>&) {
    client.reset();
    called = true;
  });
  QTRY_VERIFY(called);
}

void HostileTest::theClientMayDieInADownload() {
  Peer peer([](QTcpSocket* socket, const QByteArray&) {
    socket->write("HTTP/1.1 200 OK\r\n\r\nid,at\n");
  });
  auto client = std::make_unique<GatewayClient>(peer.endpoint());
  QBuffer device;
  QVERIFY(device.open(QIODevice::WriteOnly));
  bool called = false;
  client->logs().exportTo(
      &device, {}, ExportFormat::Csv, [&](qint64) { client.reset(); }, this,
      [&](const Reply<qint64>&) { called = true; });
  QTRY_VERIFY(!client);
  QTRY_COMPARE(peer.open(), 0);
  QVERIFY(!called);
}

void HostileTest::theClientMayDieBeforeTheAnswer() {
  Peer peer([](QTcpSocket*, const QByteArray&) {});
  auto client = std::make_unique<GatewayClient>(peer.endpoint());
  bool called = false;
  Call call = client->status().status(this, [&](const Reply<GatewayStatus>&) { called = true; });
  QTRY_COMPARE(peer.open(), 1);
  client.reset();
  QVERIFY(!call.isRunning());
  call.cancel();
  QTRY_COMPARE(peer.open(), 0);
  QVERIFY(!called);
}

void HostileTest::theLatestCallWins() {
  Peer peer(Peer::saying(Peer::answer(R"({"phase":"ready"})")));
  GatewayClient client(peer.endpoint());
  QList<int> answered;
  LatestCall latest;
  for (int i = 0; i < 5; ++i)
    latest = client.status().status(
        this, [&answered, i](const Reply<GatewayStatus>&) { answered.append(i); });
  QTRY_VERIFY(!answered.isEmpty());
  QCOMPARE(answered, QList<int>{4});
}

void HostileTest::aCallIsOverInItsOwnCallback_data() {
  QTest::addColumn<QByteArray>("answer");
  const QByteArray large = R"({"phase":"ready","why":")" + QByteArray(100'000, 'x') + "\"}";
  QTest::newRow("small") << Peer::answer(R"({"phase":"ready"})");
  QTest::newRow("large, parsed elsewhere") << Peer::answer(large);
  QTest::newRow("refused") << Peer::answer(R"({"kind":"conflict"})", "409 Conflict",
                                           "application/problem+json");
  QTest::newRow("broken") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{");
}

void HostileTest::aCallIsOverInItsOwnCallback() {
  QFETCH(QByteArray, answer);
  Peer peer(Peer::saying(answer));
  GatewayClient client(peer.endpoint());
  std::optional<bool> running;
  LatestCall latest;
  latest = client.status().status(
      this, [&](const Reply<GatewayStatus>&) { running = latest.isRunning(); });
  QVERIFY(latest.isRunning());
  QTRY_VERIFY(running.has_value());
  QVERIFY(!*running);
}

void HostileTest::onlyThisComputerIsLoopback_data() {
  QTest::addColumn<bool>("loopback");
  for (const char* here : {"http://127.0.0.1:11434/v1", "http://127.8.9.10/", "http://localhost:1",
                           "http://LOCALHOST:1", "http://[::1]:1234/v1"})
    QTest::newRow(here) << true;
  for (const char* there :
       {"http://127.evil.com/v1", "http://127.0.0.1.evil.com", "http://localhost.evil.com",
        "http://evil.com/127.0.0.1", "http://127.0.0.1@evil.com", "http://10.0.0.1", "http://[::2]",
        "http://0.0.0.0:1", "", "127.0.0.1", "http://"})
    QTest::newRow(there) << false;
}

void HostileTest::onlyThisComputerIsLoopback() {
  QFETCH(bool, loopback);
  QCOMPARE(isLoopback(QUrl(QString::fromLatin1(QTest::currentDataTag()))), loopback);
}

void HostileTest::anotherAddressEndsRunningCalls() {
  Peer silent([](QTcpSocket*, const QByteArray&) {});
  Peer peer(Peer::saying(Peer::answer("{}")));
  GatewayClient client(silent.endpoint());
  std::optional<Reply<GatewayStatus>> got;
  client.status().status(this, [&](const Reply<GatewayStatus>& reply) { got = reply; });
  QTRY_COMPARE(silent.requests().size(), 1);
  client.setEndpoint(peer.endpoint());
  QTRY_VERIFY(got.has_value());
  QVERIFY(got->error().isGone());
  QVERIFY(statusOf(client).ok());
}

void HostileTest::aCutExportLeavesNoFile() {
  QTemporaryDir folder;
  const QString path = folder.filePath(QStringLiteral("log.csv"));
  Peer peer(Peer::saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n"));
  GatewayClient client(peer.endpoint());
  const auto bytes = get<qint64>([&](auto* c, auto t) {
    return client.logs().exportToFile(path, {}, ExportFormat::Csv, {}, c, t);
  });
  QCOMPARE(bytes.error().code, QStringLiteral("cut"));
  QVERIFY(QDir(folder.path()).isEmpty());
}

void HostileTest::aCancelledExportLeavesNoFile() {
  QTemporaryDir folder;
  const QString path = folder.filePath(QStringLiteral("log.csv"));
  Peer peer([](QTcpSocket* socket, const QByteArray&) {
    socket->write("HTTP/1.1 200 OK\r\n\r\nid,at\n");
  });
  GatewayClient client(peer.endpoint());
  qint64 heard = 0;
  bool called = false;
  Call call = client.logs().exportToFile(
      path, {}, ExportFormat::Csv, [&](qint64 bytes) { heard = bytes; }, this,
      [&](const Reply<qint64>&) { called = true; });
  QTRY_COMPARE(heard, 6);
  call.cancel();
  QTRY_VERIFY(QDir(folder.path()).isEmpty());
  QVERIFY(!called);
}

void HostileTest::aFullDiskEndsAnExport() {
  Peer peer(Peer::saying("HTTP/1.1 200 OK\r\n\r\n" + QByteArray(100'000, 'x')));
  GatewayClient client(peer.endpoint());
  FullDevice device;
  QVERIFY(device.open(QIODevice::WriteOnly));
  const auto bytes = get<qint64>([&](auto* c, auto t) {
    return client.logs().exportTo(&device, {}, ExportFormat::Csv, {}, c, t);
  });
  QCOMPARE(bytes.error().code, QStringLiteral("file"));
  QCOMPARE(bytes.error().hint, QStringLiteral("No space left on device"));
}

void HostileTest::aDeviceThatGoesEndsItsExport() {
  QPointer<QTcpSocket> open;
  Peer peer([&](QTcpSocket* socket, const QByteArray&) {
    open = socket;
    socket->write("HTTP/1.1 200 OK\r\n\r\nid,at\n");
  });
  GatewayClient client(peer.endpoint());
  auto device = std::make_unique<QBuffer>();
  QVERIFY(device->open(QIODevice::WriteOnly));
  bool called = false, heard = false;
  const Call call = client.logs().exportTo(
      device.get(), {}, ExportFormat::Csv, [&](qint64) { heard = true; }, this,
      [&](const Reply<qint64>&) { called = true; });
  QTRY_VERIFY(heard);
  device.reset();
  open->write("more\n");
  QTRY_VERIFY(!call.isRunning());
  QVERIFY(!called);
}

// A connection that closes without an answer says nothing about what was done.
void HostileTest::changesAreNotSentTwice() {
  int seen = 0;
  Peer peer([&](QTcpSocket* socket, const QByteArray&) {
    ++seen;
    if (seen == 1)
      socket->write(Peer::answer(R"({"key":{},"text":"sk-sb-1"})"));
    else
      socket->disconnectFromHost();
  });
  GatewayClient client(peer.endpoint());
  KeyDraft draft;
  draft.name = QStringLiteral("a");
  const auto first =
      get<NewKey>([&](auto* c, auto t) { return client.keys().create(draft, c, t); });
  QVERIFY(first.ok());
  const auto second =
      get<NewKey>([&](auto* c, auto t) { return client.keys().create(draft, c, t); });
  QCOMPARE(second.error().code, QStringLiteral("cut"));
  QCOMPARE(seen, 2);
}

SB_TEST(HostileTest);
#include "hostile_test.moc"
