// The nodes of a route that choose and limit, under real traffic.
// Wire cases: T101.
#include <QTest>

#include "tests/support/anthropic.h"
#include "tests/support/steered.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

namespace {

std::string priceLine(char provider, const std::string& price) {
  return std::string("  - { provider: ") + provider + ", model: m, price: { usd_per_mtok: { " +
         price + " } } }\n";
}

std::string priced(const std::string& providers, const std::string& price) {
  std::string yaml = "models:\n";
  for (const char id : providers)
    yaml += priceLine(id, price);
  return yaml;
}

int retryAfter(const RawResponse& answer) {
  return std::atoi(answer.header("Retry-After").c_str());
}

}  // namespace

class SteeringTest : public QObject {
  Q_OBJECT
 private slots:
  void aRateRefusesAndSaysWhen();
  void aRateLeadsElsewhere();
  void tokensCountAsTheyWereUsed();
  void openRequestsAreLimited();
  void moneyRefusesAndSaysWhen();
  void theDearestWayIsReserved_data();
  void theDearestWayIsReserved();
  void moneyLeadsElsewhere();
  void T113_unpricedTargetsAreRefusedWhereWanted_data();
  void T113_unpricedTargetsAreRefusedWhereWanted();
  void whatLeadsElsewhereIsNoSpending();
  void aFullLimitMovesOn();
  void whatIsSpentElsewhereCountsElsewhere();
  void casesAreJudgedByTheRequest_data();
  void casesAreJudgedByTheRequest();
  void noCaseMovesOnOrRefuses();
  void whoIsNotCountedIsRefused_data();
  void whoIsNotCountedIsRefused();
  void partsGetTheirShare();
  void whoBelongsTogetherStaysTogether();
  void theDryRunKnowsWhoAsks_data();
  void theDryRunKnowsWhoAsks();
  void turnsAreEven();
  void weightsAreFollowed();
  void theLeastBusyIsAsked();
  void theCheapestIsAsked();
  void T101_failoverChangesTheDialect_data();
  void T101_failoverChangesTheDialect();
};

// ---- limits ----

void SteeringTest::aRateRefusesAndSaysWhen() {
  Moody one;
  Engine engine(routeOver({one.port()}, "{ id: few, limit: { rpm: 2, then: { target: a/m } } }"));
  const auto made = engine.admin("POST", "keys", R"({"name":"other"})");
  QCOMPARE(engine.chat("r").status, 200);
  QCOMPARE(engine.stream("r").status, 200);
  const RawResponse refused = engine.chat("r");
  QCOMPARE(refused.status, 429);
  QVERIFY(retryAfter(refused) >= 1 && retryAfter(refused) <= 30);
  QCOMPARE(stringAt(parsed(refused.body), "/error/type"), std::string("rate_limit_error"));
  QCOMPARE(one.asked(), 2);
  const auto row = engine.row(refused);
  QCOMPARE(row.row.error, std::optional(ErrorKind::RateLimited));
  QVERIFY(row.attempts.empty());
  // Each key has its own.
  const std::string bearer = "Authorization: Bearer " + stringAt(made.body, "/text") + "\r\n";
  QCOMPARE(engine.chat("r", "hi", "", bearer).status, 200);
}

void SteeringTest::aRateLeadsElsewhere() {
  Moody one, two;
  Engine engine(
      routeOver({one.port(), two.port()},
                "{ limit: { by: all, rpm: 3, then: { target: a/m }, else: { target: b/m } } }"));
  QCOMPARE(answersOf(engine, 8), (Answers{{"a", 3}, {"b", 5}}));
}

void SteeringTest::tokensCountAsTheyWereUsed() {
  Upstream one([](RawSocket& socket, const Upstream::Request&) {
    std::string body = Upstream::completion();
    body.replace(body.find("\"completion_tokens\":5"), 21, "\"completion_tokens\":5000000");
    socket.send(Upstream::json(body));
  });
  Engine engine(routeOver({one.port()}, "{ limit: { tpm: 100000, then: { target: a/m } } }"));
  QCOMPARE(engine.row(engine.chat("r")).row.usage.output, std::int64_t{5'000'000});
  const RawResponse refused = engine.chat("r");
  QCOMPARE(refused.status, 429);
  QVERIFY(retryAfter(refused) > 60);  // fifty minutes' worth was used
  QCOMPARE(one.count(), 1);
}

