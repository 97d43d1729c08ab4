#include "core/dialects/openai_chat/reassemble.h"

#include <QTest>
#include <boost/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/dialects/openai_chat/answer.h"
#include "tests/support/test_main.h"

namespace {

using namespace sb::dialects;
using namespace sb::dialects::openai_chat;
namespace bj = boost::json;

constexpr Form kChat = Form::ChatCompletions;

bj::value parsed(std::string_view text) {
  const auto value = sb::json::parse(text);
  if (!value) qFatal("no JSON: %s", std::string(text).c_str());
  return *value;
}

std::string chunk(const std::string& choice) {
  return R"({"id":"c1","object":"chat.completion.chunk","created":7,"model":"m","choices":[)" +
         choice + "]}";
}

std::string delta(const std::string& members, int index = 0) {
  return chunk(R"({"index":)" + std::to_string(index) + R"(,"delta":{)" + members + "}}");
}

bj::value collected(const std::vector<std::string>& events, Form form = kChat) {
  StreamCollector collector(form);
  for (const std::string& event : events)
    collector.event(event);
  return parsed(collector.json());
}

bj::value message(const std::vector<std::string>& events) {
  return collected(events).at_pointer("/choices/0/message");
}

std::vector<std::string> dataOf(std::string_view stream) {
  std::vector<std::string> out;
  while (!stream.empty()) {
    const std::size_t end = stream.find("\n\n");
    if (end == stream.npos || stream.substr(0, 6) != "data: ") qFatal("no event");
    out.emplace_back(stream.substr(6, end - 6));
    stream.remove_prefix(end + 2);
  }
  return out;
}

class ReassembleTest : public QObject {
  Q_OBJECT

 private slots:
  void buildsTheWholeAnswer_T29();
  void keepsNullContent_T40();
  void collectsCallsByIndex_T41();
  void keepsInterleavedCallsApart_T42();
  void acceptsOtherWaysOfSendingCalls_T43_data();
  void acceptsOtherWaysOfSendingCalls_T43();
  void keepsTextBesideCalls_T44();
  void joinsArgumentsCutAnywhere_T45();
  void emptyArgumentsBecomeAnObject_T46();
  void leavesTheFinishReason_T47();
  void keepsChoicesAndLogprobsApart_T54();
  void joinsPairsOfEscapesCutInTwo();
  void collectsCompletions_T29();
  void turnsWholeAnswersIntoChunks_T29();
  void turnsCallsIntoChunks_T29();
  void turnsCompletionsIntoChunks_T29();
  void chunksAreOneLineEach();
  void addsUsageOnlyIfAsked_T37();
  void refusesWhatIsNoAnswer_data();
  void refusesWhatIsNoAnswer();
  void roundTrips_T29();
  void hostileChunksStillGiveJson();
};

void ReassembleTest::buildsTheWholeAnswer_T29() {
  const bj::value whole = collected(
      {delta(R"("role":"assistant","content":"")"), delta(R"("reasoning_content":"hm")"),
       delta(R"("content":"Gr\u00fc")"), delta(R"("content":"\u00dfe \"x\"")"),
       chunk(R"({"index":0,"delta":{},"finish_reason":"stop"})"),
       R"({"id":"c1","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2}})", "[DONE]"});
  const bj::value expected =
      parsed(R"({"id":"c1","created":7,"model":"m","object":"chat.completion",
    "choices":[{"index":0,"message":{"role":"assistant","content":"Grüße \"x\"",
    "reasoning_content":"hm"},"finish_reason":"stop"}],
    "usage":{"prompt_tokens":3,"completion_tokens":2}})");
  QVERIFY2(whole == expected, bj::serialize(whole).c_str());
}

void ReassembleTest::keepsNullContent_T40() {
  QVERIFY(message({delta(R"("role":"assistant","content":null)"), delta("")}) ==
          parsed(R"({"role":"assistant","content":null})"));
  QVERIFY(message({delta(R"("content":null)"), delta(R"("content":"")"), delta(R"("content":null)"),
                   delta(R"("content":"x")"), delta(R"("content":null)")}) ==
          parsed(R"({"role":"assistant","content":"x"})"));
}

void ReassembleTest::collectsCallsByIndex_T41() {
  QVERIFY(message({delta(R"("tool_calls":[{"index":0,"id":"a","type":"function","function":)"
                         R"({"name":"f","arguments":""}}])"),
                   delta(R"("tool_calls":[{"index":0,"function":{"arguments":"{\"x\""}}])"),
                   delta(R"("tool_calls":[{"index":0,"function":{"arguments":":1}"}}])")}) ==
          parsed(R"({"role":"assistant","content":null,"tool_calls":[{"id":"a","type":"function",
        "function":{"name":"f","arguments":"{\"x\":1}"}}]})"));
}

