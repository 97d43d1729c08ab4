#include "core/net/proxy.h"

#include <QTest>
#include <cstdlib>
#include <optional>

#include "core/net/upstream_call.h"
#include "tests/support/loop.h"
#include "tests/support/raw_peer.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::net;
using sb::test::deadPort;
using sb::test::LoopRunner;
using sb::test::RawPeer;
using sb::test::RawSocket;

namespace {

constexpr std::string_view kTunnelled = "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nthrough";

struct Sink final : BodySink {
  void bodyPart(std::string_view bytes) override { text += bytes; }
  std::string text;
};

Result<std::vector<SocketAddress>> noNames(const std::string& host) {
  if (host != "local.example") return Error(ErrorKind::DnsFailed, "not resolved here: " + host);
  SocketAddress one;
  one.family = AF_INET;
  one.length = sizeof(sockaddr_in);
  auto* v4 = reinterpret_cast<sockaddr_in*>(one.bytes);
  v4->sin_family = AF_INET;
  inet_pton(AF_INET, "192.0.2.44", &v4->sin_addr);
  return std::vector<SocketAddress>{one};
}

struct Outcome {
  std::string body;  // or the error's name
  std::string message;
};

// GET http://HOST:PORT/ through the proxy.
Outcome getThrough(const std::string& proxyUrl, const std::string& host = "upstream.example",
                   std::uint16_t port = 8443, Millis connect = Millis(10'000)) {
  LoopRunner runner;
  Resolver resolver(noNames);
  Destination destination;
  destination.host = host;
  destination.port = port;
  destination.proxy = std::make_shared<Proxy>(*parseProxy(proxyUrl));
  destination.makeKey();
  std::unique_ptr<UpstreamPool> pool;
  runner.call([&] { pool = std::make_unique<UpstreamPool>(runner.worker(), resolver, Refuse()); });
  const Outcome outcome = runner.run<Outcome>([&]() -> Task<Outcome> {
    Outcome made;
    Guard guard(runner.loop());
    UpstreamCall call(*pool, destination, guard);
    const std::vector<std::string_view> request{"GET / HTTP/1.1\r\nHost: x\r\n\r\n"};
    Status done = co_await call.send(request, connect, connect);
    if (done) done = co_await call.awaitHead();
    Sink sink;
    while (done) {
      const Result<bool> more = co_await call.read(sink);
      if (!more || !*more) break;
    }
    made.body = done ? sink.text : std::string(errorName(done.error().kind));
    if (!done) made.message = done.error().message;
    co_return made;
  });
  runner.call([&] { pool.reset(); });
  return outcome;
}

std::string at(const char* scheme, const RawPeer& peer, const char* user = "") {
  return std::string(scheme) + "://" + user + "127.0.0.1:" + std::to_string(peer.port());
}

bool says(const Outcome& outcome, const std::string& what) {
  return outcome.message.find(what) != std::string::npos;
}

// The environment's proxies, put back at the end.
class Environment {
 public:
  explicit Environment(const std::vector<std::pair<const char*, const char*>>& wanted) {
    for (const char* name : kNames) {
      const char* value = std::getenv(name);
      m_before.emplace_back(name,
                            value != nullptr ? std::optional<std::string>(value) : std::nullopt);
      unsetenv(name);
    }
    for (const auto& [name, value] : wanted)
      setenv(name, value, 1);
  }
  ~Environment() {
    for (const auto& [name, value] : m_before)
      if (value)
        setenv(name, value->c_str(), 1);
      else
        unsetenv(name);
  }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

 private:
  static constexpr const char* kNames[] = {"HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy",
                                           "ALL_PROXY",  "all_proxy",  "NO_PROXY",    "no_proxy"};
  std::vector<std::pair<const char*, std::optional<std::string>>> m_before;
};

std::string chosen(const ProxyRules& rules, bool https, const char* host,
                   std::uint16_t port = 443) {
  const Proxy* proxy = rules.choose(https, host, port);
  return proxy != nullptr ? proxy->shown : "direct";
}

// The server side of a SOCKS5 dialogue (RFC 1928, 1929); gives the request it got.
std::string serveSocks(RawSocket& socket, bool login, const std::string& wanted = "") {
  const std::string hello = socket.readExactly(2);
  if (hello.size() < 2) return {};
  const std::string methods = socket.readExactly(static_cast<std::size_t>(hello[1]));
  const char method = login ? '\x02' : '\x00';
  if (methods.find(method) == std::string::npos) {
    socket.send(std::string("\x05\xff", 2));
    return {};
  }
  socket.send(std::string("\x05", 1) + method);
  if (login) {
    std::string user = socket.readExactly(2);
    user = socket.readExactly(static_cast<std::size_t>(user[1]));
    std::string password = socket.readExactly(1);
    password = socket.readExactly(static_cast<std::size_t>(password[0]));
    const bool right = user + ":" + password == wanted;
    socket.send(std::string("\x01", 1) + (right ? '\x00' : '\x01'));
    if (!right) return {};
  }
  std::string request = socket.readExactly(4);
  const std::size_t length = request[3] == 1 ? 4 : 16;
  if (request[3] == 3) {
    const std::string size = socket.readExactly(1);
    return request + socket.readExactly(static_cast<std::size_t>(size[0]) + 2);
  }
  return request + socket.readExactly(length + 2);
}

const std::string kSocksOk("\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x50", 10);

}  // namespace

class ProxyTest : public QObject {
  Q_OBJECT

