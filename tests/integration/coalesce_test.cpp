// Requests that are the same share one call while it runs.
#include <QTest>
#include <atomic>
#include <future>
#include <thread>

#include "core/net/body_bytes.h"
#include "tests/support/anthropic.h"
#include "tests/support/engine.h"
#include "tests/support/runner.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

namespace {

std::string sharing(std::uint16_t port, const std::string& rule = "{ coalesce: true }",
                    const std::string& more = "") {
  return "providers:\n" + providerLine("up", port) +
         "models: [ { provider: up, model: m, price: { usd_per_mtok: { input: 100, output: 200 } "
         "} } ]\nroutes: [ { name: r, cache: " +
         rule + ", flow: { target: up/m } } ]\n" + more;
}

std::string requestText(bool stream, const std::string& lines = "") {
  return Gate::text("POST", "/v1/chat/completions",
                    chatBody("r", "hi", stream ? ",\"stream\":true" : ""), lines);
}

std::string bodyOf(const std::string& text, bool stream) {
  return stream ? streamOf(text) : Upstream::completion(text);
}

// So many that asked the same and wait.
std::vector<RawSocket> asking(const Engine& engine, int many, bool stream) {
  std::vector<RawSocket> clients;
  for (int i = 0; i < many; ++i) {
    clients.push_back(engine.connect());
    clients.back().send(requestText(stream));
  }
  return clients;
}

// "open", "connections", "requests"
std::int64_t gatewayNumber(const Engine& engine, const std::string& name) {
  return numberAt(engine.admin("GET", "status").body, "/gateway/" + name);
}

bool allCame(const Engine& engine, int many) {
  return until([&] { return gatewayNumber(engine, "open") >= many; });
}

void bothForms() {
  QTest::addColumn<bool>("stream");
  QTest::newRow("stream") << true;
  QTest::newRow("whole") << false;
}

}  // namespace

class CoalesceTest : public QObject {
  Q_OBJECT
 private slots:
  void manyMakeOneCall_data();
  void manyMakeOneCall();
  void lateOnesGetTheStreamFromItsStart();
  void nobodySharesUnlessTheRouteSaysSo();
  void whoAskedFirstMayLeave_data() { bothForms(); }
  void whoAskedFirstMayLeave();
  void theBodyIsCountedAsLongAsTheCallGoesOn();
  void whatThereIsNoRoomForIsNotKept_data() { bothForms(); }
  void whatThereIsNoRoomForIsNotKept();
  void theCallEndsWithTheLastWhoWaits_data() { bothForms(); }
  void theCallEndsWithTheLastWhoWaits();
  void aFailureIsEverybodys();
  void aBrokenStreamIsEverybodys();
  void keysNeverShare();
  void whoJoinsTakesNoPlaceOfALimit_data();
  void whoJoinsTakesNoPlaceOfALimit();
  void whatIsSharedMayBeKept();
  void theConsoleNeverShares();
  void aSlowOneHoldsNobodyUp();
  void aRevokedKeyEndsNobodyElsesCall();
  void stopsWhileManyWait();
};

void CoalesceTest::manyMakeOneCall_data() {
  QTest::addColumn<bool>("stream");
  QTest::addColumn<int>("workers");
  for (const int workers : {1, 3}) {
    QTest::addRow("stream %d", workers) << true << workers;
    QTest::addRow("whole %d", workers) << false << workers;
  }
}

void CoalesceTest::manyMakeOneCall() {
  QFETCH(bool, stream);
  QFETCH(int, workers);
  constexpr int kMany = 1'000;
  Runner up(saying("shared"));
  Engine engine(sharing(up.port(), "{ coalesce: true }") + "workers: " + std::to_string(workers) +
                "\n");
  std::vector<RawSocket> clients = asking(engine, kMany, stream);
  QVERIFY(allCame(engine, kMany));
  QVERIFY(until([&] { return up.asked() == 1; }));
  up.speak();
  int first = 0, joined = 0;
  for (RawSocket& client : clients) {
    const RawResponse answer = client.readResponse();
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.complete);
    QCOMPARE(answer.body, bodyOf("shared", stream));
    const std::string cache = answer.header("x-signalbox-cache");
    ++(cache == "miss" ? first : joined);
    if (cache != "miss") QCOMPARE(cache, std::string("joined"));
  }
  QCOMPARE(first, 1);
  QCOMPARE(joined, kMany - 1);
  QCOMPARE(up.asked(), 1);
  QVERIFY(until([&] { return engine.home().rows().size() == kMany; }));
  std::int64_t cost = 0, saved = 0;
  for (const ledger::Row& row : engine.home().rows()) {
    QVERIFY(row.outcome == ledger::OutcomeClass::Ok);
    cost += row.cost.value;
    saved += row.saved.value_or(NanoUsd()).value;
  }
  QVERIFY(cost > 0);
  QCOMPARE(saved, cost * (kMany - 1));
  QCOMPARE(gatewayNumber(engine, "requests"), kMany);
}

