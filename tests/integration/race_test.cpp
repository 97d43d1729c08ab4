// Races: the first target that has something to say is the caller's.
#include <QElapsedTimer>
#include <QTest>
#include <future>
#include <set>

#include "tests/support/anthropic.h"
#include "tests/support/engine.h"
#include "tests/support/runner.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

namespace {

// Route "r": one/m, two/m … race.
std::string racing(const std::vector<std::uint16_t>& ports, const std::string& after,
                   const std::string& more = "", const std::string& kind = "openai_compatible") {
  static const std::vector<std::string> names{"one", "two", "three"};
  std::string providers = "providers:\n", targets;
  for (std::size_t i = 0; i < ports.size(); ++i) {
    const bool last = i + 1 == ports.size();
    providers += providerLine(names[i], ports[i], "", last ? kind : "openai_compatible");
    targets += (i > 0 ? ", { target: " : "{ target: ") + names[i] + "/m }";
  }
  return providers + "routes: [ { name: r, flow: { race: { " +
         (after.empty() ? "" : "after: " + after + ", ") + "try: [ " + targets + " ] } } } ]\n" +
         more;
}

RawResponse ask(const Engine& engine, bool stream) {
  return stream ? engine.stream("r") : engine.chat("r");
}

std::string bodyOf(const std::string& text, bool stream) {
  return stream ? streamOf(text) : Upstream::completion(text);
}

void bothForms() {
  QTest::addColumn<bool>("stream");
  QTest::newRow("stream") << true;
  QTest::newRow("whole") << false;
}

// Numbers from 1 on, each once.
bool numbered(const std::vector<ledger::Attempt>& attempts) {
  std::set<int> seen;
  for (const ledger::Attempt& attempt : attempts)
    seen.insert(attempt.n);
  return seen.size() == attempts.size() && *seen.begin() == 1 &&
         *seen.rbegin() == int(attempts.size());
}

}  // namespace

class RaceTest : public QObject {
  Q_OBJECT
 private slots:
  void theFirstAloneIsAskedWhileItIsQuick_data() { bothForms(); }
  void theFirstAloneIsAskedWhileItIsQuick();
  void silenceStartsTheSecond_data() { bothForms(); }
  void silenceStartsTheSecond();
  void theFirstMayStillWin_data() { bothForms(); }
  void theFirstMayStillWin();
  void failureStartsTheNextAtOnce_data() { bothForms(); }
  void failureStartsTheNextAtOnce();
  void allFailing_data() { bothForms(); }
  void allFailing();
  void theRequestsOwnFaultStartsNobody_data() { bothForms(); }
  void theRequestsOwnFaultStartsNobody();
  void theRequestsOwnFaultWaitsForThoseWhoRun_data();
  void theRequestsOwnFaultWaitsForThoseWhoRun();
  void aFallbackMovesOnFromARace_data() { bothForms(); }
  void aFallbackMovesOnFromARace();
  void allAtOnce_data() { bothForms(); }
  void allAtOnce();
  void whatIsNoContentWinsNothing();
  void theCallerHearsSignsOfLife();
  void aClientThatLeavesEndsAll_data() { bothForms(); }
  void aClientThatLeavesEndsAll();
  void aRevokedKeyEndsAll_data() { bothForms(); }
  void aRevokedKeyEndsAll();
  void theTimeLimitEndsAll_data() { bothForms(); }
  void theTimeLimitEndsAll();
  void anotherDialectMayWin_data() { bothForms(); }
  void anotherDialectMayWin();
  void largeBodiesStayWhole_data() { bothForms(); }
  void largeBodiesStayWhole();
  void fallbacksAndRacesWithin_data() { bothForms(); }
  void fallbacksAndRacesWithin();
  void rowsAreWholeWhenTheyMustBeOnDisk_data() { bothForms(); }
  void rowsAreWholeWhenTheyMustBeOnDisk();
  void silenceIsNoStorm();
  void manyTies_data() { bothForms(); }
  void manyTies();
  void losersCostTheRowAndTheBudget_data() { bothForms(); }
  void losersCostTheRowAndTheBudget();
  void eachRacerIsReserved();
  void nothingIsTriedAfterContent_data();
  void nothingIsTriedAfterContent();
  void aBalanceMovesOnFromARace_data() { bothForms(); }
  void aBalanceMovesOnFromARace();
};

