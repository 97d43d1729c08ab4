// OpenAI's chat completions as they pass through: the bytes that the caller gets, and what the log
// understood of them.
// Wire cases: T37, T38, T39, T40, T41, T42, T43, T44, T45, T46, T47, T48, T54, T55.
#include <QTest>

#include "tests/support/engine.h"
#include "tests/support/test_main.h"
#include "tests/support/upstream.h"

using namespace sb;
using namespace sb::test;

namespace {

// What an upstream says to the next request; whole answers begin with "{".
class Voice {
 public:
  Voice()
      : m_upstream([this](RawSocket& socket, const Upstream::Request&) {
          socket.send(m_text.starts_with('{') ? Upstream::json(m_text) : Upstream::stream(m_text));
        }) {}
  void say(std::string text) { m_text = std::move(text); }
  Upstream& upstream() { return m_upstream; }

 private:
  std::string m_text;
  Upstream m_upstream;
};

std::string sse(const std::string& json) { return "data: " + json + "\n\n"; }

// A chunk with one choice.
std::string choice(const std::string& delta, const std::string& finish = "null", int index = 0) {
  return sse(
      R"({"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":)" +
      std::to_string(index) + R"(,"delta":)" + delta + R"(,"finish_reason":)" + finish + "}]}");
}

const std::string kDone = "data: [DONE]\n\n";
const std::string kText = choice(R"({"content":"hello"})");
const std::string kStop = choice("{}", "\"stop\"");
const std::string kUsage = R"("usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10})";
const std::string kUsageChunk =
    sse(R"({"id":"c","object":"chat.completion.chunk","choices":[],)" + kUsage + "}");

std::string toolDelta(const std::string& fields) { return "{\"tool_calls\":[{" + fields + "}]}"; }

}  // namespace

class ChatTest : public QObject {
  Q_OBJECT
 private slots:
  void init() { QVERIFY(m_engine.started()); }
  void T37_askedForUsageIsRelayed();
  void T38_usageThatNobodyAskedForStaysHere();
  void T39_countsUsageOnceInEveryShape_data();
  void T39_countsUsageOnceInEveryShape();
  void streamsPassUntouched_data();
  void streamsPassUntouched();
  void finishReasonsAreLoggedAsTheyCame_data();
  void finishReasonsAreLoggedAsTheyCame();
  void T55_anErrorInsideATwoHundred_data();
  void T55_anErrorInsideATwoHundred();
  void flatErrorsReachTheLog_data();
  void flatErrorsReachTheLog();
  void withoutUsageItIsEstimated();

 private:
  Voice m_voice;
  Engine m_engine{"providers:\n" + providerLine("up", m_voice.upstream().port())};
};

void ChatTest::T37_askedForUsageIsRelayed() {
  m_voice.say(kText + kStop + kUsageChunk + kDone);
  const RawResponse answer =
      m_engine.stream("up/m", "hi", ",\"stream_options\":{\"include_usage\":true}");
  QCOMPARE(answer.body, kText + kStop + kUsageChunk + kDone);
  for (const std::string& one : eventsOf(answer.body))
    if (one != "[DONE]") QVERIFY(parsed(one).as_object().contains("choices"));
  QCOMPARE(m_engine.row(answer).row.usage.input, 7);
}

void ChatTest::T38_usageThatNobodyAskedForStaysHere() {
  m_voice.say(kText + kStop + kUsageChunk + kDone);
  const RawResponse answer = m_engine.stream("up/m");
  QCOMPARE(answer.body, kText + kStop + kDone);
  const std::string sent = m_voice.upstream().requests().back().body;
  QVERIFY(sent.find(R"("include_usage":true)") != std::string::npos);
  const auto row = m_engine.row(answer);
  QCOMPARE(row.row.usage.input, 7);
  QCOMPARE(row.row.usage.output, 3);
  QVERIFY(!row.row.usageEstimated);
  // Whoever says that it wants none still is accounted for.
  m_voice.say(kText + kStop + kUsageChunk + kDone);
  const RawResponse declined =
      m_engine.stream("up/m", "hi", ",\"stream_options\":{\"include_usage\":false}");
  QCOMPARE(declined.body, kText + kStop + kDone);
}

