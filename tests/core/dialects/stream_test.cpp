#include <QTest>
#include <random>
#include <string>
#include <vector>

#include "core/dialects/openai_chat/answer.h"
#include "tests/support/test_main.h"

Q_DECLARE_METATYPE(std::string)
Q_DECLARE_METATYPE(std::vector<std::string>)

namespace {

using namespace sb::dialects;
using namespace sb::dialects::openai_chat;
using Kind = Verdict::Kind;

std::string chunk(const std::string& delta, const std::string& more = "",
                  const std::string& top = "") {
  return R"({"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,)"
         R"("delta":)" +
         delta + more + "}]" + top + "}";
}

const std::string kFinish = chunk("{}", R"(,"finish_reason":"stop")");
const std::string kUsage = R"("usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5})";

class StreamTest : public QObject {
  Q_OBJECT

 private slots:
  void tellsKinds_data();
  void tellsKinds();
  void countsUsageOnce_T39_data();
  void countsUsageOnce_T39();
  void usageOnlyIsToldFromUsageInAChunk_T38();
  void endsOnce_T28();
  void terminatesByFinishReasons_T54();
  void cutStreamIsNotTerminated_T98();
  void errorInsideOfAChunk_T55_data();
  void errorInsideOfAChunk_T55();
  void readsAllOfAFlatError_T55();
  void keepsRawFinishReason_T47();
  void estimatesTextWithoutUsage();
  void sharesBuffers();
  void readsHostileEvents();
};

void StreamTest::tellsKinds_data() {
  QTest::addColumn<std::string>("data");
  QTest::addColumn<int>("kind");
  const auto row = [](const char* name, std::string data, Kind kind) {
    QTest::newRow(name) << data << int(kind);
  };
  row("text", chunk(R"({"content":"a"})"), Kind::Content);
  row("T40 role only", chunk(R"({"role":"assistant"})"), Kind::Empty);
  row("T40 role and empty text", chunk(R"({"role":"assistant","content":""})"), Kind::Empty);
  row("T40 null", chunk(R"({"content":null})"), Kind::Empty);
  row("T40 missing", chunk("{}"), Kind::Empty);
  row("T40 the word null", chunk(R"({"content":"null"})"), Kind::Content);
  row("T53 reasoning_content", chunk(R"({"reasoning_content":"x"})"), Kind::Content);
  row("T53 reasoning", chunk(R"({"reasoning":"x","content":""})"), Kind::Content);
  row("T53 reasoning_details", chunk(R"({"reasoning_details":[{"text":"x"}]})"), Kind::Content);
  row("T53 content parts", chunk(R"({"content":[{"type":"text","text":"x"}]})"), Kind::Content);
  row("no parts", chunk(R"({"content":[]})"), Kind::Empty);
  row("T48 refusal", chunk(R"({"refusal":"no"})"), Kind::Content);
  row("T41 tool call's start",
      chunk(R"({"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":""}}]})"),
      Kind::Content);
  row("T45 arguments cut in an escape",
      chunk(R"({"tool_calls":[{"index":0,"function":{"arguments":"{\"a\": \"\\u0"}}]})"),
      Kind::Content);
  row("no calls", chunk(R"({"tool_calls":[]})"), Kind::Empty);
  row("T49 function_call", chunk(R"({"function_call":{"name":"f"}})"), Kind::Content);
  row("audio", chunk(R"({"audio":{"id":"a","data":"AAAA"}})"), Kind::Content);
  row("images", chunk(R"({"images":[{"image_url":{"url":"data:"}}]})"), Kind::Content);
  row("finish", kFinish, Kind::Finish);
  row("finish null", chunk("{}", R"(,"finish_reason":null)"), Kind::Empty);
  row("T43 all in one chunk", chunk(R"({"content":"a"})", R"(,"finish_reason":"stop")"),
      Kind::Content);
  row("completions", R"({"choices":[{"index":0,"text":"a","finish_reason":null}]})", Kind::Content);
  row("completions, empty", R"({"choices":[{"index":0,"text":""}]})", Kind::Empty);
  row("T37 usage", R"({"choices":[],)" + kUsage + "}", Kind::UsageOnly);
  row("null usage", chunk("{}", "", R"(,"usage":null)"), Kind::Empty);
  row("T28 done", "[DONE]", Kind::Done);
  row("done with space", " [DONE] ", Kind::Done);
  row("nothing", "", Kind::Empty);
  row("empty object", "{}", Kind::Empty);
  row("T55 error", R"({"error":{"message":"x"}})", Kind::Error);
  row("error null", chunk(R"({"content":"a"})", "", R"(,"error":null)"), Kind::Content);
  row("text only", "hello", Kind::NotJson);
  row("cut", R"({"choices":[{"del)", Kind::NotJson);
  row("number", "5", Kind::NotJson);
  row("two objects", "{} {}", Kind::NotJson);
}