void SteeringTest::openRequestsAreLimited() {
  Runner one(saying("one"));
  Engine engine(routeOver({one.port()}, "{ limit: { parallel: 1, then: { target: a/m } } }"));
  RawSocket client = engine.connect();
  client.send(Gate::text("POST", "/v1/chat/completions", chatBody("r", "hi")));
  QVERIFY(until([&] { return one.asked() == 1; }));
  const RawResponse refused = engine.chat("r");
  QCOMPARE(refused.status, 429);
  QCOMPARE(retryAfter(refused), 1);
  one.speak();
  QCOMPARE(client.readResponse().status, 200);
  QVERIFY(until([&] { return engine.chat("r").status == 200; }));
}

void SteeringTest::moneyRefusesAndSaysWhen() {
  Moody one;
  Engine engine(routeOver({one.port()},
                          "{ limit: { usd_per_month: 0.005, then: { target: a/m } } }",
                          priced("a", "input: 1000, output: 0")));
  // Of its worst case nothing is left, but nothing else is open.
  QCOMPARE(engine.chat("r").header("x-signalbox-cost-usd"), std::string("0.010000000"));
  RawResponse refused;
  QVERIFY(until([&] {
    refused = engine.chat("r");
    return refused.status == 429;
  }));
  QVERIFY(retryAfter(refused) >= 1 && retryAfter(refused) <= 32 * 24 * 3600);
  QCOMPARE(stringAt(parsed(refused.body), "/error/code"), std::string("insufficient_quota"));
  const auto row = engine.row(refused);
  QCOMPARE(row.row.error, std::optional(ErrorKind::BudgetExceeded));
  QCOMPARE(row.row.errorMessage, std::string("$0.005000000 a month are spent"));
}

void SteeringTest::theDearestWayIsReserved_data() {
  QTest::addColumn<QByteArray>("then");
  QTest::addColumn<bool>("admitsTwo");
  const auto row = [](const char* name, const char* then, bool admitsTwo) {
    QTest::newRow(name) << QByteArray(then) << admitsTwo;
  };
  row("one", "{ target: b/m }", true);
  row("after one that costs nothing", "{ fallback: { try: [ { target: a/m }, { target: b/m } ] } }",
      true);
  row("a dearer one behind", "{ fallback: { try: [ { target: b/m }, { target: c/m } ] } }", false);
  row("a race that pays both",
      "{ race: { after: 60s, try: [ { target: b/m }, { target: b/m } ] } }", false);
  row("copies are paid elsewhere",
      "{ mirror: { to: { target: c/m }, percent: 0.001, then: { target: b/m } } }", true);
}

// 100 tokens cost $0.01 at b and $0.02 at c; the budget is $0.025, and the first is still open.
void SteeringTest::theDearestWayIsReserved() {
  QFETCH(const QByteArray, then);
  QFETCH(const bool, admitsTwo);
  Moody down(Moody::Fails);
  Runner open(saying("one"));
  const std::string prices = priced("a", "input: 0, output: 0") +
                             priceLine('b', "input: 0, output: 100") +
                             priceLine('c', "input: 0, output: 200");
  Engine engine(routeOver(
      {down.port(), open.port(), open.port()},
      "{ limit: { by: all, usd_per_day: 0.025, then: " + then.toStdString() + " } }", prices));
  const std::string asked =
      R"({"model":"r","max_tokens":100,"messages":[{"role":"user","content":"hi"}]})";
  RawSocket first = engine.connect(), second = engine.connect();
  first.send(Gate::text("POST", "/v1/chat/completions", asked));
  QVERIFY(until([&] { return open.asked() == 1; }));
  second.send(Gate::text("POST", "/v1/chat/completions", asked));
  if (!admitsTwo) {
    QCOMPARE(second.readResponse().status, 429);
    return;
  }
  QVERIFY(until([&] { return open.asked() == 2; }));
}