void RaceTest::theFirstAloneIsAskedWhileItIsQuick() {
  QFETCH(bool, stream);
  Runner one(saying("one")), two(saying("two"));
  one.speak();
  Engine engine(racing({one.port(), two.port()}, "60s"));
  const RawResponse answer = ask(engine, stream);
  QCOMPARE(answer.status, 200);
  QCOMPARE(answer.body, bodyOf("one", stream));
  QCOMPARE(answer.header("x-signalbox-attempts"), std::string("1"));
  const auto row = engine.row(answer);
  QCOMPARE(row.attempts.size(), std::size_t{1});
  QCOMPARE(row.attempts[0].why, std::string("race 1 of 2"));
  QCOMPARE(two.asked(), 0);
}

void RaceTest::silenceStartsTheSecond() {
  QFETCH(bool, stream);
  Runner one(saying("one")), two(saying("two"));
  two.speak();
  Engine engine(racing({one.port(), two.port()}, "100ms"));
  const RawResponse answer = ask(engine, stream);
  QVERIFY(until([&] { return one.left() == 1; }));
  QCOMPARE(answer.status, 200);
  QCOMPARE(answer.body, bodyOf("two", stream));
  QCOMPARE(answer.header("x-signalbox-attempts"), std::string("2"));
  QCOMPARE(answer.header("x-signalbox-provider"), std::string("two"));
  const auto row = engine.row(answer);
  QCOMPARE(row.row.outcome, ledger::OutcomeClass::Ok);
  QCOMPARE(row.row.provider, std::string("two"));
  QCOMPARE(row.attempts.size(), std::size_t{2});
  QVERIFY(numbered(row.attempts));
  const ledger::Attempt &lost = row.attempts[0], &won = row.attempts[1];
  QCOMPARE(lost.error, std::optional(ErrorKind::RaceLost));
  QCOMPARE(lost.provider, std::string("one"));
  QVERIFY(lost.mayHaveBeenCharged && lost.usageEstimated && lost.usage.input > 0);
  QVERIFY(won.ok);
  QCOMPARE(won.why, std::string("race 2 of 2 after 100 ms"));
  QVERIFY(won.ms.queue.value_or(0) >= 100);
  QCOMPARE(row.row.usage.input, lost.usage.input + won.usage.input);
  // Its key is none the worse for it.
  one.speak();
  QCOMPARE(engine.chat("one/m").status, 200);
}

void RaceTest::theFirstMayStillWin() {
  QFETCH(bool, stream);
  Runner one(saying("one")), two(saying("two"));
  Engine engine(racing({one.port(), two.port()}, "50ms"));
  auto answered = std::async(std::launch::async, [&] { return ask(engine, stream); });
  QVERIFY(until([&] { return two.asked() == 1; }));
  one.speak();
  const RawResponse answer = answered.get();
  QCOMPARE(answer.body, bodyOf("one", stream));
  QVERIFY(until([&] { return two.left() == 1; }));
  const auto row = engine.row(answer);
  QCOMPARE(row.row.provider, std::string("one"));
  QCOMPARE(row.attempts.size(), std::size_t{2});
  QCOMPARE(row.attempts[0].error, std::optional(ErrorKind::RaceLost));
  QCOMPARE(row.attempts[0].n, 2);
  QVERIFY(row.attempts[1].ok);
  QCOMPARE(row.attempts[1].n, 1);
}

