// A dry run shows the way that the next request takes, and takes nothing from it.
#include <QTest>

#include "tests/support/steered.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

namespace {

constexpr Millis kAlways{std::chrono::hours(24 * 365)};  // nothing of that length ends in a test

// The targets of the way, "a b"; "" where the route refuses. Asked several times, since once may
// hide what it takes.
std::string shown(const Engine& engine, const std::string& group = "", int times = 3) {
  std::string way;
  for (int i = 0; i < times; ++i) {
    const auto reply =
        engine.admin("POST", "routes/r/dry-run",
                     R"({"messages":[{"role":"user","content":"hi"}],"headers":{"x-group":)" +
                         json::quoted(group) + "}}");
    if (reply.status != 200) return reply.text;
    way.clear();
    for (const boost::json::value& one : reply.body.at("attempts").as_array())
      way += (way.empty() ? "" : " ") + stringAt(one, "").substr(0, 1);
  }
  return way;
}

std::string first(const std::string& way) { return way.substr(0, 1); }

std::string asked(const Engine& engine, const std::string& group = "") {
  const RawResponse answer = engine.chat("r", "hi", "", "x-group: " + group + "\r\n");
  return answer.status == 200 ? providerOf(answer) : std::to_string(answer.status);
}

const char* const kPrices =
    "models: [ { provider: a, model: m, price: { usd_per_mtok: { input: 1000, output: 0 } } } ]\n";

}  // namespace

class DryRunTest : public QObject {
  Q_OBJECT
 private slots:
  void showsWhoIsNext_data();
  void showsWhoIsNext();
  void takesNoPlaceOfALimit_data();
  void takesNoPlaceOfALimit();
  void knowsWhoIsBusy();
  void takesNoRepeat();
  void goesPastAnOpenBreaker();
  void takesNoProbe();
  void makesNoTargetKnown();
};

void DryRunTest::showsWhoIsNext_data() {
  QTest::addColumn<std::string>("flow");
  QTest::addColumn<int>("answerers");  // of three
  QTest::newRow("turns") << std::string(
                                "{ balance: { by: round_robin, over: [ { target: a/m }, { target: "
                                "b/m }, { target: c/m } ] } }")
                         << 3;
  QTest::newRow("uneven turns") << std::string(
                                       "{ balance: { by: round_robin, over: [ { target: a/m, "
                                       "weight: 3 }, { target: b/m, weight: 2 }, { target: c/m } ] "
                                       "} }")
                                << 3;
  QTest::newRow("sticky by weight")
      << std::string(
             "{ balance: { by: sticky, sticky: \"header:x-group\", over: [ { target: a/m, weight: "
             "5 }, { target: b/m }, { target: c/m } ] } }")
      << 3;
  QTest::newRow("parts that stick")
      << std::string(
             "{ split: { sticky: \"header:x-group\", of: [ { percent: 60, then: { target: a/m } }, "
             "{ percent: 40, then: { target: b/m } } ] } }")
      << 2;
  QTest::newRow("equals by score")
      << std::string(
             "{ balance: { by: least_busy, over: [ { target: a/m }, { target: b/m }, { target: c/m "
             "} ] } }")
      << 3;
}

void DryRunTest::showsWhoIsNext() {
  QFETCH(const std::string, flow);
  QFETCH(const int, answerers);
  Moody all;
  Engine engine(routeOver(std::vector<std::uint16_t>(3, all.port()), flow));
  Answers answers;
  for (int i = 0; i < 24; ++i) {
    const std::string group = "g" + std::to_string(i);
    const std::string next = first(shown(engine, group));
    QCOMPARE(asked(engine, group), next);
    ++answers[next];
  }
  QCOMPARE(int(answers.size()), answerers);
}

void DryRunTest::takesNoPlaceOfALimit_data() {
  QTest::addColumn<std::string>("limit");
  QTest::newRow("requests") << std::string("rpm: 1");
  QTest::newRow("tokens") << std::string("tpm: 12");
  QTest::newRow("money") << std::string("usd_per_month: 0.005");
}

