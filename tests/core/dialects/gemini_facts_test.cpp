#include <QTest>

#include "core/dialects/gemini/answer.h"
#include "tests/core/dialects/codecs.h"
#include "tests/support/test_main.h"

namespace {

using namespace sb::dialects;
using namespace sb::dialects::test;

std::vector<std::string> recordedEvents(const char* name) {
  return eventsOf(recorded("gemini").filePath(QString::fromUtf8(name)));
}

AnswerFacts factsOf(const std::string& body) {
  JsonIndex index;
  return gemini::readAnswer(body, 0, index);
}

}  // namespace

class GeminiFactsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void watchesAStream();
  void aBlockedPromptIsAnEnd();
  void oneCandidateThatGoesOnIsNoEnd();
  void readsWholeAnswers();
  void searchesAreCountedOnceEach();
  void errorsAndFailuresAreSuch_data();
  void errorsAndFailuresAreSuch();
};

void GeminiFactsTest::watchesAStream() {
  gemini::ContentWatch watch;
  const auto events = recordedEvents("text-and-call.events");
  Verdict verdict = watch.event(events[0]);
  QCOMPARE(int(verdict.kind), int(Verdict::Content));
  QVERIFY(!verdict.finish && !watch.terminated() && !watch.facts().hasToolCalls);
  QCOMPARE(int(watch.event(events[1]).kind), int(Verdict::Content));
  verdict = watch.event(events[2]);
  QCOMPARE(int(verdict.kind), int(Verdict::Finish));
  QVERIFY(verdict.finish && verdict.usage && watch.terminated());
  const AnswerFacts& facts = watch.facts();
  QVERIFY(facts.hasToolCalls && facts.hasUsage && !facts.isError);
  QCOMPARE(facts.finishReason, std::string("STOP"));
  QCOMPARE(facts.model, std::string("gemini-3.1-pro-preview"));
  QCOMPARE(facts.id, std::string("7uVgavK_CL7yxN8P-aGnkAY"));
  QCOMPARE(facts.usage.input, std::int64_t{83});
  QCOMPARE(facts.usage.output, std::int64_t{21});
  QCOMPARE(facts.usage.reasoning, std::int64_t{178});
  QVERIFY(facts.textTokens > 0);
}

void GeminiFactsTest::aBlockedPromptIsAnEnd() {
  gemini::ContentWatch watch;
  const Verdict verdict = watch.event(recordedEvents("blocked-prompt.events").front());
  QCOMPARE(int(verdict.kind), int(Verdict::Finish));
  QVERIFY(watch.terminated());
  QCOMPARE(watch.facts().finishReason, std::string("PROHIBITED_CONTENT"));
}

void GeminiFactsTest::oneCandidateThatGoesOnIsNoEnd() {
  gemini::ContentWatch watch;
  QVERIFY(!watch.terminated());
  watch.event(R"({"candidates":[{"finishReason":"STOP"},{"index":1}]})");
  QVERIFY(!watch.terminated());
  watch.event(R"({"candidates":[{"index":1,"finishReason":"MAX_TOKENS"}]})");
  QVERIFY(watch.terminated());
  QCOMPARE(watch.facts().finishReason, std::string("MAX_TOKENS"));
}

void GeminiFactsTest::readsWholeAnswers() {
  const AnswerFacts facts =
      factsOf(contents(recorded("gemini").filePath(QStringLiteral("tool-call.json"))));
  QVERIFY(facts.hasToolCalls && facts.hasUsage && !facts.isError);
  QCOMPARE(facts.usage.reasoning, std::int64_t{893});
  QCOMPARE(facts.id, std::string("m36LaZGyCLz1xs0PtNSB-QU"));
}

// "For billing purposes, we ignore the empty web search queries when counting unique queries."
void GeminiFactsTest::searchesAreCountedOnceEach() {
  const auto chunk = [](const std::string& grounding) {
    return R"({"candidates":[{"index":0,"content":{"parts":[{"text":"x"}]},"finishReason":"STOP")" +
           grounding + R"(}],"usageMetadata":{"promptTokenCount":1,"totalTokenCount":2}})";
  };
  const std::string some = R"(,"groundingMetadata":{"webSearchQueries":["a","","b","a"]})";
  const sb::Billed whole = factsOf(chunk(some)).billed;
  QCOMPARE(whole.webSearches, 2);
  QCOMPARE(whole.groundedPrompts, 1);
  const sb::Billed none =
      factsOf(chunk(R"(,"groundingMetadata":{"groundingChunks":[{"web":{"uri":"u"}}]})")).billed;
  QCOMPARE(none.webSearches, 0);
  QCOMPARE(none.groundedPrompts, 0);
  QCOMPARE(none.otherCalls, 0);
  const sb::Billed maps =
      factsOf(chunk(R"(,"groundingMetadata":{"groundingChunks":[{"maps":{"placeId":"p"}}]})"))
          .billed;
  QCOMPARE(maps.otherCalls, 1);
  gemini::ContentWatch watch;
  for (const std::string& event :
       {chunk(some), chunk(""), chunk(R"(,"grounding_metadata":{"web_search_queries":["c"]})")})
    watch.event(event);
  QCOMPARE(watch.facts().billed.webSearches, 3);
  QCOMPARE(watch.facts().billed.groundedPrompts, 1);
}

void GeminiFactsTest::errorsAndFailuresAreSuch_data() {
  QTest::addColumn<QByteArray>("body");
  QTest::addColumn<QByteArray>("message");
  QTest::addColumn<QByteArray>("type");
  QTest::addColumn<int>("kind");
  QTest::newRow("T55 an error")
      << QByteArray(R"({"error":{"code":503,"message":"x","status":"UNAVAILABLE"}})")
      << QByteArray("x") << QByteArray("UNAVAILABLE") << int(Verdict::Error);
  QTest::newRow("in a list") << QByteArray(R"([{"error":{"message":"x","status":"INTERNAL"}}])")
                             << QByteArray("x") << QByteArray("INTERNAL") << int(Verdict::Error);
  QTest::newRow("T77 a malformed call")
      << QByteArray(R"({"candidates":[{"finishReason":"MALFORMED_FUNCTION_CALL"}]})")
      << QByteArray("MALFORMED_FUNCTION_CALL") << QByteArray("MALFORMED_FUNCTION_CALL")
      << int(Verdict::Error);
  QTest::newRow("no JSON") << QByteArray("<html>") << QByteArray("not JSON") << QByteArray()
                           << int(Verdict::NotJson);
  QTest::newRow("cut") << QByteArray(R"({"candidates":[)") << QByteArray("not JSON") << QByteArray()
                       << int(Verdict::NotJson);
}

void GeminiFactsTest::errorsAndFailuresAreSuch() {
  QFETCH(QByteArray, body);
  QFETCH(QByteArray, message);
  QFETCH(QByteArray, type);
  QFETCH(int, kind);
  const AnswerFacts facts = factsOf(body.toStdString());
  QVERIFY(facts.isError);
  QCOMPARE(facts.errorMessage, message.toStdString());
  QCOMPARE(facts.errorType, type.toStdString());
  gemini::ContentWatch watch;
  QCOMPARE(int(watch.event(body.toStdString()).kind), kind);
}

SB_TEST(GeminiFactsTest);

#include "gemini_facts_test.moc"
