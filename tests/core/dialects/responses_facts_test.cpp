#include <QTest>

#include "core/dialects/openai_responses/answer.h"
#include "tests/core/dialects/codecs.h"
#include "tests/support/test_main.h"

namespace {

using namespace sb::dialects;
using namespace sb::dialects::test;

std::vector<std::string> events(const char* file) {
  return eventsOf(recorded("openai_responses").filePath(QString::fromUtf8(file)));
}

}  // namespace

class ResponsesFactsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void streamsAreMetered();
  void failuresAreErrors();
  void wholeAnswersAreMetered();
  void callsOfTheProvidersToolsAreCounted();
  void cutStreamsAreNotTerminated();
  void bearsAnyBytes();
};

void ResponsesFactsTest::streamsAreMetered() {
  openai_responses::ResponseWatch watch;
  int contents = 0;
  Verdict last;
  for (const std::string& event : events("reasoning-tool.events")) {
    QVERIFY(!watch.terminated());
    last = watch.event(event);
    contents += last.kind == Verdict::Content;
  }
  QVERIFY(watch.terminated());
  QVERIFY(last.finish && last.usage && last.kind == Verdict::Done);
  QCOMPARE(contents, 32 + 1 + 13);  // summary, the call, its arguments
  QCOMPARE(watch.facts().usage.input, std::int64_t{134});
  QCOMPARE(watch.facts().usage.output, std::int64_t{28});
  QCOMPARE(watch.facts().model, std::string("gpt-5.1-codex-max"));
  QCOMPARE(watch.facts().finishReason, std::string("completed"));
  QVERIFY(watch.facts().hasToolCalls && watch.facts().textTokens > 20);
  QVERIFY(watch.event("{}").kind == Verdict::Done);
}

void ResponsesFactsTest::failuresAreErrors() {
  openai_responses::ResponseWatch watch;
  int errors = 0;
  for (const std::string& event : events("failed.error"))
    errors += watch.event(event).kind == Verdict::Error;
  QCOMPARE(errors, 2);
  QVERIFY(!watch.terminated());
  QVERIFY(watch.facts().isError);
  QCOMPARE(watch.facts().errorCode, std::string("insufficient_quota"));
}

void ResponsesFactsTest::wholeAnswersAreMetered() {
  JsonIndex index;
  const AnswerFacts facts = openai_responses::readAnswer(
      contents(recorded("openai_responses").filePath(QStringLiteral("reasoning-tool.json"))), 0,
      index);
  QVERIFY(!facts.isError && facts.hasUsage && facts.textBytes > 0);
  QCOMPARE(facts.usage.input, std::int64_t{865});
  QCOMPARE(facts.usage.reasoning, std::int64_t{128});
  const AnswerFacts error = openai_responses::readAnswer(
      R"({"error":{"message":"no","type":"invalid_request_error","param":"x","code":null}})", 0,
      index);
  QVERIFY(error.isError);
  QCOMPARE(error.errorMessage, std::string("no"));
  QCOMPARE(error.errorType, std::string("invalid_request_error"));
  QCOMPARE(error.errorParam, std::string("x"));
}

void ResponsesFactsTest::callsOfTheProvidersToolsAreCounted() {
  JsonIndex index;
  const AnswerFacts facts = openai_responses::readAnswer(
      R"({"id":"r","status":"completed","output":[
        {"type":"web_search_call","action":{"type":"search","query":"a"}},
        {"type":"web_search_call","action":{"type":"open_page","url":"https://a.example"}},
        {"type":"file_search_call"},{"type":"code_interpreter_call"},{"type":"x_search_call"},
        {"type":"function_call","name":"f","arguments":"{}"},{"type":"local_shell_call"}],
        "usage":{"input_tokens":1,"output_tokens":1,"cost":0.5}})",
      0, index);
  QCOMPARE(facts.billed.webSearches, 1);
  QCOMPARE(facts.billed.fileSearches, 1);
  QCOMPARE(facts.billed.otherCalls, 2);
  QVERIFY(facts.charged && facts.charged->value == 500'000'000);
}

void ResponsesFactsTest::cutStreamsAreNotTerminated() {
  openai_responses::ResponseWatch watch;
  auto all = events("text.events");
  all.pop_back();
  for (const std::string& event : all)
    watch.event(event);
  QVERIFY(!watch.terminated() && !watch.facts().hasUsage && watch.facts().textTokens > 0);
}

void ResponsesFactsTest::bearsAnyBytes() {
  JsonIndex index;
  for (const char* bytes : {"", "[]", "{", "\"x\"", "{\"output\":[}", "<html>"}) {
    QVERIFY2(openai_responses::readAnswer(bytes, 0, index).isError, bytes);
    openai_responses::ResponseWatch watch(&index);
    const Verdict::Kind kind = watch.event(bytes).kind;
    QVERIFY2(kind == Verdict::NotJson || kind == Verdict::Empty, bytes);
  }
}

SB_TEST(ResponsesFactsTest);

#include "responses_facts_test.moc"
