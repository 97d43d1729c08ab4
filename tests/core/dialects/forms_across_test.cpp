// Forms that one dialect has several of, told to callers and providers of the others.
// Wire cases: T42, T43, T44, T47, T50, T53, T54.
#include "tests/core/dialects/rewriting.h"

#include <QTest>
#include <boost/json.hpp>
#include <map>

#include "tests/core/dialects/clients.h"
#include "tests/support/test_main.h"

namespace {

using namespace sb;
using namespace sb::dialects;
using namespace sb::dialects::test;
namespace bj = boost::json;

std::vector<bj::value> eventsIn(const std::string& stream) {
  std::vector<bj::value> events;
  for (const std::string& data : dataOf(stream))
    if (data != "[DONE]") events.push_back(*json::parse(data));
  return events;
}

// What the events say under the pointer, by the number that stands under the other.
std::map<std::int64_t, std::string> joined(const std::string& stream, std::string_view number,
                                           std::string_view pointer) {
  std::map<std::int64_t, std::string> all;
  for (const bj::value& event : eventsIn(stream)) {
    boost::system::error_code error;
    const bj::value* at = event.find_pointer(number, error);
    const std::string text = textAt(event, pointer);
    if (at != nullptr && !text.empty()) all[at->to_number<std::int64_t>()] += text;
  }
  return all;
}

std::string chunk(const std::string& delta, const char* reason = "null") {
  return R"({"id":"c","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":)" +
         delta + R"(,"finish_reason":)" + reason + "}]}";
}

std::string piece(int index, const std::string& arguments) {
  return chunk(R"({"tool_calls":[{"index":)" + std::to_string(index) +
               R"(,"function":{"arguments":)" + json::write(bj::value(arguments)) + "}}]}");
}

// Two calls whose arguments come by turns, cut within an escape.
std::vector<std::string> interleaved() {
  const auto begin = [](int index, const char* id) {
    return chunk(R"({"tool_calls":[{"index":)" + std::to_string(index) + R"(,"id":")" + id +
                 R"(","type":"function","function":{"name":"f","arguments":""}}]})");
  };
  return {begin(0, "call_a"),
          begin(1, "call_b"),
          piece(0, R"({"a":"x\)"),
          piece(1, R"({"b":"\u)"),
          piece(0, R"("y"})"),
          piece(1, R"(00e9"})"),
          chunk("{}", "\"tool_calls\""),
          "[DONE]"};
}

std::string callsOf(const std::string& members) {
  return chunk(R"({"tool_calls":[{)" + members + "}]}");
}

std::string heardBy(const Known& caller, const std::string& stream) {
  const Client& client = clientOf(caller.name);
  Heard heard;
  for (const bj::value& event : eventsIn(stream))
    client.hear(event, heard);
  std::string said = heard.text.empty() ? "" : "text " + heard.text + "\n";
  for (const auto& [at, call] : heard.calls) {
    const auto arguments = json::parse(call.arguments);
    said += call.id + " " + call.name + " " +
            (arguments ? json::write(*arguments) : "broken " + call.arguments) + "\n";
  }
  return said + (heard.finish == client.finish ? "" : "ended as " + heard.finish);
}

}  // namespace

class FormsAcrossTest : public QObject {
  Q_OBJECT
 private slots:
  void T42_callsByTurnsAreNotMixed_data();
  void T42_callsByTurnsAreNotMixed();
  void T42_messagesHaveOneOpenBlockAtATime();
  void callsInOtherShapesAreToldInTheCallersForm_data();
  void callsInOtherShapesAreToldInTheCallersForm();
  void T47_stopBesideCallsMeansThatTheyAreToBeRun_data();
  void T47_stopBesideCallsMeansThatTheyAreToBeRun();
  void T53_theSameThoughtIsToldOnce_data();
  void T53_theSameThoughtIsToldOnce();
  void T54_candidatesAreChoicesOfAStream();
  void T50_aSystemMessageAmongMessages_data();
  void T50_aSystemMessageAmongMessages();
  void theBillingLineOfClaudeCodeStaysBehind();
  void aMessageBeginsWithHardlyAnyOutput();
};