void RaceTest::failureStartsTheNextAtOnce() {
  QFETCH(bool, stream);
  Runner one(refusing(500)), two(saying("two"));
  one.speak();
  two.speak();
  Engine engine(racing({one.port(), two.port()}, "60s"));
  QElapsedTimer since;
  since.start();
  const RawResponse answer = ask(engine, stream);
  QVERIFY(since.elapsed() < 50'000);
  QCOMPARE(answer.body, bodyOf("two", stream));
  const auto row = engine.row(answer);
  QCOMPARE(row.attempts.size(), std::size_t{2});
  QCOMPARE(row.attempts[0].status, 500);
  QCOMPARE(row.attempts[0].error, std::optional(ErrorKind::UpstreamStatus));
  QVERIFY(!row.attempts[0].mayHaveBeenCharged);
  QCOMPARE(row.attempts[1].why, std::string("race 2 of 2 after 500"));
}

void RaceTest::allFailing() {
  QFETCH(bool, stream);
  Runner one(refusing(500)), two(refusing(418));
  one.speak();
  two.speak();
  Engine engine(racing({one.port(), two.port()}, "60s"));
  const RawResponse answer = ask(engine, stream);
  QCOMPARE(answer.status, 418);
  const auto row = engine.row(answer);
  QCOMPARE(row.row.outcome, ledger::OutcomeClass::Failed);
  QCOMPARE(row.attempts.size(), std::size_t{2});
  QVERIFY(numbered(row.attempts));
}

void RaceTest::theRequestsOwnFaultStartsNobody() {
  QFETCH(bool, stream);
  for (const int status : {400, 413, 422}) {
    Runner one(refusing(status)), two(refusing(500));
    one.speak();
    two.speak();
    Engine engine(racing({one.port(), two.port()}, "60s"));
    const RawResponse answer = ask(engine, stream);
    QCOMPARE(answer.status, status);
    QCOMPARE(two.asked(), 0);
    QCOMPARE(engine.row(answer).attempts.size(), std::size_t{1});
  }
}

void RaceTest::theRequestsOwnFaultWaitsForThoseWhoRun_data() {
  QTest::addColumn<bool>("wins");
  QTest::newRow("one wins") << true;
  QTest::newRow("one fails too") << false;
}

void RaceTest::theRequestsOwnFaultWaitsForThoseWhoRun() {
  QFETCH(bool, wins);
  Runner one(wins ? saying("one") : refusing(500)), two(refusing(400)), three(saying("three"));
  two.speak();
  three.speak();
  Engine engine(racing({one.port(), two.port(), three.port()}, "2s"));
  auto answered = std::async(std::launch::async, [&] { return ask(engine, false); });
  QVERIFY(until([&] { return two.asked() == 1; }));
  QCOMPARE(answered.wait_for(std::chrono::seconds(1)), std::future_status::timeout);
  one.speak();
  const RawResponse answer = answered.get();
  QCOMPARE(answer.status, wins ? 200 : 400);
  QCOMPARE(three.asked(), 0);
}

void RaceTest::aFallbackMovesOnFromARace() {
  QFETCH(bool, stream);
  Runner one(refusing(500)), two(refusing(503)), three(saying("three"));
  for (Runner* runner : {&one, &two, &three})
    runner->speak();
  Engine engine("providers:\n" + providerLine("one", one.port()) + providerLine("two", two.port()) +
                providerLine("three", three.port()) +
                "routes: [ { name: r, flow: { fallback: { try: [ { race: { try: [ { target: one/m "
                "}, { target: two/m } ] } }, { target: three/m } ] } } } ]\n");
  const RawResponse answer = ask(engine, stream);
  QCOMPARE(answer.body, bodyOf("three", stream));
  const auto row = engine.row(answer);
  QCOMPARE(row.attempts.size(), std::size_t{3});
  QVERIFY(numbered(row.attempts));
  QVERIFY(row.attempts[2].ok);
}

void RaceTest::allAtOnce() {
  QFETCH(bool, stream);
  Runner one(saying("one")), two(saying("two")), three(saying("three"));
  Engine engine(racing({one.port(), two.port(), three.port()}, ""));
  auto answered = std::async(std::launch::async, [&] { return ask(engine, stream); });
  QVERIFY(until([&] { return one.asked() + two.asked() + three.asked() == 3; }));
  three.speak();
  const RawResponse answer = answered.get();
  QCOMPARE(answer.body, bodyOf("three", stream));
  QVERIFY(until([&] { return one.left() + two.left() == 2; }));
  const auto row = engine.row(answer);
  QCOMPARE(row.attempts.size(), std::size_t{3});
  QVERIFY(numbered(row.attempts));
  QVERIFY(row.attempts[2].ok);
  QCOMPARE(row.attempts[2].why, std::string("race 3 of 3"));
}

void RaceTest::whatIsNoContentWinsNothing() {
  Runner one([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::streamHead() +
                Upstream::chunk(": early\n\ndata: {\"choices\":[{\"index\":0,\"delta\":{\"role\":"
                                "\"assistant\"}}]}\n\n"));
    waitForEnd(socket);
  });
  Runner two(saying("two"));
  one.speak();
  two.speak();
  Engine engine(racing({one.port(), two.port()}, "100ms"));
  const RawResponse answer = ask(engine, true);
  QCOMPARE(answer.body, streamOf("two"));
  const auto row = engine.row(answer);
  QCOMPARE(row.attempts[0].error, std::optional(ErrorKind::RaceLost));
  QCOMPARE(row.attempts[0].status, 200);
  QVERIFY(row.response.has_value());
  QCOMPARE(row.response->bytes + "data: [DONE]\n\n", streamOf("two"));
}