void ChatTest::T39_countsUsageOnceInEveryShape_data() {
  QTest::addColumn<QByteArray>("stream");
  QTest::addColumn<bool>("whole");  // relayed with the usage
  const auto row = [](const char* tag, const std::string& stream, bool whole) {
    QTest::newRow(tag) << QByteArray::fromStdString(stream) << whole;
  };
  row("T39 choices empty", kText + kStop + kUsageChunk + kDone, false);
  row("T39 no choices", kText + kStop + sse("{\"id\":\"c\"," + kUsage + "}") + kDone, false);
  row("T39 empty delta",
      kText + kStop + sse(R"({"id":"c","choices":[{"index":0,"delta":{}}],)" + kUsage + "}") +
          kDone,
      false);
  row("T39 in the finish chunk",
      kText +
          sse(R"({"id":"c","choices":[{"index":0,"delta":{},"finish_reason":"stop"}],)" + kUsage +
              "}") +
          kDone,
      true);
  row("T39 cumulative",
      sse(R"({"choices":[{"index":0,"delta":{"content":"a"}}],"usage":{"prompt_tokens":7,"completion_tokens":1,"total_tokens":8}})") +
          sse(R"({"choices":[{"index":0,"delta":{"content":"b"}}],"usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9}})") +
          sse(R"({"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],)" + kUsage + "}") +
          kDone,
      true);
  row("T39 null, then last",
      sse(R"({"choices":[{"index":0,"delta":{"content":"a"}}],"usage":null})") + kStop +
          kUsageChunk + kDone,
      false);
}

void ChatTest::T39_countsUsageOnceInEveryShape() {
  QFETCH(QByteArray, stream);
  QFETCH(bool, whole);
  m_voice.say(stream.toStdString());
  const RawResponse answer = m_engine.stream("up/m");
  QVERIFY(answer.body.ends_with(kDone));
  QCOMPARE(answer.body.find("\"prompt_tokens\"") != std::string::npos, whole);
  if (whole) QCOMPARE(answer.body, stream.toStdString());
  const auto row = m_engine.row(answer);
  QCOMPARE(row.row.usage.input, 7);
  QCOMPARE(row.row.usage.output, 3);
  QCOMPARE(row.attempts.size(), std::size_t{1});
}