void FormsAcrossTest::T42_callsByTurnsAreNotMixed_data() {
  QTest::addColumn<int>("to");
  for (std::size_t to = 0; to < codecs().size(); ++to)
    QTest::newRow(codecs()[to].name.data()) << int(to);
}

void FormsAcrossTest::T42_callsByTurnsAreNotMixed() {
  QFETCH(int, to);
  const Codec& caller = codecs()[std::size_t(to)].codec;
  const std::string stream = rewritten(codecOf("openai_chat"), interleaved(), caller);
  const std::string said = told(assembled(caller, dataOf(stream)));
  QCOMPARE(QString::fromStdString(said),
           QStringLiteral("call call_a f {\"a\":\"x\\\"y\"}\ncall call_b f {\"b\":\"\u00e9\"}\n"
                          "finish 3\n"));
}

// Clients of that API put a delta to the block that is open.
void FormsAcrossTest::T42_messagesHaveOneOpenBlockAtATime() {
  const std::string stream = rewritten(codecOf("openai_chat"), interleaved(), codecOf("anthropic"));
  std::int64_t open = -1, blocks = 0;
  for (const bj::value& event : eventsIn(stream)) {
    const std::string type = textAt(event, "/type");
    if (!type.starts_with("content_block")) continue;
    const std::int64_t index = event.at("index").to_number<std::int64_t>();
    if (type == "content_block_start") {
      QCOMPARE(open, std::int64_t(-1));
      QCOMPARE(index, blocks++);
      open = index;
    }
    QCOMPARE(index, open);
    if (type == "content_block_stop") open = -1;
  }
  QCOMPARE(open, std::int64_t(-1));
  QCOMPARE(blocks, std::int64_t(2));
}

void FormsAcrossTest::callsInOtherShapesAreToldInTheCallersForm_data() {
  QTest::addColumn<QList<QByteArray>>("events");
  QTest::addColumn<QByteArray>("expected");
  QTest::addColumn<int>("to");
  const auto row = [](const char* tag, const std::vector<std::string>& events,
                      const char* expected) {
    QList<QByteArray> all;
    for (const std::string& event : events)
      all.push_back(QByteArray::fromStdString(event));
    for (std::size_t to = 0; to < codecs().size(); ++to)
      QTest::addRow("%s, %s", tag, codecs()[to].name.data())
          << all << QByteArray(expected) << int(to);
  };
  const std::string a = R"("id":"call_a","type":"function","function":{"name":"f","arguments":)";
  const std::string b = R"("id":"call_b","type":"function","function":{"name":"g","arguments":)";
  const std::string first = R"("index":0,)", second = R"("index":1,)";
  const std::string half = R"("{\"a\":"})", rest = R"("1}"})", whole = R"("{\"a\":1}"})";
  const std::string more = R"("function":{"arguments":)" + rest;
  const std::string end = chunk("{}", "\"tool_calls\"");
  const char* one = "call_a f {\"a\":1}\n";
  const char* two = "call_a f {\"a\":1}\ncall_b g {\"a\":1}\n";
  row("T43 no index", {callsOf(a + half), callsOf(more), end}, one);
  row("T43 ids instead of indexes",
      {callsOf(a + half), callsOf(b + half), callsOf(R"("id":"call_a",)" + more),
       callsOf(R"("id":"call_b",)" + more), end},
      two);
  row("T43 id and name in each chunk",
      {callsOf(first + a + half), callsOf(first + a + rest), callsOf(second + b + half),
       callsOf(second + b + rest), end},
      two);
  row("T43 a whole call in one chunk", {callsOf(first + a + whole), end}, one);
  row("T43 all in one chunk with the end",
      {chunk("{\"tool_calls\":[{" + first + a + whole + "},{" + second + b + whole + "}]}",
             "\"tool_calls\"")},
      two);
  row("T43 whole calls, all of them the first",
      {callsOf(first + a + whole), callsOf(first + b + whole), end}, two);
  row("T44 text and a call in one delta",
      {chunk(R"({"content":"so","tool_calls":[{)" + first + a + half + "}]}"),
       callsOf(first + more), end},
      "text so\ncall_a f {\"a\":1}\n");
  row("T44 text with the first of two",
      {chunk(R"({"content":"so","tool_calls":[{)" + first + a + whole + "}]}"),
       callsOf(second + b + whole), end},
      "text so\ncall_a f {\"a\":1}\ncall_b g {\"a\":1}\n");
  row("T47 stop beside a call",
      {callsOf(first + a + half), callsOf(first + more), chunk("{}", "\"stop\"")}, one);
  row("T47 stop with text and a call in one chunk",
      {chunk(R"({"content":"so","tool_calls":[{)" + first + a + whole + "}]}", "\"stop\"")},
      "text so\ncall_a f {\"a\":1}\n");
}

