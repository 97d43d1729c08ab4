#include "core/dialects/openai_chat/answer.h"

#include <QTest>
#include <string>
#include <vector>

#include "tests/support/test_main.h"

Q_DECLARE_METATYPE(std::string)
Q_DECLARE_METATYPE(sb::Usage)

namespace {

using namespace sb::dialects;
using namespace sb::dialects::openai_chat;
using sb::Usage;

AnswerFacts read(const std::string& body) { return readAnswer(body); }

std::string withUsage(const std::string& usage) {
  return R"({"id":"c1","model":"m","choices":[{"index":0,"message":{"role":"assistant",)"
         R"("content":"hi"},"finish_reason":"stop"}],"usage":)" +
         usage + "}";
}

class AnswerTest : public QObject {
  Q_OBJECT

 private slots:
  void readsWholeAnswer();
  void sortsUsageIntoDisjointBuckets_data();
  void sortsUsageIntoDisjointBuckets();
  void keepsWhatTheProviderSaysItCharged_data();
  void keepsWhatTheProviderSaysItCharged();
  void noticesSearches_data();
  void noticesSearches();
  void readsErrors_T104_data();
  void readsErrors_T104();
  void namesTheParameterOfAnError_T104();
  void unreadableBodiesAreErrors_T105_data();
  void unreadableBodiesAreErrors_T105();
  void picksTheFinishReasonThatTellsMost_T48_data();
  void picksTheFinishReasonThatTellsMost_T48();
  void keepsStopBesideToolCalls_T47();
  void countsText();
  void readsCompletionsAndEmbeddings();
};

void AnswerTest::readsWholeAnswer() {
  const AnswerFacts facts = read(withUsage(R"({"prompt_tokens":10,"completion_tokens":5})"));
  QVERIFY(!facts.isError);
  QVERIFY(facts.hasUsage);
  QCOMPARE(facts.usage.input, 10);
  QCOMPARE(facts.usage.output, 5);
  QCOMPARE(facts.id, std::string("c1"));
  QCOMPARE(facts.model, std::string("m"));
  QCOMPARE(facts.finishReason, std::string("stop"));
  QCOMPARE(facts.textBytes, 2);
  QVERIFY(!facts.hasToolCalls);
}

void AnswerTest::sortsUsageIntoDisjointBuckets_data() {
  QTest::addColumn<std::string>("usage");
  QTest::addColumn<Usage>("buckets");
  const auto row = [](const char* name, std::string usage, Usage buckets) {
    QTest::newRow(name) << usage << buckets;
  };
  const auto usage = [](std::int64_t input, std::int64_t cacheRead, std::int64_t output,
                        std::int64_t reasoning) {
    Usage u;
    u.input = input;
    u.cacheRead = cacheRead;
    u.output = output;
    u.reasoning = reasoning;
    return u;
  };
  row("T112 cached tokens are part of the prompt",
      R"({"prompt_tokens":2006,"completion_tokens":300,"total_tokens":2306,)"
      R"("prompt_tokens_details":{"cached_tokens":1920},"completion_tokens_details":{"reasoning_tokens":0}})",
      usage(86, 1920, 300, 0));
  row("reasoning is part of the completion",
      R"({"prompt_tokens":9,"completion_tokens":500,"total_tokens":509,)"
      R"("completion_tokens_details":{"reasoning_tokens":200}})",
      usage(9, 0, 300, 200));
  row("T112 cached tokens that overlap text and images are counted once",
      R"({"prompt_tokens":2461,"completion_tokens":303,"total_tokens":2764,"prompt_tokens_details":)"
      R"({"text_tokens":1319,"image_tokens":1142,"audio_tokens":0,"cached_tokens":2432}})",
      usage(29, 2432, 303, 0));
  row("xAI: reasoning beside the completion, by the total",
      R"({"prompt_tokens":32,"completion_tokens":9,"total_tokens":135,)"
      R"("completion_tokens_details":{"reasoning_tokens":94}})",
      usage(32, 0, 9, 94));
  row("Gemini: thinking only in the total",
      R"({"prompt_tokens":20,"completion_tokens":198,"total_tokens":623})", usage(20, 0, 198, 405));
  row("DeepSeek",
      R"({"prompt_tokens":100,"completion_tokens":5,"total_tokens":105,)"
      R"("prompt_cache_hit_tokens":64,"prompt_cache_miss_tokens":36})",
      usage(36, 64, 5, 0));
  row("DeepSeek says it twice",
      R"({"prompt_tokens":100,"completion_tokens":5,"prompt_cache_hit_tokens":64,)"
      R"("prompt_tokens_details":{"cached_tokens":64}})",
      usage(36, 64, 5, 0));
  row("Moonshot", R"({"prompt_tokens":100,"completion_tokens":5,"cached_tokens":60})",
      usage(40, 60, 5, 0));
  row("embeddings", R"({"prompt_tokens":7,"total_tokens":7})", usage(7, 0, 0, 0));
  row("only a total", R"({"total_tokens":7})", usage(7, 0, 0, 0));
  row("null details", R"({"prompt_tokens":7,"completion_tokens":1,"prompt_tokens_details":null})",
      usage(7, 0, 1, 0));
  row("negative", R"({"prompt_tokens":-7,"completion_tokens":1})", usage(0, 0, 1, 0));
  row("fractions", R"({"prompt_tokens":7.9,"completion_tokens":1e1})", usage(7, 0, 10, 0));
  row("huge", R"({"prompt_tokens":1e300,"completion_tokens":99999999999999999999})",
      usage(1'000'000'000'000, 0, 1'000'000'000'000, 0));
  row("texts", R"({"prompt_tokens":"7","completion_tokens":[1]})", usage(0, 0, 0, 0));
  row("parts above their whole",
      R"({"prompt_tokens":10,"completion_tokens":5,"total_tokens":15,"prompt_tokens_details":)"
      R"({"cached_tokens":50,"audio_tokens":9},"completion_tokens_details":{"reasoning_tokens":90}})",
      usage(0, 10, 0, 5));
  Usage audio = usage(60, 30, 30, 15);
  audio.inputAudio = 10;
  audio.outputAudio = 5;
  row("audio",
      R"({"prompt_tokens":100,"completion_tokens":50,"prompt_tokens_details":{"cached_tokens":30,)"
      R"("audio_tokens":10},"completion_tokens_details":{"reasoning_tokens":15,"audio_tokens":5}})",
      audio);
  Usage written = usage(20, 30, 1, 0);
  written.cacheWrite = 50;
  row("OpenRouter cache writes",
      R"({"prompt_tokens":100,"completion_tokens":1,"prompt_tokens_details":)"
      R"({"cached_tokens":30,"cache_write_tokens":50}})",
      written);
}

void AnswerTest::sortsUsageIntoDisjointBuckets() {
  QFETCH(std::string, usage);
  QFETCH(Usage, buckets);
  const AnswerFacts facts = read(withUsage(usage));
  QVERIFY(facts.hasUsage);
  QCOMPARE(facts.usage.input, buckets.input);
  QCOMPARE(facts.usage.cacheRead, buckets.cacheRead);
  QCOMPARE(facts.usage.output, buckets.output);
  QCOMPARE(facts.usage.reasoning, buckets.reasoning);
  QVERIFY(facts.usage == buckets);
}

void AnswerTest::keepsWhatTheProviderSaysItCharged_data() {
  QTest::addColumn<std::string>("usage");
  QTest::addColumn<qint64>("nano");  // -1: it says nothing
  const auto row = [](const char* name, std::string usage, qint64 nano) {
    QTest::newRow(name) << usage << nano;
  };
  row("a number", R"({"prompt_tokens":1,"cost":0.00014})", 140'000);
  row("finer than nano-dollars", R"({"prompt_tokens":1,"cost":1.4567891e-05})", 14'568);
  row("text", R"({"prompt_tokens":1,"cost":"0.00014"})", 140'000);
  row("nothing to pay", R"({"prompt_tokens":1,"cost":0})", 0);
  row("the caller's own key",
      R"({"prompt_tokens":1,"cost":0.001,"is_byok":true,)"
      R"("cost_details":{"upstream_inference_cost":0.02}})",
      21'000'000);
  row("the caller's own key, half said",
      R"({"prompt_tokens":1,"cost":0.001,"is_byok":true,)"
      R"("cost_details":{"upstream_inference_cost":null}})",
      -1);
  row("Perplexity",
      R"({"prompt_tokens":1,"search_context_size":"low","cost":)"
      R"({"input_tokens_cost":0.000008,"output_tokens_cost":0.00005,"request_cost":0.005,)"
      R"("total_cost":0.005058}})",
      5'058'000);
  row("xAI", R"({"prompt_tokens":1,"cost_in_usd_ticks":158500})", 15'850);
  row("nonsense", R"({"prompt_tokens":1,"cost":true})", -1);
  row("below nothing", R"({"prompt_tokens":1,"cost":-3})", -1);
  row("a list", R"({"prompt_tokens":1,"cost":[1]})", -1);
  row("beyond all sense", R"({"prompt_tokens":1,"cost":1e8})", -1);
  row("nothing said", R"({"prompt_tokens":1})", -1);
}

void AnswerTest::keepsWhatTheProviderSaysItCharged() {
  QFETCH(std::string, usage);
  QFETCH(qint64, nano);
  const AnswerFacts facts = read(withUsage(usage));
  QVERIFY(facts.hasUsage);
  QCOMPARE(facts.usage.input, 1);
  QCOMPARE(facts.charged ? qint64{facts.charged->value} : -1, nano);
  QVERIFY(!read(withUsage("null")).hasUsage);
}

// What they cost is not in the tokens.
void AnswerTest::noticesSearches_data() {
  QTest::addColumn<std::string>("body");
  QTest::addColumn<int>("searches");
  QTest::addColumn<int>("others");
  const auto said = [](const std::string& message, const std::string& usage) {
    return R"({"choices":[{"index":0,"message":{"role":"assistant","content":"hi")" + message +
           R"(},"finish_reason":"stop"}],"usage":{"prompt_tokens":1)" + usage + "}}";
  };
  const std::string citation =
      R"({"type":"url_citation","url_citation":{"url":"https://a.example","title":"A"}})";
  const auto row = [](const char* name, std::string body, int searches, int others) {
    QTest::newRow(name) << body << searches << others;
  };
  row("none", said("", ""), 0, 0);
  row("sources of the web", said(",\"annotations\":[" + citation + "," + citation + "]", ""), 1, 0);
  row("a file's sources", said(R"(,"annotations":[{"type":"file_citation"},7])", ""), 0, 0);
  row("no sources", said(R"(,"annotations":[])", ""), 0, 0);
  row("Perplexity", said("", R"(,"search_context_size":"low")"), 0, 1);
  row("Perplexity, research", said("", R"(,"num_search_queries":7)"), 0, 1);
  row("xAI", said("", R"(,"num_sources_used":3)"), 0, 1);
  row("xAI without", said("", R"(,"num_sources_used":0)"), 0, 0);
}

void AnswerTest::noticesSearches() {
  QFETCH(std::string, body);
  QFETCH(int, searches);
  QFETCH(int, others);
  const AnswerFacts facts = read(body);
  QCOMPARE(facts.textBytes, 2);
  QCOMPARE(facts.billed.webSearches, searches);
  QCOMPARE(facts.billed.otherCalls, others);
}

void AnswerTest::readsErrors_T104_data() {
  QTest::addColumn<std::string>("body");
  QTest::addColumn<std::string>("message");
  QTest::addColumn<std::string>("type");
  QTest::addColumn<std::string>("code");
  const auto row = [](const char* name, std::string body, std::string message,
                      std::string type = "", std::string code = "") {
    QTest::newRow(name) << body << message << type << code;
  };
  row("OpenAI", R"({"error":{"message":"No \"m\"","type":"t","param":null,"code":"c"}})",
      "No \"m\"", "t", "c");
  row("numeric code", R"({"error":{"message":"x","code":429}})", "x", "", "429");
  row("text", R"({"error":"model not found"})", "model not found");
  row("Google's array", R"([{"error":{"code":400,"message":"bad","status":"INVALID_ARGUMENT"}}])",
      "bad", "INVALID_ARGUMENT", "400");
  row("FastAPI", R"({"detail":"Not Found"})", "Not Found");
  row("vLLM",
      R"({"object":"error","message":"too long","type":"BadRequestError","param":null,"code":400})",
      "too long", "BadRequestError", "400");
  row("Cerebras", R"({"message":"Wrong API Key","type":"t","param":"api_key","code":"wrong_key"})",
      "Wrong API Key", "t", "wrong_key");
  row("xAI", R"({"code":"invalid","error":"no such model"})", "no such model", "", "invalid");
  row("both", R"({"type":"outer","code":1,"error":{"message":"x","type":"inner"}})", "x", "inner",
      "1");
  row("odd members", R"({"message":"x","type":{"a":1},"code":[2]})", "x");
  row("inside of a choice", R"({"choices":[{"error":{"message":"x"},"message":{}}]})", "x");
}

void AnswerTest::readsErrors_T104() {
  QFETCH(std::string, body);
  const AnswerFacts facts = read(body);
  QVERIFY(facts.isError);
  QTEST(facts.errorMessage, "message");
  QTEST(facts.errorType, "type");
  QTEST(facts.errorCode, "code");
}

void AnswerTest::namesTheParameterOfAnError_T104() {
  QCOMPARE(read(R"({"error":{"message":"x","param":"stop[0]"}})").errorParam,
           std::string("stop[0]"));
  QCOMPARE(read(R"({"error":{"message":"x","param":null}})").errorParam, std::string());
}

void AnswerTest::unreadableBodiesAreErrors_T105_data() {
  QTest::addColumn<std::string>("body");
  for (const char* body : {"", "<html><body>502</body></html>", "null", "5", "\"x\"", "[]", "[1]",
                           "{\"choices\":[", "{} {}", "{\"a\":\xff}"})
    QTest::newRow(body) << std::string(body);
}

void AnswerTest::unreadableBodiesAreErrors_T105() {
  QFETCH(std::string, body);
  const AnswerFacts facts = read(body);
  QVERIFY(facts.isError);
  QCOMPARE(facts.errorMessage, std::string("not JSON"));
}

void AnswerTest::picksTheFinishReasonThatTellsMost_T48_data() {
  QTest::addColumn<std::string>("choices");
  QTest::addColumn<std::string>("finish");
  const auto row = [](const char* name, std::string choices, std::string finish) {
    QTest::newRow(name) << choices << finish;
  };
  row("T48 length", R"({"finish_reason":"length"})", "length");
  row("T48 content_filter", R"({"finish_reason":"content_filter"})", "content_filter");
  row("T54 first that is not stop",
      R"({"finish_reason":"stop"},{"finish_reason":"length"},{"finish_reason":"tool_calls"})",
      "length");
  row("T54 all stop", R"({"finish_reason":"stop"},{"finish_reason":"stop"})", "stop");
  row("null", R"({"finish_reason":null})", "");
}

void AnswerTest::picksTheFinishReasonThatTellsMost_T48() {
  QFETCH(std::string, choices);
  QTEST(read("{\"choices\":[" + choices + "]}").finishReason, "finish");
}

void AnswerTest::keepsStopBesideToolCalls_T47() {
  const AnswerFacts facts =
      read(R"({"choices":[{"finish_reason":"stop","message":{"content":null,"tool_calls":)"
           R"([{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}}]}}]})");
  QCOMPARE(facts.finishReason, std::string("stop"));
  QVERIFY(facts.hasToolCalls);
}

void AnswerTest::countsText() {
  const AnswerFacts facts = read(
      R"({"choices":[{"message":{"content":"a\n\u00e9","reasoning_content":"xyz","refusal":"no",)"
      R"("tool_calls":[{"function":{"name":"f","arguments":"{}"}}]}}]})");
  QCOMPARE(facts.textBytes, 4 + 3 + 2 + 1 + 2);
  QVERIFY(facts.textTokens > 0);
  const AnswerFacts parts = read(
      R"({"choices":[{"message":{"content":[{"type":"thinking","thinking":[{"type":"text","text":"abc"}]},)"
      R"({"type":"text","text":"de"}]}}]})");
  QCOMPARE(parts.textBytes, 5);
}

void AnswerTest::readsCompletionsAndEmbeddings() {
  const AnswerFacts text = readAnswer(
      R"({"id":"x","choices":[{"text":"abc","finish_reason":"length"}],"usage":{"prompt_tokens":1}})");
  QCOMPARE(text.textBytes, 3);
  QCOMPARE(text.finishReason, std::string("length"));
  const AnswerFacts vectors = readAnswer(
      R"({"object":"list","data":[{"embedding":[0.1]}],"model":"e","usage":{"prompt_tokens":4,"total_tokens":4}})");
  QVERIFY(!vectors.isError);
  QCOMPARE(vectors.usage.input, 4);
}

SB_TEST(AnswerTest);

}  // namespace

#include "answer_test.moc"
