// The health of targets under real traffic: who is left alone, probed, and comes back.
#include <QTest>

#include "tests/support/steered.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

namespace {

constexpr Millis kAlways{std::chrono::hours(24 * 365)};  // nothing of that length ends in a test

std::string firstOrSecond(const Moody& first, const Moody& second) {
  return routeOver({first.port(), second.port()},
                   "{ fallback: { try: [ { target: a/m }, { target: b/m } ] } }");
}

boost::json::value targetOf(const Engine& engine, const std::string& name) {
  const auto reply = engine.admin("GET", "targets?q=" + name);
  if (reply.status != 200 || reply.body.at("targets").as_array().empty()) return {};
  return reply.body.at("targets").as_array().front();
}

std::string stateOf(const Engine& engine, const std::string& name) {
  return stringAt(targetOf(engine, name), "/state");
}

}  // namespace

class TargetHealthTest : public QObject {
  Q_OBJECT
 private slots:
  void aFailingTargetIsLeftAlone_data();
  void aFailingTargetIsLeftAlone();
  void failuresOfTheRequestOpenNoBreaker();
  void oneProbeAtATime();
  void aRecoveredTargetBeginsSlowly();
  void aRecoveredTargetGetsAllAgain();
  void metricsShowIt();
};

void TargetHealthTest::aFailingTargetIsLeftAlone_data() {
  QTest::addColumn<int>("mood");
  QTest::addColumn<bool>("stream");
  for (const bool stream : {false, true}) {
    const std::string form = stream ? ", stream" : ", whole";
    QTest::newRow(("500" + form).c_str()) << int(Moody::Fails) << stream;
    QTest::newRow(("no answer" + form).c_str()) << int(Moody::Cuts) << stream;
  }
}

void TargetHealthTest::aFailingTargetIsLeftAlone() {
  QFETCH(int, mood);
  QFETCH(bool, stream);
  Moody one(static_cast<Moody::Mood>(mood)), two;
  routing::BreakerRules rules;
  rules.openFor = rules.openAtMost = kAlways;
  Engine engine(firstOrSecond(one, two), rules);
  const auto ask = [&](const char* model) {
    return stream ? engine.stream(model) : engine.chat(model);
  };
  QCOMPARE(stateOf(engine, "a/m"), std::string());  // nobody has asked for it yet
  for (int i = 1; i <= 5; ++i) {
    const RawResponse answer = ask("r");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.header("x-signalbox-attempts"), std::string("2"));
    QCOMPARE(one.asked(), i);
  }
  const boost::json::value target = targetOf(engine, "a/m");
  QCOMPARE(stringAt(target, "/state"), std::string("open"));
  QVERIFY(numberAt(target, "/wait_ms") > 0);
  QCOMPARE(numberAt(target, "/windows/2/failures"), std::int64_t{5});
  QCOMPARE(stateOf(engine, "b/m"), std::string("ok"));
  for (int i = 0; i < 10; ++i) {
    const RawResponse answer = ask("r");
    QCOMPARE(providerOf(answer), std::string("b"));
    QCOMPARE(answer.header("x-signalbox-attempts"), std::string("1"));
    const auto row = engine.row(answer);
    QVERIFY(row.attempts[0].why.find("a/m has failed, its breaker is open") != std::string::npos);
  }
  QCOMPARE(one.asked(), 5);
  // Where nothing else is left it is asked all the same.
  QVERIFY(ask("a/m").status >= 500);
  QCOMPARE(one.asked(), 6);
}