void ChatTest::streamsPassUntouched_data() {
  QTest::addColumn<QByteArray>("stream");
  const auto row = [](const char* tag, const std::string& stream) {
    QTest::newRow(tag) << QByteArray::fromStdString(stream);
  };
  const std::string call = R"("id":"call_1","type":"function","function":{"name":"f","arguments":)";
  const std::string end = choice("{}", "\"tool_calls\"") + kDone;
  row("T40 role only first", choice(R"({"role":"assistant"})") + kText + kStop + kDone);
  row("T40 content null", choice(R"({"role":"assistant","content":null})") +
                              choice(toolDelta("\"index\":0," + call + "\"\"}")) + end);
  row("T40 content empty", choice(R"({"role":"assistant","content":""})") + kText + kStop + kDone);
  row("T41 id and name once",
      choice(toolDelta("\"index\":0," + call + "\"\"}")) +
          choice(toolDelta(R"("index":0,"function":{"arguments":"{\"a\""})")) +
          choice(toolDelta(R"("index":0,"function":{"arguments":":1}"})")) + end);
  row("T42 interleaved",
      choice(toolDelta("\"index\":0," + call + "\"\"}")) +
          choice(toolDelta(
              R"("index":1,"id":"call_2","type":"function","function":{"name":"g","arguments":""})")) +
          choice(toolDelta(R"("index":0,"function":{"arguments":"{}"})")) +
          choice(toolDelta(R"("index":1,"function":{"arguments":"{\"b\":2}"})")) + end);
  row("T43 no index", choice(toolDelta(call + "\"{}\"}")) + end);
  row("T43 id in each chunk", choice(toolDelta("\"index\":0," + call + "\"{\"}")) +
                                  choice(toolDelta("\"index\":0," + call + "\"}\"}")) + end);
  row("T43 in one chunk", choice(toolDelta("\"index\":0," + call + R"("{\"x\":\"y\"}"})")) + end);
  row("T44 text and a call at once",
      choice(R"({"content":"so","tool_calls":[{"index":0,)" + call + "\"\"}}]}") + end);
  row("T45 cut in an escape",
      choice(toolDelta("\"index\":0," + call + "\"\"}")) +
          choice(toolDelta(R"("index":0,"function":{"arguments":"{\"a\":\"x\\"})")) +
          choice(toolDelta(R"("index":0,"function":{"arguments":"n\",\"n\":1"})")) +
          choice(toolDelta(R"("index":0,"function":{"arguments":"2.5}"})")) + end);
  row("T46 empty arguments", choice(toolDelta("\"index\":0," + call + "\"\"}")) + end);
  row("T54 two choices", choice(R"({"content":"a"})") + choice(R"({"content":"b"})", "null", 1) +
                             choice(R"({"content":"c"})") + choice("{}", "\"stop\"", 1) + kStop +
                             kDone);
  row("T54 logprobs",
      sse(R"({"choices":[{"index":0,"delta":{"content":"a"},"logprobs":{"content":[{"token":"a","logprob":-0.1,"top_logprobs":[]}]}}]})") +
          kStop + kDone);
  row("reasoning", choice(R"({"reasoning_content":"hm"})") + choice(R"({"reasoning":"so"})") +
                       kText + kStop + kDone);
}

void ChatTest::streamsPassUntouched() {
  QFETCH(QByteArray, stream);
  m_voice.say(stream.toStdString());
  const RawResponse answer = m_engine.stream("up/m");
  QCOMPARE(answer.status, 200);
  QCOMPARE(QByteArray::fromStdString(answer.body), stream);
  const auto row = m_engine.row(answer);
  QCOMPARE(row.row.outcome, ledger::OutcomeClass::Ok);
  QVERIFY(row.response.has_value());
  QVERIFY(stream.startsWith(QByteArray::fromStdString(row.response->bytes)));
}

namespace {

// T47: a call that ends with "stop"; T48: what is no clean end.
std::string numberOf(std::string_view finish) {
  if (finish == "stop") return "T47 ";
  return finish == "length" || finish == "content_filter" ? "T48 " : "";
}

}  // namespace

void ChatTest::finishReasonsAreLoggedAsTheyCame_data() {
  QTest::addColumn<QByteArray>("finish");
  QTest::addColumn<bool>("stream");
  for (const char* finish : {"stop", "length", "content_filter", "tool_calls", "eos"})
    for (const bool stream : {true, false})
      QTest::newRow((numberOf(finish) + finish + (stream ? " stream" : "")).c_str())
          << QByteArray(finish) << stream;
}

// Every reason passes as it is; the log has the raw word.
void ChatTest::finishReasonsAreLoggedAsTheyCame() {
  QFETCH(QByteArray, finish);
  QFETCH(bool, stream);
  const std::string word = "\"" + finish.toStdString() + "\"";
  const std::string call =
      R"({"tool_calls":[{"index":0,"id":"t","type":"function","function":{"name":"f","arguments":"{}"}}],"content":null,"role":"assistant"})";
  const std::string whole = R"({"id":"c","choices":[{"index":0,"message":)" + call +
                            ",\"finish_reason\":" + word + "}]," + kUsage + "}";
  m_voice.say(stream ? choice(call) + choice("{}", word) + kDone : whole);
  const RawResponse answer = stream ? m_engine.stream("up/m") : m_engine.chat("up/m");
  QCOMPARE(answer.status, 200);
  QVERIFY(answer.body.find(word) != std::string::npos);
  if (!stream) QCOMPARE(answer.body, whole);
  QCOMPARE(m_engine.row(answer).finishReason, finish.toStdString());
}

void ChatTest::T55_anErrorInsideATwoHundred_data() {
  QTest::addColumn<QByteArray>("said");
  QTest::addColumn<bool>("stream");
  const auto row = [](const char* tag, const std::string& said, bool stream) {
    QTest::newRow(tag) << QByteArray::fromStdString(said) << stream;
  };
  const std::string error = R"({"error":{"message":"out of memory","type":"server_error"}})";
  row("T55 whole", error, false);
  row("T55 event", sse(error), true);
  row("T55 after the role", choice(R"({"role":"assistant"})") + sse(error), true);
  row("T55 in a choice",
      sse(R"({"choices":[{"index":0,"delta":{},"error":{"message":"out of memory"}}]})"), true);
  row("T55 object error", sse(R"({"object":"error","message":"out of memory","code":500})"), true);
}

void ChatTest::T55_anErrorInsideATwoHundred() {
  QFETCH(QByteArray, said);
  QFETCH(bool, stream);
  m_voice.say(said.toStdString());
  const RawResponse answer = stream ? m_engine.stream("up/m") : m_engine.chat("up/m");
  QCOMPARE(answer.status, 502);
  QVERIFY(answer.body.find("out of memory") != std::string::npos);
  const auto row = m_engine.row(answer);
  QCOMPARE(row.row.outcome, ledger::OutcomeClass::Failed);
  QCOMPARE(row.row.error, std::optional(ErrorKind::UpstreamError));
}

void ChatTest::flatErrorsReachTheLog_data() {
  QTest::addColumn<QByteArray>("sent");
  QTest::addColumn<bool>("stream");
  const auto row = [](const char* tag, const std::string& sent, bool stream) {
    QTest::newRow(tag) << QByteArray::fromStdString(sent) << stream;
  };
  const std::string flat =
      R"({"object":"error","message":"too long for it","type":"BadRequestError","param":null,"code":40001})";
  row("status", Upstream::json(flat, 400), false);
  row("status for a stream", Upstream::json(flat, 400), true);
  row("whole", Upstream::json(flat), false);
  row("event", Upstream::stream(sse(flat)), true);
  row("event for a whole answer", Upstream::stream(sse(flat)), false);
  row("event after content", Upstream::stream(kText + sse(flat)), true);
}

// As vLLM sends them.
void ChatTest::flatErrorsReachTheLog() {
  QFETCH(QByteArray, sent);
  QFETCH(bool, stream);
  Upstream upstream(
      [&](RawSocket& socket, const Upstream::Request&) { socket.send(sent.toStdString()); });
  Engine engine("providers:\n" + providerLine("up", upstream.port(), "", "vllm"));
  const RawResponse answer = stream ? engine.stream("up/m") : engine.chat("up/m");
  QVERIFY(answer.body.find("too long for it") != std::string::npos);
  const auto row = engine.row(answer);
  QVERIFY(row.row.errorMessage.find("too long for it") != std::string::npos);
  const std::string& detail = row.attempts.at(0).detail;
  for (const char* word : {"too long for it", "BadRequestError", "40001"})
    QVERIFY2(detail.find(word) != std::string::npos, detail.c_str());
  if (answer.status != 400) return;
  QCOMPARE(stringAt(parsed(answer.body), "/error/type"), std::string("BadRequestError"));
  QCOMPARE(stringAt(parsed(answer.body), "/error/code"), std::string("40001"));
}

void ChatTest::withoutUsageItIsEstimated() {
  m_voice.say(kText + kStop + kDone);
  const RawResponse answer = m_engine.stream("up/m", "Hello big world");
  const auto row = m_engine.row(answer);
  QVERIFY(row.row.usageEstimated);
  QCOMPARE(row.row.usage.input, 3 + 1 + 3 + 3);  // a message, its role, the answer, three words
  QVERIFY(row.row.usage.output >= 1);
}

SB_TEST(ChatTest);

#include "chat_test.moc"
