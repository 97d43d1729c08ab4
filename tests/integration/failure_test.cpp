// What the gateway does when an upstream fails: before content, after it, and for whom.
// Wire cases: T86, T87, T89, T92, T93, T94, T95, T96, T97, T98, T99, T100, T103, T104, T105.
#include <sys/socket.h>

#include <QElapsedTimer>
#include <QTest>
#include <atomic>

#include "core/demo/demo_server.h"
#include "tests/support/engine.h"
#include "tests/support/test_main.h"
#include "tests/support/upstream.h"

using namespace sb;
using namespace sb::test;

namespace {

void answerWell(RawSocket& socket, const Upstream::Request& request) {
  const bool stream = request.body.find("\"stream\":true") != std::string::npos;
  socket.send(stream ? Upstream::stream(Upstream::delta("good") + Upstream::finish())
                     : Upstream::json(Upstream::completion("good")));
}

// Route "r": first bad/m, then good/m.
std::string twoTargets(std::uint16_t bad, std::uint16_t good, const std::string& more = "",
                       const std::string& ofBad = "") {
  return "providers:\n" + providerLine("bad", bad, ofBad) + providerLine("good", good) +
         "routes: [ { name: r, flow: { fallback: { try: [ { target: bad/m }, { target: good/m } ] "
         "} } } ]\n" +
         more;
}

std::string errorCode(const RawResponse& answer) {
  return stringAt(parsed(answer.body), "/error/code");
}

const std::string kRole =
    "data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\"}}]}\n\n";

// A listening socket that takes no connection: what a dead host behind a firewall looks like.
class BlackHole {
 public:
  BlackHole() {
    m_fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(m_fd, reinterpret_cast<const sockaddr*>(&at), sizeof at);
    ::listen(m_fd, 0);
    socklen_t size = sizeof at;
    ::getsockname(m_fd, reinterpret_cast<sockaddr*>(&at), &size);
    m_port = ntohs(at.sin_port);
    m_filler = std::make_unique<RawSocket>(m_port);
  }
  ~BlackHole() { ::close(m_fd); }
  std::uint16_t port() const { return m_port; }

 private:
  int m_fd = -1;
  std::uint16_t m_port = 0;
  std::unique_ptr<RawSocket> m_filler;
};

}  // namespace

class FailureTest : public QObject {
  Q_OBJECT
 private slots:
  void T86_unreachableTargetsAreLeftBehind_data();
  void T86_unreachableTargetsAreLeftBehind();
  void T86_aSilentHostCostsTheConnectLimit();
  void T87_aStaleConnectionIsReplacedOnce_data();
  void T87_aStaleConnectionIsReplacedOnce();
  void T87_aStaleConnectionIsReplacedHoweverSlowly();
  void T89_aFreshConnectionThatDiesMayHaveBeenCharged();
  void T93_requestErrorsAreNotRetried_data();
  void T93_requestErrorsAreNotRetried();
  void T94_silenceMovesOn_data();
  void T94_silenceMovesOn();
  void T96_failuresBeforeContentAreInvisible_data();
  void T96_failuresBeforeContentAreInvisible();
  void failuresAfterContentAreTold_data();
  void failuresAfterContentAreTold();
  void T99_aClientThatLeavesEndsItsUpstream_data();
  void T99_aClientThatLeavesEndsItsUpstream();
  void T100_nothingIsTriedForAClientThatLeft();
  void T103_whatIsSwitchedOffMeanwhileIsNotAsked_data();
  void T103_whatIsSwitchedOffMeanwhileIsNotAsked();
  void T92_T104_theLastWordIsTheUpstreams();
  void T104_ownReasonsNameTheAttempts();
  void T105_pagesBecomeErrors_data();
  void T105_pagesBecomeErrors();
  void garbageIsAnUpstreamError();
};

