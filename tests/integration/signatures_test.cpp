// A conversation whose turns are answered by providers of different dialects: each gets only what
// it has signed itself. Wire cases: T58, T59, T60, T72, T74, T101.
#include <QTest>
#include <boost/json/serialize.hpp>

#include "tests/support/dialect_pair.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

namespace {

std::string reasoned() {
  return R"({"id":"c1","model":"m","choices":[{"index":0,"message":{"role":"assistant","reasoning_content":"hm","content":"hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}})";
}

std::string signedMessage() {
  return R"({"id":"m1","type":"message","role":"assistant","model":"m","content":[{"type":"thinking","thinking":"hm","signature":"EqQB=="},{"type":"text","text":"hi"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":10,"output_tokens":5}})";
}

std::string geminiAnswer() {
  return R"({"candidates":[{"content":{"role":"model","parts":[{"text":"hi"}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":10,"candidatesTokenCount":5,"totalTokenCount":15}})";
}

Upstream::Answer says(const std::string& body) {
  return [body](RawSocket& socket, const Upstream::Request&) { socket.send(Upstream::json(body)); };
}

std::string raw(const boost::json::value& value, std::string_view pointer) {
  boost::system::error_code ec;
  const boost::json::value* found = value.find_pointer(pointer, ec);
  return found == nullptr ? std::string() : boost::json::serialize(*found);
}

// The conversation after the first answer, whose turn stands as it came.
std::string goesOn(const std::string& model, const std::string& turn) {
  return R"({"model":")" + model +
         R"(","max_tokens":99,"messages":[{"role":"user","content":"a"},)" + turn +
         R"({"role":"user","content":"b"}]})";
}

std::string assistant(const std::string& content) {
  return R"({"role":"assistant","content":)" + content + "},";
}

}  // namespace

class SignaturesTest : public QObject {
  Q_OBJECT
 private slots:
  void T60_thinkingOfAChatProviderStaysAway();
  void T60_itGoesBackToThoseThatWantIt();
  void T59_thinkingComesBackToItsProvider();
  void T74_geminiGetsNoSignatureOfOthers();
  void T58_responsesLeaveReasoningOfOthersOut();
};

void SignaturesTest::T60_thinkingOfAChatProviderStaysAway() {
  Upstream chat(says(reasoned())), own(says(wholeMessage()));
  Engine engine(gpt(chat.port(), providerLine("claude", own.port(), "", "anthropic_compatible")));
  const RawResponse first = engine.ask("POST", "/v1/messages", messagesBody("gpt/m"));
  const std::string content = raw(parsed(first.body), "/content");
  QVERIFY2(content.find("\"type\":\"thinking\"") != std::string::npos, content.c_str());
  const RawResponse second =
      engine.ask("POST", "/v1/messages", goesOn("claude/m", assistant(content)));
  QCOMPARE(second.status, 200);
  const std::string expected = goesOn("m", assistant(R"([{"type":"text","text":"hi"}])"));
  QCOMPARE(own.requests().at(0).body, expected);
  const auto row = engine.row(second);
  QCOMPARE(row.droppedParams.size(), std::size_t(1));
  QVERIFY(row.droppedParams.at(0).starts_with("messages[1].content[0]"));
  // A server of which nothing is known gets none either: many refuse such members.
  const RawResponse back = engine.ask("POST", "/v1/messages", goesOn("gpt/m", assistant(content)));
  QCOMPARE(back.status, 200);
  const auto sent = parsed(chat.requests().at(1).body);
  QCOMPARE(stringAt(sent, "/messages/1/content"), std::string("hi"));
  QVERIFY(chat.requests().at(1).body.find("sb1.") == std::string::npos);
}

// DeepSeek refuses the turn after a call whose reasoning_content is missing, also where it is
// empty.
void SignaturesTest::T60_itGoesBackToThoseThatWantIt() {
  const std::string called =
      R"({"id":"c1","model":"m","choices":[{"index":0,"message":{"role":"assistant","reasoning_content":"hm","content":null,"tool_calls":[{"id":"t1","type":"function","function":{"name":"f","arguments":"{}"}}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}})";
  Upstream chat(says(called));
  Engine engine("providers:\n" +
                providerLine("deep", chat.port(), ", dialects: [ openai_chat ]", "deepseek"));
  const RawResponse first = engine.ask("POST", "/v1/messages", messagesBody("deep/m"));
  QCOMPARE(first.status, 200);
  const std::string content = raw(parsed(first.body), "/content");
  const std::string more =
      R"({"model":"deep/m","max_tokens":99,"messages":[{"role":"user","content":"a"},)" +
      assistant(content) +
      R"({"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"r"}]},)" +
      assistant(R"("b")") + R"({"role":"user","content":"c"}]})";
  const RawResponse second = engine.ask("POST", "/v1/messages", more);
  QCOMPARE(second.status, 200);
  const auto sent = parsed(chat.requests().at(1).body);
  QCOMPARE(stringAt(sent, "/messages/1/reasoning_content"), std::string("hm"));
  QCOMPARE(stringAt(sent, "/messages/1/tool_calls/0/id"), std::string("t1"));
  QCOMPARE(raw(sent, "/messages/3/reasoning_content"), std::string(R"("")"));
  QVERIFY(engine.row(second).droppedParams.empty());
  QVERIFY(chat.requests().at(1).body.find("sb1.") == std::string::npos);
}

