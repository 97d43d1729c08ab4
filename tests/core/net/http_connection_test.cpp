#include "core/net/http_connection.h"

#include <QElapsedTimer>
#include <QTest>
#include <future>

#include "tests/support/http_server.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::net;
using sb::test::HttpServer;
using sb::test::RawResponse;
using sb::test::RawSocket;

namespace {

Task<void> serve(HttpConnection& c) {
  if (c.request().path() == "/stream") {
    c.begin(200, "Content-Type: text/plain\r\n");
    for (const std::string_view part : {"one ", "two ", "three"})
      c.send(part);
    co_await c.end();
  } else if (c.request().path() == "/nothing") {
    co_await c.respond(204, "", "");
  } else if (c.request().path() == "/throw") {
    throw std::runtime_error("a bug");
  } else if (c.request().path() == "/silent") {
    co_return;
  } else {
    const std::string text = c.request().method + " " + c.request().target;
    co_await c.respond(200, "X-Test: yes\r\n", text);
  }
}

std::string get(const std::string& target, const std::string& more = "") {
  return "GET " + target + " HTTP/1.1\r\nHost: a\r\n" + more + "\r\n";
}

}  // namespace

class HttpConnectionTest : public QObject {
  Q_OBJECT

 private slots:
  void answersAndKeepsTheConnection() {
    HttpServer server(serve);
    RawSocket client = server.connect();
    for (const char* target : {"/a", "/b?q=1"}) {
      QVERIFY(client.send(get(target)));
      const RawResponse response = client.readResponse();
      QCOMPARE(response.status, 200);
      QCOMPARE(response.body, "GET " + std::string(target));
      QCOMPARE(response.header("X-Test"), std::string("yes"));
      QCOMPARE(response.header("Connection"), std::string());
      QVERIFY(response.header("Date").ends_with(" GMT"));
    }
    QCOMPARE(server.server().connections(), std::int64_t{1});
  }

  void T01_servesRequestsThatComeByteByByte() {
    HttpServer server(serve);
    RawSocket client = server.connect();
    for (int i = 0; i < 2; ++i) {
      QVERIFY(client.sendBytewise(get("/slow")));
      QCOMPARE(client.readResponse().body, std::string("GET /slow"));
    }
  }

  void streamsInChunks() {
    HttpServer server(serve);
    RawSocket client = server.connect();
    client.send(get("/stream"));
    const RawResponse response = client.readResponse();
    QVERIFY(response.complete);
    QCOMPARE(response.header("Transfer-Encoding"), std::string("chunked"));
    QCOMPARE(response.body, std::string("one two three"));
    client.send(get("/next"));
    QCOMPARE(client.readResponse().body, std::string("GET /next"));
  }

  void T06_headHasTheSameHeadersAndNoBody() {
    HttpServer server(serve);
    RawSocket client = server.connect();
    client.send(get("/x"));
    const RawResponse full = client.readResponse();
    client.send("HEAD /x HTTP/1.1\r\nHost: a\r\n\r\n");
    const RawResponse head = client.readResponse(true);
    QCOMPARE(head.status, 200);
    QCOMPARE(head.header("Content-Length"), std::to_string(full.body.size() + 1));  // "HEAD"
    client.send(get("/y"));
    QCOMPARE(client.readResponse().body, std::string("GET /y"));
  }

  void noContentHasNoLength() {
    HttpServer server(serve);
    RawSocket client = server.connect();
    client.send(get("/nothing") + get("/y"));
    const RawResponse response = client.readResponse();
    QCOMPARE(response.status, 204);
    QCOMPARE(response.header("Content-Length"), std::string());
    QCOMPARE(client.readResponse().body, std::string("GET /y"));
  }

  void T12_pipelinedRequestsAreAnsweredInOrder() {
    HttpServer server(serve);
    RawSocket client = server.connect();
    std::string all;
    for (int i = 0; i < 50; ++i)
      all += get(i % 3 == 0 ? "/stream" : "/" + std::to_string(i));
    client.send(all);
    for (int i = 0; i < 50; ++i)
      QCOMPARE(client.readResponse().body,
               i % 3 == 0 ? std::string("one two three") : "GET /" + std::to_string(i));
  }

  void T12_connectionCloseIsHonoured() {
    HttpServer server(serve);
    RawSocket client = server.connect();
    client.send(get("/a") + get("/b", "Connection: close\r\n") + get("/c"));
    QCOMPARE(client.readResponse().body, std::string("GET /a"));
    const RawResponse last = client.readResponse();
    QCOMPARE(last.body, std::string("GET /b"));
    QCOMPARE(last.header("Connection"), std::string("close"));
    QVERIFY(client.atEnd());
  }

