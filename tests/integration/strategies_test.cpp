// How a balance chooses by what upstreams have said.
#include <QTest>
#include <atomic>

#include "core/base/clock.h"
#include "tests/support/dialect_pair.h"
#include "tests/support/engine.h"
#include "tests/support/test_main.h"
#include "tests/support/upstream.h"

using namespace sb;
using namespace sb::test;

class StrategiesTest : public QObject {
  Q_OBJECT

 private slots:
  void usageFollowsTheProvidersLimits();
  void usageHearsOfLimitsInRefusalsToo();
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

SB_TEST(StrategiesTest);
#include "strategies_test.moc"