void SteeringTest::moneyLeadsElsewhere() {
  Moody one, two;
  Engine engine(routeOver({one.port(), two.port()},
                          "{ limit: { by: all, usd_per_month: 0.025, then: { target: a/m }, else: "
                          "{ target: b/m } } }",
                          priced("a", "input: 1000, output: 0")));
  RawSocket client = engine.connect();
  for (int i = 0; i < 6; ++i) {
    client.send(Gate::text("POST", "/v1/chat/completions", chatBody("r", "hi")));
    const RawResponse answer = client.readResponse();
    QCOMPARE(providerOf(answer), std::string(i < 3 ? "a" : "b"));
    QVERIFY(!engine.row(answer).row.id.empty());  // it is settled
  }
}

void SteeringTest::T113_unpricedTargetsAreRefusedWhereWanted_data() {
  QTest::addColumn<QByteArray>("limit");
  QTest::addColumn<QByteArray>("servedBy");  // "" = refused
  const auto row = [](const char* name, const char* limit, const char* servedBy) {
    QTest::newRow(name) << QByteArray(limit) << QByteArray(servedBy);
  };
  row("pass by default", "usd_per_day: 1, then: { target: a/unknown }", "a");
  row("pass", "usd_per_day: 1, unpriced: pass, then: { target: a/unknown }", "a");
  row("refuse", "usd_per_day: 1, unpriced: refuse, then: { target: a/unknown }", "");
  row("priced", "usd_per_day: 1, unpriced: refuse, then: { target: a/m }", "a");
  row("elsewhere",
      "usd_per_day: 1, unpriced: refuse, then: { target: a/unknown }, else: { target: b/unknown }",
      "b");
  row("one of several",
      "usd_per_day: 1, unpriced: refuse, then: { fallback: { try: [ { target: a/m }, "
      "{ target: a/unknown } ] } }",
      "");
}

void SteeringTest::T113_unpricedTargetsAreRefusedWhereWanted() {
  QFETCH(QByteArray, limit);
  QFETCH(QByteArray, servedBy);
  Moody one, two;
  Engine engine(routeOver({one.port(), two.port()},
                          "{ limit: { by: all, " + limit.toStdString() + " } }",
                          priced("a", "input: 1, output: 0")));
  const RawResponse answer = engine.chat("r");
  QCOMPARE(answer.status, servedBy.isEmpty() ? 429 : 200);
  if (!servedBy.isEmpty()) {
    QCOMPARE(providerOf(answer), servedBy.toStdString());
    return;
  }
  QCOMPARE(stringAt(parsed(answer.body), "/error/code"), std::string("insufficient_quota"));
  QVERIFY(stringAt(parsed(answer.body), "/error/message").find("a/unknown has no known price") !=
          std::string::npos);
  QCOMPARE(one.asked(), 0);
}

// Beyond one of its limits a request takes no place in the others.
void SteeringTest::whatLeadsElsewhereIsNoSpending() {
  Runner one(saying("one"));
  Moody two;
  Engine engine(
      routeOver({one.port(), two.port()},
                "{ limit: { by: all, parallel: 1, usd_per_month: 0.5, then: { target: a/m "
                "}, else: { target: b/m } } }",
                priced("a", "input: 1000, output: 0") +
                    "  - { provider: b, model: m, "
                    "price: { usd_per_mtok: { input: 100000, output: 0 } } }\n"));
  RawSocket client = engine.connect();
  client.send(Gate::text("POST", "/v1/chat/completions", chatBody("r", "hi", ",\"max_tokens\":1")));
  QVERIFY(until([&] { return one.asked() == 1; }));
  const RawResponse dear = engine.chat("r", "hi", ",\"max_tokens\":1");
  QCOMPARE(providerOf(dear), std::string("b"));
  QCOMPARE(dear.header("x-signalbox-cost-usd"), std::string("1.000000000"));
  QVERIFY(!engine.row(dear).row.id.empty());
  one.speak();
  QCOMPARE(engine.row(client.readResponse()).row.provider, std::string("a"));
  QCOMPARE(providerOf(engine.chat("r", "hi", ",\"max_tokens\":1")), std::string("a"));
}