 private slots:
  void readsUrls_data() {
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("shown");
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<bool>("remote");
    const auto row = [](const char* url, const char* shown, const char* user, bool remote) {
      QTest::newRow(url) << QByteArray(url) << QByteArray(shown) << QByteArray(user) << remote;
    };
    row("http://proxy.example:3128", "http://proxy.example:3128", "", true);
    row("http://proxy.example", "http://proxy.example:8080", "", true);
    row("HTTP://u:p%40ss@proxy.example:1", "http://proxy.example:1", "u", true);
    row("socks5://10.0.0.1", "socks5://10.0.0.1:1080", "", false);
    row("socks5h://a%20b:c@s.example:9", "socks5h://s.example:9", "a b", true);
    row("http://[::1]:3128", "http://::1:3128", "", true);
  }
  void readsUrls() {
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, shown);
    QFETCH(QByteArray, user);
    QFETCH(bool, remote);
    const auto proxy = parseProxy(url.toStdString());
    QVERIFY(proxy);
    QCOMPARE(proxy->shown, shown.toStdString());
    QCOMPARE(proxy->user, user.toStdString());
    QCOMPARE(proxy->remoteNames, remote);
  }

  void refusesUrlsThatAreNoProxies() {
    for (const char* url : {"", "proxy", "ftp://proxy", "https://proxy", "http://", "http://a b"}) {
      const auto proxy = parseProxy(url);
      QVERIFY2(!proxy, url);
      QCOMPARE(proxy.error().kind, ErrorKind::ConfigInvalid);
    }
  }

  void T120_noProxyForms_data() {
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<bool>("covered");
    const auto row = [](const char* rule, const char* host, int port, bool covered) {
      QTest::addRow("%s for %s:%d", rule, host, port)
          << QByteArray(rule) << QByteArray(host) << port << covered;
    };
    row("*", "any.example", 443, true);
    row("example.com", "example.com", 443, true);
    row("example.com", "EXAMPLE.com", 443, true);
    row("example.com", "api.example.com", 443, true);
    row("example.com", "notexample.com", 443, false);
    row(".example.com", "api.example.com", 443, true);
    row(".example.com", "example.com", 443, false);
    row("*.example.com", "api.example.com", 443, true);
    row("*.example.com", "example.com", 443, false);
    row(" example.com ", "example.com", 443, true);
    row("example.com:8443", "example.com", 8443, true);
    row("example.com:8443", "example.com", 443, false);
    row("192.0.2.1", "192.0.2.1", 443, true);
    row("192.0.2.1", "192.0.2.10", 443, false);
    row("192.0.2.0/24", "192.0.2.200", 443, true);
    row("192.0.2.0/24", "192.0.3.1", 443, false);
    row("192.0.2.0/24", "name.example", 443, false);
    row("10.0.0.0/8", "10.255.0.1", 443, true);
    row("0.0.0.0/0", "8.8.8.8", 443, true);
    row("192.0.2.1:80", "192.0.2.1", 443, false);
    row("2001:db8::/32", "2001:db8:1::1", 443, true);
    row("2001:db8::/32", "2001:db9::1", 443, false);
    row("::1", "::1", 443, true);
    row("192.0.2.0/99", "192.0.2.1", 443, false);
    row("192.0.2.0/x", "192.0.2.1", 443, false);
    row("", "example.com", 443, false);
  }
  void T120_noProxyForms() {
    QFETCH(QByteArray, rule);
    QFETCH(QByteArray, host);
    QFETCH(int, port);
    QFETCH(bool, covered);
    QCOMPARE(
        coveredByNoProxy(rule.toStdString(), host.toStdString(), static_cast<std::uint16_t>(port)),
        covered);
  }