void RaceTest::theCallerHearsSignsOfLife() {
  Runner one(saying("one")), two(saying("two"));
  Engine engine(racing({one.port(), two.port()}, "50ms", "timeouts: { hold_head: 200ms }\n"));
  RawSocket client = engine.connect();
  client.send(Gate::text("POST", "/v1/chat/completions", chatBody("r", "hi", ",\"stream\":true")));
  const std::string head = client.readHead();
  QVERIFY(head.starts_with("HTTP/1.1 200"));
  QVERIFY(lower(head).find("x-signalbox-provider") == std::string::npos);
  QVERIFY(client.readUntil("\n\n").find(": ") != std::string::npos);
  QCOMPARE(two.asked(), 1);
  two.speak();
  const std::string rest = client.readUntil("0\r\n\r\n");
  QVERIFY(rest.find("two") != std::string::npos && rest.find("[DONE]") != std::string::npos);
  QVERIFY(until([&] { return one.left() == 1; }));
  // The connection serves on.
  client.send(Gate::text("POST", "/v1/chat/completions", chatBody("two/m", "hi")));
  QCOMPARE(client.readResponse().status, 200);
}

void RaceTest::aClientThatLeavesEndsAll() {
  QFETCH(bool, stream);
  Runner one(saying("one")), two(saying("two"));
  Engine engine(racing({one.port(), two.port()}, "50ms"));
  {
    RawSocket client = engine.connect();
    client.send(Gate::text("POST", "/v1/chat/completions",
                           chatBody("r", "hi", stream ? ",\"stream\":true" : "")));
    QVERIFY(until([&] { return one.asked() + two.asked() == 2; }));
  }
  QVERIFY(until([&] { return one.left() + two.left() == 2; }));
  const auto row = engine.newestRow();
  QCOMPARE(row.row.outcome, ledger::OutcomeClass::ClientGone);
  QCOMPARE(row.attempts.size(), std::size_t{2});
  QVERIFY(numbered(row.attempts));
  for (const ledger::Attempt& attempt : row.attempts) {
    QCOMPARE(attempt.error, std::optional(ErrorKind::ClientGone));
    QVERIFY(attempt.usage.input > 0);
  }
}

void RaceTest::aRevokedKeyEndsAll() {
  QFETCH(bool, stream);
  Runner one(saying("one")), two(saying("two"));
  Engine engine(racing({one.port(), two.port()}, "50ms"));
  const auto made = engine.admin("POST", "keys", R"({"name":"brief"})");
  const std::string bearer = "Authorization: Bearer " + stringAt(made.body, "/text") + "\r\n";
  auto answered = std::async(std::launch::async, [&] {
    return stream ? engine.stream("r", "hi", "", bearer) : engine.chat("r", "hi", "", bearer);
  });
  QVERIFY(until([&] { return one.asked() + two.asked() == 2; }));
  QCOMPARE(engine.admin("DELETE", "keys/" + stringAt(made.body, "/key/id")).status / 100, 2);
  QVERIFY(until([&] { return one.left() + two.left() == 2; }));
  const RawResponse answer = answered.get();
  QCOMPARE(answer.status, 401);
  const auto row = engine.row(answer);
  QCOMPARE(row.row.error, std::optional(ErrorKind::KeyRevoked));
  QCOMPARE(row.attempts.size(), std::size_t{2});
}

