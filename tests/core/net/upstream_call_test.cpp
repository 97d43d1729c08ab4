#include "core/net/upstream_call.h"

#include <QElapsedTimer>
#include <QTest>
#include <optional>

#include "tests/core/net/upstream_fixture.h"
#include "tests/support/raw_peer.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::net;
using sb::test::CallOutcome;
using sb::test::RawPeer;
using sb::test::RawSocket;
using sb::test::UpstreamFixture;

namespace {

const std::string kOk = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

// Answers every request of a connection with the text.
RawPeer::Serve answering(const std::string& text) {
  return [text](RawSocket& socket, int) {
    while (!socket.readRequest().empty())
      if (!socket.send(text)) return;
  };
}

// Answers once, then ends its side as the row says.
RawPeer::Serve once(const std::string& text, bool byReset) {
  return [text, byReset](RawSocket& socket, int) {
    socket.readRequest();
    socket.send(text);
    if (byReset) socket.reset();
  };
}

}  // namespace

class UpstreamCallTest : public QObject {
  Q_OBJECT

 private slots:
  void readsAnswersInEveryFraming_data() {
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("bytewise");
    const auto row = [](const char* name, const char* answer, const char* body) {
      QTest::newRow(name) << QByteArray(answer) << QByteArray(body) << false;
      QTest::addRow("%s byte by byte", name) << QByteArray(answer) << QByteArray(body) << true;
    };
    row("length", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", "hello");
    row("no body", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "");
    row("chunked",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        "2;ext=1\r\nhe\r\n3\r\nllo\r\n0\r\nTrailer: x\r\n\r\n",
        "hello");
    row("end of the connection", "HTTP/1.1 200 OK\r\n\r\nhello", "hello");
    row("HTTP/1.0", "HTTP/1.0 200 OK\r\n\r\nhello", "hello");
    row("T05 interim",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "hello");
  }
  void readsAnswersInEveryFraming() {
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, body);
    QFETCH(bool, bytewise);
    RawPeer peer([&](RawSocket& socket, int) {
      socket.readRequest();
      if (bytewise)
        socket.sendBytewise(answer.toStdString());
      else
        socket.send(answer.toStdString());
    });
    UpstreamFixture upstream(peer.port());
    const CallOutcome outcome = upstream.get();
    QCOMPARE(outcome.error, std::string());
    QCOMPARE(outcome.status, 200);
    QCOMPARE(outcome.body, body.toStdString());
  }