  void T120_environmentChooses() {
    const Environment set({{"HTTP_PROXY", "http://a.example:1"},
                           {"https_proxy", "socks5://b.example"},
                           {"NO_PROXY", "direct.example, 10.0.0.0/8"}});
    const auto rules = ProxyRules::make("system");
    QVERIFY(rules);
    QCOMPARE(chosen(*rules, false, "x.example", 80), std::string("http://a.example:1"));
    QCOMPARE(chosen(*rules, true, "x.example"), std::string("socks5://b.example:1080"));
    QCOMPARE(chosen(*rules, true, "api.direct.example"), std::string("direct"));
    QCOMPARE(chosen(*rules, true, "10.1.2.3"), std::string("direct"));
    for (const char* loopback : {"localhost", "127.0.0.1", "127.9.9.9", "::1"})
      QCOMPARE(chosen(*rules, true, loopback), std::string("direct"));
  }

  void T120_allProxyServesBoth() {
    const std::vector<std::pair<const char*, const char*>> both{{"all_proxy", "c.example:3128"}};
    const Environment set(both);
    const auto rules = ProxyRules::make("system");
    QVERIFY(rules);
    QCOMPARE(chosen(*rules, false, "x.example"), std::string("http://c.example:3128"));
    QCOMPARE(chosen(*rules, true, "x.example"), std::string("http://c.example:3128"));
  }

  void settingsGoOverTheEnvironment() {
    const Environment set({{"ALL_PROXY", "http://a.example:1"}, {"NO_PROXY", "direct.example"}});
    const auto none = ProxyRules::make("none");
    QCOMPARE(chosen(*none, true, "x.example"), std::string("direct"));
    const auto url = ProxyRules::make("http://mine.example:9");
    QCOMPARE(chosen(*url, true, "x.example"), std::string("http://mine.example:9"));
    QCOMPARE(chosen(*url, true, "direct.example"), std::string("direct"));
    QVERIFY(!ProxyRules::make("https://mine.example"));
  }

  void T121_connectTunnels_data() {
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QByteArray>("authorization");
    QTest::newRow("without a user") << QByteArray("") << QByteArray("");
    QTest::newRow("with a user") << QByteArray("u:p%3A@") << QByteArray("Basic dTpwOg==");
  }
  void T121_connectTunnels() {
    QFETCH(QByteArray, user);
    QFETCH(QByteArray, authorization);
    std::string connect, inside;
    std::optional<RawPeer> proxy([&](RawSocket& socket, int) {
      connect = socket.readHead();
      // More than a status line, and in pieces.
      socket.sendBytewise("HTTP/1.1 200 Connection established\r\nVia: x\r\n\r\n");
      inside = socket.readHead();
      socket.send(kTunnelled);
      socket.readToEnd();
    });
    const Outcome outcome = getThrough(at("http", *proxy, user.constData()));
    proxy.reset();
    QCOMPARE(outcome.body, std::string("through"));
    QVERIFY(connect.starts_with("CONNECT upstream.example:8443 HTTP/1.1\r\n"));
    QVERIFY(connect.find("Host: upstream.example:8443\r\n") != std::string::npos);
    const std::size_t line = connect.find("Proxy-Authorization: " + authorization.toStdString());
    QCOMPARE(line != std::string::npos, !authorization.isEmpty());
    QVERIFY(inside.starts_with("GET / HTTP/1.1\r\n"));
    QVERIFY(inside.find("Proxy-Authorization") == std::string::npos);
  }

  void T121_refusalsNameTheProxy_data() {
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("407") << QByteArray(
                                "HTTP/1.1 407 Proxy Authentication Required\r\n"
                                "Proxy-Authenticate: Basic\r\nContent-Length: 2\r\n\r\nno")
                         << QByteArray("status 407");
    QTest::newRow("403") << QByteArray("HTTP/1.1 403 Forbidden\r\n\r\n")
                         << QByteArray("status 403");
    QTest::newRow("no HTTP") << QByteArray("SSH-2.0-x\r\n\r\n") << QByteArray("answer in HTTP");
    QTest::newRow("closed") << QByteArray("") << QByteArray("closed the connection");
    QTest::newRow("endless head") << QByteArray("HTTP/1.1 200 OK\r\nX: ") + QByteArray(20'000, 'x')
                                  << QByteArray("too large");
  }
  void T121_refusalsNameTheProxy() {
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, says);
    RawPeer proxy([&](RawSocket& socket, int) {
      socket.readHead();
      socket.send(answer.toStdString());
      socket.shutdownSend();
      socket.readToEnd();
    });
    const Outcome outcome = getThrough(at("http", proxy, "user:secret@"));
    QCOMPARE(outcome.body, std::string("proxy_failed"));
    QVERIFY2(::says(outcome, says.toStdString()), outcome.message.c_str());
    QVERIFY(::says(outcome, at("http", proxy)));
    QVERIFY(!::says(outcome, "secret"));
  }