void CoalesceTest::lateOnesGetTheStreamFromItsStart() {
  std::atomic<bool> end{false};
  Upstream up([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::streamHead() + Upstream::chunk(Upstream::delta("one ")));
    while (!end)
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    socket.send(Upstream::chunk(Upstream::delta("two") + Upstream::finish()) +
                Upstream::lastChunk());
  });
  Engine engine(sharing(up.port()));
  RawSocket first = engine.connect();
  first.send(requestText(true));
  QVERIFY(first.readUntil("one ").ends_with("one "));
  RawSocket late = engine.connect();
  late.send(requestText(true));
  QVERIFY(late.readUntil("one ").ends_with("one "));
  end = true;
  QVERIFY(first.readUntil("[DONE]").find("two") != std::string::npos);
  QVERIFY(late.readUntil("[DONE]").find("two") != std::string::npos);
  QCOMPARE(up.count(), 1);
}

void CoalesceTest::nobodySharesUnlessTheRouteSaysSo() {
  Runner up(saying("own"));
  Engine engine(sharing(up.port(), "{ exact: {} }"));
  std::vector<RawSocket> clients = asking(engine, 5, false);
  QVERIFY(until([&] { return up.asked() == 5; }));
  up.speak();
  for (RawSocket& client : clients)
    QCOMPARE(client.readResponse().status, 200);
}

void CoalesceTest::whoAskedFirstMayLeave() {
  QFETCH(bool, stream);
  Runner up(saying("for the others"));
  Engine engine(sharing(up.port()));
  {
    std::vector<RawSocket> first = asking(engine, 1, stream);
    QVERIFY(until([&] { return up.asked() == 1; }));
    std::vector<RawSocket> others = asking(engine, 3, stream);
    QVERIFY(allCame(engine, 4));
    QVERIFY(until([&] { return gatewayNumber(engine, "connections") == 4; }));
    first.clear();
    QVERIFY(until([&] { return gatewayNumber(engine, "connections") == 3; }));
    QCOMPARE(up.left(), 0);
    up.speak();
    for (RawSocket& client : others)
      QCOMPARE(client.readResponse().body, bodyOf("for the others", stream));
  }
  QCOMPARE(up.asked(), 1);
  QVERIFY(until([&] { return engine.home().rows().size() == 4; }));
  int left = 0;
  for (const ledger::Row& row : engine.home().rows()) {
    if (row.outcome != ledger::OutcomeClass::ClientGone) continue;
    ++left;
    QVERIFY(row.cost.value > 0);  // the call was its own
  }
  QCOMPARE(left, 1);
}