void FailureTest::T86_unreachableTargetsAreLeftBehind_data() {
  QTest::addColumn<QByteArray>("base");
  QTest::addColumn<int>("error");
  const auto row = [](const char* tag, const std::string& base, ErrorKind error) {
    QTest::newRow(tag) << QByteArray::fromStdString(base) << int(error);
  };
  row("T86 refused", "http://127.0.0.1:" + std::to_string(deadPort()), ErrorKind::ConnectRefused);
  row("T86 no such name", "http://nobody.invalid", ErrorKind::DnsFailed);
  row("T86 no TLS there", "https://127.0.0.1:{plain}", ErrorKind::TlsFailed);
}

void FailureTest::T86_unreachableTargetsAreLeftBehind() {
  QFETCH(QByteArray, base);
  QFETCH(int, error);
  Upstream good(answerWell);
  RawPeer plain([](RawSocket& socket, int) {
    socket.readSome();
    socket.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
  });
  std::string url = base.toStdString();
  if (const auto at = url.find("{plain}"); at != std::string::npos)
    url.replace(at, 7, std::to_string(plain.port()));
  Engine engine("providers:\n  - { id: bad, kind: openai_compatible, base_url: \"" + url +
                "/v1\", keys: [ { secret: \"file:{dir}/bad.key\" } ] }\n" +
                providerLine("good", good.port()) +
                "routes: [ { name: r, flow: { fallback: { try: [ { target: bad/m }, { target: "
                "good/m } ] } } } ]\n");
  const RawResponse answer = engine.chat("r");
  QCOMPARE(answer.status, 200);
  QCOMPARE(answer.header("x-signalbox-provider"), std::string("good"));
  QCOMPARE(answer.header("x-signalbox-attempts"), std::string("2"));
  const auto row = engine.row(answer);
  QCOMPARE(row.attempts.at(0).error, std::optional(ErrorKind(error)));
  QVERIFY(!row.attempts.at(0).mayHaveBeenCharged);
  QVERIFY(!row.attempts.at(0).detail.empty());
}

