// Callers of OpenAI's completions API of old: passed on where the provider serves it, translated
// where it does not. Wire cases: T17, T29, T48, T52.
#include <QTest>

#include "tests/support/dialect_pair.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

namespace {

std::string promptBody(const std::string& model, const std::string& more = "") {
  return R"({"model":")" + model + R"(","prompt":"once")" + more + "}";
}

std::string textOf(const RawResponse& answer) {
  return stringAt(parsed(answer.body), "/choices/0/text");
}

bool has(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

// A chat that thinks before it speaks, and calls a tool that nobody gave it.
std::string busyMessage() {
  return R"({"id":"m1","type":"message","role":"assistant","model":"m","content":[
    {"type":"thinking","thinking":"hm","signature":"s"},{"type":"text","text":"hi"},
    {"type":"tool_use","id":"t","name":"f","input":{}}],"stop_reason":"tool_use",
    "usage":{"input_tokens":10,"output_tokens":5}})";
}

}  // namespace

class CompletionsPathTest : public QObject {
  Q_OBJECT
 private slots:
  void T17_aProviderThatServesThemGetsTheBytes();
  void aKindWithoutThemIsAskedForAChat();
  void T52_whatAChatCannotBeToldIsRefusedByName();
  void whatTheRouteDropsIsListed();
  void severalPromptsReachOnlyWhoServesThem();
  void whatIsNoTextIsListedAsDropped();
  void anErrorBeforeContentIsToldInTheCallersForm();
  void failoverGoesFromOneFormToTheOther();
  void T48_aCutStreamIsAnError();
  void T29_wholeForAStreamAndStreamForAWhole();
};

void CompletionsPathTest::T17_aProviderThatServesThemGetsTheBytes() {
  const std::string answer =
      R"({"id":"x","object":"text_completion","odd":[1 ],"choices":[{"text":"hi","index":0}]})";
  Upstream upstream(
      [&](RawSocket& socket, const Upstream::Request&) { socket.send(Upstream::json(answer)); });
  Engine engine(gpt(upstream.port()));
  const std::string rest = R"(,"suffix":"end", "echo" : true,"own":[1,2 ]})";
  const RawResponse got =
      engine.ask("POST", "/v1/completions", R"({"model":"gpt/m","prompt":["a","b"])" + rest);
  QCOMPARE(got.status, 200);
  QCOMPARE(got.body, answer);
  const auto sent = upstream.requests().at(0);
  QCOMPARE(sent.target(), std::string("/v1/completions"));
  QCOMPARE(sent.body, R"({"model":"m","prompt":["a","b"])" + rest);
}

void CompletionsPathTest::aKindWithoutThemIsAskedForAChat() {
  Upstream upstream(chats());
  Engine engine("providers:\n" + providerLine("groq", upstream.port(), "", "groq"));
  const RawResponse got =
      engine.ask("POST", "/v1/completions", promptBody("groq/m", R"(,"max_tokens":9,"stop":"x")"));
  QCOMPARE(got.status, 200);
  QCOMPARE(textOf(got), std::string("hi"));
  QCOMPARE(stringAt(parsed(got.body), "/object"), std::string("text_completion"));
  const auto sent = upstream.requests().at(0);
  QCOMPARE(sent.target(), std::string("/v1/chat/completions"));
  QCOMPARE(stringAt(parsed(sent.body), "/messages/0/content"), std::string("once"));
  QCOMPARE(numberAt(parsed(sent.body), "/max_tokens"), 9);
  QCOMPARE(engine.row(got).row.endpoint, std::string("completions"));
}

void CompletionsPathTest::T52_whatAChatCannotBeToldIsRefusedByName() {
  Upstream upstream(chats());
  Engine engine(claude(upstream.port()));
  for (const auto& [member, name] :
       {std::pair(R"(,"suffix":"x")", "suffix"), std::pair(R"(,"echo":true)", "echo"),
        std::pair(R"(,"logprobs":2)", "logprobs"), std::pair(R"(,"best_of":2)", "best_of")}) {
    const RawResponse got = engine.ask("POST", "/v1/completions", promptBody("claude/m", member));
    QCOMPARE(got.status, 400);
    QCOMPARE(stringAt(parsed(got.body), "/error/param"), std::string(name));
    QCOMPARE(stringAt(parsed(got.body), "/error/code"), std::string("unsupported_parameter"));
  }
  QCOMPARE(upstream.count(), 0);
}

void CompletionsPathTest::whatTheRouteDropsIsListed() {
  Upstream upstream([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(wholeMessage()));
  });
  Engine engine(claude(upstream.port(), routeTo("claude/m", "{ unsupported: drop }")));
  const RawResponse got =
      engine.ask("POST", "/v1/completions", promptBody("r", R"(,"echo":true,"best_of":4)"));
  QCOMPARE(got.status, 200);
  QCOMPARE(textOf(got), std::string("hi"));
  const auto dropped = engine.row(got).droppedParams;
  QVERIFY(has(dropped, "echo") && has(dropped, "best_of"));
}

void CompletionsPathTest::severalPromptsReachOnlyWhoServesThem() {
  Upstream upstream(chats());
  Engine engine(claude(upstream.port(), routeTo("claude/m", "{ unsupported: drop }")));
  for (const char* prompt : {R"(["a","b"])", "[1,2]", "[[1],[2]]"}) {
    const RawResponse got = engine.ask("POST", "/v1/completions",
                                       std::string(R"({"model":"r","prompt":)") + prompt + "}");
    QCOMPARE(got.status, 400);
    QCOMPARE(stringAt(parsed(got.body), "/error/param"), std::string("prompt"));
  }
  QCOMPARE(upstream.count(), 0);
}