void SteeringTest::aFullLimitMovesOn() {
  Moody one, two;
  Engine engine(routeOver({one.port(), two.port()},
                          "{ fallback: { try: [ { limit: { by: all, rpm: 1, then: { target: a/m } "
                          "} }, { target: b/m } ] } }"));
  QCOMPARE(answersOf(engine, 4), (Answers{{"a", 1}, {"b", 3}}));
  const auto row = engine.row(engine.chat("r"));
  QCOMPARE(row.attempts.size(), std::size_t{1});
  QCOMPARE(row.attempts[0].why, std::string("fallback 2 of 2 after rate_limited"));
}

// A limit counts what is used below it, not what the request comes to in the end.
void SteeringTest::whatIsSpentElsewhereCountsElsewhere() {
  Moody one, two;
  Engine engine(routeOver({one.port(), two.port()},
                          "{ fallback: { try: [ { limit: { by: all, usd_per_month: 0.5, tpm: 1000, "
                          "then: { target: a/m } "
                          "} }, { target: b/m } ] } }",
                          priced("a", "input: 1, output: 0") +
                              "  - { provider: b, model: m, "
                              "price: { usd_per_mtok: { input: 100000, output: 0 } } }\n"));
  one.become(Moody::Fails);
  const RawResponse dear = engine.chat("r");
  QCOMPARE(providerOf(dear), std::string("b"));
  QCOMPARE(dear.header("x-signalbox-cost-usd"), std::string("1.000000000"));
  QVERIFY(!engine.row(dear).row.id.empty());
  one.become(Moody::Good);
  QCOMPARE(providerOf(engine.chat("r")), std::string("a"));
}

void SteeringTest::whoIsNotCountedIsRefused_data() {
  QTest::addColumn<QByteArray>("limit");
  for (const char* limit : {"rpm: 10", "tpm: 10000", "parallel: 10", "usd_per_day: 100"})
    QTest::newRow(limit) << QByteArray(limit);
}

// Nobody escapes a limit by a name for which there is no room, and whoever is counted goes on.
void SteeringTest::whoIsNotCountedIsRefused() {
  QFETCH(const QByteArray, limit);
  Runner one(saying("one"));
  app::Host::Room room;
  room.counts = 2;
  Engine engine(routeOver({one.port()},
                          "{ limit: { by: \"header:x-who\", " + limit.toStdString() +
                              ", then: { target: a/m } } }",
                          priced("a", "input: 1000, output: 0")),
                routing::BreakerRules(), room);
  std::vector<RawSocket> clients;
  for (const char* who : {"x-who: first\r\n", "x-who: second\r\n", "x-who: first\r\n"}) {
    clients.push_back(engine.connect());
    clients.back().send(Gate::text("POST", "/v1/chat/completions", chatBody("r", "hi"), who));
  }
  QVERIFY(until([&] { return one.asked() == 3; }));
  const RawResponse refused = engine.chat("r", "hi", "", "x-who: third\r\n");
  QCOMPARE(refused.status, 429);
  QVERIFY2(refused.body.find("are counted than there is room for") != std::string::npos,
           refused.body.c_str());
  QVERIFY(retryAfter(refused) >= 1);
  one.speak();
  QCOMPARE(answersOf(clients), (Answers{{"a", 3}}));
  QCOMPARE(answersOf(engine, 1, "x-who: second\r\n"), (Answers{{"a", 1}}));
}

// ---- choices ----

namespace {

constexpr const char* kCases =
    "{ when: [ { if: \"headers.x-tier == \\\"gold\\\"\", then: { target: a/m } }, { if: "
    "has(tools), "
    "then: { target: b/m } }, { if: body.response_format.type == \"json_object\", then: { target: "
    "c/m } }, { if: tokens > 1000, then: { target: d/m } }, { else: { target: e/m } } ] }";

}  // namespace