  void T121_aProxyThatCannotBeReachedIsNamed() {
    const std::string url = "http://127.0.0.1:" + std::to_string(deadPort());
    const Outcome outcome = getThrough(url);
    QCOMPARE(outcome.body, std::string("proxy_failed"));
    QVERIFY(says(outcome, url));
  }

  void T121_aSilentProxyIsTimedOutAndNamed() {
    for (const char* scheme : {"http", "socks5h"}) {
      RawPeer proxy([](RawSocket& socket, int) { socket.readToEnd(); });
      const Outcome outcome = getThrough(at(scheme, proxy), "upstream.example", 1, Millis(50));
      QCOMPARE(outcome.body, std::string("connect_timeout"));
      QVERIFY(says(outcome, at(scheme, proxy)));
    }
  }

  void addressesAreWrittenAsTheProxyWantsThem() {
    std::string connect;
    {
      RawPeer proxy([&](RawSocket& socket, int) { connect = socket.readHead(); });
      getThrough(at("http", proxy), "2001:db8::1", 443);
    }
    QVERIFY(connect.starts_with("CONNECT [2001:db8::1]:443 HTTP/1.1\r\n"));
  }

  void T121_socksTunnels_data() {
    QTest::addColumn<QByteArray>("scheme");
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("request");
    const QByteArray name = QByteArray("\x05\x01\x00\x03", 4) + "upstream.example\x20\xfb";
    const QByteArray v4 = QByteArray("\x05\x01\x00\x01\xc0\x00\x02\x2c\x20\xfb", 10);
    QTest::newRow("name") << QByteArray("socks5h") << QByteArray("")
                          << QByteArray("upstream.example") << name;
    QTest::newRow("name with a user")
        << QByteArray("socks5h") << QByteArray("u:p@") << QByteArray("upstream.example") << name;
    QTest::newRow("address") << QByteArray("socks5h") << QByteArray("") << QByteArray("192.0.2.44")
                             << v4;
    QTest::newRow("name resolved here")
        << QByteArray("socks5") << QByteArray("") << QByteArray("local.example") << v4;
  }
  void T121_socksTunnels() {
    QFETCH(QByteArray, scheme);
    QFETCH(QByteArray, user);
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, request);
    std::string seen;
    std::optional<RawPeer> proxy([&](RawSocket& socket, int) {
      seen = serveSocks(socket, !user.isEmpty(), "u:p");
      socket.sendBytewise(kSocksOk);
      socket.readHead();
      socket.send(kTunnelled);
      socket.readToEnd();
    });
    const Outcome outcome =
        getThrough(at(scheme.constData(), *proxy, user.constData()), host.toStdString());
    proxy.reset();
    QCOMPARE(outcome.body, std::string("through"));
    QCOMPARE(QByteArray::fromStdString(seen).toHex(), request.toHex());
  }

  void T121_socksRefusalsNameTheProxy_data() {
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<bool>("login");
    QTest::addColumn<QByteArray>("reply");
    QTest::addColumn<QByteArray>("says");
    const QByteArray refused("\x05\x05\x00\x01\x00\x00\x00\x00\x00\x00", 10);
    const QByteArray other("\x05\x77\x00\x01\x00\x00\x00\x00\x00\x00", 10);
    QTest::newRow("wants a user") << QByteArray("") << true << QByteArray()
                                  << QByteArray("wants a user and password");
    QTest::newRow("wrong password") << QByteArray("u:wrong@") << true << QByteArray()
                                    << QByteArray("refused the user and password");
    QTest::newRow("refused") << QByteArray("") << false << refused
                             << QByteArray("refused the connection");
    QTest::newRow("unknown reply") << QByteArray("") << false << other << QByteArray("refused");
    QTest::newRow("closed") << QByteArray("") << false << QByteArray()
                            << QByteArray("closed the connection");
  }
  void T121_socksRefusalsNameTheProxy() {
    QFETCH(QByteArray, user);
    QFETCH(bool, login);
    QFETCH(QByteArray, reply);
    QFETCH(QByteArray, says);
    RawPeer proxy([&](RawSocket& socket, int) {
      const std::string request = serveSocks(socket, login, "u:p");
      if (!request.empty()) socket.send(reply.toStdString());
      socket.shutdownSend();
      socket.readToEnd();
    });
    const Outcome outcome = getThrough(at("socks5h", proxy, user.constData()));
    QCOMPARE(outcome.body, std::string("proxy_failed"));
    QVERIFY2(::says(outcome, says.toStdString()), outcome.message.c_str());
    QVERIFY(::says(outcome, at("socks5h", proxy)));
  }
};

SB_TEST(ProxyTest);
#include "proxy_test.moc"