void ReassembleTest::keepsInterleavedCallsApart_T42() {
  std::vector<std::string> events{
      delta(R"("tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":""}}])"),
      delta(R"("tool_calls":[{"index":1,"id":"b","function":{"name":"g","arguments":""}}])")};
  for (const char* const piece : {"1", "2", "3"})
    for (const char* const index : {"0", "1"})
      events.push_back(delta(std::string(R"("tool_calls":[{"index":)") + index +
                             R"(,"function":{"arguments":")" + index + piece + "\"}}]"));
  const bj::value calls = message(events).at("tool_calls");
  QCOMPARE(calls.as_array().size(), std::size_t(2));
  QVERIFY(calls.at_pointer("/0/function/arguments") == "010203");
  QVERIFY(calls.at_pointer("/1/function/arguments") == "111213");
  QVERIFY(calls.at_pointer("/1/function/name") == "g");
}

void ReassembleTest::acceptsOtherWaysOfSendingCalls_T43_data() {
  QTest::addColumn<QStringList>("calls");
  const auto row = [](const char* name, const QStringList& calls) { QTest::newRow(name) << calls; };
  row("T43 no index",
      {R"({"id":"a","function":{"name":"f","arguments":"{"}})", R"({"function":{"arguments":"}"}})",
       R"({"id":"b","function":{"name":"g","arguments":"{}"}})"});
  row("T43 id in each chunk", {R"({"index":0,"id":"a","function":{"name":"f","arguments":"{"}})",
                               R"({"index":0,"id":"a","function":{"name":"f","arguments":"}"}})",
                               R"({"index":1,"id":"b","function":{"name":"g","arguments":"{}"}})"});
  row("T43 id, no index, interleaved", {R"({"id":"a","function":{"name":"f","arguments":"{"}})",
                                        R"({"id":"b","function":{"name":"g","arguments":"{}"}})",
                                        R"({"id":"a","function":{"arguments":"}"}})"});
  row("T43 whole calls", {R"({"index":0,"id":"a","function":{"name":"f","arguments":"{}"}},)"
                          R"({"index":1,"id":"b","function":{"name":"g","arguments":"{}"}})"});
  row("T43 all numbered 0", {R"({"index":0,"id":"a","function":{"name":"f","arguments":"{}"}})",
                             R"({"index":0,"id":"b","function":{"name":"g","arguments":"{"}})",
                             R"({"index":0,"function":{"arguments":"}"}})"});
  row("T43 empty id later", {R"({"index":0,"id":"a","function":{"name":"f","arguments":"{"}})",
                             R"({"index":0,"id":"","function":{"name":"","arguments":"}"}})",
                             R"({"index":1,"id":"b","function":{"name":"g","arguments":"{}"}})"});
}

void ReassembleTest::acceptsOtherWaysOfSendingCalls_T43() {
  QFETCH(QStringList, calls);
  std::vector<std::string> events;
  for (const QString& call : calls)
    events.push_back(delta("\"tool_calls\":[" + call.toStdString() + "]"));
  const bj::value got = message(events).at("tool_calls");
  const bj::value expected =
      parsed(R"([{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}},
                 {"id":"b","type":"function","function":{"name":"g","arguments":"{}"}}])");
  QVERIFY2(got == expected, bj::serialize(got).c_str());
}

void ReassembleTest::keepsTextBesideCalls_T44() {
  const bj::value got = message(
      {delta(R"("content":"hi","tool_calls":[{"index":0,"id":"a","function":{"name":"f"}}])"),
       delta(R"("content":"!","tool_calls":[{"index":0,"function":{"arguments":"{}"}}])")});
  QVERIFY(got.at("content") == "hi!");
  QVERIFY(got.at_pointer("/tool_calls/0/function/name") == "f");
}

void ReassembleTest::joinsArgumentsCutAnywhere_T45() {
  const std::string arguments = R"({"a":"é\n\"q\"","n":-12.50e3})";
  for (std::size_t cut = 0; cut <= arguments.size(); ++cut) {
    if (cut < arguments.size() && (arguments[cut] & 0xc0) == 0x80) continue;
    std::vector<std::string> events;
    for (const std::string& part : {arguments.substr(0, cut), arguments.substr(cut)})
      events.push_back(delta(R"("tool_calls":[{"index":0,"function":{"arguments":)" +
                             sb::json::quoted(part) + "}}]"));
    const bj::value got = message(events).at_pointer("/tool_calls/0/function/arguments");
    QVERIFY(got.as_string() == arguments);
  }
}