// T41's form and its like: id and name once, at the beginning; arguments in order; the reason that
// says that calls are to be run.
void FormsAcrossTest::callsInOtherShapesAreToldInTheCallersForm() {
  QFETCH(QList<QByteArray>, events);
  QFETCH(QByteArray, expected);
  QFETCH(int, to);
  std::vector<std::string> all;
  for (const QByteArray& event : events)
    all.push_back(event.toStdString());
  all.push_back("[DONE]");
  const Known& caller = codecs()[std::size_t(to)];
  const std::string stream = rewritten(codecOf("openai_chat"), all, caller.codec);
  QCOMPARE(QByteArray::fromStdString(heardBy(caller, stream)), expected);
}

void FormsAcrossTest::T47_stopBesideCallsMeansThatTheyAreToBeRun_data() {
  QTest::addColumn<int>("to");
  for (std::size_t to = 0; to < codecs().size(); ++to)
    QTest::newRow(codecs()[to].name.data()) << int(to);
}

// Of whole answers.
void FormsAcrossTest::T47_stopBesideCallsMeansThatTheyAreToBeRun() {
  QFETCH(int, to);
  const Known& caller = codecs()[std::size_t(to)];
  const auto read =
      codecOf("openai_chat").readAnswer(R"({"id":"c","choices":[{"index":0,"finish_reason":"stop",
          "message":{"role":"assistant","content":"so","tool_calls":[{"id":"call_a",
          "type":"function","function":{"name":"f","arguments":"{}"}}]}}]})");
  QVERIFY(read.has_value());
  QCOMPARE(read->choices.at(0).finish, chat::Finish::ToolCalls);
  const auto written = json::parse(caller.codec.writeAnswer(*read, someName()));
  QVERIFY(written.has_value());
  const Client& client = clientOf(caller.name);
  QCOMPARE(textAt(*written, client.wholeFinish), std::string(client.finish));
}

void FormsAcrossTest::T53_theSameThoughtIsToldOnce_data() {
  QTest::addColumn<QByteArray>("members");
  QTest::newRow("two names") << QByteArray(R"("reasoning":"hm","reasoning_content":"hm")");
  QTest::newRow("details beside them") << QByteArray(
      R"("reasoning":"hm","reasoning_content":"hm","reasoning_details":[{"type":"reasoning.text","text":"hm","index":0}])");
  QTest::newRow("details before them") << QByteArray(
      R"("reasoning_details":[{"type":"reasoning.text","text":"hm","index":0}],"reasoning":"hm")");
}

void FormsAcrossTest::T53_theSameThoughtIsToldOnce() {
  QFETCH(QByteArray, members);
  const Codec& chat = codecOf("openai_chat");
  const auto whole =
      chat.readAnswer(R"({"id":"c","choices":[{"index":0,"message":{"role":"assistant",)" +
                      members.toStdString() + R"(,"content":"so"},"finish_reason":"stop"}]})");
  QVERIFY(whole.has_value());
  const std::vector<std::string> events{chunk("{" + members.toStdString() + "}"),
                                        chunk(R"({"content":"so"})"), chunk("{}", "\"stop\""),
                                        "[DONE]"};
  for (const Known& caller : codecs()) {
    const auto again = caller.codec.readAnswer(caller.codec.writeAnswer(*whole, someName()));
    QVERIFY(again.has_value());
    const std::string stream = rewritten(chat, events, caller.codec);
    for (const std::string& said : {told(*again), told(assembled(caller.codec, dataOf(stream)))})
      QVERIFY2(said.find("hm") != std::string::npos && said.find("hm") == said.rfind("hm"),
               (std::string(caller.name) + ": " + said).c_str());
  }
}