void RaceTest::theTimeLimitEndsAll() {
  QFETCH(bool, stream);
  Runner one(saying("one")), two(saying("two")), three(saying("three"));
  Engine engine(
      racing({one.port(), two.port(), three.port()}, "200ms", "timeouts: { total: 300ms }\n"));
  const RawResponse answer = ask(engine, stream);
  QCOMPARE(answer.status, 504);
  QVERIFY(until([&] { return one.left() + two.left() == 2; }));
  QCOMPARE(three.asked(), 0);
  const auto row = engine.row(answer);
  QCOMPARE(row.row.error, std::optional(ErrorKind::TotalTimeout));
  QCOMPARE(row.attempts.size(), std::size_t{2});
}

void RaceTest::anotherDialectMayWin() {
  QFETCH(bool, stream);
  Runner one(saying("one"));
  Runner two(answersWith("tool"));
  two.speak();
  Engine engine(racing({one.port(), two.port()}, "50ms", "", "anthropic"));
  const RawResponse answer =
      engine.chat("r", "hi", stream ? ",\"stream\":true,\"seed\":7" : ",\"seed\":7");
  QCOMPARE(answer.status, 200);
  QVERIFY(answer.complete);
  const auto row = engine.row(answer);
  QCOMPARE(row.row.provider, std::string("two"));
  QCOMPARE(row.row.outcome, ledger::OutcomeClass::Ok);
  QCOMPARE(row.attempts[1].dialect, std::string("anthropic"));
  QVERIFY(until([&] { return one.left() == 1; }));
}

void RaceTest::largeBodiesStayWhole() {
  QFETCH(bool, stream);
  Runner one(saying("one"));
  Runner two(answersWith("tool"));
  two.speak();
  Engine engine(racing({one.port(), two.port()}, "", "ledger: { bodies: full }\n", "anthropic"));
  const std::string body =
      chatBody("r", std::string(3'000'000, 'x'), stream ? ",\"stream\":true" : "");
  const RawResponse answer = engine.ask("POST", "/v1/chat/completions", body);
  QCOMPARE(answer.status, 200);
  const auto row = engine.row(answer);
  QCOMPARE(row.row.provider, std::string("two"));
  QCOMPARE(row.requestSize, std::int64_t(body.size()));
  QVERIFY(until([&] { return one.left() == one.asked(); }));
}

void RaceTest::fallbacksAndRacesWithin() {
  QFETCH(bool, stream);
  Runner one(refusing(500)), two(saying("two")), three(saying("three")), four(saying("four"));
  one.speak();
  Engine engine(
      "providers:\n" + providerLine("one", one.port()) + providerLine("two", two.port()) +
      providerLine("three", three.port()) + providerLine("four", four.port()) +
      "routes: [ { name: r, flow: { race: { after: 50ms, try: [ { fallback: { try: [ { target: "
      "one/m }, { target: two/m } ] } }, { race: { after: 50ms, try: [ { target: three/m }, { "
      "target: four/m } ] } } ] } } } ]\n");
  auto answered = std::async(std::launch::async, [&] { return ask(engine, stream); });
  QVERIFY(until([&] { return two.asked() + three.asked() + four.asked() == 3; }));
  four.speak();
  const RawResponse answer = answered.get();
  QCOMPARE(answer.body, bodyOf("four", stream));
  QVERIFY(until([&] { return two.left() + three.left() == 2; }));
  const auto row = engine.row(answer);
  QCOMPARE(row.attempts.size(), std::size_t{4});
  QVERIFY(numbered(row.attempts));
  QCOMPARE(row.attempts[0].provider, std::string("one"));
  QVERIFY(row.attempts[3].ok);
  QCOMPARE(row.attempts[3].provider, std::string("four"));
  QCOMPARE(row.attempts[1].error, std::optional(ErrorKind::RaceLost));
  QCOMPARE(row.attempts[2].error, std::optional(ErrorKind::RaceLost));
}