void SteeringTest::casesAreJudgedByTheRequest_data() {
  QTest::addColumn<QByteArray>("headers");
  QTest::addColumn<QByteArray>("members");
  QTest::addColumn<int>("words");
  QTest::addColumn<QByteArray>("provider");
  const QByteArray tools =
      R"(,"tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object"}}}])";
  const QByteArray format = R"(,"response_format":{"type":"json_object"})";
  QTest::newRow("a header") << QByteArray("X-Tier: gold\r\n") << QByteArray() << 1
                            << QByteArray("a");
  QTest::newRow("another value") << QByteArray("X-Tier: silver\r\n") << QByteArray() << 1
                                 << QByteArray("e");
  QTest::newRow("tools") << QByteArray() << tools << 1 << QByteArray("b");
  QTest::newRow("no tools") << QByteArray() << QByteArray(",\"tools\":[]") << 1 << QByteArray("e");
  QTest::newRow("a path") << QByteArray() << format << 1 << QByteArray("c");
  QTest::newRow("a long prompt") << QByteArray() << QByteArray() << 1'500 << QByteArray("d");
  QTest::newRow("a very long prompt") << QByteArray() << QByteArray() << 60'000 << QByteArray("d");
  QTest::newRow("a shorter one") << QByteArray() << QByteArray() << 500 << QByteArray("e");
  QTest::newRow("the first case") << QByteArray("x-tier: gold\r\n") << tools << 1'500
                                  << QByteArray("a");
}

void SteeringTest::casesAreJudgedByTheRequest() {
  QFETCH(QByteArray, headers);
  QFETCH(QByteArray, members);
  QFETCH(int, words);
  QFETCH(QByteArray, provider);
  Moody all;
  Engine engine(routeOver(std::vector<std::uint16_t>(5, all.port()), kCases));
  std::string prompt;
  for (int i = 0; i < words; ++i)
    prompt += "house ";
  for (const bool stream : {false, true}) {
    const std::string more = members.toStdString();
    const RawResponse answer = stream ? engine.stream("r", prompt, more, headers.toStdString())
                                      : engine.chat("r", prompt, more, headers.toStdString());
    QCOMPARE(answer.status, 200);
    QCOMPARE(providerOf(answer), provider.toStdString());
    const std::string why = engine.row(answer).attempts[0].why;
    QVERIFY2(why.starts_with(provider == "e" ? "else" : "case "), why.c_str());
  }
}

void SteeringTest::noCaseMovesOnOrRefuses() {
  Moody one, two;
  const std::string when = "{ id: streams, when: [ { if: stream, then: { target: a/m } } ] }";
  Engine engine("providers:\n" + providerLine("a", one.port()) + providerLine("b", two.port()) +
                "routes:\n  - { name: r, flow: " + when +
                " }\n  - { name: s, flow: { fallback: { try: [ " + when +
                ", { target: b/m } ] } } }\n");
  QCOMPARE(providerOf(engine.stream("r")), std::string("a"));
  QCOMPARE(providerOf(engine.stream("s")), std::string("a"));
  const RawResponse refused = engine.chat("r");
  QCOMPARE(refused.status, 503);
  const auto row = engine.row(refused);
  QCOMPARE(row.row.error, std::optional(ErrorKind::NoTarget));
  QCOMPARE(row.row.errorMessage, std::string("no case of the node streams holds"));
  QVERIFY(row.attempts.empty());
  QCOMPARE(providerOf(engine.chat("s")), std::string("b"));
}

void SteeringTest::partsGetTheirShare() {
  Moody one, two;
  Engine engine(routeOver({one.port(), two.port()},
                          "{ split: [ { percent: 75, then: { target: a/m } }, { percent: 25, then: "
                          "{ target: b/m } } ] }"));
  Answers answers = answersOf(engine, 400);
  // Six standard deviations of the draw on both sides.
  QVERIFY(answers["b"] >= 48 && answers["b"] <= 152);
  QCOMPARE(answers["a"] + answers["b"], 400);
}