void StreamTest::tellsKinds() {
  QFETCH(std::string, data);
  StreamReader reader;
  QTEST(int(reader.event(data).kind), "kind");
}

void StreamTest::countsUsageOnce_T39_data() {
  QTest::addColumn<std::vector<std::string>>("events");
  const auto row = [](const char* name, std::vector<std::string> events) {
    QTest::newRow(name) << events;
  };
  const std::string text = chunk(R"({"content":"a"})");
  const std::string top = "," + kUsage;
  row("T37 its own chunk", {text, kFinish, R"({"choices":[],)" + kUsage + "}", "[DONE]"});
  row("T39 no choices", {text, kFinish, "{" + kUsage + "}", "[DONE]"});
  row("T39 an empty delta", {text, kFinish, chunk("{}", "", top), "[DONE]"});
  row("T39 in the finish chunk", {text, chunk("{}", R"(,"finish_reason":"stop")", top), "[DONE]"});
  row("T39 cumulative",
      {chunk(R"({"content":"a"})", "", R"(,"usage":{"prompt_tokens":3,"completion_tokens":1})"),
       chunk(R"({"content":"a"})", R"(,"finish_reason":"stop")", top), "[DONE]"});
  row("T39 twice", {text, chunk("{}", R"(,"finish_reason":"stop")", top),
                    R"({"choices":[],)" + kUsage + "}", "[DONE]"});
  row("T39 null at the end", {text, chunk("{}", R"(,"finish_reason":"stop")", top),
                              R"({"choices":[],"usage":null})", "[DONE]"});
  row("T39 zeros at the end",
      {text, chunk("{}", R"(,"finish_reason":"stop")", top),
       R"({"choices":[],"usage":{"prompt_tokens":0,"completion_tokens":0}})"});
  row("Groq",
      {text, chunk("{}", R"(,"finish_reason":"stop")", R"(,"x_groq":{"id":"q",)" + kUsage + "}")});
}

void StreamTest::countsUsageOnce_T39() {
  QFETCH(std::vector<std::string>, events);
  StreamReader reader;
  bool told = false;
  for (const std::string& event : events)
    told |= reader.event(event).usage;
  QVERIFY(told);
  QVERIFY(reader.facts().hasUsage);
  QCOMPARE(reader.facts().usage.input, 3);
  QCOMPARE(reader.facts().usage.output, 2);
  QVERIFY(reader.terminated());
}

// What only we asked for is not relayed; usage beside anything else passes.
void StreamTest::usageOnlyIsToldFromUsageInAChunk_T38() {
  const auto verdict = [](const std::string& data) { return StreamReader().event(data); };
  const std::string top = "," + kUsage;
  QVERIFY(verdict(R"({"choices":[],)" + kUsage + "}").kind == Kind::UsageOnly);
  QVERIFY(verdict("{" + kUsage + "}").kind == Kind::UsageOnly);
  QVERIFY(verdict(chunk("{}", "", top)).kind == Kind::UsageOnly);
  QVERIFY(verdict(chunk(R"({"role":"assistant"})", "", top)).kind == Kind::Empty);
  QVERIFY(verdict(chunk(R"({"content":"a"})", "", top)).kind == Kind::Content);
  const Verdict finish = verdict(chunk("{}", R"(,"finish_reason":"stop")", top));
  QVERIFY(finish.kind == Kind::Finish);
  QVERIFY(finish.usage && finish.finish);
}

void StreamTest::endsOnce_T28() {
  StreamReader reader;
  reader.event(chunk(R"({"content":"a"})"));
  QVERIFY(reader.event("[DONE]").kind == Kind::Done);
  QVERIFY(reader.event(chunk(R"({"content":"more"})")).kind == Kind::Done);
  QVERIFY(reader.done() && reader.terminated());
  QCOMPARE(reader.facts().textBytes, 1);
}

void StreamTest::terminatesByFinishReasons_T54() {
  StreamReader reader;
  QVERIFY(!reader.terminated());
  const auto choice = [&](int index, const std::string& finish) {
    reader.event(R"({"choices":[{"index":)" + std::to_string(index) +
                 R"(,"delta":{"content":"x"},"logprobs":{"content":[]},"finish_reason":)" + finish +
                 "}]}");
  };
  choice(0, "null");
  choice(1, "null");
  choice(0, "\"stop\"");
  QVERIFY(!reader.terminated());
  choice(1, "\"length\"");
  QVERIFY(reader.terminated());
  QVERIFY(!reader.done());
  QCOMPARE(reader.facts().finishReason, std::string("length"));
}