void FailureTest::T86_aSilentHostCostsTheConnectLimit() {
  BlackHole hole;
  Upstream good(answerWell);
  Engine engine(twoTargets(hole.port(), good.port(), "timeouts: { connect: 300ms }\n"));
  QElapsedTimer timer;
  timer.start();
  const RawResponse answer = engine.chat("r");
  QCOMPARE(answer.status, 200);
  QVERIFY(timer.elapsed() >= 290 && timer.elapsed() < 3'000);
  QCOMPARE(engine.row(answer).attempts.at(0).error, std::optional(ErrorKind::ConnectTimeout));
}

void FailureTest::T87_aStaleConnectionIsReplacedOnce_data() {
  QTest::addColumn<bool>("reset");
  QTest::newRow("T87 closed") << false;
  QTest::newRow("T87 reset") << true;
}

void FailureTest::T87_aStaleConnectionIsReplacedOnce() {
  QFETCH(bool, reset);
  // Serves one request on a connection; the next one on it dies unanswered.
  std::atomic<int> served{0};
  RawPeer upstream([&](RawSocket& socket, int) {
    if (socket.readRequest().empty()) return;
    socket.send(Upstream::json(Upstream::completion()));
    if (served++ > 0) return waitForEnd(socket);
    socket.readRequest();
    if (reset) socket.reset();
  });
  Engine engine("providers:\n" + providerLine("up", upstream.port()));
  QCOMPARE(engine.chat("up/m").status, 200);
  const RawResponse second = engine.chat("up/m");
  QCOMPARE(second.status, 200);
  const auto row = engine.row(second);
  QCOMPARE(row.attempts.size(), std::size_t{1});
  QVERIFY(row.attempts.at(0).ok);
  QVERIFY(!row.row.mayHaveBeenCharged);
  QCOMPARE(upstream.connections(), 2);
}

namespace {

// The other side of a SOCKS5 proxy's greeting (RFC 1928), for an address that is given as a name.
void greet(RawSocket& socket) {
  socket.readExactly(3);
  socket.send(std::string("\x05\x00", 2));
  const std::string head = socket.readExactly(5);
  if (head.size() == 5) socket.readExactly(static_cast<std::size_t>(head[4]) + 2);
  socket.send(std::string("\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00", 10));
}

}  // namespace

// The way to the fresh connection is so slow that the caller hears signs of life meanwhile.
void FailureTest::T87_aStaleConnectionIsReplacedHoweverSlowly() {
  RawPeer proxy([](RawSocket& socket, int n) {
    if (n == 1) return waitForEnd(socket);
    greet(socket);
    for (int i = 0; i < 2 && !socket.readRequest().empty(); ++i) {
      if (n == 0 && i == 1) return;  // it has died meanwhile
      socket.send(Upstream::stream(Upstream::delta("text") + Upstream::finish()));
    }
  });
  Engine engine(
      "timeouts: { hold_head: 100ms }\nproviders:\n"
      "  - { id: up, kind: openai_compatible, base_url: \"http://upstream.example/v1\", keys: [ { "
      "secret: \"file:{dir}/up.key\" } ], proxy: \"socks5h://127.0.0.1:" +
      std::to_string(proxy.port()) + "\" }\n");
  for (int i = 0; i < 2; ++i) {
    const RawResponse answer = engine.stream("up/m");
    QCOMPARE(answer.status, 200);
    QVERIFY2(answer.body.ends_with(Upstream::delta("text") + Upstream::finish()),
             answer.body.c_str());
    QCOMPARE(engine.row(answer).attempts.size(), std::size_t{1});
  }
  QCOMPARE(proxy.connections(), 3);
}

void FailureTest::T89_aFreshConnectionThatDiesMayHaveBeenCharged() {
  RawPeer bad([](RawSocket& socket, int) { socket.readRequest(); });
  Upstream good(answerWell);
  Engine engine(twoTargets(bad.port(), good.port()));
  const RawResponse answer = engine.chat("r");
  QCOMPARE(answer.status, 200);
  QCOMPARE(bad.connections(), 1);
  const auto row = engine.row(answer);
  QVERIFY(row.row.mayHaveBeenCharged);
  QVERIFY(row.attempts.at(0).mayHaveBeenCharged);
  QCOMPARE(row.attempts.at(0).error, std::optional(ErrorKind::UpstreamReset));
  // A route that does not want that does not get it.
  Engine careful("providers:\n" + providerLine("bad", bad.port()) +
                 providerLine("good", good.port()) +
                 "routes: [ { name: r, flow: { fallback: { move_on: [ 429 ], try: [ { target: "
                 "bad/m }, { target: good/m } ] } } } ]\n");
  QCOMPARE(careful.chat("r").status, 502);
}

void FailureTest::T93_requestErrorsAreNotRetried_data() {
  QTest::addColumn<int>("status");
  for (const int status : {400, 404, 413, 422})
    QTest::newRow(("T93 " + std::to_string(status)).c_str()) << status;
}

void FailureTest::T93_requestErrorsAreNotRetried() {
  QFETCH(int, status);
  Upstream bad([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(
        R"({"error":{"message":"no such thing","type":"invalid_request_error","code":"its_code"}})",
        status));
  });
  Upstream good(answerWell);
  const std::string yaml = twoTargets(bad.port(), good.port());
  Engine engine(yaml);
  const RawResponse answer = engine.chat("r");
  QCOMPARE(answer.status, status);
  QCOMPARE(stringAt(parsed(answer.body), "/error/message"), std::string("no such thing"));
  QCOMPARE(errorCode(answer), std::string("its_code"));
  QCOMPARE(bad.count(), 1);
  QCOMPARE(good.count(), 0);
  // Unless the route says so.
  std::string moving = yaml;
  moving.replace(moving.find("fallback: {"), 11, "fallback: { move_on: [ 4xx ],");
  Engine willing(moving);
  QCOMPARE(willing.chat("r").status, 200);
}

