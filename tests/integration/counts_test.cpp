// How many tokens a prompt has: asked of providers, or estimated.
// Wire case: T65.
#include <QTest>

#include "core/tokens/token_counter.h"
#include "tests/support/dialect_pair.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

namespace {

std::string google(std::uint16_t port) {
  return "providers:\n" + providerLine("google", port, "", "gemini_compatible");
}

}  // namespace

class CountsTest : public QObject {
  Q_OBJECT
 private slots:
  void T65_areProxied();
  void T65_areAskedInTheProvidersDialect_data();
  void T65_areAskedInTheProvidersDialect();
  void T65_areEstimatedElse_data();
  void T65_areEstimatedElse();
};

void CountsTest::T65_areProxied() {
  Upstream upstream([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(R"({"input_tokens":4242})"));
  });
  Engine engine(claude(upstream.port()));
  const RawResponse answer =
      engine.ask("POST", "/v1/messages/count_tokens?beta=true", messagesBody("claude/m1"));
  QCOMPARE(answer.status, 200);
  QCOMPARE(answer.body, std::string(R"({"input_tokens":4242})"));
  QCOMPARE(upstream.requests().at(0).target(), std::string("/v1/messages/count_tokens?beta=true"));
  const auto row = engine.row(answer);
  QCOMPARE(row.row.endpoint, std::string("messages.count_tokens"));
  QCOMPARE(row.row.usage, Usage());
  QVERIFY(row.row.priced);
}

void CountsTest::T65_areAskedInTheProvidersDialect_data() {
  QTest::addColumn<bool>("toGoogle");  // is who counts
  QTest::addColumn<QByteArray>("said");
  QTest::newRow("messages to gemini") << true << QByteArray(R"({"totalTokens":4242})");
  QTest::newRow("gemini to messages") << false << QByteArray(R"({"input_tokens":4242})");
  QTest::newRow("gemini says something else") << true << QByteArray(R"({"tokens":1})");
}

// What is asked holds the prompt and nothing of how to answer it.
void CountsTest::T65_areAskedInTheProvidersDialect() {
  QFETCH(bool, toGoogle);
  QFETCH(QByteArray, said);
  const std::string answered = said.toStdString();
  Upstream upstream(
      [&](RawSocket& socket, const Upstream::Request&) { socket.send(Upstream::json(answered)); });
  Engine engine(toGoogle ? google(upstream.port()) : claude(upstream.port()));
  const RawResponse answer =
      toGoogle ? engine.ask("POST", "/v1/messages/count_tokens",
                            messagesBody("google/m1", "Hi", R"(,"system":"Be brief")"))
               : engine.ask("POST", "/v1beta/models/claude%2Fm1:countTokens",
                            R"({"generateContentRequest":{"contents":[{"role":"user",
                              "parts":[{"text":"Hi"}]}],"systemInstruction":
                              {"parts":[{"text":"Be brief"}]},
                              "generationConfig":{"maxOutputTokens":7,"temperature":1}}})");
  QCOMPARE(answer.status, 200);
  const boost::json::value sent = parsed(upstream.requests().at(0).body);
  const std::string target = upstream.requests().at(0).target();
  if (toGoogle) {
    QVERIFY2(target.ends_with("/models/m1:countTokens"), target.c_str());
    QCOMPARE(stringAt(sent, "/generateContentRequest/model"), std::string("models/m1"));
    QCOMPARE(stringAt(sent, "/generateContentRequest/contents/0/parts/0/text"), std::string("Hi"));
    QCOMPARE(stringAt(sent, "/generateContentRequest/systemInstruction/parts/0/text"),
             std::string("Be brief"));
  } else {
    QCOMPARE(target, std::string("/v1/messages/count_tokens"));
    QCOMPARE(stringAt(sent, "/model"), std::string("m1"));
    QCOMPARE(stringAt(sent, "/messages/0/content/0/text"), std::string("Hi"));
    QVERIFY(!sent.as_object().contains("max_tokens") && !sent.as_object().contains("temperature"));
  }
  const bool counted = said.contains("4242");
  QCOMPARE(answer.header("x-signalbox-estimated"), std::string(counted ? "" : "true"));
  if (counted)
    QCOMPARE(answer.body,
             std::string(toGoogle ? R"({"input_tokens":4242})" : R"({"totalTokens":4242})"));
}

void CountsTest::T65_areEstimatedElse_data() {
  QTest::addColumn<bool>("chat");
  QTest::newRow("a provider of another dialect") << true;
  QTest::newRow("a provider without such a call") << false;
}

void CountsTest::T65_areEstimatedElse() {
  QFETCH(bool, chat);
  Upstream upstream(
      [](RawSocket& socket, const Upstream::Request&) { socket.send(Upstream::json("{}", 404)); });
  Engine engine(chat ? gpt(upstream.port()) : claude(upstream.port()));
  const std::string model = chat ? "gpt/m" : "claude/m";
  const auto count = [&](const std::string& words, const std::string& more = {}) {
    const RawResponse answer =
        engine.ask("POST", "/v1/messages/count_tokens", messagesBody(model, words, more));
    return answer.status == 200 && answer.header("x-signalbox-estimated") == "true"
               ? numberAt(parsed(answer.body), "/input_tokens")
               : -1;
  };
  constexpr std::int64_t kFrames = 3 + 1 + 3;  // a message, its role, the answer
  tokens::TokenCounter counter;
  QCOMPARE(count("Hello big world"), kFrames + 3);
  const std::string tools = kTools;
  QCOMPARE(
      count("Hello big world", R"(,"system":"Be brief")" + tools),
      kFrames + 3 + 4 + counter.count("Be brief") + counter.count(tools.substr(tools.find('['))));
  std::string large;  // counted away from the event loop
  while (large.size() < 100'000)
    large += "Hello big world, ";
  QCOMPARE(count(large), kFrames + counter.count(large));
}

SB_TEST(CountsTest);

#include "counts_test.moc"
