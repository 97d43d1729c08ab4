// The way to an upstream: TLS with an authority of one's own, HTTP and SOCKS5 proxies.
#include <QFile>
#include <QScopeGuard>
#include <QStandardPaths>
#include <QTest>
#include <cstdlib>
#include <mutex>

#include "core/net/tls.h"
#include "tests/support/certificates.h"
#include "tests/support/engine.h"
#include "tests/support/http_server.h"
#include "tests/support/test_main.h"
#include "tests/support/upstream.h"

using namespace sb;
using namespace sb::test;

namespace {

net::Task<void> complete(net::HttpConnection& c) {
  const Result<std::string> body = co_await c.readBody(1024 * 1024);
  const std::string answer = Upstream::completion(body && c.secure() ? "secure" : "plain");
  co_await c.respond(200, "Content-Type: application/json\r\n", answer);
}

// A proxy and, behind it, an upstream: answers what comes through its tunnel.
class Tunnel {
 public:
  enum class Kind { Http, Socks };
  explicit Tunnel(Kind kind, bool wantsLogin = false)
      : m_wantsLogin(wantsLogin), m_peer([this, kind](RawSocket& socket, int) {
          const bool open = kind == Kind::Http ? connect(socket) : greet(socket);
          while (open && !socket.readRequest().empty())
            socket.send(Upstream::json(Upstream::completion("through")));
        }) {}
  std::uint16_t port() const { return m_peer.port(); }
  std::string asked() const {
    std::lock_guard lock(m_mutex);
    return m_asked;
  }
  int connections() const { return m_peer.connections(); }

 private:
  void note(const std::string& text) {
    std::lock_guard lock(m_mutex);
    m_asked = text;
  }
  bool connect(RawSocket& socket) {
    const std::string head = socket.readHead();
    note(head);
    const bool login = head.find("Proxy-Authorization: Basic dTpw\r\n") != std::string::npos;
    if (m_wantsLogin && !login) {
      socket.send("HTTP/1.1 407 Who?\r\nContent-Length: 0\r\n\r\n");
      return false;
    }
    return socket.send("HTTP/1.1 200 OK\r\n\r\n");
  }
  // RFC 1928, without a login.
  bool greet(RawSocket& socket) {
    const std::string hello = socket.readExactly(2);
    if (hello.size() < 2 || hello[0] != 5) return false;
    socket.readExactly(static_cast<std::size_t>(hello[1]));
    socket.send(std::string("\x05\x00", 2));
    const std::string head = socket.readExactly(5);
    if (head.size() < 5 || head[3] != 3) return false;
    note(socket.readExactly(static_cast<std::size_t>(head[4])));
    socket.readExactly(2);
    return socket.send(std::string("\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00", 10));
  }

  const bool m_wantsLogin;
  mutable std::mutex m_mutex;
  std::string m_asked;
  RawPeer m_peer;
};

std::string remote(const std::string& base, const std::string& more = "") {
  return "providers: [ { id: up, kind: openai_compatible, base_url: \"" + base +
         "\", keys: [ { secret: \"file:{dir}/up.key\" } ]" + more + " } ]\n";
}

std::string messageOf(const RawResponse& answer) {
  return stringAt(parsed(answer.body), "/error/message");
}

}  // namespace

class NetworkTest : public QObject {
  Q_OBJECT
 private slots:
  void tlsWithAnAuthorityOfOnesOwn();
  void tlsTrustsWhatTheSystemTrusts();
  void tlsReadsAChangedAuthorityAgain();
  void tlsWithoutItFailsClearly();
  void tlsListenerServes();
  void httpProxyIsUsed();
  void socksProxyIsUsed();
  void aProxyThatWantsALoginIsNamed();
  void aDeadProxyIsNamed();
  void loopbackGoesDirect();
  void noProxyGoesDirect();
};

void NetworkTest::tlsWithAnAuthorityOfOnesOwn() {
  Certificates certificates;
  if (QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty()) QSKIP("no openssl here");
  QVERIFY(certificates.make());
  const auto context =
      net::makeServerContext(certificates.path("server.pem"), certificates.path("server.key"), "");
  HttpServer server(complete, {}, *context);
  const std::string base = "https://127.0.0.1:" + std::to_string(server.port()) + "/v1";
  const std::string ca = "\"" + certificates.path("ca.pem") + "\"";
  Engine own(remote(base, ", extra_ca: [ " + ca + " ]"));
  for (int i = 0; i < 2; ++i) {
    const RawResponse answer = own.chat("up/m");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, Upstream::completion("secure"));
  }
  Engine global("network: { proxy: none, extra_ca: [ " + ca + " ] }\n" + remote(base));
  QCOMPARE(global.chat("up/m").status, 200);
}