  void T97_answersThatBreakOffAreCut_data() {
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("byReset");
    const QByteArray length("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello");
    const QByteArray chunked("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
    const QByteArray open("HTTP/1.1 200 OK\r\n\r\nhello");
    QTest::newRow("length") << length << false;
    QTest::newRow("length by reset") << length << true;
    QTest::newRow("chunked") << chunked << false;
    QTest::newRow("chunked by reset") << chunked << true;
    QTest::newRow("until the end, by reset") << open << true;
  }
  void T97_answersThatBreakOffAreCut() {
    QFETCH(QByteArray, answer);
    QFETCH(bool, byReset);
    RawPeer peer(once(answer.toStdString(), byReset));
    UpstreamFixture upstream(peer.port());
    const CallOutcome outcome = upstream.get();
    QCOMPARE(outcome.error, std::string("upstream_cut"));
    if (!byReset) QCOMPARE(outcome.body, std::string("hello"));
    QCOMPARE(upstream.idle(), std::size_t{0});
  }

  void connectionsAreUsedAgain() {
    RawPeer peer(answering(kOk));
    UpstreamFixture upstream(peer.port());
    for (int i = 0; i < 5; ++i) {
      const CallOutcome outcome = upstream.get();
      QCOMPARE(outcome.body, std::string("ok"));
      QCOMPARE(outcome.reused, i > 0);
    }
    QCOMPARE(peer.connections(), 1);
    QCOMPARE(upstream.idle(), std::size_t{1});
  }

  void connectionsThatMustEndAreNotUsedAgain_data() {
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("close") << QByteArray(
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
    QTest::newRow("HTTP/1.0") << QByteArray("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok");
    QTest::newRow("more than the answer")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more");
    QTest::newRow("two answers") << QByteArray(
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno");
  }
  void connectionsThatMustEndAreNotUsedAgain() {
    QFETCH(QByteArray, answer);
    RawPeer peer(answering(answer.toStdString()));
    UpstreamFixture upstream(peer.port());
    for (int i = 0; i < 3; ++i)
      QCOMPARE(upstream.get().body, std::string("ok"));
    QCOMPARE(peer.connections(), 3);
    QCOMPARE(upstream.idle(), std::size_t{0});
  }

  void T87_staleConnectionsGetOneRetryOnAFreshSocket_data() {
    QTest::addColumn<bool>("byReset");
    QTest::newRow("closed") << false;
    QTest::newRow("reset") << true;
  }
  void T87_staleConnectionsGetOneRetryOnAFreshSocket() {
    QFETCH(bool, byReset);
    std::mutex mutex;
    std::vector<std::string> requests;
    const auto note = [&](std::string request) {
      std::lock_guard lock(mutex);
      requests.push_back(std::move(request));
    };
    std::optional<RawPeer> peer([&](RawSocket& socket, int n) {
      note(socket.readRequest());
      socket.send(kOk);
      if (n > 0) return;
      note(socket.readRequest());
      if (byReset) socket.reset();
    });
    const std::string request = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody";
    UpstreamFixture upstream(peer->port());
    upstream.request = request;
    QCOMPARE(upstream.get().body, std::string("ok"));
    const CallOutcome second = upstream.get();
    QCOMPARE(second.error, std::string());
    QCOMPARE(second.body, std::string("ok"));
    QVERIFY(!second.reused);
    QCOMPARE(peer->connections(), 2);
    peer.reset();
    QCOMPARE(requests, std::vector<std::string>(3, request));
  }

  void T87_theFreshSocketIsNotRetried() {
    RawPeer peer([](RawSocket& socket, int n) {
      socket.readRequest();
      if (n > 0) return;
      socket.send(kOk);
      socket.readRequest();
    });
    UpstreamFixture upstream(peer.port());
    QCOMPARE(upstream.get().body, std::string("ok"));
    const CallOutcome outcome = upstream.get();
    QCOMPARE(outcome.error, std::string("upstream_reset"));
    QVERIFY(outcome.sent);
    QCOMPARE(peer.connections(), 2);
  }

  void T89_aSocketThatWasFreshIsNotRetried() {
    RawPeer peer([](RawSocket& socket, int) { socket.readRequest(); });
    UpstreamFixture upstream(peer.port());
    const CallOutcome outcome = upstream.get();
    QCOMPARE(outcome.error, std::string("upstream_reset"));
    QVERIFY(outcome.sent);
    QCOMPARE(peer.connections(), 1);
  }

  void T87_noRetryOnceAnAnswerHasBegun() {
    RawPeer peer([](RawSocket& socket, int) {
      socket.readRequest();
      socket.send(kOk);
      socket.readRequest();
      socket.send("HTTP/1.1 2");
    });
    UpstreamFixture upstream(peer.port());
    QCOMPARE(upstream.get().body, std::string("ok"));
    QCOMPARE(upstream.get().error, std::string("upstream_reset"));
    QCOMPARE(peer.connections(), 1);
  }

  void closedIdleConnectionsAreNotUsed_data() {
    QTest::addColumn<QByteArray>("last");
    QTest::addColumn<bool>("byReset");
    QTest::newRow("closed") << QByteArray() << false;
    QTest::newRow("reset") << QByteArray() << true;
    QTest::newRow("unasked answer") << QByteArray("HTTP/1.1 408 Timeout\r\n\r\n") << false;
  }
  void closedIdleConnectionsAreNotUsed() {
    QFETCH(QByteArray, last);
    QFETCH(bool, byReset);
    std::promise<void> go;
    std::shared_future<void> gone = go.get_future().share();
    RawPeer peer([&](RawSocket& socket, int n) {
      socket.readRequest();
      socket.send(kOk);
      if (n > 0) return;
      gone.wait();
      socket.send(last.toStdString());
      if (byReset) socket.reset();
      if (!last.isEmpty()) socket.readToEnd();
    });
    UpstreamFixture upstream(peer.port());
    QCOMPARE(upstream.get().body, std::string("ok"));
    QCOMPARE(upstream.idle(), std::size_t{1});
    go.set_value();
    QTRY_COMPARE(upstream.idle(), std::size_t{0});
    const CallOutcome outcome = upstream.get();
    QCOMPARE(outcome.body, std::string("ok"));
    QVERIFY(!outcome.reused);
  }

  void T125_twentyStreamsToOneHostGoOnAtOnce() {
    constexpr int kStreams = 20;
    std::atomic<int> begun{0};
    std::promise<void> all;
    std::shared_future<void> everybody = all.get_future().share();
    RawPeer peer([&](RawSocket& socket, int) {
      socket.readRequest();
      socket.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\none \r\n");
      if (++begun == kStreams) all.set_value();
      everybody.wait();
      socket.send("3\r\ntwo\r\n0\r\n\r\n");
      socket.readToEnd();
    });
    UpstreamFixture upstream(peer.port());
    std::vector<std::future<CallOutcome>> calls;
    for (int i = 0; i < kStreams; ++i)
      calls.push_back(upstream.begin());
    for (auto& call : calls)
      QCOMPARE(call.get().body, std::string("one two"));
  }

  void requestsArriveWhole() {
    std::string seen;
    std::optional<RawPeer> peer([&](RawSocket& socket, int) {
      seen = socket.readRequest();
      socket.send(kOk);
    });
    const std::string body(8 * 1024 * 1024, 'b');
    const std::string request =
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) +
        "\r\n\r\n" + body;
    UpstreamFixture upstream(peer->port());
    upstream.request = request;
    QCOMPARE(upstream.get().body, std::string("ok"));
    peer.reset();
    QVERIFY(seen == request);
  }

  void answersThatComeBeforeTheRequestHasLeftAreSeen() {
    RawPeer peer([](RawSocket& socket, int) {
      socket.readHead();
      socket.send(
          "HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 2\r\n\r\nno");
      socket.shutdownSend();
      socket.readToEnd();
    });
    UpstreamFixture upstream(peer.port());
    const std::string body(8 * 1024 * 1024, 'b');
    upstream.request =
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) +
        "\r\n\r\n" + body;
    const CallOutcome outcome = upstream.get();
    QCOMPARE(outcome.status, 413);
    QCOMPARE(outcome.body, std::string("no"));
  }

  void garbageIsAProtocolError() {
    RawPeer peer(once("this is not HTTP\r\n\r\n", false));
    UpstreamFixture upstream(peer.port());
    QCOMPARE(upstream.get().error, std::string("upstream_protocol"));
  }

  void limitsEndEveryWait_data() {
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("before the head") << QByteArray("");
    QTest::newRow("in the head") << QByteArray("HTTP/1.1 200");
    QTest::newRow("in the body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhi");
  }
  void limitsEndEveryWait() {
    QFETCH(QByteArray, answer);
    std::promise<bool> ended;
    RawPeer peer([&](RawSocket& socket, int) {
      socket.readRequest();
      socket.send(answer.toStdString());
      ended.set_value(socket.atEnd());
    });
    UpstreamFixture upstream(peer.port());
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(upstream.get(Millis(50)).error, std::string("total_timeout"));
    QVERIFY(timer.elapsed() >= 50 && timer.elapsed() < 2000);
    QVERIFY(ended.get_future().get());  // the upstream sees it at once
    QCOMPARE(upstream.idle(), std::size_t{0});
  }

  void T99_cancelReachesTheUpstreamWithinASecond() {
    std::promise<void> streaming;
    std::promise<void> ended;
    RawPeer peer([&](RawSocket& socket, int) {
      socket.readRequest();
      socket.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\none \r\n");
      streaming.set_value();
      socket.readToEnd();
      ended.set_value();
    });
    UpstreamFixture upstream(peer.port());
    std::promise<Guard*> started;
    auto result = upstream.runner().begin<CallOutcome>([&]() -> Task<CallOutcome> {
      Guard guard(upstream.runner().loop());
      started.set_value(&guard);
      CallOutcome outcome = co_await upstream.call(guard);
      co_return outcome;
    });
    Guard* const guard = started.get_future().get();
    streaming.get_future().wait();
    QElapsedTimer timer;
    timer.start();
    upstream.runner().call([&] { guard->cancel(ErrorKind::ClientGone); });
    ended.get_future().wait();
    QVERIFY(timer.elapsed() < 1000);
    QCOMPARE(result.get().error, std::string("client_closed"));
  }

  void awaitHeadMayBeCalledAgainAfterASoftLimit() {
    std::promise<void> go;
    std::shared_future<void> released = go.get_future().share();
    RawPeer peer([&](RawSocket& socket, int) {
      socket.readRequest();
      released.wait();
      socket.send(kOk);
      socket.readToEnd();
    });
    UpstreamFixture upstream(peer.port());
    const int status = upstream.runner().run<int>([&]() -> Task<int> {
      Guard guard(upstream.runner().loop());
      UpstreamCall call(upstream.pool(), upstream.destination, guard);
      const std::vector<std::string_view> pieces{upstream.request};
      const Status sent = co_await call.send(pieces, Millis(5000), Millis(5000));
      guard.set(Limit::Hold, Millis(20));
      const Status held = co_await call.awaitHead();
      if (!sent || held || guard.expiredLimit() != Limit::Hold) co_return -1;
      guard.clear(Limit::Hold);
      go.set_value();
      const Status done = co_await call.awaitHead();
      if (!done) co_return -2;
      co_return call.head().status;
    });
    QCOMPARE(status, 200);
    QCOMPARE(peer.connections(), 1);
  }
};

SB_TEST(UpstreamCallTest);
#include "upstream_call_test.moc"