void SteeringTest::whoBelongsTogetherStaysTogether() {
  Moody all;
  Engine engine(routeOver(
      {all.port(), all.port()},
      "{ split: { sticky: session, of: [ { percent: 50, then: { target: a/m } }, { percent: 50, "
      "then: { target: b/m } } ] } }"));
  std::map<std::string, int> sessions;
  for (int i = 0; i < 24; ++i) {
    const Answers answers =
        answersOf(engine, 4, "x-signalbox-session: s" + std::to_string(i) + "\r\n");
    QCOMPARE(answers.size(), std::size_t{1});
    ++sessions[answers.begin()->first];
  }
  QCOMPARE(sessions.size(), std::size_t{2});  // a number of each name decides, so it is always so
}

void SteeringTest::theDryRunKnowsWhoAsks_data() {
  QTest::addColumn<QByteArray>("flow");
  const auto row = [](const char* tag, const char* condition) {
    QTest::newRow(tag) << QByteArray("{ when: [ { if: '") + condition +
                              "', then: { target: a/m } }, { else: { target: b/m } } ] }";
  };
  row("key", "key == \"team a\"");
  row("tags of the key", "tags contains \"of the key\"");
  row("tags of the request", "tags contains \"asked\"");
  row("session", "session == \"s1\"");
  row("user", "user == \"u1\"");
  QTest::newRow("limit by key") << QByteArray(
      "{ limit: { by: key, rpm: 1, then: { target: b/m }, else: { target: a/m } } }");
  QTest::newRow("sticky by key") << QByteArray(
      "{ balance: { by: sticky, sticky: key, over: [ { target: a/m }, { target: b/m } ] } }");
}

// The same way as a request that is sent.
void SteeringTest::theDryRunKnowsWhoAsks() {
  QFETCH(const QByteArray, flow);
  Moody all;
  Engine engine(routeOver({all.port(), all.port()}, flow.toStdString()));
  QVERIFY(engine.started());
  const auto made = engine.admin("POST", "keys", R"({"name":"team a","tags":["of the key"]})");
  const std::string lines = "Authorization: Bearer " + stringAt(made.body, "/text") +
                            "\r\nx-signalbox-tags: asked\r\nx-signalbox-session: s1\r\n"
                            "x-signalbox-user: u1\r\n";
  for (int i = 0; i < 2; ++i)
    QCOMPARE(engine.chat("r", "hi", "", lines).status, 200);
  const std::string taken = engine.row(engine.chat("r", "hi", "", lines)).row.provider;
  const auto shown = engine.admin(
      "POST", "routes/r/dry-run",
      R"({"key":"team a","headers":{"x-signalbox-tags":"asked","x-signalbox-session":"s1",)"
      R"("x-signalbox-user":"u1"},"messages":[{"role":"user","content":"hi"}]})");
  QCOMPARE(stringAt(shown.body, "/attempts/0"), taken + "/m");
  if (!flow.contains("sticky")) QCOMPARE(taken, std::string("a"));
}

void SteeringTest::turnsAreEven() {
  Moody all;
  Engine engine(routeOver(
      std::vector<std::uint16_t>(3, all.port()),
      "{ balance: { by: round_robin, over: [ { target: a/m }, { target: b/m }, { target: c/m } ] } "
      "}"));
  QCOMPARE(answersOf(engine, 30), (Answers{{"a", 10}, {"b", 10}, {"c", 10}}));
}

void SteeringTest::weightsAreFollowed() {
  Moody all;
  Engine engine(routeOver({all.port(), all.port()},
                          "{ balance: { by: weight, over: [ { target: a/m, weight: 3 }, { target: "
                          "b/m } ] } }"));
  Answers answers = answersOf(engine, 400);
  QVERIFY(answers["b"] >= 48 && answers["b"] <= 152);
  QCOMPARE(answers["a"] + answers["b"], 400);
}