  void http10ClientsGetTheirAnswerAndAnEnd() {
    HttpServer server(serve);
    RawSocket client = server.connect();
    client.send("GET /stream HTTP/1.0\r\n\r\n");
    const RawResponse response = client.readResponse();
    QCOMPARE(response.header("Transfer-Encoding"), std::string());
    QCOMPARE(response.body, std::string("one two three"));
    QVERIFY(response.complete);
    RawSocket kept = server.connect();
    kept.send("GET /x HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    const RawResponse stays = kept.readResponse();
    QCOMPARE(stays.header("Connection"), std::string("keep-alive"));
    QCOMPARE(stays.body, std::string("GET /x"));
    kept.send(get("/y"));
    QCOMPARE(kept.readResponse().body, std::string("GET /y"));
  }

  void refusesWhatIsNoRequest_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("kind");
    QTest::newRow("garbage") << QByteArray("garbage\r\n\r\n") << 400 << QByteArray("bad_request");
    QTest::newRow("T03") << QByteArray(
                                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n"
                                "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                         << 400 << QByteArray("bad_request");
    QTest::newRow("large head") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nX: ") +
                                       QByteArray(70'000, 'x') + "\r\n\r\n"
                                << 431 << QByteArray("head_too_large");
    QTest::newRow("large head without an end")
        << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nX: ") + QByteArray(200'000, 'x') << 431
        << QByteArray("head_too_large");
  }
  void refusesWhatIsNoRequest() {
    QFETCH(QByteArray, text);
    QFETCH(int, status);
    QFETCH(QByteArray, kind);
    HttpServer server(serve);
    RawSocket client = server.connect();
    client.send(text.toStdString());
    const RawResponse response = client.readResponse();
    QCOMPARE(response.status, status);
    QCOMPARE(response.body, "{\"refused\":\"" + kind.toStdString() + "\"}");
    QCOMPARE(response.header("Connection"), std::string("close"));
    QVERIFY(client.atEnd());
    QVERIFY(!client.wasReset());
  }

  void T13_slowHeadIsDroppedWhileOthersAreServed() {
    ServerLimits limits;
    limits.headTime = Millis(300);
    HttpServer server(serve, limits);
    RawSocket slow = server.connect();
    RawSocket other = server.connect();
    slow.send("GET / HTTP/1.1\r\nHo");
    int served = 0;
    while (slow.quiet(5)) {
      slow.send("x");
      other.send(get("/other"));
      QCOMPARE(other.readResponse().body, std::string("GET /other"));
      ++served;
    }
    QVERIFY(served > 5);
    const RawResponse dropped = slow.readResponse();
    QCOMPARE(dropped.status, 408);
    QVERIFY(slow.atEnd());
    other.send(get("/still"));
    QCOMPARE(other.readResponse().body, std::string("GET /still"));
  }

  void idleConnectionsCloseWithoutAWord() {
    ServerLimits limits;
    limits.idle = Millis(50);
    HttpServer server(serve, limits);
    RawSocket fresh = server.connect();
    RawSocket used = server.connect();
    used.send(get("/a"));
    QCOMPARE(used.readResponse().status, 200);
    QVERIFY(fresh.atEnd() && !fresh.wasReset());
    QVERIFY(used.atEnd() && !used.wasReset());
  }

  void aBugInAHandlerEndsItsConnectionOnly() {
    HttpServer server(serve);
    RawSocket client = server.connect();
    client.send(get("/throw"));
    QVERIFY(client.atEnd());
    RawSocket silent = server.connect();
    silent.send(get("/silent"));
    QVERIFY(silent.atEnd());
    RawSocket next = server.connect();
    next.send(get("/next"));
    QCOMPARE(next.readResponse().status, 200);
  }

  void goneClientCancelsWithinASecond_data() {
    QTest::addColumn<bool>("byReset");
    QTest::newRow("end of file") << false;
    QTest::newRow("reset") << true;
  }
  void goneClientCancelsWithinASecond() {
    QFETCH(bool, byReset);
    std::promise<void> waiting;
    std::promise<ErrorKind> reason;
    HttpServer server([&](HttpConnection& c) -> Task<void> {
      c.begin(200, "");
      co_await c.flush();
      waiting.set_value();
      co_await c.guard().sleep(Millis(30'000));
      reason.set_value(c.guard().expired().value_or(ErrorKind::Internal));
    });
    RawSocket client = server.connect();
    client.send(get("/"));
    waiting.get_future().wait();
    QElapsedTimer timer;
    timer.start();
    if (byReset)
      client.reset();
    else
      client.close();
    QCOMPARE(reason.get_future().get(), ErrorKind::ClientGone);
    QVERIFY(timer.elapsed() < 1000);
    server.awaitConnections(0);
  }

  void slowReaderLeavesMemoryBounded() {
    constexpr std::size_t kTotal = 64 * 1024 * 1024;
    std::atomic<std::size_t> taken{0};
    std::promise<void> full;
    HttpServer server([&](HttpConnection& c) -> Task<void> {
      const std::string part(64 * 1024, 'p');
      c.begin(200, "");
      bool told = false;
      while (taken < kTotal) {
        if (!c.send(part)) co_return;
        taken += part.size();
        if (!c.congested()) continue;
        if (!std::exchange(told, true)) full.set_value();
        const bool flushed = co_await c.flush();
        if (!flushed) co_return;
      }
      co_await c.end();
    });
    RawSocket client(server.port(), "127.0.0.1", 64 * 1024);
    client.send(get("/"));
    full.get_future().wait();
    QVERIFY2(taken < kTotal / 2, qPrintable(QString::number(taken)));
    const RawResponse response = client.readResponse();
    QVERIFY(response.complete);
    QCOMPARE(response.body.size(), kTotal);
  }

  void writersEndWhenTheirReaderLeaves() {
    std::promise<bool> result;
    HttpServer server([&](HttpConnection& c) -> Task<void> {
      const std::string part(1024 * 1024, 'p');
      c.begin(200, "");
      bool room = true;
      while (room && c.send(part))
        room = co_await c.flush();
      result.set_value(c.gone());
    });
    RawSocket client = server.connect();
    client.send(get("/"));
    client.readHead();
    client.close();
    QVERIFY(result.get_future().get());
  }

  void brokenOffAnswersDoNotLookComplete_data() {
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<bool>("byReset");
    QTest::addColumn<bool>("seesReset");
    QTest::newRow("1.1") << QByteArray("1.1") << false << false;
    QTest::newRow("1.1 by reset") << QByteArray("1.1") << true << true;
    QTest::newRow("1.0") << QByteArray("1.0") << false << true;
  }
  void brokenOffAnswersDoNotLookComplete() {
    QFETCH(QByteArray, version);
    QFETCH(bool, byReset);
    QFETCH(bool, seesReset);
    HttpServer server([&](HttpConnection& c) -> Task<void> {
      c.begin(200, "");
      c.send("part");
      c.breakOff(byReset);
      co_return;
    });
    RawSocket client = server.connect();
    client.send("GET / HTTP/" + version.toStdString() + "\r\nHost: a\r\n\r\n");
    const RawResponse response = client.readResponse();
    QVERIFY(!response.complete);
    QCOMPARE(response.body, std::string("part"));
    QCOMPARE(client.wasReset(), seesReset);
  }

  void T05_interimAnswersLeaveBeforeTheFinalOne() {
    HttpServer server([](HttpConnection& c) -> Task<void> {
      c.sendRaw("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
      co_await c.respond(200, "", "done");
    });
    RawSocket client = server.connect();
    client.send(get("/") + get("/"));
    for (int i = 0; i < 2; ++i) {
      QCOMPARE(client.readResponse().status, 103);
      QCOMPARE(client.readResponse().body, std::string("done"));
    }
  }

  void drainLetsTheExchangeEndAndClosesIdleOnes() {
    std::promise<void> inside;
    Signal goOn;
    HttpServer server([&](HttpConnection& c) -> Task<void> {
      if (c.request().path() == "/wait") {
        inside.set_value();
        co_await c.guard().wait(goOn);
      }
      co_await c.respond(200, "", "done");
    });
    RawSocket idle = server.connect();
    idle.send(get("/"));
    QCOMPARE(idle.readResponse().status, 200);
    RawSocket busy = server.connect();
    busy.send(get("/wait"));
    inside.get_future().wait();
    server.runner().call([&] { server.server().stop(); });
    QVERIFY(idle.atEnd());
    QVERIFY(busy.quiet(20));
    server.runner().worker().post([&] { goOn.fire(); });
    const RawResponse response = busy.readResponse();
    QCOMPARE(response.body, std::string("done"));
    QCOMPARE(response.header("Connection"), std::string("close"));
    QVERIFY(busy.atEnd());
    QVERIFY(!server.connect().open());
  }

  void cancelEndsAnExchangeWithItsReason() {
    std::promise<void> inside;
    std::promise<ErrorKind> reason;
    HttpServer server([&](HttpConnection& c) -> Task<void> {
      inside.set_value();
      co_await c.guard().sleep(Millis(30'000));
      reason.set_value(c.guard().expired().value_or(ErrorKind::Internal));
    });
    RawSocket client = server.connect();
    client.send(get("/"));
    inside.get_future().wait();
    server.server().cancelAll(ErrorKind::KeyRevoked);
    QCOMPARE(reason.get_future().get(), ErrorKind::KeyRevoked);
    QVERIFY(client.atEnd());
  }
};

SB_TEST(HttpConnectionTest);
#include "http_connection_test.moc"
