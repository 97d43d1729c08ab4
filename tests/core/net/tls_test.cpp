#include "core/net/tls.h"

#include <openssl/ssl.h>

#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <cstdlib>

#include "core/net/connector.h"
#include "tests/core/net/upstream_fixture.h"
#include "tests/support/http_server.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::net;
using sb::test::CallOutcome;
using sb::test::HttpServer;
using sb::test::LoopRunner;
using sb::test::UpstreamFixture;

namespace {

constexpr const char* kNewKey =
    "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout %1.key";

Task<void> serve(HttpConnection& c) {
  if (c.request().path() == "/cut") {
    c.begin(200, "");
    c.send("half");
    c.breakOff();
    co_return;
  }
  Result<std::string> body = co_await c.readBody(64 * 1024 * 1024);
  const std::string answer = c.secure() ? "secure " + (body ? *body : "") : "plain";
  co_await c.respond(200, "", answer);
}

}  // namespace

// Certificates are made once, by the openssl command line: an authority, a server certificate for
// localhost and 127.0.0.1, and one for a client.
class TlsTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir m_dir;

  std::string path(const char* name) const {
    return m_dir.filePath(QString::fromLatin1(name)).toStdString();
  }

  // By a shell, because ThreadSanitizer does not get over QProcess's fork.
  bool openssl(const QString& arguments) {
    const QString command =
        "cd '" + m_dir.path() + "' && exec openssl " + arguments + " >openssl.log 2>&1";
    return std::system(command.toLocal8Bit().constData()) == 0;
  }

  bool makeCertificate(const QString& name, const QString& extensions) {
    QFile file(m_dir.filePath(name + ".ext"));
    if (!file.open(QIODevice::WriteOnly)) return false;
    file.write(extensions.toUtf8());
    file.close();
    return openssl(QString(kNewKey).arg(name) + " -out " + name + ".csr -subj /CN=" + name) &&
           openssl(QString("x509 -req -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -in %1.csr "
                           "-extfile %1.ext -out %1.pem")
                       .arg(name));
  }

  TlsContext serverContext(bool wantsClient = false) {
    const auto made = makeServerContext(path("server.pem"), path("server.key"),
                                        wantsClient ? path("ca.pem") : std::string());
    return made ? *made : nullptr;
  }

  CallOutcome get(const HttpServer& server, const std::string& host,
                  const std::vector<std::string>& ca) {
    UpstreamFixture upstream(server.port(), host);
    upstream.destination.https = true;
    upstream.destination.tls = std::make_shared<ClientTls>(ca);
    return upstream.get();
  }

 private slots:
  void initTestCase() {
    if (QStandardPaths::findExecutable("openssl").isEmpty()) QSKIP("no openssl here");
    QVERIFY(openssl(QString(kNewKey).arg("ca") + " -x509 -out ca.pem -days 2 -subj /CN=Authority"));
    QVERIFY(makeCertificate("server", "subjectAltName=DNS:localhost,IP:127.0.0.1"));
    QVERIFY(makeCertificate("client", "extendedKeyUsage=clientAuth"));
  }

  void T122_anExtraAuthorityIsTrusted_data() {
    QTest::addColumn<QByteArray>("host");
    QTest::newRow("by name") << QByteArray("localhost");
    QTest::newRow("by address") << QByteArray("127.0.0.1");
  }
  void T122_anExtraAuthorityIsTrusted() {
    QFETCH(QByteArray, host);
    HttpServer server(serve, {}, serverContext());
    const CallOutcome outcome = get(server, host.toStdString(), {path("ca.pem")});
    QCOMPARE(outcome.error, std::string());
    QCOMPARE(outcome.body, std::string("secure "));
  }

  void T122_unknownAuthoritiesAreRefusedWithAReason() {
    HttpServer server(serve, {}, serverContext());
    const CallOutcome outcome = get(server, "localhost", {});
    QCOMPARE(outcome.error, std::string("tls_failed"));
    QVERIFY2(outcome.message.find("localhost: the certificate was not accepted: ") == 0,
             outcome.message.c_str());
    QVERIFY(!outcome.sent);
  }

  void otherNamesAreRefusedWithAReason_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("name") << QByteArray("other.example") << QByteArray("hostname mismatch");
    QTest::newRow("address") << QByteArray("127.0.0.2") << QByteArray("IP address mismatch");
  }
  void otherNamesAreRefusedWithAReason() {
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, says);
    HttpServer server(serve, {}, serverContext());
    LoopRunner runner;
    Resolver resolver;
    const auto context = makeClientContext({path("ca.pem")});
    QVERIFY(context);
    const std::string message = runner.run<std::string>([&]() -> Task<std::string> {
      Guard guard(runner.loop());
      guard.set(Limit::Connect, Millis(10'000));
      const std::string host = "127.0.0.1";
      Result<Connected> connected =
          co_await connectTcp(resolver, host, server.port(), Refuse(), guard);
      if (!connected) co_return std::string();
      const std::string wanted = name.toStdString();
      const Status secured =
          co_await connected->stream.startTlsClient(context->get(), wanted, nullptr, guard);
      co_return secured ? std::string() : secured.error().message;
    });
    QVERIFY2(message.find(says.toStdString()) != std::string::npos, message.c_str());
  }

  void plainServersFailTheHandshake() {
    HttpServer server(serve);
    const CallOutcome outcome = get(server, "localhost", {path("ca.pem")});
    QCOMPARE(outcome.error, std::string("tls_failed"));
  }

  void plainRequestsToATlsServerAreDropped() {
    HttpServer server(serve, {}, serverContext());
    sb::test::RawSocket client = server.connect();
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    client.readToEnd();
    server.awaitConnections(0);
  }

  void filesThatCannotBeReadAreNamed() {
    const auto client = makeClientContext({path("none.pem")});
    QVERIFY(!client);
    QVERIFY(client.error().message.find("none.pem") != std::string::npos);
    QFile huge(QString::fromStdString(path("huge.pem")));
    QVERIFY(huge.open(QIODevice::WriteOnly) && huge.resize(1'000'000'000));
    for (const std::string& unread : {path("huge.pem"), std::string("/dev/zero"), path("")}) {
      const auto context = makeClientContext({unread});
      QVERIFY(!context);
      QVERIFY(context.error().message.find(unread) != std::string::npos);
    }
    for (const auto& [cert, key, says] : {std::tuple{"none.pem", "server.key", "none.pem"},
                                          std::tuple{"server.pem", "none.key", "none.key"},
                                          std::tuple{"server.pem", "client.key", "client.key"}}) {
      const auto context = makeServerContext(path(cert), path(key), "");
      QVERIFY(!context);
      QVERIFY2(context.error().message.find(says) != std::string::npos,
               context.error().message.c_str());
    }
  }

  void bodiesPassBothWaysWhole() {
    HttpServer server(serve, {}, serverContext());
    UpstreamFixture upstream(server.port(), "localhost");
    upstream.destination.https = true;
    upstream.destination.tls = std::make_shared<ClientTls>(std::vector{path("ca.pem")});
    std::string body;
    for (int i = 0; body.size() < 5'000'000; ++i)
      body += std::to_string(i) + ",";
    upstream.request =
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) +
        "\r\n\r\n" + body;
    for (int i = 0; i < 2; ++i) {
      const CallOutcome outcome = upstream.get();
      QCOMPARE(outcome.error, std::string());
      QVERIFY(outcome.body == "secure " + body);
      QCOMPARE(outcome.reused, i > 0);
    }
  }

  void T97_answersThatBreakOffAreCut() {
    HttpServer server(serve, {}, serverContext());
    UpstreamFixture upstream(server.port(), "localhost");
    upstream.destination.https = true;
    upstream.destination.tls = std::make_shared<ClientTls>(std::vector{path("ca.pem")});
    upstream.request = "GET /cut HTTP/1.1\r\nHost: x\r\n\r\n";
    const CallOutcome outcome = upstream.get();
    QCOMPARE(outcome.error, std::string("upstream_cut"));
    QCOMPARE(outcome.body, std::string("half"));
  }

  void theSecondConnectionResumesTheSession_data() {
    QTest::addColumn<int>("version");
    QTest::newRow("TLS 1.3") << int{TLS1_3_VERSION};
    QTest::newRow("TLS 1.2") << int{TLS1_2_VERSION};
  }
  void theSecondConnectionResumesTheSession() {
    QFETCH(int, version);
    const TlsContext context = serverContext();
    SSL_CTX_set_max_proto_version(context.get(), version);
    HttpServer server(serve, {}, context);
    UpstreamFixture upstream(server.port(), "localhost");
    upstream.destination.https = true;
    upstream.destination.tls = std::make_shared<ClientTls>(std::vector{path("ca.pem")});
    upstream.destination.makeKey();
    std::vector<bool> resumed;
    for (int i = 0; i < 3; ++i) {
      resumed.push_back(upstream.runner().run<bool>([&]() -> Task<bool> {
        Guard guard(upstream.runner().loop());
        CallOutcome outcome = co_await upstream.call(guard);
        Result<std::unique_ptr<UpstreamConnection>> idle = co_await upstream.pool().acquire(
            upstream.destination, Millis(5000), Millis(5000), false, guard);
        const bool was = idle && (*idle)->reused && SSL_session_reused((*idle)->stream.tls()) == 1;
        if (idle) upstream.pool().discard(upstream.destination, std::move(*idle));
        co_return was;
      }));
    }
    QCOMPARE(resumed, (std::vector<bool>{false, true, true}));
  }

  void clientsWithCertificatesAreServedAgainAndAgain() {
    HttpServer server(serve, {}, serverContext(true));
    const CallOutcome without = get(server, "localhost", {path("ca.pem")});
    QVERIFY(!without.error.empty());
    const auto context = makeClientContext({path("ca.pem")});
    QCOMPARE(
        SSL_CTX_use_certificate_file(context->get(), path("client.pem").c_str(), SSL_FILETYPE_PEM),
        1);
    QCOMPARE(
        SSL_CTX_use_PrivateKey_file(context->get(), path("client.key").c_str(), SSL_FILETYPE_PEM),
        1);
    LoopRunner runner;
    Resolver resolver;
    auto slot = std::make_shared<TlsSessionSlot>();
    for (const bool resumes : {false, true, true}) {
      const std::string answer = runner.run<std::string>([&]() -> Task<std::string> {
        Guard guard(runner.loop());
        guard.set(Limit::Connect, Millis(10'000));
        const std::string host = "localhost";
        Result<Connected> connected =
            co_await connectTcp(resolver, host, server.port(), Refuse(), guard);
        if (!connected) co_return connected.error().message;
        Stream& stream = connected->stream;
        const Status secured = co_await stream.startTlsClient(context->get(), host, slot, guard);
        if (!secured) co_return secured.error().message;
        const bool sent = co_await stream.writeAll(
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", guard);
        std::string text = sent ? "" : "not sent";
        for (;;) {
          const auto [status, bytes] = stream.readSome(runner.worker().buffer());
          text.append(runner.worker().buffer().data(), bytes);
          if (status == Stream::Io::Closed || status == Stream::Io::Failed) break;
          if (status == Stream::Io::Ok) continue;
          const bool ready = co_await stream.readable(guard);
          if (!ready) break;
        }
        text += SSL_session_reused(stream.tls()) == 1 ? " resumed" : " new";
        co_return text;
      });
      QVERIFY2(answer.ends_with(resumes ? "secure  resumed" : "secure  new"), answer.c_str());
    }
  }

  void aContextIsMadeOnceForAllThatWait() {
    LoopRunner one, two;
    ClientTls tls({path("ca.pem")});
    std::vector<std::future<SSL_CTX*>> waiting;
    for (LoopRunner* runner : {&one, &two, &one})
      waiting.push_back(runner->begin<SSL_CTX*>([&tls, runner]() -> Task<SSL_CTX*> {
        Guard guard(runner->loop());
        const Result<TlsContext> context = co_await tls.get(guard);
        co_return context ? context->get() : nullptr;
      }));
    SSL_CTX* const first = waiting[0].get();
    QVERIFY(first != nullptr);
    QCOMPARE(waiting[1].get(), first);
    QCOMPARE(waiting[2].get(), first);
  }
};

SB_TEST(TlsTest);
#include "tls_test.moc"