void NetworkTest::tlsTrustsWhatTheSystemTrusts() {
  Certificates certificates;
  if (QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty()) QSKIP("no openssl here");
  QVERIFY(certificates.make());
  const auto context =
      net::makeServerContext(certificates.path("server.pem"), certificates.path("server.key"), "");
  HttpServer server(complete, {}, *context);
  // Where OpenSSL looks instead of the system's own file.
  QVERIFY(qputenv("SSL_CERT_FILE", QByteArray::fromStdString(certificates.path("ca.pem"))));
  const auto clean = qScopeGuard([] { qunsetenv("SSL_CERT_FILE"); });
  Engine engine(remote("https://127.0.0.1:" + std::to_string(server.port()) + "/v1"));
  QCOMPARE(engine.chat("up/m").status, 200);
}

void NetworkTest::tlsReadsAChangedAuthorityAgain() {
  Certificates certificates, others;
  if (QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty()) QSKIP("no openssl here");
  QVERIFY(certificates.make() && others.make());
  const auto context =
      net::makeServerContext(certificates.path("server.pem"), certificates.path("server.key"), "");
  HttpServer server(complete, {}, *context);
  const QString file = QString::fromStdString(others.path("trusted.pem"));
  QVERIFY(QFile::copy(QString::fromStdString(others.path("ca.pem")), file));
  Engine engine(remote("https://127.0.0.1:" + std::to_string(server.port()) + "/v1",
                       ", extra_ca: [ \"" + file.toStdString() + "\" ]"));
  QCOMPARE(engine.chat("up/m").status, 502);
  QVERIFY(QFile::remove(file));
  QVERIFY(QFile::copy(QString::fromStdString(certificates.path("ca.pem")), file));
  QCOMPARE(engine.chat("up/m").status, 200);
}

void NetworkTest::tlsWithoutItFailsClearly() {
  Certificates certificates;
  if (QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty()) QSKIP("no openssl here");
  QVERIFY(certificates.make());
  const auto context =
      net::makeServerContext(certificates.path("server.pem"), certificates.path("server.key"), "");
  HttpServer server(complete, {}, *context);
  const std::string port = std::to_string(server.port());
  Engine engine(remote("https://127.0.0.1:" + port + "/v1"));
  const RawResponse answer = engine.chat("up/m");
  QCOMPARE(answer.status, 502);
  QCOMPARE(stringAt(parsed(answer.body), "/error/code"), std::string("tls_failed"));
  QVERIFY2(messageOf(answer).find("certificate") != std::string::npos, answer.body.c_str());
  // A right authority does not make up for a wrong name.
  Engine named(remote("https://localhost:" + port + "/v1",
                      ", extra_ca: [ \"" + certificates.path("ca.pem") + "\" ]"));
  const RawResponse wrong = named.chat("up/m");
  QCOMPARE(wrong.status, 502);
  QCOMPARE(stringAt(parsed(wrong.body), "/error/code"), std::string("tls_failed"));
}

void NetworkTest::tlsListenerServes() {
  Certificates certificates;
  if (QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty()) QSKIP("no openssl here");
  QVERIFY(certificates.make());
  const std::string tls = "tls: { cert: \"" + certificates.path("server.pem") + "\", key: \"" +
                          certificates.path("server.key") + "\" }";
  Engine engine("listen: { address: 127.0.0.1, port: 0, " + tls + " }\n");
  QVERIFY(engine.started());
  QVERIFY(engine.host().readyLine().find("\"gateway\":\"https://127.0.0.1:") != std::string::npos);
  const std::string command =
      "openssl s_client -connect 127.0.0.1:" + std::to_string(engine.port()) + " -CAfile '" +
      certificates.path("ca.pem") + "' -verify_return_error </dev/null >/dev/null 2>&1";
  QCOMPARE(std::system(command.c_str()), 0);
}