void CoalesceTest::theBodyIsCountedAsLongAsTheCallGoesOn() {
  Runner up(saying("for the other"));
  Engine engine(sharing(up.port()));
  const std::string body = chatBody("r", std::string(20'000, 'x'));
  const std::string request = Gate::text("POST", "/v1/chat/completions", body);
  const auto both = 2 * static_cast<std::int64_t>(body.size());
  {
    RawSocket first = engine.connect();
    first.send(request);
    QVERIFY(until([&] { return up.asked() == 1; }));
    RawSocket other = engine.connect();
    other.send(request);
    QVERIFY(allCame(engine, 2));
    QVERIFY(until([&] { return net::BodyBytes::all() == both; }));
    first.close();
    QVERIFY(until([&] { return gatewayNumber(engine, "connections") == 1; }));
    QVERIFY(until([&] { return net::BodyBytes::all() == both; }));
    up.speak();
    QCOMPARE(other.readResponse().status, 200);
  }
  QVERIFY(until([] { return net::BodyBytes::all() == 0; }));
}

void CoalesceTest::whatThereIsNoRoomForIsNotKept() {
  QFETCH(bool, stream);
  const std::string text(40'000, 'x');
  Runner up(saying(text));
  up.speak();
  Engine engine(
      sharing(up.port(), "{ exact: { ttl: 1h } }", "limits: { body: 10KB, bodies: 20KB }\n"));
  RawSocket client = engine.connect();
  for (int i = 0; i < 2; ++i) {
    client.send(requestText(stream));
    const RawResponse answer = client.readResponse();
    QVERIFY(answer.complete);
    QCOMPARE(answer.body, bodyOf(text, stream));
    QCOMPARE(answer.header("x-signalbox-cache"), std::string("miss"));
  }
  QCOMPARE(up.asked(), 2);
}

void CoalesceTest::theCallEndsWithTheLastWhoWaits() {
  QFETCH(bool, stream);
  Runner up(saying("nobody hears it"));
  Engine engine(sharing(up.port()));
  std::vector<RawSocket> clients = asking(engine, 3, stream);
  QVERIFY(until([&] { return up.asked() == 1; }));
  QVERIFY(allCame(engine, 3));
  clients.pop_back();
  clients.pop_back();
  QCOMPARE(up.left(), 0);
  clients.clear();
  QVERIFY(until([&] { return up.left() == 1; }));
  QVERIFY(until([&] { return engine.home().rows().size() == 3; }));
  for (const ledger::Row& row : engine.home().rows())
    QVERIFY(row.outcome == ledger::OutcomeClass::ClientGone);
}

void CoalesceTest::aFailureIsEverybodys() {
  Runner up(refusing(400));
  Engine engine(sharing(up.port()));
  std::vector<RawSocket> clients = asking(engine, 4, false);
  QVERIFY(allCame(engine, 4));
  up.speak();
  for (RawSocket& client : clients)
    QCOMPARE(client.readResponse().status, 400);
  QCOMPARE(up.asked(), 1);
  QCOMPARE(engine.chat("r").status, 400);  // and nobody remembers it
  QCOMPARE(up.asked(), 2);
  QVERIFY(until([&] { return engine.home().rows().size() == 5; }));
  for (const ledger::Row& row : engine.home().rows()) {
    QCOMPARE(row.status, 400);
    QVERIFY(row.outcome == ledger::OutcomeClass::Failed);
    QVERIFY(!row.saved);
  }
}

void CoalesceTest::aBrokenStreamIsEverybodys() {
  Runner up([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::streamHead() + Upstream::chunk(Upstream::delta("begun")));
    socket.close();
  });
  Engine engine(sharing(up.port(), "{ exact: {}, coalesce: true }"));
  std::vector<RawSocket> clients = asking(engine, 3, true);
  QVERIFY(allCame(engine, 3));
  up.speak();
  for (RawSocket& client : clients) {
    const RawResponse answer = client.readResponse();
    QVERIFY(answer.body.find("begun") != std::string::npos);
    QVERIFY(answer.body.find("\"error\"") != std::string::npos);
    QVERIFY(answer.body.find("[DONE]") == std::string::npos);
  }
  QCOMPARE(up.asked(), 1);
  QCOMPARE(engine.stream("r").header("x-signalbox-cache"), std::string("miss"));
}

void CoalesceTest::keysNeverShare() {
  Runner up(saying("own"));
  Engine engine(sharing(up.port()));
  const auto made = engine.admin("POST", "keys", "{\"name\":\"other\"}");
  std::vector<RawSocket> clients = asking(engine, 2, false);
  clients.push_back(engine.connect());
  clients.back().send(
      requestText(false, "Authorization: Bearer " + stringAt(made.body, "/text") + "\r\n"));
  QVERIFY(allCame(engine, 3));
  QVERIFY(until([&] { return up.asked() == 2; }));
  up.speak();
  for (RawSocket& client : clients)
    QCOMPARE(client.readResponse().status, 200);
  QCOMPARE(up.asked(), 2);
}

void CoalesceTest::whoJoinsTakesNoPlaceOfALimit_data() {
  QTest::addColumn<QByteArray>("limit");
  QTest::addColumn<bool>("comesBack");
  QTest::newRow("requests") << QByteArray("rpm: 1") << false;
  QTest::newRow("tokens") << QByteArray("tpm: 15") << false;
  QTest::newRow("open requests") << QByteArray("parallel: 1") << true;
  QTest::newRow("money") << QByteArray("usd_per_day: 0.001") << false;
}

// There is room for one, and all are served by its call.
void CoalesceTest::whoJoinsTakesNoPlaceOfALimit() {
  QFETCH(const QByteArray, limit);
  QFETCH(const bool, comesBack);
  Runner up(saying("shared"));
  Engine engine("providers:\n" + providerLine("up", up.port()) +
                "models: [ { provider: up, model: m, price: { usd_per_mtok: { input: 100, output: "
                "200 } } } ]\nroutes: [ { name: r, cache: { coalesce: true }, flow: { limit: { "
                "by: all, " +
                limit.toStdString() + ", then: { target: up/m } } } } ]\n");
  // Whoever counts the first prompt reads the tokenizer, while others would be late for the call.
  QCOMPARE(engine.ask("POST", "/v1/messages/count_tokens", messagesBody("up/m")).status, 200);
  std::vector<RawSocket> clients = asking(engine, 8, false);
  QVERIFY(allCame(engine, 8));
  QVERIFY(until([&] { return up.asked() == 1; }));
  // Another request is another call.
  QCOMPARE(engine.chat("r", "something else").status, 429);
  up.speak();
  for (RawSocket& client : clients)
    QCOMPARE(client.readResponse().status, 200);
  QCOMPARE(up.asked(), 1);
  QVERIFY(until([&] { return gatewayNumber(engine, "open") == 0; }));
  QCOMPARE(engine.chat("r", "something else").status, comesBack ? 200 : 429);
}

void CoalesceTest::whatIsSharedMayBeKept() {
  Runner up(saying("kept"));
  Engine engine(sharing(up.port(), "{ exact: { ttl: 10m }, coalesce: true }"));
  std::vector<RawSocket> clients = asking(engine, 5, true);
  QVERIFY(allCame(engine, 5));
  up.speak();
  for (RawSocket& client : clients)
    QCOMPARE(client.readResponse().body, bodyOf("kept", true));
  const RawResponse later = engine.stream("r");
  QCOMPARE(later.header("x-signalbox-cache"), std::string("hit"));
  QCOMPARE(later.body, bodyOf("kept", true));
  QCOMPARE(up.asked(), 1);
}

void CoalesceTest::theConsoleNeverShares() {
  Runner up(saying("own"));
  Engine engine(sharing(up.port()));
  const auto made = engine.admin("POST", "session-key", "{\"name\":\"Console\"}");
  const std::string key = stringAt(made.body, "/text");
  QVERIFY(!key.empty());
  std::vector<RawSocket> clients;
  for (int i = 0; i < 2; ++i) {
    clients.push_back(engine.connect());
    clients.back().send(requestText(true, "Authorization: Bearer " + key + "\r\n"));
  }
  QVERIFY(until([&] { return up.asked() == 2; }));
  up.speak();
  for (RawSocket& client : clients)
    QCOMPARE(client.readResponse().status, 200);
}

// One that reads nothing for a while, of an answer that no socket's buffer holds.
void CoalesceTest::aSlowOneHoldsNobodyUp() {
  const std::string much = Upstream::delta(std::string(6'000'000, 'x'));
  Runner up([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::stream(much + Upstream::finish()));
  });
  Engine engine(sharing(up.port()));
  RawSocket slow = engine.connect(4'096);
  slow.send(requestText(true));
  QVERIFY(until([&] { return up.asked() == 1; }));
  RawSocket quick = engine.connect();
  quick.send(requestText(true));
  QVERIFY(allCame(engine, 2));
  up.speak();
  QCOMPARE(quick.readResponse().body, much + Upstream::finish());
  QCOMPARE(slow.readResponse().body, much + Upstream::finish());
  QCOMPARE(up.asked(), 1);
}

void CoalesceTest::aRevokedKeyEndsNobodyElsesCall() {
  Runner up(saying("for who may"));
  Engine engine(sharing(up.port(), "{ exact: { scope: all }, coalesce: true }"));
  const auto made = engine.admin("POST", "keys", "{\"name\":\"other\"}");
  RawSocket first = engine.connect();
  first.send(requestText(false, "Authorization: Bearer " + stringAt(made.body, "/text") + "\r\n"));
  QVERIFY(until([&] { return up.asked() == 1; }));
  std::vector<RawSocket> others = asking(engine, 1, false);
  QVERIFY(allCame(engine, 2));
  const std::string id = stringAt(made.body, "/key/id");
  QVERIFY(engine.admin("DELETE", "keys/" + id).status < 300);
  QCOMPARE(first.readResponse().status, 401);
  up.speak();
  QCOMPARE(others.front().readResponse().body, bodyOf("for who may", false));
}

void CoalesceTest::stopsWhileManyWait() {
  Runner up(saying("late"));
  Engine engine(sharing(up.port()) + "workers: 2\n");
  std::vector<RawSocket> clients = asking(engine, 20, true);
  QVERIFY(allCame(engine, 20));
  engine.stop();
}

SB_TEST(CoalesceTest);
#include "coalesce_test.moc"