void FormsAcrossTest::T54_candidatesAreChoicesOfAStream() {
  const auto event = [](int index, const char* text, bool last) {
    return R"({"candidates":[{"index":)" + std::to_string(index) +
           R"(,"content":{"role":"model","parts":[{"text":")" + text + R"("}]})" +
           (last ? R"(,"finishReason":"STOP")" : "") + "}]}";
  };
  const std::vector<std::string> events{event(0, "a", false), event(1, "c", false),
                                        event(0, "b", true), event(1, "d", true)};
  const std::string stream = rewritten(codecOf("gemini"), events, codecOf("openai_chat"));
  const auto texts = joined(stream, "/choices/0/index", "/choices/0/delta/content");
  const auto ends = joined(stream, "/choices/0/index", "/choices/0/finish_reason");
  QCOMPARE(texts, (std::map<std::int64_t, std::string>{{0, "ab"}, {1, "cd"}}));
  QCOMPARE(ends, (std::map<std::int64_t, std::string>{{0, "stop"}, {1, "stop"}}));
}

void FormsAcrossTest::T50_aSystemMessageAmongMessages_data() {
  QTest::addColumn<QString>("to");
  QTest::addColumn<QByteArray>("expected");
  QTest::newRow("chat") << "openai_chat" << QByteArray(R"({"role":"system","content":"later"})");
  QTest::newRow("responses") << "openai_responses" << QByteArray(R"("later")");
  QTest::newRow("gemini") << "gemini" << QByteArray(R"({"text":"later"})");
}

// Anthropic's newer wire has them.
void FormsAcrossTest::T50_aSystemMessageAmongMessages() {
  QFETCH(QString, to);
  QFETCH(QByteArray, expected);
  const auto request =
      codecOf("anthropic")
          .readRequest(
              R"({"model":"m","max_tokens":9,"messages":[{"role":"user","content":"q"},
          {"role":"system","content":"later"},{"role":"user","content":"r"}]})");
  QVERIFY2(request.has_value(), request ? "" : request.error().message.c_str());
  Target target;
  target.model = "m";
  const Written out = codecOf(to.toStdString()).writeRequest(*request, target);
  QVERIFY(out.lost.empty());
  const std::size_t at = out.body.find(expected.toStdString());
  QVERIFY2(at != std::string::npos, out.body.c_str());
  QVERIFY2(out.body.find("\"q\"") < at && at < out.body.find("\"r\""), out.body.c_str());
}

void FormsAcrossTest::theBillingLineOfClaudeCodeStaysBehind() {
  const auto request = codecOf("anthropic")
                           .readRequest(
                               R"({"model":"m","max_tokens":9,"system":[{"type":"text","text":
          "x-anthropic-billing-header: cc_version=2.1; cch=abc;"},{"type":"text","text":"Be brief."}],
          "messages":[{"role":"user","content":"q"}]})");
  QVERIFY(request.has_value());
  for (const char* to : {"openai_chat", "openai_responses", "gemini"}) {
    Target target;
    target.model = "m";
    const std::string body = codecOf(to).writeRequest(*request, target).body;
    QVERIFY2(body.find("billing") == std::string::npos, body.c_str());
    QVERIFY2(body.find("Be brief.") != std::string::npos, body.c_str());
  }
}

// However early a provider reports what it has said.
void FormsAcrossTest::aMessageBeginsWithHardlyAnyOutput() {
  const std::vector<std::string> events{
      R"({"id":"c","model":"m","choices":[{"index":0,"delta":{"content":"a"},"finish_reason":null}],
          "usage":{"prompt_tokens":10,"completion_tokens":500,"total_tokens":510}})",
      chunk("{}", "\"stop\""), "[DONE]"};
  const std::string stream = rewritten(codecOf("openai_chat"), events, codecOf("anthropic"));
  const bj::value start = eventsIn(stream).front();
  QCOMPARE(textAt(start, "/type"), std::string("message_start"));
  QVERIFY(start.at("message").at("usage").at("output_tokens").to_number<int>() <= 1);
  QVERIFY(stream.find("\"output_tokens\":500") != std::string::npos);
}

SB_TEST(FormsAcrossTest);

#include "forms_across_test.moc"