void CompletionsPathTest::whatIsNoTextIsListedAsDropped() {
  const std::string thinking =
      messageEvent(
          R"({"type":"message_start","message":{"id":"m1","model":"m","usage":{"input_tokens":1}}})") +
      messageEvent(
          R"({"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":""}})") +
      messageEvent(
          R"({"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"hm"}})") +
      messageEvent(R"({"type":"content_block_stop","index":0})") +
      messageEvent(
          R"({"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}})") +
      textDelta("hi") + messageEnd();
  Upstream upstream([&](RawSocket& socket, const Upstream::Request& request) {
    const bool stream = request.body.find("\"stream\":true") != std::string::npos;
    socket.send(stream ? Upstream::stream(thinking) : Upstream::json(busyMessage()));
  });
  Engine engine(claude(upstream.port()));
  const RawResponse whole = engine.ask("POST", "/v1/completions", promptBody("claude/m"));
  QCOMPARE(textOf(whole), std::string("hi"));
  QCOMPARE(stringAt(parsed(whole.body), "/choices/0/finish_reason"), std::string("stop"));
  QCOMPARE(engine.row(whole).droppedParams,
           (std::vector<std::string>{"answer: thinking", "answer: a call of a tool"}));
  const RawResponse streamed =
      engine.ask("POST", "/v1/completions", promptBody("claude/m", kStream));
  QCOMPARE(joined(streamed.body, "/choices/0/text"), std::string("hi"));
  QVERIFY(streamed.body.find("\"hm") == std::string::npos);
  QCOMPARE(engine.row(streamed).droppedParams, std::vector<std::string>{"answer: thinking"});
}

void CompletionsPathTest::anErrorBeforeContentIsToldInTheCallersForm() {
  Upstream upstream([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(
        R"({"type":"error","error":{"type":"overloaded_error","message":"too much"}})", 529));
  });
  Engine engine(claude(upstream.port()));
  for (const char* more : {"", kStream}) {
    const RawResponse got = engine.ask("POST", "/v1/completions", promptBody("claude/m", more));
    QCOMPARE(got.status, 529);
    QCOMPARE(stringAt(parsed(got.body), "/error/message"), std::string("too much"));
    QCOMPARE(stringAt(parsed(got.body), "/error/type"), std::string("upstream_error"));
  }
}

// A provider that serves completions gives up before content, one that does not takes over.
void CompletionsPathTest::failoverGoesFromOneFormToTheOther() {
  Upstream broken([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::stream("data: {\"error\":{\"message\":\"o\"}}\n\n"));
  });
  Upstream good([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::stream(streamOf(false)));
  });
  Engine engine("providers:\n" + providerLine("gpt", broken.port()) +
                providerLine("claude", good.port(), "", "anthropic_compatible") +
                "routes:\n  - name: r\n    flow: { fallback: { try: [ { target: gpt/a }, "
                "{ target: claude/b } ] } }\n");
  const RawResponse got = engine.ask("POST", "/v1/completions", promptBody("r", kStream));
  QCOMPARE(got.status, 200);
  QCOMPARE(joined(got.body, "/choices/0/text"), std::string("hi"));
  QVERIFY(got.body.ends_with("data: [DONE]\n\n"));
  QCOMPARE(engine.row(got).attempts.size(), std::size_t{2});
}

void CompletionsPathTest::T48_aCutStreamIsAnError() {
  Upstream upstream([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::stream(messageStart() + textDelta("half")));
  });
  Engine engine(claude(upstream.port()));
  const RawResponse got = engine.ask("POST", "/v1/completions", promptBody("claude/m", kStream));
  QCOMPARE(joined(got.body, "/choices/0/text"), std::string("half"));
  QVERIFY(got.body.find("[DONE]") == std::string::npos);
  QVERIFY(!stringAt(parsed(eventsOf(got.body).back()), "/error/message").empty());
  QCOMPARE(engine.row(got).row.error, ErrorKind::UpstreamCut);
}

void CompletionsPathTest::T29_wholeForAStreamAndStreamForAWhole() {
  for (const bool chat : {true, false}) {
    Upstream upstream([&](RawSocket& socket, const Upstream::Request& request) {
      const bool stream = request.body.find("\"stream\":true") != std::string::npos;
      socket.send(stream ? Upstream::json(chat ? Upstream::completion("hi") : wholeMessage())
                         : Upstream::stream(streamOf(chat)));
    });
    const std::string kind = chat ? "groq" : "anthropic_compatible";
    Engine engine("providers:\n" + providerLine("up", upstream.port(), "", kind));
    const RawResponse whole = engine.ask("POST", "/v1/completions", promptBody("up/m"));
    QCOMPARE(whole.status, 200);
    QCOMPARE(textOf(whole), std::string("hi"));
    const RawResponse streamed = engine.ask("POST", "/v1/completions", promptBody("up/m", kStream));
    QCOMPARE(streamed.status, 200);
    QCOMPARE(joined(streamed.body, "/choices/0/text"), std::string("hi"));
    QVERIFY(streamed.body.ends_with("data: [DONE]\n\n"));
  }
}

SB_TEST(CompletionsPathTest);
#include "completions_test.moc"
