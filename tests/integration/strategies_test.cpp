// How a balance chooses by what upstreams have said.
#include <QTest>
#include <atomic>

#include "core/base/clock.h"
#include "tests/support/dialect_pair.h"
#include "tests/support/steered.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

namespace {

std::string balanceBy(const std::string& by, int targets) {
  std::string over;
  for (int i = 0; i < targets; ++i)
    over += std::string(i == 0 ? "" : ", ") + "{ target: " + static_cast<char>('a' + i) + "/m }";
  return "{ balance: { by: " + by + ", over: [ " + over + " ] } }";
}

// A stream's first content after one time, its end after another.
Upstream::Answer streaming(int firstMs, int lastMs) {
  return [=](RawSocket& socket, const Upstream::Request&) {
    socket.quiet(firstMs);
    socket.send(Upstream::streamHead() + Upstream::chunk(Upstream::delta("hi")));
    socket.quiet(lastMs);
    socket.send(Upstream::chunk(Upstream::finish()) + Upstream::lastChunk());
  };
}

}  // namespace

class StrategiesTest : public QObject {
  Q_OBJECT

 private slots:
  void usageFollowsTheProvidersLimits();
  void usageHearsOfLimitsInRefusalsToo();
  void whoBelongsTogetherStaysTogether_data();
  void whoBelongsTogetherStaysTogether();
  void onlyTheGroupsOfWhoGoesMove();
  void whoBelongsToNobodyIsSpread();
  void theFastestFirstTokenIsAsked();
  void outliersLeave();
};

void StrategiesTest::usageFollowsTheProvidersLimits() {
  std::atomic<int> chatLeft{90}, messagesLeft{40};
  Upstream chat([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(Upstream::completion("hi"), 200,
                               "Content-Type: application/json\r\n"
                               "x-ratelimit-limit-requests: 100\r\n"
                               "x-ratelimit-remaining-requests: " +
                                   std::to_string(chatLeft) +
                                   "\r\nx-ratelimit-reset-requests: 10h\r\n"));
  });
  Upstream messages([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(wholeMessage(), 200,
                               "Content-Type: application/json\r\n"
                               "anthropic-ratelimit-tokens-limit: 1000\r\n"
                               "anthropic-ratelimit-tokens-remaining: " +
                                   std::to_string(10 * messagesLeft) +
                                   "\r\nanthropic-ratelimit-tokens-reset: " +
                                   rfc3339(systemClock().wall() + 36'000'000) + "\r\n"));
  });
  Engine engine("providers:\n" + providerLine("gpt", chat.port()) +
                providerLine("claude", messages.port(), "", "anthropic_compatible") +
                "routes: [ { name: r, flow: { balance: { by: usage, over: [ { target: gpt/m }, { "
                "target: claude/m } ] } } } ]\n");
  const auto chosen = [&] { return engine.chat("r").header("x-signalbox-provider"); };
  // Each is asked once: nothing is known of it, which counts as unused.
  const std::string first = chosen(), second = chosen();
  QVERIFY(first != second);
  for (int i = 0; i < 3; ++i)
    QCOMPARE(chosen(), std::string("gpt"));
  chatLeft = 20;
  QCOMPARE(chosen(), std::string("gpt"));  // it says so in this answer
  for (int i = 0; i < 3; ++i)
    QCOMPARE(chosen(), std::string("claude"));
  QCOMPARE(engine.newestRow(9).attempts.at(0).why, std::string("balance by usage: 40 % left"));
}

void StrategiesTest::usageHearsOfLimitsInRefusalsToo() {
  Upstream full([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(R"({"error":{"message":"slow down"}})", 500,
                               "Content-Type: application/json\r\n"
                               "x-ratelimit-limit-tokens: 100\r\n"
                               "x-ratelimit-remaining-tokens: 0\r\n"
                               "x-ratelimit-reset-tokens: 10h\r\n"));
  });
  Upstream silent([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(Upstream::completion("hi")));
  });
  Engine engine("providers:\n" + providerLine("full", full.port()) +
                providerLine("other", silent.port()) +
                "routes: [ { name: r, flow: { balance: { by: usage, over: [ { target: full/m }, { "
                "target: other/m } ] } } } ]\n");
  for (int i = 0; i < 6; ++i)
    QCOMPARE(engine.chat("r").status, 200);
  QCOMPARE(full.count(), 1);
}

