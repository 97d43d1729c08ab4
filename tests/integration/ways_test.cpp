// In which of its dialects a provider that speaks several is asked.
// Wire cases: T17.
#include <QTest>

#include "core/gateway/way.h"
#include "tests/support/dialect_pair.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

namespace {

constexpr const char* kAsksTools =
    R"(,"tools":[{"name":"f","input_schema":{"type":"object"}}],
       "thinking":{"type":"enabled","budget_tokens":2000})";

std::string openAi(std::uint16_t port, const char* kind) {
  return "providers:\n" + providerLine("p", port, "", kind);
}

Upstream::Answer refuses() {
  return [](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(R"({"error":{"message":"no"}})", 400));
  };
}

}  // namespace

class WaysTest : public QObject {
  Q_OBJECT
 private slots:
  void modelsAreAskedWhereTheySayMost_data();
  void modelsAreAskedWhereTheySayMost();
  void theCatalogueKnowsMore();
  void encryptedThinkingSurvivesTheTurn();
};

void WaysTest::modelsAreAskedWhereTheySayMost_data() {
  QTest::addColumn<QString>("kind");
  QTest::addColumn<QString>("model");
  QTest::addColumn<bool>("fromChat");
  QTest::addColumn<QString>("target");
  QTest::newRow("Claude Code on gpt-5.4") << "openai"
                                          << "gpt-5.4" << false << "/v1/responses";
  QTest::newRow("Claude Code on a dated one")
      << "openai"
      << "gpt-5.6-sol-2026-07-09" << false << "/v1/responses";
  QTest::newRow("a model that does not think") << "openai"
                                               << "gpt-4.1" << false << "/v1/chat/completions";
  QTest::newRow("T17 the caller's own dialect") << "openai"
                                                << "gpt-5.4" << true << "/v1/chat/completions";
  QTest::newRow("what its maker serves in no other") << "openai"
                                                     << "gpt-5-codex" << true << "/v1/responses";
  QTest::newRow("but others may") << "openrouter"
                                  << "openai/gpt-5-codex" << true << "/v1/chat/completions";
  QTest::newRow("servers that speak chat only") << "openai_compatible"
                                                << "gpt-5.4" << false << "/v1/chat/completions";
}

void WaysTest::modelsAreAskedWhereTheySayMost() {
  QFETCH(QString, kind);
  QFETCH(QString, model);
  QFETCH(bool, fromChat);
  QFETCH(QString, target);
  Upstream upstream(refuses());
  Engine engine(openAi(upstream.port(), kind.toUtf8().constData()));
  const std::string name = "p/" + model.toStdString();
  if (fromChat)
    (void)engine.chat(name, "hi", kChatTools);
  else
    (void)engine.ask("POST", "/v1/messages", messagesBody(name, "hi", kAsksTools));
  QCOMPARE(upstream.requests().at(0).target(), target.toStdString());
}

void WaysTest::theCatalogueKnowsMore() {
  catalog::ModelFacts facts;
  QVERIFY(!gateway::preferredFor("nobody-knows", &facts).dialect);
  QVERIFY(!gateway::preferredFor("nobody-knows", nullptr).dialect);
  facts.mode = "responses";
  QVERIFY(gateway::preferredFor("nobody-knows", &facts).dialect ==
          dialects::Dialect::OpenAiResponses);
}

// The provider keeps nothing: what it thought goes to the caller sealed, and back.
void WaysTest::encryptedThinkingSurvivesTheTurn() {
  Upstream upstream([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(
        R"({"id":"r","object":"response","model":"gpt-5.4","status":"completed","output":[
           {"type":"reasoning","id":"rs","summary":[],"encrypted_content":"SEALED"},
           {"type":"function_call","id":"fc","call_id":"c1","name":"f","arguments":"{}",
            "status":"completed"}],"usage":{"input_tokens":1,"output_tokens":1}})"));
  });
  Engine engine(openAi(upstream.port(), "openai"));
  const RawResponse first =
      engine.ask("POST", "/v1/messages", messagesBody("p/gpt-5.4", "hi", kAsksTools));
  QCOMPARE(first.status, 200);
  const auto asked = parsed(upstream.requests().at(0).body);
  QCOMPARE(stringAt(asked, "/include/0"), std::string("reasoning.encrypted_content"));
  QCOMPARE(stringAt(asked, "/reasoning/effort"), std::string("low"));
  const std::string said = json::write(parsed(first.body).at("content"));
  const std::string second =
      R"({"model":"p/gpt-5.4","max_tokens":9999,"messages":[{"role":"user","content":"hi"},
         {"role":"assistant","content":)" +
      said + R"(},{"role":"user","content":[{"type":"tool_result","tool_use_id":"c1",
         "content":"done"}]}])" +
      kAsksTools + "}";
  QCOMPARE(engine.ask("POST", "/v1/messages", second).status, 200);
  const auto again = parsed(upstream.requests().at(1).body);
  QCOMPARE(stringAt(again, "/input/1/type"), std::string("reasoning"));
  QCOMPARE(stringAt(again, "/input/1/encrypted_content"), std::string("SEALED"));
}

SB_TEST(WaysTest);

#include "ways_test.moc"