void NetworkTest::httpProxyIsUsed() {
  Tunnel proxy(Tunnel::Kind::Http);
  Engine engine("network: { proxy: \"http://127.0.0.1:" + std::to_string(proxy.port()) + "\" }\n" +
                remote("http://provider.example/v1"));
  const RawResponse answer = engine.chat("up/m");
  QCOMPARE(answer.status, 200);
  QCOMPARE(answer.body, Upstream::completion("through"));
  QVERIFY2(proxy.asked().starts_with("CONNECT provider.example:80 HTTP/1.1\r\n"),
           proxy.asked().c_str());
  QVERIFY(proxy.asked().find(providerKey("up")) == std::string::npos);
}

void NetworkTest::socksProxyIsUsed() {
  Tunnel proxy(Tunnel::Kind::Socks);
  Engine engine("network: { proxy: none }\n" +
                remote("http://provider.example/v1",
                       ", proxy: \"socks5h://127.0.0.1:" + std::to_string(proxy.port()) + "\""));
  const RawResponse answer = engine.chat("up/m");
  QCOMPARE(answer.status, 200);
  QCOMPARE(proxy.asked(), std::string("provider.example"));
}

void NetworkTest::aProxyThatWantsALoginIsNamed() {
  Tunnel proxy(Tunnel::Kind::Http, true);
  const std::string at = "127.0.0.1:" + std::to_string(proxy.port());
  Engine without("network: { proxy: \"http://" + at + "\" }\n" +
                 remote("http://provider.example/v1"));
  const RawResponse refused = without.chat("up/m");
  QCOMPARE(refused.status, 502);
  QCOMPARE(stringAt(parsed(refused.body), "/error/code"), std::string("proxy_failed"));
  QVERIFY2(messageOf(refused).find(at) != std::string::npos, refused.body.c_str());
  QVERIFY2(messageOf(refused).find("407") != std::string::npos, refused.body.c_str());
  // A login stands in the environment only.
  qputenv("HTTP_PROXY", QByteArray::fromStdString("http://u:p@" + at));
  Engine with("network: { proxy: system }\n" + remote("http://provider.example/v1"));
  qunsetenv("HTTP_PROXY");
  QCOMPARE(with.chat("up/m").status, 200);
}

void NetworkTest::aDeadProxyIsNamed() {
  const std::string at = "127.0.0.1:" + std::to_string(deadPort());
  Engine engine("network: { proxy: \"http://" + at + "\" }\n" +
                remote("http://provider.example/v1"));
  const RawResponse answer = engine.chat("up/m");
  QCOMPARE(answer.status, 502);
  QVERIFY2(messageOf(answer).find(at) != std::string::npos, answer.body.c_str());
}

void NetworkTest::loopbackGoesDirect() {
  Tunnel proxy(Tunnel::Kind::Http);
  Upstream upstream([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(Upstream::completion("direct")));
  });
  Engine engine("network: { proxy: \"http://127.0.0.1:" + std::to_string(proxy.port()) +
                "\" }\nproviders:\n" + providerLine("up", upstream.port()));
  QCOMPARE(engine.chat("up/m").body, Upstream::completion("direct"));
  QCOMPARE(proxy.connections(), 0);
}

void NetworkTest::noProxyGoesDirect() {
  Tunnel proxy(Tunnel::Kind::Http);
  const QByteArray before = qgetenv("NO_PROXY");
  qputenv("NO_PROXY", ".invalid,other.example");
  Engine engine(
      "network: { proxy: \"http://127.0.0.1:" + std::to_string(proxy.port()) + "\" }\n" +
      "providers:\n"
      "  - { id: inside, kind: openai_compatible, base_url: \"http://direct.invalid/v1\", "
      "keys: [ { secret: \"file:{dir}/a.key\" } ] }\n"
      "  - { id: outside, kind: openai_compatible, base_url: \"http://far.example/v1\", "
      "keys: [ { secret: \"file:{dir}/b.key\" } ] }\n");
  if (before.isEmpty())
    qunsetenv("NO_PROXY");
  else
    qputenv("NO_PROXY", before);
  const RawResponse direct = engine.chat("inside/m");
  QCOMPARE(stringAt(parsed(direct.body), "/error/code"), std::string("dns_failed"));
  QCOMPARE(proxy.connections(), 0);
  QCOMPARE(engine.chat("outside/m").status, 200);
}

SB_TEST(NetworkTest);

#include "network_test.moc"
