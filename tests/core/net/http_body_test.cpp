// Request bodies on a server's connection: collected exactly, bounded, and refused so that the
// client sees why.
#include <fmt/format.h>
#include <poll.h>

#include <QTest>
#include <future>

#include "core/net/http_connection.h"
#include "tests/support/http_server.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::net;
using sb::test::HttpServer;
using sb::test::RawResponse;
using sb::test::RawSocket;

namespace {

constexpr std::int64_t kLimit = 4 * 1024 * 1024;

// Answers with the body it got, or with the error's name.
Task<void> echo(HttpConnection& c) {
  if (c.request().path() == "/refuse") {
    co_await c.respond(401, "", "no");
    co_return;
  }
  const Result<std::string> body = co_await c.readBody(kLimit);
  if (!body) {
    co_await c.respond(errorStatus(body.error().kind), "", errorName(body.error().kind));
    co_return;
  }
  const std::string spare =
      fmt::format("X-Spare: {}\r\n", body->capacity() - body->size() >= 64 ? "yes" : "no");
  co_await c.respond(200, spare, *body);
}

std::string pattern(std::size_t size) {
  std::string text(size, '\0');
  for (std::size_t i = 0; i < size; ++i)
    text[i] = static_cast<char>(i * 31 + i / 251);
  return text;
}

std::string post(std::size_t length, const std::string& more = "") {
  return fmt::format("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n{}\r\n", length, more);
}

constexpr std::string_view kChunkedPost =
    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

std::string chunk(const std::string& bytes) {
  return fmt::format("{:x}\r\n{}\r\n", bytes.size(), bytes);
}

// Sends on and on, looking for an answer between two writes, as HTTP clients do.
RawResponse sendUntilAnswered(RawSocket& client, const std::string& part, int most) {
  for (int i = 0; i < most && client.quiet(0); ++i)
    if (!client.send(part)) break;
  return client.readResponse();
}

}  // namespace

class HttpBodyTest : public QObject {
  Q_OBJECT