void StrategiesTest::whoBelongsTogetherStaysTogether_data() {
  QTest::addColumn<QByteArray>("by");
  for (const char* by : {"key", "user", "session", "header:x-group"})
    QTest::newRow(by) << QByteArray(by);
}

void StrategiesTest::whoBelongsTogetherStaysTogether() {
  QFETCH(const QByteArray, by);
  Moody all;
  Engine engine(routeOver(std::vector<std::uint16_t>(5, all.port()),
                          balanceBy("sticky, sticky: \"" + by.toStdString() + "\"", 5)));
  Answers groups;
  for (int i = 0; i < 40; ++i) {
    const std::string name = "g" + std::to_string(i);
    std::string lines = "x-signalbox-user: " + name + "\r\nx-signalbox-session: " + name +
                        "\r\nx-group: " + name + "\r\n";
    if (by == "key")
      lines = "Authorization: Bearer " +
              stringAt(engine.admin("POST", "keys", R"({"name":")" + name + "\"}").body, "/text") +
              "\r\n";
    const Answers answers = answersOf(engine, 4, lines);
    QCOMPARE(answers.size(), std::size_t{1});
    ++groups[answers.begin()->first];
  }
  // The ids of keys are drawn: that forty leave one of five out has a chance of 1 : 1500.
  QVERIFY(groups.size() >= (by == "key" ? 4U : 5U));
}

void StrategiesTest::onlyTheGroupsOfWhoGoesMove() {
  std::vector<std::unique_ptr<Moody>> upstreams;
  std::vector<std::uint16_t> ports;
  for (int i = 0; i < 5; ++i) {
    upstreams.push_back(std::make_unique<Moody>());
    ports.push_back(upstreams.back()->port());
  }
  Engine engine(routeOver(ports, balanceBy("sticky, sticky: \"header:x-group\"", 5)));
  const auto places = [&] {
    std::vector<std::string> all;
    for (int i = 0; i < 30; ++i)
      all.push_back(
          providerOf(engine.chat("r", "hi", "", "x-group: g" + std::to_string(i) + "\r\n")));
    return all;
  };
  const std::vector<std::string> before = places();
  upstreams[2]->become(Moody::Fails);
  const std::vector<std::string> after = places();
  Answers moved;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i] == "c")
      ++moved[after[i]];
    else
      QCOMPARE(after[i], before[i]);
  }
  QVERIFY(moved.size() >= 2 && !moved.contains("c"));
}

void StrategiesTest::whoBelongsToNobodyIsSpread() {
  Moody all;
  Engine engine(routeOver(std::vector<std::uint16_t>(5, all.port()),
                          balanceBy("sticky, sticky: \"header:x-group\"", 5)));
  QVERIFY(answersOf(engine, 60).size() >= 3);
}

// However long it takes to the end.
void StrategiesTest::theFastestFirstTokenIsAsked() {
  Upstream late(streaming(60, 0)), soon(streaming(0, 120));
  Engine engine(routeOver({late.port(), soon.port()}, balanceBy("fastest_first_token", 2)));
  // Each is tried while nothing is known of it.
  const std::string one = providerOf(engine.stream("r")), two = providerOf(engine.stream("r"));
  QVERIFY(one != two);
  for (int i = 0; i < 4; ++i) {
    const RawResponse answer = engine.stream("r");
    QCOMPARE(providerOf(answer), std::string("b"));
    const std::string why = engine.row(answer).attempts.at(0).why;
    QVERIFY2(why.starts_with("balance by fastest_first_token: ") && why.ends_with(" ms"),
             why.c_str());
  }
}

// With a breaker that never opens it is the siblings who tell.
void StrategiesTest::outliersLeave() {
  Moody one(Moody::Fails), others;
  routing::BreakerRules rules;
  rules.consecutive = 1'000'000;
  rules.failedShare = 2;
  Engine engine(routeOver({one.port(), others.port(), others.port()}, balanceBy("round_robin", 3)),
                rules);
  Answers answers = answersOf(engine, 60);
  QCOMPARE(answers["b"] + answers["c"], 60);
  QVERIFY(one.asked() >= 10 && one.asked() <= 15);
  const auto target = engine.admin("GET", "targets?q=a/m");
  QCOMPARE(stringAt(target.body, "/targets/0/state"), std::string("ejected"));
  const auto way = engine.admin("POST", "routes/r/dry-run", "{}");
  QVERIFY(way.text.find("a/m fails more often than its siblings") != std::string::npos);
}

SB_TEST(StrategiesTest);

#include "strategies_test.moc"
