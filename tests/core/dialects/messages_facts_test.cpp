// Answers of the Messages API read on the side. Wire cases: T48, T57, T59, T62.
#include <QTest>

#include "core/dialects/anthropic/answer.h"
#include "core/dialects/look.h"
#include "tests/core/dialects/codecs.h"
#include "tests/support/test_main.h"

using namespace sb::dialects;
using sb::dialects::anthropic::MessageWatch;
using Kind = Verdict::Kind;

namespace {

AnswerFacts read(const std::string& body) {
  JsonIndex index;
  return anthropic::readAnswer(body, 0, index);
}

Kind kindOf(const std::string& data) { return MessageWatch().event(data).kind; }

std::string delta(const std::string& of) {
  return R"({"type":"content_block_delta","index":0,"delta":)" + of + "}";
}
std::string block(const std::string& of) {
  return R"({"type":"content_block_start","index":0,"content_block":)" + of + "}";
}

}  // namespace

class MessagesFactsTest : public QObject {
  Q_OBJECT
 private slots:
  void readsRecordedAnswers_data();
  void readsRecordedAnswers();
  void saysWhatIsContent_data();
  void saysWhatIsContent();
  void T62_halfOfUsageIsKnownBeforeTheEnd();
  void toolsThatAreSoldOtherwiseAreCounted();
  void readsErrors_data();
  void readsErrors();
  void anyBytesAreTaken();
  void looksAtMessages();
  void aFieldTwiceIsRefused();
};

void MessagesFactsTest::readsRecordedAnswers_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<qint64>("input");
  QTest::addColumn<qint64>("output");
  QTest::addColumn<QByteArray>("reason");
  QTest::newRow("tool") << "tool" << qint64{843} << qint64{28} << QByteArray("tool_use");
}

void MessagesFactsTest::readsRecordedAnswers() {
  QFETCH(QString, name);
  QFETCH(qint64, input);
  QFETCH(qint64, output);
  QFETCH(QByteArray, reason);
  const QDir folder = test::recorded("anthropic");
  const AnswerFacts whole = read(test::contents(folder.filePath(name + ".json")));
  MessageWatch watch;
  Kind last = Kind::Empty;
  for (const std::string& event : test::eventsOf(folder.filePath(name + ".events")))
    last = watch.event(event).kind;
  QCOMPARE(last, Kind::Done);
  QVERIFY(watch.terminated());
  for (const AnswerFacts& facts : {whole, watch.facts()}) {
    QVERIFY(facts.hasUsage && !facts.isError && facts.hasToolCalls);
    QCOMPARE(facts.usage.input, input);
    QCOMPARE(facts.usage.output, output);
    QCOMPARE(facts.finishReason, reason.toStdString());
    QVERIFY(facts.textTokens > 0);
    QVERIFY(facts.model.starts_with("claude-haiku"));
  }
}

void MessagesFactsTest::saysWhatIsContent_data() {
  QTest::addColumn<QByteArray>("data");
  QTest::addColumn<int>("kind");
  const auto row = [](const char* tag, const std::string& data, Kind kind) {
    QTest::newRow(tag) << QByteArray::fromStdString(data) << static_cast<int>(kind);
  };
  row("start", R"({"type":"message_start","message":{"id":"m"}})", Kind::Empty);
  row("empty text", block(R"({"type":"text","text":""})"), Kind::Empty);
  row("empty thinking", block(R"({"type":"thinking","thinking":"","signature":""})"), Kind::Empty);
  row("T59 redacted thinking", block(R"({"type":"redacted_thinking","data":"x"})"), Kind::Content);
  row("tool", block(R"({"type":"tool_use","id":"t","name":"n","input":{}})"), Kind::Content);
  row("server tool", block(R"({"type":"server_tool_use","id":"t","name":"n"})"), Kind::Content);
  row("text", delta(R"({"type":"text_delta","text":"a"})"), Kind::Content);
  row("no text", delta(R"({"type":"text_delta","text":""})"), Kind::Empty);
  row("thinking", delta(R"({"type":"thinking_delta","thinking":"a"})"), Kind::Content);
  row("T59 signature", delta(R"({"type":"signature_delta","signature":"a"})"), Kind::Content);
  row("block stop", R"({"type":"content_block_stop","index":0})", Kind::Empty);
  row("end of the turn", R"({"type":"message_delta","delta":{"stop_reason":"end_turn"}})",
      Kind::Finish);
  row("usage on the way", R"({"type":"message_delta","delta":{},"usage":{"output_tokens":1}})",
      Kind::Empty);
  row("ping", R"({"type":"ping"})", Kind::Ping);
  row("done", R"({"type":"message_stop"})", Kind::Done);
  row("unknown", R"({"type":"something_new","x":1})", Kind::Empty);
  row("error", R"({"type":"error","error":{"type":"overloaded_error","message":"o"}})",
      Kind::Error);
  row("error without a type", R"({"error":{"message":"o"}})", Kind::Error);
  row("no JSON", "x", Kind::NotJson);
  row("no type", "{}", Kind::NotJson);
}