 private slots:
  void collectsExactlyWhatWasSent_data() {
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("chunked");
    for (const int size : {0, 1, 63, 64, 65, 65'535, 65'536, 65'537, 1'048'576, 3'000'001}) {
      QTest::addRow("%d", size) << size << false;
      QTest::addRow("%d chunked", size) << size << true;
    }
  }
  void collectsExactlyWhatWasSent() {
    QFETCH(int, size);
    QFETCH(bool, chunked);
    HttpServer server(echo);
    RawSocket client = server.connect();
    const std::string body = pattern(static_cast<std::size_t>(size));
    for (int i = 0; i < 2; ++i) {
      if (chunked) {
        client.send(kChunkedPost);
        for (std::size_t at = 0; at < body.size(); at += 100'003)
          client.send(chunk(body.substr(at, 100'003)));
        client.send("0\r\n\r\n");
      } else {
        client.send(post(body.size()) + body);
      }
      const RawResponse response = client.readResponse();
      QCOMPARE(response.status, 200);
      QCOMPARE(response.header("X-Spare"), std::string("yes"));
      QVERIFY(response.body == body);
    }
    server.stop();
    QCOMPARE(BodyBytes::all(), std::int64_t{0});
  }

  void T01_collectsBodiesThatComeByteByByte() {
    HttpServer server(echo);
    RawSocket client = server.connect();
    client.sendBytewise(post(5) + "hello");
    QCOMPARE(client.readResponse().body, std::string("hello"));
    client.sendBytewise(std::string(kChunkedPost) + "2;x=y\r\nhe\r\n3\r\nllo\r\n0\r\nT: t\r\n\r\n");
    QCOMPARE(client.readResponse().body, std::string("hello"));
  }

  void T04_continuesWhenTheBodyIsWelcome() {
    HttpServer server(echo);
    RawSocket client = server.connect();
    client.send(post(5, "Expect: 100-continue\r\n"));
    QCOMPARE(client.readHead(), std::string("HTTP/1.1 100 Continue\r\n\r\n"));
    client.send("hello");
    QCOMPARE(client.readResponse().body, std::string("hello"));
  }

  void T04_refusesWithoutReadingTheBody_data() {
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<qint64>("length");
    QTest::addColumn<int>("status");
    QTest::newRow("413") << QByteArray("/") << qint64{kLimit + 1} << 413;
    QTest::newRow("413 of all that a number holds")
        << QByteArray("/") << std::numeric_limits<qint64>::max() << 413;
    QTest::newRow("401") << QByteArray("/refuse") << qint64{100} << 401;
  }
  void T04_refusesWithoutReadingTheBody() {
    QFETCH(QByteArray, path);
    QFETCH(qint64, length);
    QFETCH(int, status);
    HttpServer server(echo);
    RawSocket client = server.connect();
    client.send(
        fmt::format("POST {} HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n"
                    "Expect: 100-continue\r\n\r\n",
                    path.toStdString(), length));
    const RawResponse response = client.readResponse();
    QCOMPARE(response.status, status);
    QCOMPARE(response.header("Connection"), std::string("close"));
    QVERIFY(client.atEnd());
  }

  void T14_tooLargeIsDecidedFromTheLength() {
    HttpServer server(echo);
    RawSocket client = server.connect();
    client.send(post(static_cast<std::size_t>(kLimit) + 1));
    const RawResponse response = client.readResponse();
    QCOMPARE(response.status, 413);
    QCOMPARE(response.body, std::string("body_too_large"));
    QCOMPARE(BodyBytes::all(), std::int64_t{0});
  }

  void T14_tooLargeIsDecidedAsChunksArrive() {
    HttpServer server(echo);
    RawSocket client = server.connect();
    client.send(kChunkedPost);
    const RawResponse response = sendUntilAnswered(client, chunk(pattern(65'536)), 1000);
    QCOMPARE(response.status, 413);
    server.stop();
    QCOMPARE(BodyBytes::all(), std::int64_t{0});
  }

  // Without a lingering close a reset would overtake the answer.
  void T14_clientSeesTheRefusalWhileItStillSends_data() {
    QTest::addColumn<bool>("looks");
    QTest::newRow("looks between writes") << true;
    QTest::newRow("looks when it cannot write") << false;
  }
  void T14_clientSeesTheRefusalWhileItStillSends() {
    QFETCH(bool, looks);
    HttpServer server(echo);
    for (int i = 0; i < 20; ++i) {
      RawSocket client = server.connect();
      client.send(post(100 * 1024 * 1024));
      const std::string part = pattern(50'000);
      RawResponse response;
      if (looks) {
        response = sendUntilAnswered(client, part, 2000);
      } else {
        for (int n = 0; n < 16 && client.send(part); ++n) {
        }
        response = client.readResponse();
      }
      QCOMPARE(response.status, 413);
      QCOMPARE(response.body, std::string("body_too_large"));
    }
  }

  void unreadBodiesAreNotTakenForRequests() {
    HttpServer server(echo);
    RawSocket client = server.connect();
    client.send(
        "POST /refuse HTTP/1.1\r\nHost: a\r\nContent-Length: 40\r\n\r\n"
        "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\nxxxx");
    QCOMPARE(client.readResponse().status, 401);
    QVERIFY(client.atEnd());
  }

  void allBodiesTogetherAreCapped() {
    ServerLimits limits;
    limits.bodies = 150'000;
    std::promise<void> holding;
    Signal release;
    HttpServer server(
        [&](HttpConnection& c) -> Task<void> {
          const bool holds = c.request().headers.has("X-Hold");
          const Result<std::string> body = co_await c.readBody(kLimit);
          if (holds) {
            holding.set_value();
            co_await c.guard().wait(release);
          }
          const int status = body ? 200 : errorStatus(body.error().kind);
          co_await c.respond(status, "", "");
        },
        limits);
    const std::string body = pattern(100'000);
    RawSocket first = server.connect();
    first.send(post(body.size(), "X-Hold: 1\r\n") + body);
    holding.get_future().wait();
    QCOMPARE(BodyBytes::all(), std::int64_t{100'000});
    RawSocket second = server.connect();
    second.send(post(body.size()) + body);
    QCOMPARE(second.readResponse().status, 503);
    server.runner().worker().post([&] { release.fire(); });
    QCOMPARE(first.readResponse().status, 200);
    RawSocket third = server.connect();
    third.send(post(body.size()) + body);
    QCOMPARE(third.readResponse().status, 200);
  }

  void slowBodiesAreRefused() {
    ServerLimits limits;
    limits.bodyTime = Millis(50);
    HttpServer server(echo, limits);
    RawSocket client = server.connect();
    client.send(post(10) + "abc");
    const RawResponse response = client.readResponse();
    QCOMPARE(response.status, 408);
    QCOMPARE(response.body, std::string("request_timeout"));
    QVERIFY(client.atEnd());
  }

  void brokenChunksAreRefused() {
    HttpServer server(echo);
    RawSocket client = server.connect();
    client.send(std::string(kChunkedPost) + "5\r\nhelloX\r\n0\r\n\r\n");
    QCOMPARE(client.readResponse().status, 400);
    QVERIFY(client.atEnd());
  }

  void clientThatLeavesInItsBodyIsGone() {
    std::promise<ErrorKind> seen;
    HttpServer server([&](HttpConnection& c) -> Task<void> {
      const Result<std::string> body = co_await c.readBody(kLimit);
      seen.set_value(body ? ErrorKind::Internal : body.error().kind);
    });
    RawSocket client = server.connect();
    client.send(post(10) + "abc");
    client.close();
    QCOMPARE(seen.get_future().get(), ErrorKind::ClientGone);
    server.awaitConnections(0);
  }

  void clientThatLeavesAfterItsBodyIsGone() {
    std::promise<void> inside;
    std::promise<ErrorKind> seen;
    HttpServer server([&](HttpConnection& c) -> Task<void> {
      const Result<std::string> body = co_await c.readBody(kLimit);
      inside.set_value();
      co_await c.guard().sleep(Millis(30'000));
      seen.set_value(c.guard().expired().value_or(ErrorKind::Internal));
    });
    RawSocket client = server.connect();
    client.send(post(3) + "abc");
    inside.get_future().wait();
    client.close();
    QCOMPARE(seen.get_future().get(), ErrorKind::ClientGone);
  }
};

SB_TEST(HttpBodyTest);
#include "http_body_test.moc"