void RaceTest::rowsAreWholeWhenTheyMustBeOnDisk() {
  QFETCH(bool, stream);
  Runner one(saying("one")), two(saying("two"));
  two.speak();
  Engine engine(racing({one.port(), two.port()}, "50ms", "ledger: { durability: strict }\n"));
  const RawResponse answer = ask(engine, stream);
  QCOMPARE(answer.body, bodyOf("two", stream));
  const auto row = engine.home().findRow(answer.header("x-signalbox-request-id"));
  QCOMPARE(row.attempts.size(), std::size_t{2});
  QCOMPARE(row.attempts[0].error, std::optional(ErrorKind::RaceLost));
}

void RaceTest::silenceIsNoStorm() {
  Runner one(saying("one")), two(saying("two"));
  Engine engine(racing({one.port(), two.port()}, "30ms"));
  std::vector<RawSocket> clients;
  for (int i = 0; i < 15; ++i) {
    clients.push_back(engine.connect());
    clients.back().send(Gate::text("POST", "/v1/chat/completions", chatBody("r", "hi")));
  }
  QVERIFY(until([&] { return one.asked() == 15 && two.asked() == 10; }));
  QVERIFY(!until([&] { return two.asked() > 10; }, 300));
  one.speak();
  for (RawSocket& client : clients)
    QCOMPARE(client.readResponse().body, Upstream::completion("one"));
}

void RaceTest::manyTies() {
  QFETCH(bool, stream);
  Runner one(saying("same")), two(saying("same")), three(saying("same"));
  for (Runner* runner : {&one, &two, &three})
    runner->speak();
  Engine engine(racing({one.port(), two.port(), three.port()}, "", "ledger: { bodies: full }\n"));
  std::vector<std::future<int>> clients;
  for (int i = 0; i < 6; ++i)
    clients.push_back(std::async(std::launch::async, [&] {
      int good = 0;
      RawSocket client = engine.connect();
      for (int j = 0; j < 25; ++j) {
        client.send(Gate::text("POST", "/v1/chat/completions",
                               chatBody("r", "hi", stream ? ",\"stream\":true" : "")));
        const RawResponse answer = client.readResponse();
        good += answer.complete && answer.body == bodyOf("same", stream) ? 1 : 0;
      }
      return good;
    }));
  for (auto& client : clients)
    QCOMPARE(client.get(), 25);
  QVERIFY(until([&] { return engine.home().rows().size() == 150; }));
  for (const ledger::Row& row : engine.home().rows())
    QCOMPARE(row.outcome, ledger::OutcomeClass::Ok);
}

namespace {

// Below a limit: one/m and two/m race, at so many dollars for a million tokens.
std::string costly(const Runner& one, const Runner& two, const std::string& dollarsADay,
                   const std::string& price, const std::string& after = "") {
  return "providers:\n" + providerLine("one", one.port()) + providerLine("two", two.port()) +
         "models:\n  - { provider: one, model: m, price: { usd_per_mtok: { " + price +
         " } } }\n  - { provider: two, model: m, price: { usd_per_mtok: { " + price +
         " } } }\nroutes: [ { name: r, flow: { limit: { usd_per_day: " + dollarsADay +
         ", then: { race: { " + after +
         "try: [ { target: one/m }, { target: two/m } ] } } } } } ]\n";
}

}  // namespace

void RaceTest::losersCostTheRowAndTheBudget() {
  QFETCH(bool, stream);
  Runner one(saying("one")), two(saying("two"));
  two.speak();
  // The winner's ten tokens alone would leave a little.
  Engine engine(
      costly(one, two, stream ? "0.0001" : "0.0105", "input: 1000, output: 0", "after: 50ms, "));
  const RawResponse answer = ask(engine, stream);
  QCOMPARE(answer.status, 200);
  const auto row = engine.row(answer);
  QCOMPARE(row.attempts.size(), std::size_t{2});
  const ledger::Attempt &lost = row.attempts[0], &won = row.attempts[1];
  QCOMPARE(lost.error, std::optional(ErrorKind::RaceLost));
  QVERIFY(lost.cost.priced && won.cost.priced);
  QVERIFY(lost.cost.usd.value >= 1'000'000);
  QCOMPARE(row.row.cost.value, lost.cost.usd.value + won.cost.usd.value);
  if (!stream) QCOMPARE(answer.header("x-signalbox-cost-usd"), toString(row.row.cost));
  const RawResponse refused = ask(engine, stream);
  QCOMPARE(refused.status, 429);
  QVERIFY(std::stoi(refused.header("Retry-After")) > 0);
  QCOMPARE(engine.row(refused).row.error, std::optional(ErrorKind::BudgetExceeded));
}