void StreamTest::cutStreamIsNotTerminated_T98() {
  StreamReader reader;
  reader.event(chunk(R"({"content":"a"})"));
  QVERIFY(!reader.terminated());
}

void StreamTest::errorInsideOfAChunk_T55_data() {
  QTest::addColumn<std::string>("data");
  QTest::addColumn<std::string>("message");
  const auto row = [](const char* name, std::string data) {
    QTest::newRow(name) << data << std::string("overloaded");
  };
  row("T55 object", R"({"error":{"message":"overloaded","code":503}})");
  row("T55 text", R"({"error":"overloaded"})");
  row("T55 OpenRouter", chunk(R"({"content":""})", R"(,"finish_reason":"error")",
                              R"(,"error":{"code":"server_error","message":"overloaded"})"));
  row("T55 inside of a choice",
      R"({"choices":[{"index":0,"delta":{},"error":{"message":"overloaded"}}]})");
  row("T55 vLLM",
      R"({"object":"error","message":"overloaded","type":"ServerError","param":null,"code":500})");
  row("T55 vLLM, other order", R"({"message":"overloaded","object":"error"})");
  row("T55 Groq", chunk("{}", "", R"(,"x_groq":{"error":"overloaded"})"));
  row("T55 Google", R"([{"error":{"message":"overloaded"}}])");
}

void StreamTest::errorInsideOfAChunk_T55() {
  QFETCH(std::string, data);
  StreamReader reader;
  QVERIFY(reader.event(data).kind == Kind::Error);
  QVERIFY(reader.facts().isError);
  QTEST(reader.facts().errorMessage, "message");
}

void StreamTest::readsAllOfAFlatError_T55() {
  StreamReader reader;
  reader.event(
      R"({"object":"error","message":"too long","type":"BadRequestError","param":"m","code":400})");
  QCOMPARE(reader.facts().errorMessage, std::string("too long"));
  QCOMPARE(reader.facts().errorType, std::string("BadRequestError"));
  QCOMPARE(reader.facts().errorCode, std::string("400"));
  QCOMPARE(reader.facts().errorParam, std::string("m"));
}

void StreamTest::keepsRawFinishReason_T47() {
  StreamReader reader;
  reader.event(
      chunk(R"({"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":"{}"}}]})"));
  reader.event(kFinish);
  QVERIFY(reader.facts().hasToolCalls);
  QCOMPARE(reader.facts().finishReason, std::string("stop"));
  QCOMPARE(reader.facts().id, std::string("c"));
  QCOMPARE(reader.facts().model, std::string("m"));
}

void StreamTest::estimatesTextWithoutUsage() {
  StreamReader reader;
  for (int i = 0; i < 8; ++i)
    reader.event(chunk(R"({"content":"ab\n\""})"));
  QCOMPARE(reader.facts().textBytes, 32);
  QCOMPARE(reader.facts().textTokens, 8);
}

void StreamTest::sharesBuffers() {
  sb::dialects::JsonIndex shared;
  StreamReader a(&shared), b(&shared);
  a.event(chunk(R"({"content":"a"})"));
  b.event(R"({"choices":[{"text":"xyz"}]})");
  a.event(chunk(R"({"content":"a"})"));
  QCOMPARE(a.facts().textBytes, 2);
  QCOMPARE(b.facts().textBytes, 3);
}

void StreamTest::readsHostileEvents() {
  const std::vector<std::string> seeds{
      chunk(R"({"content":"a","tool_calls":[{"index":0,"id":"x","function":{"name":"f"}}]})",
            R"(,"finish_reason":"stop","logprobs":null)", "," + kUsage),
      R"({"error":{"message":"x","code":1},"x_groq":{"usage":{}}})",
      R"({"choices":[{"index":99999999999,"delta":[],"finish_reason":5},3,null,[]],"usage":[]})",
  };
  std::mt19937 random(5);
  for (int round = 0; round < 20'000; ++round) {
    std::string text = seeds[random() % seeds.size()];
    for (std::size_t n = random() % 6; n > 0; --n) {
      const std::size_t at = random() % text.size();
      if (random() % 2)
        text[at] = static_cast<char>(random() % 256);
      else
        text.erase(at, 1 + random() % 8);
    }
    StreamReader reader;
    reader.event(text);
    readAnswer(text);
  }
}

SB_TEST(StreamTest);

}  // namespace

#include "stream_test.moc"