void SteeringTest::theLeastBusyIsAsked() {
  Runner one(saying("one")), two(saying("two")), three(saying("three"));
  Engine engine(routeOver(
      {one.port(), two.port(), three.port()},
      "{ balance: { by: least_busy, over: [ { target: a/m }, { target: b/m }, { target: c/m } ] } "
      "}"));
  std::vector<RawSocket> clients;
  for (int i = 0; i < 9; ++i) {
    clients.push_back(engine.connect());
    clients.back().send(Gate::text("POST", "/v1/chat/completions", chatBody("r", "hi")));
    QVERIFY(until([&] { return one.asked() + two.asked() + three.asked() == i + 1; }));
  }
  QCOMPARE(one.asked(), 3);
  QCOMPARE(two.asked(), 3);
  QCOMPARE(three.asked(), 3);
  for (Runner* runner : {&one, &two, &three})
    runner->speak();
  QCOMPARE(answersOf(clients), (Answers{{"a", 3}, {"b", 3}, {"c", 3}}));
}

void SteeringTest::theCheapestIsAsked() {
  Moody one(Moody::Good), two(Moody::Good);
  Engine engine(routeOver({one.port(), two.port()},
                          "{ balance: { by: lowest_price, over: [ { target: a/m }, { target: b/m } "
                          "] } }",
                          priced("a", "input: 2, output: 8") +
                              "  - { provider: b, model: m, price: "
                              "{ usd_per_mtok: { input: 1, output: 8 } } }\n"));
  QCOMPARE(answersOf(engine, 5), (Answers{{"b", 5}}));
  two.become(Moody::Fails);
  QCOMPARE(answersOf(engine, 3), (Answers{{"a", 3}}));
}

// ---- another dialect ----

void SteeringTest::T101_failoverChangesTheDialect_data() {
  QTest::addColumn<bool>("stream");
  QTest::newRow("T101 whole") << false;
  QTest::newRow("T101 stream") << true;
}

void SteeringTest::T101_failoverChangesTheDialect() {
  QFETCH(bool, stream);
  Upstream first([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(R"({"error":{"message":"down"}})", 503));
  });
  Upstream second(answersWith("tool"));
  Engine engine("providers:\n" + providerLine("gpt", first.port()) +
                providerLine("claude", second.port(), "", "anthropic_compatible") +
                "routes: [ { name: r, flow: { fallback: { try: [ { target: gpt/small }, { target: "
                "claude/haiku } ] } } } ]\n");
  const RawResponse answer = stream ? engine.stream("r") : engine.chat("r");
  QCOMPARE(answer.status, 200);
  const Upstream::Request before = first.requests().at(0), asked = second.requests().at(0);
  QCOMPARE(before.target(), std::string("/v1/chat/completions"));
  QCOMPARE(before.header("Authorization"), "Bearer " + providerKey("gpt"));
  QCOMPARE(stringAt(parsed(before.body), "/model"), std::string("small"));
  QCOMPARE(asked.target(), std::string("/v1/messages"));
  QCOMPARE(asked.header("x-api-key"), providerKey("claude"));
  QVERIFY(!asked.has("Authorization") && asked.has("anthropic-version"));
  const boost::json::value body = parsed(asked.body);
  QCOMPARE(stringAt(body, "/model"), std::string("haiku"));
  QVERIFY(numberAt(body, "/max_tokens") > 0);
  QVERIFY(asked.body.find(providerKey("gpt")) == std::string::npos);
  if (stream) {
    QVERIFY(answer.body.find("data: [DONE]") != std::string::npos);
    QVERIFY(answer.body.find("chat.completion.chunk") != std::string::npos);
    QVERIFY(answer.body.find("message_stop") == std::string::npos);
  } else {
    QCOMPARE(stringAt(parsed(answer.body), "/object"), std::string("chat.completion"));
    QCOMPARE(stringAt(parsed(answer.body), "/choices/0/finish_reason"), std::string("tool_calls"));
  }
  const auto row = engine.row(answer);
  QCOMPARE(row.attempts.size(), std::size_t{2});
  QCOMPARE(row.attempts[1].dialect, std::string("anthropic"));
}

SB_TEST(SteeringTest);

#include "steering_test.moc"