void RaceTest::eachRacerIsReserved() {
  Runner one(saying("one")), two(saying("two"));
  // Each racer may come to 0.1 dollars.
  Engine engine(costly(one, two, "0.35", "input: 0, output: 1000"));
  RawSocket client = engine.connect();
  client.send(
      Gate::text("POST", "/v1/chat/completions", chatBody("r", "hi", ",\"max_tokens\":100")));
  QVERIFY(until([&] { return one.asked() + two.asked() == 2; }));
  const RawResponse refused = engine.chat("r", "hi", ",\"max_tokens\":100");
  QCOMPARE(refused.status, 429);
  QCOMPARE(refused.header("Retry-After"), std::string("1"));
  one.speak();
  QCOMPARE(client.readResponse().status, 200);
  QCOMPARE(engine.chat("r", "hi", ",\"max_tokens\":100").status, 200);
}

void RaceTest::nothingIsTriedAfterContent_data() {
  QTest::addColumn<QByteArray>("after");
  QTest::addColumn<int>("asked");
  QTest::newRow("the next has not begun") << QByteArray("60s") << 0;
  QTest::newRow("the next was silent") << QByteArray() << 1;
}

void RaceTest::nothingIsTriedAfterContent() {
  QFETCH(QByteArray, after);
  QFETCH(int, asked);
  Runner one([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::streamHead() + Upstream::chunk(Upstream::delta("half")));
    socket.close();
  });
  Runner two(saying("two"));
  Engine engine(racing({one.port(), two.port()}, after.toStdString()));
  auto answered = std::async(std::launch::async, [&] { return ask(engine, true); });
  QVERIFY(until([&] { return one.asked() == 1 && two.asked() == asked; }));
  one.speak();
  const RawResponse answer = answered.get();
  QVERIFY(answer.body.find("half") != std::string::npos);
  QVERIFY(answer.body.find("[DONE]") == std::string::npos);
  QVERIFY(answer.body.find("\"error\"") != std::string::npos);
  QVERIFY(until([&] { return two.left() == asked; }));
  const auto row = engine.row(answer);
  QCOMPARE(row.row.outcome, ledger::OutcomeClass::Failed);
  QCOMPARE(row.row.error, std::optional(ErrorKind::UpstreamCut));
  QCOMPARE(row.attempts.size(), std::size_t(1 + asked));
  QCOMPARE(two.asked(), asked);
}

void RaceTest::aBalanceMovesOnFromARace() {
  QFETCH(bool, stream);
  Runner one(refusing(500)), two(refusing(503)), three(saying("three"));
  for (Runner* runner : {&one, &two, &three})
    runner->speak();
  Engine engine("providers:\n" + providerLine("one", one.port()) + providerLine("two", two.port()) +
                providerLine("three", three.port()) +
                "routes: [ { name: r, flow: { balance: { by: round_robin, over: [ { race: { try: [ "
                "{ target: one/m }, { target: two/m } ] } }, { target: three/m } ] } } } ]\n");
  int moved = 0;
  for (int i = 0; i < 2; ++i) {
    const RawResponse answer = ask(engine, stream);
    QCOMPARE(answer.body, bodyOf("three", stream));
    const auto row = engine.row(answer);
    QVERIFY(numbered(row.attempts) && row.attempts.back().ok);
    moved += row.attempts.size() == 3 ? 1 : 0;
  }
  QCOMPARE(moved, 1);
}

SB_TEST(RaceTest);

#include "race_test.moc"