void SignaturesTest::T59_thinkingComesBackToItsProvider() {
  Upstream own(says(signedMessage())), chat(says(reasoned()));
  Engine engine(gpt(chat.port(), providerLine("claude", own.port(), "", "anthropic_compatible")));
  const RawResponse first = engine.ask("POST", "/v1/messages", messagesBody("claude/m"));
  QCOMPARE(first.body, signedMessage());
  const std::string body = goesOn("claude/m", assistant(raw(parsed(first.body), "/content")));
  QCOMPARE(engine.ask("POST", "/v1/messages", body).status, 200);
  const std::string expected = goesOn("m", assistant(raw(parsed(first.body), "/content")));
  QCOMPARE(own.requests().at(1).body, expected);
  // By way of another dialect, too.
  const RawResponse asked =
      engine.ask("POST", "/v1/responses", R"({"model":"claude/m","input":"a"})");
  const std::string output = raw(parsed(asked.body), "/output");
  const std::string items = output.substr(1, output.size() - 2);
  const std::string more = R"({"model":"claude/m","input":[{"role":"user","content":"a"},)" +
                           items + R"(,{"role":"user","content":"b"}]})";
  QCOMPARE(engine.ask("POST", "/v1/responses", more).status, 200);
  const auto sent = parsed(own.requests().at(3).body);
  QCOMPARE(stringAt(sent, "/messages/1/content/0/signature"), std::string("EqQB=="));
}

void SignaturesTest::T74_geminiGetsNoSignatureOfOthers() {
  Upstream own(says(signedMessage())), google(says(geminiAnswer()));
  Engine engine(claude(own.port(), providerLine("g", google.port(), "", "gemini_compatible")));
  const std::string path = "/v1beta/models/";
  const RawResponse first = engine.ask("POST", path + "claude/m:generateContent",
                                       R"({"contents":[{"role":"user","parts":[{"text":"a"}]}]})");
  const std::string turn = raw(parsed(first.body), "/candidates/0/content");
  QVERIFY2(turn.find("thoughtSignature") != std::string::npos, turn.c_str());
  const std::string body = R"({"contents":[{"role":"user","parts":[{"text":"a"}]},)" + turn +
                           R"(,{"role":"user","parts":[{"text":"b"}]}]})";
  QCOMPARE(engine.ask("POST", path + "g/m:generateContent", body).status, 200);
  const auto sent = parsed(google.requests().at(0).body);
  QCOMPARE(raw(sent, "/contents/1/parts"), std::string(R"([{"text":"hi"}])"));
  // Back at its provider, it is there again.
  QCOMPARE(engine.ask("POST", path + "claude/m:generateContent", body).status, 200);
  const auto back = parsed(own.requests().at(1).body);
  QCOMPARE(stringAt(back, "/messages/1/content/0/signature"), std::string("EqQB=="));
}

void SignaturesTest::T58_responsesLeaveReasoningOfOthersOut() {
  Upstream chat(says(reasoned())),
      open(says(
          R"({"id":"resp_1","object":"response","status":"completed","model":"m","output":[]})"));
  Engine engine(gpt(chat.port(), providerLine("open", open.port(), "", "openai")));
  const RawResponse first = engine.ask("POST", "/v1/responses", R"({"model":"gpt/m","input":"a"})");
  const std::string output = raw(parsed(first.body), "/output");
  QVERIFY2(output.find("\"reasoning\"") != std::string::npos, output.c_str());
  const std::string body = R"({"model":"open/m","input":)" + output + "}";
  QCOMPARE(engine.ask("POST", "/v1/responses", body).status, 200);
  const auto sent = parsed(open.requests().at(0).body);
  QCOMPARE(stringAt(sent, "/input/0/type"), std::string("message"));
  QVERIFY(open.requests().at(0).body.find("reasoning") == std::string::npos);
}

SB_TEST(SignaturesTest);
#include "signatures_test.moc"