// There is room for one request.
void DryRunTest::takesNoPlaceOfALimit() {
  QFETCH(const std::string, limit);
  Moody all;
  Engine engine(routeOver(
      {all.port(), all.port()},
      "{ limit: { by: all, " + limit + ", then: { target: a/m }, else: { target: b/m } } }",
      kPrices));
  QCOMPARE(shown(engine, "", 10), std::string("a"));
  const RawResponse answer = engine.chat("r");
  QCOMPARE(providerOf(answer), std::string("a"));
  QVERIFY(!engine.row(answer).row.id.empty());  // it is settled
  QVERIFY(until([&] { return shown(engine) == "b"; }));
  QCOMPARE(asked(engine), std::string("b"));
}

void DryRunTest::knowsWhoIsBusy() {
  Runner one(saying("one"));
  Moody two;
  Engine engine(routeOver({one.port(), two.port()},
                          "{ limit: { by: all, parallel: 1, then: { target: a/m }, else: { target: "
                          "b/m } } }"));
  QCOMPARE(shown(engine), std::string("a"));
  RawSocket client = engine.connect();
  client.send(Gate::text("POST", "/v1/chat/completions", chatBody("r", "hi")));
  QVERIFY(until([&] { return one.asked() == 1; }));
  QCOMPARE(shown(engine), std::string("b"));
  QCOMPARE(asked(engine), std::string("b"));
  one.speak();
  QCOMPARE(client.readResponse().status, 200);
  QVERIFY(until([&] { return shown(engine) == "a"; }));
}

// Far more repeats and failovers are shown than there are.
void DryRunTest::takesNoRepeat() {
  Moody one(Moody::Fails), two;
  Engine engine(routeOver({one.port(), two.port()},
                          "{ retry: 1, fallback: { try: [ { target: a/m }, { target: b/m } ] } }"));
  QCOMPARE(shown(engine, "", 40), std::string("a a b b"));
  QCOMPARE(one.asked(), 0);
  const auto row = engine.row(engine.chat("r"));
  QCOMPARE(row.attempts.size(), std::size_t{3});
  QCOMPARE(row.row.provider, std::string("b"));
}

void DryRunTest::goesPastAnOpenBreaker() {
  Moody one(Moody::Fails), two;
  routing::BreakerRules rules;
  rules.consecutive = 1;
  rules.openFor = rules.openAtMost = kAlways;
  Engine engine(
      routeOver({one.port(), two.port()},
                "{ balance: { by: sticky, sticky: all, over: [ { target: a/m, weight: 1000000 "
                "}, { target: b/m } ] } }"),
      rules);
  QCOMPARE(shown(engine), std::string("a b"));
  QCOMPARE(engine.row(engine.chat("r")).attempts.size(), std::size_t{2});
  // Who is passed over comes when nothing else is left.
  QCOMPARE(shown(engine), std::string("b a"));
  const auto row = engine.row(engine.chat("r"));
  QCOMPARE(row.attempts.size(), std::size_t{1});
  QCOMPARE(row.row.provider, std::string("b"));
}

void DryRunTest::takesNoProbe() {
  Moody one(Moody::Fails), two;
  routing::BreakerRules rules;
  rules.consecutive = 1;
  rules.openFor = rules.openAtMost = Millis(1);
  rules.probeLease = kAlways;
  Engine engine(routeOver({one.port(), two.port()},
                          "{ fallback: { try: [ { target: a/m }, { target: b/m } ] } }"),
                rules);
  QCOMPARE(asked(engine), std::string("b"));
  one.become(Moody::Good);
  QVERIFY(until([&] { return shown(engine) == "a b"; }));  // a probe may go
  const auto target = engine.admin("GET", "targets?q=a/m");
  QCOMPARE(stringAt(target.body, "/targets/0/state"), std::string("open"));
  QCOMPARE(asked(engine), std::string("a"));
}

void DryRunTest::makesNoTargetKnown() {
  Moody all;
  Engine engine(routeOver({all.port()}, "{ target: a/m }"));
  QCOMPARE(shown(engine), std::string("a"));
  QVERIFY(engine.admin("GET", "targets").body.at("targets").as_array().empty());
  QCOMPARE(asked(engine), std::string("a"));
  QCOMPARE(engine.admin("GET", "targets").body.at("targets").as_array().size(), std::size_t{1});
}

SB_TEST(DryRunTest);

#include "dry_run_test.moc"