void FailureTest::T94_silenceMovesOn_data() {
  QTest::addColumn<QByteArray>("said");
  QTest::newRow("T94 no head") << QByteArray("");
  QTest::newRow("T94 only a head") << QByteArray::fromStdString(Upstream::streamHead());
  QTest::newRow("T94 only a role")
      << QByteArray::fromStdString(Upstream::streamHead() + Upstream::chunk(kRole));
  QTest::newRow("T94 only pings") << QByteArray::fromStdString(Upstream::streamHead() +
                                                               Upstream::chunk(": ping\n\n"));
}

void FailureTest::T94_silenceMovesOn() {
  QFETCH(QByteArray, said);
  Upstream bad([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(said.toStdString());
    // A sign of life every now and then changes nothing.
    while (said.contains("ping") && socket.quiet(50))
      socket.send(Upstream::chunk(": ping\n\n"));
    waitForEnd(socket);
  });
  Upstream good(answerWell);
  Engine engine(twoTargets(bad.port(), good.port(), "timeouts: { first_token: 300ms }\n"));
  QElapsedTimer timer;
  timer.start();
  const RawResponse answer = engine.stream("r");
  QVERIFY(timer.elapsed() < 30'000);
  QCOMPARE(answer.status, 200);
  QCOMPARE(answer.body, Upstream::delta("good") + Upstream::finish());
  QCOMPARE(engine.row(answer).attempts.at(0).error, std::optional(ErrorKind::FirstTokenTimeout));
}

void FailureTest::T96_failuresBeforeContentAreInvisible_data() {
  QTest::addColumn<QByteArray>("model");
  QTest::addColumn<int>("error");
  const auto row = [](const char* model, ErrorKind error) {
    QTest::newRow((std::string("T96 ") + model).c_str()) << QByteArray(model) << int(error);
  };
  row("error-event-before", ErrorKind::UpstreamError);
  row("cut-after=0", ErrorKind::UpstreamCut);
  row("reset-after=0", ErrorKind::UpstreamCut);
  row("end-after=0", ErrorKind::UpstreamCut);
  row("empty", ErrorKind::UpstreamCut);
  row("html", ErrorKind::UpstreamProtocol);
  row("garbage", ErrorKind::UpstreamProtocol);
  row("reset-before-head", ErrorKind::UpstreamReset);
  row("close-before-head", ErrorKind::UpstreamReset);
  row("status=500", ErrorKind::UpstreamStatus);
  row("status=503", ErrorKind::UpstreamStatus);
  row("status=529", ErrorKind::UpstreamStatus);
  row("status=408", ErrorKind::UpstreamStatus);
}

void FailureTest::T96_failuresBeforeContentAreInvisible() {
  QFETCH(QByteArray, model);
  QFETCH(int, error);
  auto demo = *demo::DemoServer::start({});
  Engine engine("providers:\n" + providerLine("demo", demo->port()) +
                "routes: [ { name: r, flow: { fallback: { try: [ { target: \"demo/script:" +
                model.toStdString() + "\" }, { target: demo/fast } ] } } } ]\n");
  const RawResponse answer = engine.stream("r");
  QCOMPARE(answer.status, 200);
  QVERIFY(answer.complete);
  QVERIFY(answer.body.ends_with("data: [DONE]\n\n"));
  QVERIFY(answer.body.find("error") == std::string::npos);
  QCOMPARE(answer.header("x-signalbox-model"), std::string("fast"));
  const auto row = engine.row(answer);
  QCOMPARE(row.attempts.size(), std::size_t{2});
  QCOMPARE(row.attempts.at(0).error, std::optional(ErrorKind(error)));
  QVERIFY(row.attempts.at(1).why.find("2 of 2 after") != std::string::npos);
}

void FailureTest::failuresAfterContentAreTold_data() {
  QTest::addColumn<QByteArray>("model");
  QTest::addColumn<int>("error");
  const auto row = [](const char* tag, const char* model, ErrorKind error) {
    QTest::newRow(tag) << QByteArray(model) << int(error);
  };
  row("T95 stall", "silence-after=2", ErrorKind::StallTimeout);
  row("T97 error event", "error-event-after=2,tokens=4", ErrorKind::UpstreamError);
  row("T97 cut", "cut-after=2,tokens=4", ErrorKind::UpstreamCut);
  row("T97 reset", "reset-after=2,tokens=4", ErrorKind::UpstreamCut);
  row("T98 clean end", "end-after=2,tokens=4", ErrorKind::UpstreamCut);
}

void FailureTest::failuresAfterContentAreTold() {
  QFETCH(QByteArray, model);
  QFETCH(int, error);
  auto demo = *demo::DemoServer::start({});
  const std::string script = "script:" + model.toStdString();
  Engine engine("timeouts: { stall: 300ms }\nproviders:\n" + providerLine("demo", demo->port()) +
                "routes: [ { name: r, flow: { fallback: { try: [ { target: \"demo/" + script +
                "\" }, { target: demo/fast } ] } } } ]\n");
  const RawResponse answer = engine.stream("r");
  QCOMPARE(answer.status, 200);
  QVERIFY(answer.complete);  // a proper end: the error stands in the last event
  const auto events = eventsOf(answer.body);
  QVERIFY(!streamedText(events).empty());
  QVERIFY(!stringAt(parsed(events.back()), "/error/message").empty());
  QVERIFY(answer.body.find("[DONE]") == std::string::npos);
  QVERIFY(answer.body.find("finish_reason\":\"stop") == std::string::npos);
  const auto row = engine.row(answer);
  QCOMPARE(row.attempts.size(), std::size_t{1});
  QCOMPARE(row.row.outcome, ledger::OutcomeClass::Failed);
  QCOMPARE(row.row.error, std::optional(ErrorKind(error)));
  QVERIFY(row.row.usage.output > 0);
  QVERIFY(row.row.usageEstimated);
  QVERIFY(row.row.mayHaveBeenCharged);
  // What the caller has read can be read in the log.
  QVERIFY(row.response);
  QCOMPARE(streamedText(eventsOf(row.response->bytes)), streamedText(events));
}

void FailureTest::T99_aClientThatLeavesEndsItsUpstream_data() {
  QTest::addColumn<QByteArray>("model");
  QTest::addColumn<bool>("stream");
  QTest::newRow("T99 mid-stream") << QByteArray("script:rate=50,tokens=5000") << true;
  QTest::newRow("T99 while nothing is written") << QByteArray("script:silence-after=1") << true;
  QTest::newRow("T99 before the head") << QByteArray("script:head-delay=30s") << true;
  QTest::newRow("T99 whole answer") << QByteArray("script:head-delay=30s") << false;
}

void FailureTest::T99_aClientThatLeavesEndsItsUpstream() {
  QFETCH(QByteArray, model);
  QFETCH(bool, stream);
  auto demo = *demo::DemoServer::start({});
  Engine engine("providers:\n" + providerLine("demo", demo->port()) +
                "routes: [ { name: r, flow: { fallback: { try: [ { target: \"demo/" +
                model.toStdString() + "\" }, { target: demo/fast } ] } } } ]\n");
  const auto counts = [&](const char* member) {
    RawSocket socket(demo->port());
    socket.send(httpRequest("GET", "/v1/demo/requests", ""));
    const auto all = parsed(socket.readResponse().body);
    return numberAt(all, "/models/" + model.toStdString() + "/" + member);
  };
  {
    RawSocket client = engine.connect();
    client.send(Gate::text("POST", "/v1/chat/completions",
                           chatBody("r", "hi", stream ? ",\"stream\":true" : "")));
    if (model.startsWith("script:rate") || model.startsWith("script:silence"))
      QVERIFY(client.readUntil("\"content\":").size() > 10);
    QVERIFY(until([&] { return counts("open") == 1; }));
  }
  QElapsedTimer timer;
  timer.start();
  QVERIFY(until([&] { return counts("aborted") == 1; }, 5'000));
  QVERIFY(timer.elapsed() < 1'000);
  const auto row = engine.newestRow();
  QCOMPARE(row.row.outcome, ledger::OutcomeClass::ClientGone);
  QCOMPARE(row.row.error, std::optional(ErrorKind::ClientGone));
  QCOMPARE(row.attempts.size(), std::size_t{1});
  QCOMPARE(row.attempts.at(0).error, std::optional(ErrorKind::ClientGone));
  QVERIFY(row.row.usageEstimated);
  QVERIFY(row.row.usage.input > 0);
  QCOMPARE(engine.chat("demo/fast").status, 200);
}

void FailureTest::T100_nothingIsTriedForAClientThatLeft() {
  std::atomic<bool> asked{false}, gone{false};
  Upstream bad([&](RawSocket& socket, const Upstream::Request&) {
    asked = true;
    while (!gone)
      if (!socket.quiet(2)) return socket.close();
    socket.send(Upstream::json("{}", 500));
  });
  Upstream good(answerWell);
  Engine engine(twoTargets(bad.port(), good.port()));
  {
    RawSocket client = engine.connect();
    client.send(Gate::text("POST", "/v1/chat/completions", chatBody("r", "hi")));
    QVERIFY(until([&] { return asked.load(); }));
  }
  const auto row = engine.newestRow();
  gone = true;
  QCOMPARE(row.row.outcome, ledger::OutcomeClass::ClientGone);
  QCOMPARE(good.count(), 0);
}

void FailureTest::T103_whatIsSwitchedOffMeanwhileIsNotAsked_data() {
  QTest::addColumn<QByteArray>("off");
  QTest::addColumn<int>("status");
  QTest::addColumn<QByteArray>("asked");  // how often: bad, next, good
  const auto row = [](const char* tag, const char* off, int status, const char* asked) {
    QTest::newRow(tag) << QByteArray(off) << status << QByteArray(asked);
  };
  row("T103 none", "none", 500, "2 1 0");
  row("T103 the next target", "next", 500, "2 0 1");
  row("T103 the one that is tried again", "bad", 500, "1 1 0");
  row("T103 none, next key", "none", 401, "2 1 0");
  row("T103 the one with another key", "bad", 401, "1 1 0");
}

// The first target fails after one of them was switched off.
void FailureTest::T103_whatIsSwitchedOffMeanwhileIsNotAsked() {
  QFETCH(const QByteArray, off);
  QFETCH(const int, status);
  QFETCH(const QByteArray, asked);
  std::atomic<bool> switched{false};
  Upstream bad([&](RawSocket& socket, const Upstream::Request&) {
    while (!switched)
      if (!socket.quiet(2)) return socket.close();
    socket.send(Upstream::json("{}", status));
  });
  Upstream next(answerWell), good(answerWell);
  const auto yaml = [&](const QByteArray& disabled) {
    const auto line = [&](const char* id, const Upstream& to) {
      std::string text = providerLine(id, to.port(), disabled == id ? ", disabled: true" : "");
      return text.insert(text.find("{ name: main"),
                         "{ name: second, secret: \"file:{dir}/second.key\" }, ");
    };
    return "providers:\n" + line("bad", bad) + line("next", next) + line("good", good) +
           "routes: [ { name: r, flow: { fallback: { try: [ { target: bad/m, retry: 1 }, "
           "{ target: next/m }, { target: good/m } ] } } } ]\n";
  };
  auto home = std::make_shared<Home>();
  home->write(yaml("none"));
  Engine engine(home, false);
  RawSocket client = engine.connect();
  client.send(Gate::text("POST", "/v1/chat/completions", chatBody("r", "hi")));
  QVERIFY(until([&] { return bad.count() == 1; }));
  home->write(yaml(off));
  engine.host().reload();
  switched = true;
  const RawResponse answer = client.readResponse();
  QCOMPARE(answer.status, 200);
  const std::string counts = std::to_string(bad.count()) + " " + std::to_string(next.count()) +
                             " " + std::to_string(good.count());
  QCOMPARE(counts, asked.toStdString());
  if (off == "none" || status == 401) return;  // no key is left to ask it with
  const auto row = engine.row(answer);
  QCOMPARE(row.attempts.at(row.attempts.size() - 2).error, std::optional(ErrorKind::NoTarget));
}

void FailureTest::T92_T104_theLastWordIsTheUpstreams() {
  Upstream bad([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(R"({"error":{"message":"first trouble"}})", 500));
  });
  Upstream good([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(R"({"error":{"message":"last trouble","type":"overloaded"}})", 529));
  });
  Engine engine(twoTargets(bad.port(), good.port()));
  const RawResponse answer = engine.chat("r");
  QCOMPARE(answer.status, 529);
  const auto body = parsed(answer.body);
  QCOMPARE(stringAt(body, "/error/message"), std::string("last trouble"));
  QCOMPARE(stringAt(body, "/error/type"), std::string("overloaded"));
  QCOMPARE(stringAt(body, "/error/request_id"), answer.header("x-signalbox-request-id"));
  QCOMPARE(stringAt(body, "/error/attempts/0/provider"), std::string("bad"));
  QCOMPARE(numberAt(body, "/error/attempts/0/status"), 500);
  QCOMPARE(stringAt(body, "/error/attempts/1/provider"), std::string("good"));
  QCOMPARE(numberAt(body, "/error/attempts/1/status"), 529);
  QCOMPARE(engine.row(answer).attempts.at(1).status, 529);
}

void FailureTest::T104_ownReasonsNameTheAttempts() {
  Engine engine(twoTargets(deadPort(), deadPort()));
  for (const bool stream : {false, true}) {
    const RawResponse answer = stream ? engine.stream("r") : engine.chat("r");
    QCOMPARE(answer.status, 502);
    QCOMPARE(errorCode(answer), std::string("connect_refused"));
    QCOMPARE(stringAt(parsed(answer.body), "/error/attempts/1/outcome"),
             std::string("connect_refused"));
  }
}

void FailureTest::T105_pagesBecomeErrors_data() {
  QTest::addColumn<QByteArray>("page");
  QTest::addColumn<QByteArray>("type");
  QTest::newRow("T105 html") << QByteArray("<html><h1>502 Bad Gateway</h1>" +
                                           QByteArray(5'000, '.') + "</html>")
                             << QByteArray("text/html");
  QTest::newRow("T105 empty") << QByteArray("") << QByteArray("");
  QTest::newRow("T105 text") << QByteArray("upstream connect error") << QByteArray("text/plain");
}

void FailureTest::T105_pagesBecomeErrors() {
  QFETCH(QByteArray, page);
  QFETCH(QByteArray, type);
  Upstream bad([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(
        Upstream::json(page.toStdString(), 502,
                       type.isEmpty() ? "" : "Content-Type: " + type.toStdString() + "\r\n"));
  });
  Engine engine("providers:\n" + providerLine("up", bad.port()));
  const RawResponse answer = engine.stream("up/m");
  QCOMPARE(answer.status, 502);
  QCOMPARE(answer.header("Content-Type"), std::string("application/json"));
  QVERIFY(stringAt(parsed(answer.body), "/error/message").find("502") != std::string::npos);
  QVERIFY(answer.body.find("<html>") == std::string::npos);
  const auto row = engine.row(answer);
  QCOMPARE(row.attempts.at(0).status, 502);
  QVERIFY(row.attempts.at(0).detail.size() <= 2'100);
  if (!page.isEmpty()) QVERIFY(row.attempts.at(0).detail.starts_with(page.left(20).toStdString()));
}

void FailureTest::garbageIsAnUpstreamError() {
  Upstream bad([](RawSocket& socket, const Upstream::Request&) {
    socket.send("SSH-2.0-OpenSSH_9.2\r\n");
    waitForEnd(socket);
  });
  Engine engine("providers:\n" + providerLine("up", bad.port()));
  const RawResponse answer = engine.chat("up/m");
  QCOMPARE(answer.status, 502);
  QCOMPARE(errorCode(answer), std::string("upstream_protocol"));
}

SB_TEST(FailureTest);

#include "failure_test.moc"