void TargetHealthTest::failuresOfTheRequestOpenNoBreaker() {
  Runner bad(refusing(400)), limited(refusing(429)), two(saying("two"));
  for (Runner* runner : {&bad, &limited, &two})
    runner->speak();
  Engine engine(routeOver({bad.port(), limited.port(), two.port()}, "{ target: c/m }"));
  for (int i = 0; i < 8; ++i)
    QCOMPARE(engine.chat("a/m").status, 400);
  for (int i = 0; i < 8; ++i)
    QCOMPARE(engine.chat("b/m").status, 429);
  QCOMPARE(bad.asked(), 8);
  QCOMPARE(stateOf(engine, "a/m"), std::string("ok"));
  // Its only key rests; that is no matter of the breaker.
  QCOMPARE(limited.asked(), 1);
  const boost::json::value resting = targetOf(engine, "b/m");
  QCOMPARE(stringAt(resting, "/state"), std::string("resting"));
  QVERIFY(numberAt(resting, "/wait_ms") > 0 && numberAt(resting, "/wait_ms") <= 20'000);
  QCOMPARE(numberAt(resting, "/windows/0/ends/limited"), std::int64_t{1});
}

namespace {

// An open breaker that lets a probe pass at once, and a recovery as slow as it is told.
routing::BreakerRules impatient(Millis slowStart) {
  routing::BreakerRules rules;
  rules.openFor = rules.openAtMost = Millis(1);
  rules.probeLease = kAlways;
  rules.slowStart = slowStart;
  rules.slowStartFrom = 1e-9;
  return rules;
}

// Requests until one of them has reached the target, which says nothing: their connections.
std::vector<RawSocket> untilAProbe(const Engine& engine, const Moody& target) {
  const int before = target.asked();
  std::vector<RawSocket> clients;
  while (target.asked() == before && clients.size() < 200) {
    clients.push_back(engine.connect());
    clients.back().send(Gate::text("POST", "/v1/chat/completions", chatBody("r", "hi")));
    until([&] { return target.asked() > before; }, 50);
  }
  return clients;
}

}  // namespace

void TargetHealthTest::oneProbeAtATime() {
  Moody one(Moody::Fails), two;
  Engine engine(firstOrSecond(one, two), impatient(Millis(1)));
  QVERIFY(until([&] {
    engine.chat("r");
    return stateOf(engine, "a/m") == "open";
  }));
  one.become(Moody::Silent);
  std::vector<RawSocket> clients = untilAProbe(engine, one);
  const int asked = one.asked();
  QCOMPARE(stateOf(engine, "a/m"), std::string("half_open"));
  QCOMPARE(answersOf(engine, 10), (Answers{{"b", 10}}));
  QCOMPARE(one.asked(), asked);
  // It fails: whose request it was is served by the next, and the breaker opens again.
  one.become(Moody::Fails);
  QCOMPARE(answersOf(clients), (Answers{{"b", int(clients.size())}}));
  QVERIFY(until([&] { return stateOf(engine, "a/m") == "open"; }));
}

void TargetHealthTest::aRecoveredTargetBeginsSlowly() {
  Moody one(Moody::Fails), two;
  Engine engine(firstOrSecond(one, two), impatient(kAlways));
  for (int i = 0; i < 5; ++i)
    QCOMPARE(engine.chat("r").status, 200);
  one.become(Moody::Good);
  QVERIFY(until([&] { return providerOf(engine.chat("r")) == "a"; }));
  const int asked = one.asked();
  const boost::json::value target = targetOf(engine, "a/m");
  QCOMPARE(stringAt(target, "/state"), std::string("recovering"));
  QVERIFY(target.at("share").to_number<double>() < 0.001);
  QCOMPARE(answersOf(engine, 20), (Answers{{"b", 20}}));
  QCOMPARE(one.asked(), asked);
  QVERIFY(engine.row(engine.chat("r")).attempts[0].why.find("a/m is recovering") !=
          std::string::npos);
}

void TargetHealthTest::aRecoveredTargetGetsAllAgain() {
  Moody one(Moody::Fails), two;
  Engine engine(firstOrSecond(one, two), impatient(Millis(1)));
  for (int i = 0; i < 5; ++i)
    QCOMPARE(engine.chat("r").status, 200);
  one.become(Moody::Good);
  QVERIFY(until([&] { return providerOf(engine.chat("r")) == "a"; }));
  QVERIFY(until([&] { return stateOf(engine, "a/m") == "ok"; }));
  QVERIFY(until([&] { return answersOf(engine, 20) == Answers{{"a", 20}}; }));
}

void TargetHealthTest::metricsShowIt() {
  Moody one(Moody::Fails), two;
  routing::BreakerRules rules;
  rules.openFor = rules.openAtMost = kAlways;
  Engine engine(firstOrSecond(one, two), rules);
  for (int i = 0; i < 5; ++i)
    QCOMPARE(engine.chat("r").status, 200);
  const std::string text = engine.ask("GET", "/metrics").body;
  const std::string first = "{provider=\"a\",model=\"m\"} ",
                    second = "{provider=\"b\",model=\"m\"} ";
  for (const std::string& line :
       {"breaker" + first + "1", "breaker" + second + "0", "share" + first + "0",
        "share" + second + "1", "open_requests" + first + "0", "failed_1m" + first + "5",
        "succeeded_1m" + first + "0", "succeeded_1m" + second + "5"})
    QVERIFY2(text.find("\nsignalbox_target_" + line + "\n") != std::string::npos, line.c_str());
  QVERIFY(text.find("# TYPE signalbox_target_breaker gauge\n") != std::string::npos);
}

SB_TEST(TargetHealthTest);

#include "target_health_test.moc"
