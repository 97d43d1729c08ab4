#include "core/net/fetch.h"

#include <QTest>

#include "tests/core/net/upstream_fixture.h"
#include "tests/support/raw_peer.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::net;
using namespace sb::test;

namespace {

constexpr Millis kPatience{20'000};

RawPeer::Serve answering(std::string text) {
  return [text = std::move(text)](RawSocket& socket, int) {
    socket.readHead();
    socket.send(text);
  };
}

struct Got {
  std::string bytes, error, message;
};

Got fetched(std::uint16_t port, std::string path, std::size_t most = 1'000,
            Millis time = kPatience) {
  UpstreamFixture fixture(port);
  return fixture.runner().run<Got>([&]() -> Task<Got> {
    Guard guard(fixture.runner().loop());
    Fetch with;
    with.most = most;
    with.until = std::chrono::steady_clock::now() + time;
    std::string url = path.find("://") == std::string::npos
                          ? "http://127.0.0.1:" + std::to_string(port) + path
                          : path;
    const Result<std::string> bytes = co_await fetch(fixture.pool(), with, url, guard);
    Got got;
    if (bytes) {
      got.bytes = *bytes;
    } else {
      got.error = errorName(bytes.error().kind);
      got.message = bytes.error().message;
    }
    co_return got;
  });
}

}  // namespace

class FetchTest : public QObject {
  Q_OBJECT
 private slots:
  void asksForNothingButTheBytes() {
    std::string head;
    RawPeer peer([&](RawSocket& socket, int) {
      head = socket.readHead();
      socket.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    });
    QCOMPARE(fetched(peer.port(), "/a%20b?q=1#part").bytes, std::string("ok"));
    QCOMPARE(head, "GET /a%20b?q=1 HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(peer.port()) +
                       "\r\nUser-Agent: signalbox\r\nAccept: */*\r\nAccept-Encoding: identity\r\n"
                       "Connection: close\r\n\r\n");
  }

  void refusesOtherUrls_data() {
    QTest::addColumn<QString>("url");
    QTest::newRow("file") << "file:///etc/passwd";
    QTest::newRow("ftp") << "ftp://a.example/x";
    QTest::newRow("user") << "http://user:password@a.example/";
    QTest::newRow("no host") << "http:///x";
    QTest::newRow("space") << "http://a.example/a b";
    QTest::newRow("line") << "http://a.example/\r\nX-Evil: 1";
    QTest::newRow("port 0") << "http://a.example:0/";
    QTest::newRow("port too large") << "http://a.example:65536/";
    QTest::newRow("long") << "http://a.example/" + QString(9000, QLatin1Char('a'));
  }
  void refusesOtherUrls() {
    QFETCH(QString, url);
    QCOMPARE(fetched(1, url.toStdString()).error, std::string("bad_request"));
    QCOMPARE(hostOfUrl(url.toStdString()), std::string());
  }

  void namesHosts() {
    QCOMPARE(hostOfUrl("https://A.Example:444/x?secret"), std::string("a.example"));
    QCOMPARE(hostOfUrl("http://[::1]:80/x"), std::string("::1"));
  }

  void saysWhatIsWrong_data() {
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("error");
    const QByteArray ok("HTTP/1.1 200 OK\r\n");
    QTest::newRow("status") << QByteArray("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")
                            << "upstream_status";
    QTest::newRow("no redirect") << QByteArray("HTTP/1.1 304 No\r\n\r\n") << "upstream_status";
    QTest::newRow("compressed") << ok + "Content-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx"
                                << "upstream_protocol";
    QTest::newRow("large") << ok + "Content-Length: 1001\r\n\r\n" + QByteArray(1001, 'x')
                           << "upstream_too_large";
    QTest::newRow("large, length unknown")
        << ok + "\r\n" + QByteArray(1001, 'x') << "upstream_too_large";
    QTest::newRow("cut") << ok + "Content-Length: 9\r\n\r\nx"
                         << "upstream_cut";
    QTest::newRow("to no web URL")
        << QByteArray("HTTP/1.1 302 X\r\nLocation: file:///etc/passwd\r\n\r\n") << "bad_request";
    QTest::newRow("to nothing") << QByteArray("HTTP/1.1 302 X\r\nLocation: a b\r\n\r\n")
                                << "upstream_protocol";
    QTest::newRow("in a circle") << QByteArray(
                                        "HTTP/1.1 301 X\r\nLocation: /again\r\n"
                                        "Content-Length: 0\r\n\r\n")
                                 << "upstream_protocol";
  }
  void saysWhatIsWrong() {
    QFETCH(QByteArray, answer);
    QFETCH(QString, error);
    RawPeer peer(answering(answer.toStdString()));
    QCOMPARE(fetched(peer.port(), "/x").error, error.toStdString());
  }

  void followsRedirects() {
    RawPeer peer([](RawSocket& socket, int n) {
      const std::string head = socket.readHead();
      if (n < kMostRedirects)
        socket.send("HTTP/1.1 307 X\r\nLocation: ./hop" + std::to_string(n) + "\r\n\r\n");
      else
        socket.send("HTTP/1.1 200 OK\r\n\r\n" + head.substr(0, head.find(" HTTP")));
    });
    QCOMPARE(fetched(peer.port(), "/a/b").bytes, std::string("GET /a/hop2"));
  }

  void endsInTime() {
    RawPeer peer([](RawSocket& socket, int) {
      socket.readHead();
      while (!socket.readSome().empty()) {
      }
    });
    QCOMPARE(fetched(peer.port(), "/x", 1'000, Millis(20)).error, std::string("stall_timeout"));
  }
};

SB_TEST(FetchTest);

#include "fetch_test.moc"