void ReassembleTest::emptyArgumentsBecomeAnObject_T46() {
  for (const char* function :
       {R"({"name":"f"})", R"({"name":"f","arguments":""})", R"({"name":"f","arguments":null})"}) {
    const bj::value got = message(
        {delta(std::string(R"("tool_calls":[{"index":0,"id":"a","function":)") + function + "}]")});
    QVERIFY(got.at_pointer("/tool_calls/0/function/arguments") == "{}");
  }
}

void ReassembleTest::leavesTheFinishReason_T47() {
  const bj::value whole =
      collected({delta(R"("tool_calls":[{"index":0,"id":"a","function":{"name":"f"}}])"),
                 chunk(R"({"index":0,"delta":{},"finish_reason":"stop"})"),
                 chunk(R"({"index":0,"delta":{},"finish_reason":null})")});
  QVERIFY(whole.at_pointer("/choices/0/finish_reason") == "stop");
}

void ReassembleTest::keepsChoicesAndLogprobsApart_T54() {
  std::vector<std::string> events;
  for (int i = 0; i < 3; ++i)
    for (const int index : {1, 0})
      events.push_back(chunk(R"({"index":)" + std::to_string(index) + R"(,"delta":{"content":")" +
                             std::to_string(index) + R"("},"logprobs":{"content":[{"token":")" +
                             std::to_string(index) + R"("}],"refusal":null}})"));
  const bj::value choices = collected(events).at("choices");
  QCOMPARE(choices.as_array().size(), std::size_t(2));
  QVERIFY(choices.at_pointer("/0/index") == 0);
  QVERIFY(choices.at_pointer("/0/message/content") == "000");
  QVERIFY(choices.at_pointer("/1/message/content") == "111");
  QCOMPARE(choices.at_pointer("/1/logprobs/content").as_array().size(), std::size_t(3));
}

void ReassembleTest::joinsPairsOfEscapesCutInTwo() {
  QVERIFY(message({delta(R"("content":"\ud83d")"), delta(R"("content":"\ude00")")}).at("content") ==
          "\xf0\x9f\x98\x80");
}

void ReassembleTest::collectsCompletions_T29() {
  const bj::value whole = collected(
      {R"({"id":"t","object":"text_completion","choices":[{"index":0,"text":"a","finish_reason":null}]})",
       R"({"id":"t","choices":[{"index":0,"text":"b","finish_reason":"length"}]})"},
      Form::Completions);
  QVERIFY(whole == parsed(R"({"id":"t","object":"text_completion",
    "choices":[{"index":0,"text":"ab","finish_reason":"length"}]})"));
}

const char* const kWhole = R"({"id":"c","object":"chat.completion","created":1,"model":"m",
  "choices":[{"index":0,"message":{"role":"assistant","content":"hi","refusal":null},
  "logprobs":null,"finish_reason":"length"}],
  "usage":{"prompt_tokens":1,"completion_tokens":1},"system_fingerprint":"fp"})";

void ReassembleTest::turnsWholeAnswersIntoChunks_T29() {
  const auto stream = toChunks(kWhole, kChat, false);
  QVERIFY(stream);
  const std::vector<std::string> events = dataOf(*stream);
  QCOMPARE(events.size(), std::size_t(4));
  QVERIFY(parsed(events[0]).at_pointer("/choices/0/delta") ==
          parsed(R"({"role":"assistant","content":""})"));
  QVERIFY(parsed(events[1]).at_pointer("/choices/0/delta") == parsed(R"({"content":"hi"})"));
  QVERIFY(parsed(events[2]).at_pointer("/choices/0/finish_reason") == "length");
  QCOMPARE(events[3], std::string("[DONE]"));
  for (std::size_t i = 0; i < 3; ++i) {
    const bj::value chunk = parsed(events[i]);
    QVERIFY(chunk.at("object") == "chat.completion.chunk");
    QVERIFY(chunk.at("system_fingerprint") == "fp");
    QVERIFY(!chunk.as_object().contains("usage"));
  }
}

void ReassembleTest::turnsCallsIntoChunks_T29() {
  const auto stream = toChunks(
      R"({"choices":[{"message":{"content":null,"tool_calls":[{"id":"a","type":"function",)"
      R"("function":{"name":"f","arguments":"{}"}},{"id":"b"}]},"finish_reason":"tool_calls"}]})",
      kChat, false);
  const bj::value calls = parsed(dataOf(*stream)[1]).at_pointer("/choices/0/delta/tool_calls");
  QVERIFY(calls.at_pointer("/0/index") == 0);
  QVERIFY(calls.at_pointer("/0/function/arguments") == "{}");
  QVERIFY(calls.at_pointer("/1/index") == 1);
}