void MessagesFactsTest::saysWhatIsContent() {
  QFETCH(QByteArray, data);
  QFETCH(int, kind);
  QCOMPARE(static_cast<int>(kindOf(data.toStdString())), kind);
}

void MessagesFactsTest::T62_halfOfUsageIsKnownBeforeTheEnd() {
  MessageWatch watch;
  watch.event(
      R"({"type":"message_start","message":{"usage":{"input_tokens":7,"output_tokens":1}}})");
  watch.event(delta(R"({"type":"text_delta","text":"four letters and some"})"));
  QVERIFY(watch.facts().hasInput && !watch.facts().hasUsage);
  QCOMPARE(watch.facts().usage.input, 7);
  QVERIFY(watch.facts().textTokens > 2);
  QVERIFY(!watch.terminated());
}

void MessagesFactsTest::readsErrors_data() {
  QTest::addColumn<QByteArray>("body");
  QTest::addColumn<QByteArray>("message");
  QTest::addColumn<QByteArray>("type");
  QTest::newRow("its own")
      << QByteArray(R"({"type":"error","error":{"type":"not_found_error","message":"m"}})")
      << QByteArray("m") << QByteArray("not_found_error");
  QTest::newRow("a text") << QByteArray(R"({"error":"m"})") << QByteArray("m") << QByteArray();
  QTest::newRow("flat") << QByteArray(R"({"message":"m"})") << QByteArray("m") << QByteArray();
  QTest::newRow("no JSON") << QByteArray("<html>") << QByteArray("not JSON") << QByteArray();
}

void MessagesFactsTest::readsErrors() {
  QFETCH(QByteArray, body);
  QFETCH(QByteArray, message);
  QFETCH(QByteArray, type);
  const AnswerFacts facts = read(body.toStdString());
  QVERIFY(facts.isError);
  QCOMPARE(facts.errorMessage, message.toStdString());
  QCOMPARE(facts.errorType, type.toStdString());
}

void MessagesFactsTest::toolsThatAreSoldOtherwiseAreCounted() {
  const AnswerFacts facts = read(
      R"({"content":[{"type":"server_tool_use","name":"bash_code_execution","input":{}},)"
      R"({"type":"server_tool_use","name":"web_search","input":{}}],"usage":{"input_tokens":1,)"
      R"("output_tokens":1,"server_tool_use":{"web_search_requests":2,"web_fetch_requests":3}}})");
  QCOMPARE(facts.billed.webSearches, 2);
  QCOMPARE(facts.billed.otherCalls, 1);
  MessageWatch watch;
  watch.event(
      R"({"type":"content_block_start","content_block":{"type":"server_tool_use","name":"code_execution"}})");
  QCOMPARE(watch.facts().billed.otherCalls, 1);
}

void MessagesFactsTest::anyBytesAreTaken() {
  const QDir folder = test::recorded("anthropic");
  for (const std::string& event : test::eventsOf(folder.filePath("tool.events")))
    for (std::size_t cut = 0; cut < event.size(); ++cut) {
      MessageWatch watch;
      watch.event(event.substr(0, cut));
      QVERIFY(!watch.terminated());
      read(event.substr(cut));
    }
}

void MessagesFactsTest::looksAtMessages() {
  Looker looker;
  const std::string body =
      R"({"model":"m","max_tokens":9,"system":"abc","messages":[{},{}],"stream":true,"metadata":{"user_id":"u"}})";
  const auto look = looker.look(body, 0, Form::Messages);
  QVERIFY(look);
  QCOMPARE(look->user, std::string("u"));
  QCOMPARE(look->maxTokens, 9);
  QCOMPARE(look->messages, 2);
  QVERIFY(look->stream);
  QCOMPARE(look->promptBytes, std::string(R"("abc"[{},{}])").size());
  QVERIFY(!looker.look(R"({"model":"m"})", 0, Form::Messages));
  QVERIFY(looker.look(R"({"contents":[]})", 0, Form::Gemini));
}

void MessagesFactsTest::aFieldTwiceIsRefused() {
  Looker looker;
  const auto twice = looker.look(R"({"model":"m","messages":[],"Model":"n"})", 0, Form::Messages);
  QVERIFY(!twice);
  QCOMPARE(twice.error().detail, std::string("model"));
}

SB_TEST(MessagesFactsTest);
#include "messages_facts_test.moc"