void ReassembleTest::turnsCompletionsIntoChunks_T29() {
  const auto stream =
      toChunks(R"({"id":"t","choices":[{"index":0,"text":"a","finish_reason":"stop"}]})",
               Form::Completions, false);
  const std::vector<std::string> events = dataOf(*stream);
  QCOMPARE(events.size(), std::size_t(2));
  QVERIFY(parsed(events[0]).at_pointer("/choices/0/text") == "a");
}

void ReassembleTest::chunksAreOneLineEach() {
  const auto stream = toChunks(
      "{\"choices\":[{\"message\":{\"content\":\"a\\nb\",\r\n\"images\":[\n{\"u\":\r1}]}}]}", kChat,
      false);
  for (const std::string& event : dataOf(*stream)) {
    QVERIFY(event.find('\n') == event.npos && event.find('\r') == event.npos);
  }
  QVERIFY(parsed(dataOf(*stream)[1]).at_pointer("/choices/0/delta/content") == "a\nb");
}

void ReassembleTest::addsUsageOnlyIfAsked_T37() {
  const auto stream = toChunks(kWhole, kChat, true);
  const std::vector<std::string> events = dataOf(*stream);
  QCOMPARE(events.size(), std::size_t(5));
  const bj::value usage = parsed(events[3]);
  QVERIFY(usage.at("choices").as_array().empty());
  QVERIFY(usage.at_pointer("/usage/prompt_tokens") == 1);
}

void ReassembleTest::refusesWhatIsNoAnswer_data() {
  QTest::addColumn<QByteArray>("body");
  for (const char* body : {"", "[]", "{}", "{\"error\":{}}", "{\"choices\":[]}", "{\"choices\":5}",
                           "{\"choices\":[{}", "{\"choices\":[{\"x\":nope}]}", "<html>"})
    QTest::newRow(body) << QByteArray(body);
}

void ReassembleTest::refusesWhatIsNoAnswer() {
  QFETCH(QByteArray, body);
  const auto stream = toChunks(body.toStdString(), kChat, false);
  QVERIFY(!stream);
  QVERIFY(stream.error().kind == sb::ErrorKind::UpstreamProtocol);
}

void ReassembleTest::roundTrips_T29() {
  const std::string whole =
      R"({"id":"c","created":1,"model":"m","object":"chat.completion","choices":[)"
      R"({"index":0,"message":{"role":"assistant","content":"a","reasoning":"b","tool_calls":)"
      R"([{"id":"x","type":"function","function":{"name":"f","arguments":"{}"}}]},)"
      R"("logprobs":{"content":[{"token":"a"}]},"finish_reason":"tool_calls"},)"
      R"({"index":1,"message":{"role":"assistant","content":"z"},"logprobs":null,"finish_reason":"stop"}],)"
      R"("usage":{"prompt_tokens":1}})";
  const auto stream = toChunks(whole, kChat, true);
  QVERIFY(stream);
  StreamReader reader;
  for (const std::string& event : dataOf(*stream))
    reader.event(event);
  QVERIFY(reader.done());
  const bj::value back = collected(dataOf(*stream));
  QVERIFY2(back == parsed(whole), bj::serialize(back).c_str());
}

void ReassembleTest::hostileChunksStillGiveJson() {
  const std::vector<std::string> seeds{
      delta(
          R"("role":"assistant","content":"a","tool_calls":[{"index":0,"id":"x","function":{"name":"f","arguments":"{"}}])"),
      delta(R"("content":[{"type":"text"}],"audio":{"data":"AA","x":{"y":[1]}},"tool_calls":{})",
            3),
      chunk(
          R"({"index":-1,"delta":null,"logprobs":{"content":[1]}},5,[],{"delta":"x","message":{}})"),
      R"({"choices":{},"usage":{"a":1},"error":{"message":"x"}})"};
  std::mt19937 random(9);
  for (int round = 0; round < 3000; ++round) {
    StreamCollector collector(kChat);
    for (int event = 0; event < 4; ++event) {
      std::string text = seeds[random() % seeds.size()];
      for (std::size_t n = random() % 3; n > 0; --n)
        text[random() % text.size()] = "{}[],:\"0a1 "[random() % 11];
      collector.event(text);
      toChunks(text, kChat, true);
    }
    const std::string json = collector.json();
    QVERIFY2(sb::json::parse(json), json.c_str());
  }
}

SB_TEST(ReassembleTest);

}  // namespace

#include "reassemble_test.moc"
