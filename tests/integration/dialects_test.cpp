// Callers and providers of different dialects, as bytes.
// Wire cases: T17, T37, T38, T41, T49, T51, T52, T57, T62, T64.
#include <QTest>

#include "tests/support/dialect_pair.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

namespace {

// Of OpenAI's API before it knew tools.
constexpr const char* kFunctions =
    R"(,"functions":[{"name":"weather","parameters":{"type":"object"}}],"function_call":"auto")";

std::string messageOf(const RawResponse& answer) {
  return stringAt(parsed(answer.body), "/error/message");
}

}  // namespace

class DialectsTest : public QObject {
  Q_OBJECT
 private slots:
  void T17_messagesPassUntouched_data();
  void T17_messagesPassUntouched();
  void T64_versionAndBetasTravelOn();
  void T64_aTargetIsSparedABeta();
  void T63_cacheMarksKeepTheirPlaces();
  void T69_unknownBlocksPassOrAreRefusedByName();
  void T62_usageOfAMessageStream();
  void messagesFromAChatProvider();
  void T57_messageStreamFromAChatProvider();
  void T41_chatFromAMessagesProvider();
  void T41_chatStreamFromAMessagesProvider();
  void T49_functionsOfOldAreAnsweredAsSuch_data();
  void T49_functionsOfOldAreAnsweredAsSuch();
  void T49_resultsOfFunctionsFindTheirCalls();
  void T52_whatCannotBeToldIsRefusedByName();
  void T52_theRouteMayDropIt();
  void T52_whoCannotBeToldIsPassedOver();
  void T52_whatWasConvertedIsInTheLog();
  void routeParametersAreTheTargets();
  void errorsAreTheCallers_data();
  void errorsAreTheCallers();
  void upstreamErrorsKeepTheirStatusAndWords();
  void largeBodiesAreTranslated();
};

void DialectsTest::T17_messagesPassUntouched_data() {
  QTest::addColumn<bool>("stream");
  QTest::newRow("whole") << false;
  QTest::newRow("stream") << true;
}

void DialectsTest::T17_messagesPassUntouched() {
  QFETCH(bool, stream);
  Upstream upstream(answersWith("tool"));
  Engine engine(claude(upstream.port()));
  const std::string more = std::string(R"(, "unknown" : [ 1e2 ],"metadata":{"user_id":"u1"})") +
                           kTools + (stream ? kStream : "");
  const RawResponse answer =
      engine.ask("POST", "/v1/messages?beta=true", messagesBody("claude/m1", "hi", more),
                 "x-claude-code-session-id: s1\r\n");
  QCOMPARE(answer.status, 200);
  QCOMPARE(answer.body,
           stream ? recordedStream("anthropic/tool.events") : recorded("anthropic/tool.json"));
  const Upstream::Request asked = upstream.requests().at(0);
  QCOMPARE(asked.target(), std::string("/v1/messages?beta=true"));
  QCOMPARE(asked.body, messagesBody("m1", "hi", more));
  QCOMPARE(asked.header("x-api-key"), providerKey("claude"));
  QVERIFY(!asked.has("authorization"));
  const auto row = engine.row(answer);
  QCOMPARE(row.row.dialect, std::string("anthropic"));
  QCOMPARE(row.row.endpoint, std::string("messages"));
  QCOMPARE(row.row.usage.input, 843);
  QCOMPARE(row.row.usage.totalOutput(), 28);
  QCOMPARE(row.finishReason, std::string("tool_use"));
  QCOMPARE(row.user, std::string("u1"));
  QCOMPARE(row.session, std::string("s1"));
  QCOMPARE(row.attempts.at(0).dialect, std::string());
  QCOMPARE(answer.header("request-id"), row.row.id);
}

void DialectsTest::T64_versionAndBetasTravelOn() {
  Upstream upstream(answersWith("tool"));
  Engine engine("providers:\n" + providerLine("claude", upstream.port(),
                                              ", headers: { anthropic-beta: own }",
                                              "anthropic_compatible"));
  const std::string lines = "anthropic-version: 2026-10-21\r\nanthropic-beta: a,b\r\n";
  QCOMPARE(engine.ask("POST", "/v1/messages", messagesBody("claude/m"), lines).status, 200);
  QCOMPARE(engine.ask("POST", "/messages", messagesBody("claude/m")).status, 200);
  const auto asked = upstream.requests();
  QCOMPARE(asked.at(0).header("anthropic-version"), std::string("2026-10-21"));
  QCOMPARE(asked.at(0).header("anthropic-beta"), std::string("a,b,own"));
  QCOMPARE(asked.at(1).header("anthropic-version"), std::string("2023-06-01"));
  QCOMPARE(asked.at(1).header("anthropic-beta"), std::string("own"));
  // A key in x-api-key counts as well.
  RawSocket client = engine.connect();
  const std::string body = messagesBody("claude/m");
  client.send(
      "POST /v1/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nx-api-key: " + std::string(kGatewayKey) +
      "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
      "\r\n\r\n" + body);
  QCOMPARE(client.readResponse().status, 200);
}

// The last report of a stream counts, and what it leaves out stays as it was.
void DialectsTest::T64_aTargetIsSparedABeta() {
  Upstream upstream(answersWith("tool"));
  Engine engine(claude(upstream.port(),
                       "routes:\n  - name: r\n    flow: { target: claude/m, headers: { remove: "
                       "[ \"anthropic-beta: B\" ] } }\n"));
  for (const char* betas : {"a, b ,c", "b", "a,bb"}) {
    const std::string line = "anthropic-beta: " + std::string(betas) + "\r\n";
    QCOMPARE(engine.ask("POST", "/v1/messages", messagesBody("r"), line).status, 200);
  }
  const auto asked = upstream.requests();
  QCOMPARE(asked.at(0).header("anthropic-beta"), std::string("a,c"));
  QVERIFY(!asked.at(1).has("anthropic-beta"));
  QCOMPARE(asked.at(2).header("anthropic-beta"), std::string("a,bb"));
}

void DialectsTest::T63_cacheMarksKeepTheirPlaces() {
  const std::string mark = R"("cache_control":{"type":"ephemeral","ttl":"1h"}})";
  const std::string text = R"({"type":"text","text":"a",)" + mark;
  const std::string rest = R"("max_tokens":5,"system":[)" + text +
                           R"(],"tools":[{"name":"f","input_schema":{"type":"object"},)" + mark +
                           R"(],"messages":[{"role":"user","content":[)" + text + "," + text +
                           "]}]}";
  Upstream own(answersWith("tool"));
  Engine engine(claude(own.port()));
  const std::string asked = R"({"model":"claude/m",)" + rest, sent = R"({"model":"m",)" + rest;
  QCOMPARE(engine.ask("POST", "/v1/messages", asked).status, 200);
  QCOMPARE(own.requests().at(0).body, sent);
  // By way of chat completions, where OpenRouter's clients put the same marks.
  const std::string chat = R"({"model":"claude/m","messages":[{"role":"system","content":[)" +
                           text + R"(]},{"role":"user","content":[{"type":"text","text":"b"},)" +
                           text + "]}]}";
  QCOMPARE(engine.ask("POST", "/v1/chat/completions", chat).status, 200);
  const auto body = parsed(own.requests().at(1).body);
  QCOMPARE(stringAt(body, "/system/0/cache_control/ttl"), std::string("1h"));
  QCOMPARE(stringAt(body, "/messages/0/content/0/cache_control/type"), std::string());
  QCOMPARE(stringAt(body, "/messages/0/content/1/cache_control/ttl"), std::string("1h"));
}

void DialectsTest::T69_unknownBlocksPassOrAreRefusedByName() {
  const std::string rest =
      R"(","max_tokens":5,"messages":[{"role":"user","content":"a"},{"role":"assistant","content":[{"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{"query":"q"}}, {"type":"brand_new","x":[1e2]}]},{"role":"user","content":"b"}]})";
  Upstream own(answersWith("tool")), other(chats());
  Engine engine(gpt(other.port(), providerLine("claude", own.port(), "", "anthropic_compatible")));
  QCOMPARE(engine.ask("POST", "/v1/messages", R"({"model":"claude/m)" + rest).status, 200);
  const std::string sent = R"({"model":"m)" + rest;
  QCOMPARE(own.requests().at(0).body, sent);
  const RawResponse refused = engine.ask("POST", "/v1/messages", R"({"model":"gpt/m)" + rest);
  QCOMPARE(refused.status, 400);
  const std::string why = messageOf(refused);
  QVERIFY2(why.find("server_tool_use") != std::string::npos, why.c_str());
  QVERIFY2(why.find("brand_new") != std::string::npos, why.c_str());
  QCOMPARE(other.count(), 0);
}

void DialectsTest::T62_usageOfAMessageStream() {
  const std::string events =
      messageEvent(
          R"({"type":"message_start","message":{"id":"m","model":"x","usage":{"input_tokens":20,"cache_read_input_tokens":7,"cache_creation_input_tokens":50,"cache_creation":{"ephemeral_5m_input_tokens":30,"ephemeral_1h_input_tokens":20},"output_tokens":1}}})") +
      messageEvent(
          R"({"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}})") +
      messageEvent(
          R"({"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a"}})") +
      messageEvent(R"({"type":"content_block_stop","index":0})") +
      messageEvent(R"({"type":"message_delta","delta":{},"usage":{"output_tokens":4}})") +
      messageEvent(
          R"({"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":9}})") +
      messageEvent(R"({"type":"message_stop"})");
  Upstream upstream(
      [&](RawSocket& socket, const Upstream::Request&) { socket.send(Upstream::stream(events)); });
  Engine engine(claude(upstream.port()));
  const RawResponse answer =
      engine.ask("POST", "/v1/messages", messagesBody("claude/m", "hi", kStream));
  QCOMPARE(answer.body, events);
  const Usage usage = engine.row(answer).row.usage;
  QCOMPARE(usage.input, 20);
  QCOMPARE(usage.cacheRead, 7);
  QCOMPARE(usage.cacheWrite, 30);
  QCOMPARE(usage.cacheWrite1h, 20);
  QCOMPARE(usage.output, 9);
}

void DialectsTest::messagesFromAChatProvider() {
  Upstream upstream(chats());
  Engine engine(gpt(upstream.port()));
  const RawResponse answer =
      engine.ask("POST", "/v1/messages?beta=true",
                 messagesBody("gpt/m1", "ask", R"(,"system":[{"type":"text","text":"be kind"}])"));
  QCOMPARE(answer.status, 200);
  const auto body = parsed(answer.body);
  QCOMPARE(stringAt(body, "/type"), std::string("message"));
  QCOMPARE(stringAt(body, "/content/0/text"), std::string("hi"));
  QCOMPARE(stringAt(body, "/stop_reason"), std::string("end_turn"));
  QCOMPARE(numberAt(body, "/usage/input_tokens"), 10);
  const Upstream::Request asked = upstream.requests().at(0);
  QCOMPARE(asked.target(), std::string("/v1/chat/completions"));
  QCOMPARE(asked.header("Authorization"), "Bearer " + providerKey("gpt"));
  QVERIFY(!asked.has("anthropic-version"));
  const auto sent = parsed(asked.body);
  QCOMPARE(stringAt(sent, "/model"), std::string("m1"));
  QCOMPARE(stringAt(sent, "/messages/0/role"), std::string("system"));
  QCOMPARE(stringAt(sent, "/messages/0/content"), std::string("be kind"));
  QCOMPARE(numberAt(sent, "/max_tokens"), 256);
  const auto row = engine.row(answer);
  QCOMPARE(row.row.usage.input, 10);
  QCOMPARE(row.row.usage.output, 5);
  QCOMPARE(row.row.dialect, std::string("anthropic"));
  QCOMPARE(row.attempts.at(0).dialect, std::string("openai_chat"));
}

void DialectsTest::T57_messageStreamFromAChatProvider() {
  Upstream upstream(chats());
  Engine engine(gpt(upstream.port()));
  const RawResponse answer =
      engine.ask("POST", "/v1/messages", messagesBody("gpt/m1", "ask", kStream));
  QCOMPARE(answer.status, 200);
  QVERIFY(answer.complete);
  QCOMPARE(typesOf(answer.body),
           std::string("message_start content_block_start content_block_delta content_block_stop "
                       "message_delta message_stop"));
  QCOMPARE(joined(answer.body, "/delta/text"), std::string("hi"));
  QCOMPARE(joined(answer.body, "/delta/stop_reason"), std::string("end_turn"));
  const auto row = engine.row(answer);
  QCOMPARE(row.row.outcome, ledger::OutcomeClass::Ok);
  QCOMPARE(row.row.usage.input, 10);  // asked for on the caller's behalf (T38)
  QCOMPARE(row.row.usage.output, 5);
  QVERIFY(!row.row.usageEstimated);
  QVERIFY(row.response && row.response->bytes == answer.body);
}

void DialectsTest::T41_chatFromAMessagesProvider() {
  Upstream upstream(answersWith("tool"));
  Engine engine(claude(upstream.port()));
  const RawResponse answer = engine.chat("claude/m1", "weather?", kChatTools);
  QCOMPARE(answer.status, 200);
  const auto body = parsed(answer.body);
  QCOMPARE(stringAt(body, "/choices/0/finish_reason"), std::string("tool_calls"));
  QCOMPARE(stringAt(body, "/choices/0/message/tool_calls/0/function/name"), std::string("weather"));
  QCOMPARE(stringAt(parsed(stringAt(body, "/choices/0/message/tool_calls/0/function/arguments")),
                    "/location"),
           std::string("San Francisco"));
  QCOMPARE(numberAt(body, "/usage/prompt_tokens"), 843);
  const Upstream::Request asked = upstream.requests().at(0);
  QCOMPARE(asked.target(), std::string("/v1/messages"));
  QCOMPARE(asked.header("x-api-key"), providerKey("claude"));
  QCOMPARE(asked.header("anthropic-version"), std::string("2023-06-01"));
  QCOMPARE(stringAt(parsed(asked.body), "/tools/0/name"), std::string("weather"));
  QVERIFY(numberAt(parsed(asked.body), "/max_tokens") > 0);  // T51
  QCOMPARE(engine.row(answer).row.usage.totalOutput(), 28);
}

void DialectsTest::T41_chatStreamFromAMessagesProvider() {
  Upstream upstream(answersWith("tool"));
  Engine engine(claude(upstream.port()));
  const RawResponse answer = engine.stream("claude/m1", "weather?", kChatTools);
  QCOMPARE(answer.status, 200);
  QVERIFY(answer.body.ends_with("data: [DONE]\n\n"));
  QCOMPARE(joined(answer.body, "/choices/0/delta/tool_calls/0/function/name"),
           std::string("weather"));
  QCOMPARE(joined(answer.body, "/choices/0/delta/tool_calls/0/function/arguments"),
           std::string(R"({"location": "San Francisco"})"));
  QCOMPARE(joined(answer.body, "/choices/0/finish_reason"), std::string("tool_calls"));
  QVERIFY(answer.body.find("\"usage\":{") == std::string::npos);  // T38: nobody asked
  const RawResponse asked =
      engine.stream("claude/m1", "hi", R"(,"stream_options":{"include_usage":true})");
  QVERIFY(asked.body.find("\"completion_tokens\":28") != std::string::npos);  // T37
}

void DialectsTest::T49_functionsOfOldAreAnsweredAsSuch_data() {
  QTest::addColumn<bool>("stream");
  QTest::addColumn<bool>("old");
  for (const bool stream : {false, true})
    for (const bool old : {true, false})
      QTest::addRow("%s, %s", stream ? "stream" : "whole", old ? "functions" : "tools")
          << stream << old;
}

void DialectsTest::T49_functionsOfOldAreAnsweredAsSuch() {
  QFETCH(bool, stream);
  QFETCH(bool, old);
  Upstream upstream(answersWith("tool"));
  Engine engine(claude(upstream.port()));
  const std::string asked = old ? kFunctions : kChatTools;
  const RawResponse answer = stream ? engine.stream("claude/m1", "weather?", asked)
                                    : engine.chat("claude/m1", "weather?", asked);
  QCOMPARE(answer.status, 200);
  const auto said = [&](const char* what) {
    const std::string at = std::string(stream ? "/choices/0/delta/" : "/choices/0/message/") + what;
    return stream ? joined(answer.body, at) : stringAt(parsed(answer.body), at);
  };
  const std::string call = old ? "function_call" : "tool_calls/0/function";
  const std::string other = old ? "tool_calls" : "function_call";
  QCOMPARE(said((call + "/name").c_str()), std::string("weather"));
  QCOMPARE(stringAt(parsed(said((call + "/arguments").c_str())), "/location"),
           std::string("San Francisco"));
  QVERIFY2(answer.body.find(other) == std::string::npos, answer.body.c_str());
  const std::string reason = "/choices/0/finish_reason";
  QCOMPARE(stream ? joined(answer.body, reason) : stringAt(parsed(answer.body), reason),
           std::string(old ? "function_call" : "tool_calls"));
  QCOMPARE(stringAt(parsed(upstream.requests().at(0).body), "/tools/0/name"),
           std::string("weather"));
}

void DialectsTest::T49_resultsOfFunctionsFindTheirCalls() {
  Upstream upstream(answersWith("tool"));
  Engine engine(claude(upstream.port()));
  const std::string body =
      R"({"model":"claude/m1","messages":[{"role":"user","content":"weather?"},{"role":"assistant","content":null,"function_call":{"name":"weather","arguments":"{\"location\":\"Oslo\"}"}},{"role":"function","name":"weather","content":"rain"}])" +
      std::string(kFunctions) + "}";
  for (int i = 0; i < 2; ++i)
    QCOMPARE(engine.ask("POST", "/v1/chat/completions", body).status, 200);
  const auto sent = parsed(upstream.requests().at(0).body);
  QCOMPARE(stringAt(sent, "/messages/1/content/0/type"), std::string("tool_use"));
  const std::string id = stringAt(sent, "/messages/1/content/0/id");
  QVERIFY(!id.empty());
  QCOMPARE(stringAt(sent, "/messages/2/content/0/tool_use_id"), id);
  QCOMPARE(upstream.requests().at(1).body, upstream.requests().at(0).body);  // as often as one asks
}

void DialectsTest::T52_whatCannotBeToldIsRefusedByName() {
  Upstream upstream(chats());
  Engine engine(gpt(upstream.port()));
  const RawResponse answer =
      engine.ask("POST", "/v1/messages", messagesBody("gpt/m1", "hi", ",\"top_k\":5"));
  QCOMPARE(answer.status, 400);
  QCOMPARE(stringAt(parsed(answer.body), "/type"), std::string("error"));
  QCOMPARE(stringAt(parsed(answer.body), "/error/type"), std::string("invalid_request_error"));
  QVERIFY(messageOf(answer).find("top_k") != std::string::npos);
  QCOMPARE(upstream.count(), 0);
}

void DialectsTest::T52_theRouteMayDropIt() {
  Upstream upstream(chats());
  Engine engine(gpt(upstream.port(), routeTo("gpt/m1", "{ unsupported: drop }")));
  const RawResponse answer =
      engine.ask("POST", "/v1/messages", messagesBody("r", "hi", ",\"top_k\":5"));
  QCOMPARE(answer.status, 200);
  QCOMPARE(engine.row(answer).droppedParams, std::vector<std::string>{"top_k"});
  // By the caller's name for it, too.
  Engine named(gpt(upstream.port(), routeTo("gpt/m1", "{ drop: [ top_k ] }")));
  const RawResponse other =
      named.ask("POST", "/v1/messages", messagesBody("r", "hi", ",\"top_k\":5"));
  QCOMPARE(other.status, 200);
  QCOMPARE(named.row(other).droppedParams, std::vector<std::string>{"top_k"});
}

// Nothing was asked of the first, and the second may be told.
void DialectsTest::T52_whoCannotBeToldIsPassedOver() {
  Upstream first(chats()), second(answersWith("tool"));
  const auto route = [](const char* tries) {
    return "routes: [ { name: r, flow: { fallback: { move_on: [ 500 ], try: [ " +
           std::string(tries) + " ] } } } ]\n";
  };
  const std::string gpts = providerLine("gpt", first.port());
  const std::string body = messagesBody("r", "hi", ",\"top_k\":5");
  Engine engine(
      claude(second.port(), gpts + route("{ target: gpt/m1, retry: 2 }, { target: claude/m1 }")));
  const RawResponse answer = engine.ask("POST", "/v1/messages", body);
  QCOMPARE(answer.status, 200);
  QCOMPARE(first.count(), 0);
  const auto row = engine.row(answer);
  QCOMPARE(row.attempts.size(), std::size_t{2});
  QCOMPARE(row.attempts.at(0).error, std::optional(ErrorKind::UnsupportedParameter));
  QVERIFY(row.attempts.at(1).why.find("after unsupported_parameter") != std::string::npos);
  Engine none(claude(second.port(), gpts + route("{ target: gpt/m1 }, { target: gpt/m2 }")));
  const RawResponse refused = none.ask("POST", "/v1/messages", body);
  QCOMPARE(refused.status, 400);
  QVERIFY(messageOf(refused).find("top_k") != std::string::npos);
}

void DialectsTest::T52_whatWasConvertedIsInTheLog() {
  Upstream upstream(answersWith("tool"));
  Engine engine(claude(upstream.port()));
  const RawResponse answer = engine.chat("claude/m1", "hi", ",\"temperature\":1.7,\"seed\":3");
  QCOMPARE(answer.status, 200);
  const auto row = engine.row(answer);
  QCOMPARE(row.droppedParams, std::vector<std::string>{"seed"});
  QCOMPARE(row.convertedParams.size(), std::size_t{1});
  const auto detail = engine.admin("GET", "logs/" + row.row.id);
  QVERIFY2(stringAt(detail.body, "/converted_params/0").find("temperature") != std::string::npos,
           detail.text.c_str());
  QCOMPARE(stringAt(detail.body, "/attempts/0/dialect"), std::string("anthropic"));
}

void DialectsTest::routeParametersAreTheTargets() {
  Upstream upstream(answersWith("tool"));
  Engine engine(
      claude(upstream.port(),
             routeTo("claude/m1", "{ default: { top_k: 9 }, override: { max_tokens: 7 } }")));
  QCOMPARE(engine.chat("r").status, 200);
  const auto sent = parsed(upstream.requests().at(0).body);
  QCOMPARE(numberAt(sent, "/top_k"), 9);
  QCOMPARE(numberAt(sent, "/max_tokens"), 7);
}

void DialectsTest::errorsAreTheCallers_data() {
  QTest::addColumn<QByteArray>("body");
  QTest::addColumn<QByteArray>("lines");
  QTest::addColumn<int>("status");
  QTest::addColumn<QByteArray>("type");
  const QByteArray good = QByteArray::fromStdString(messagesBody("gpt/m"));
  QTest::newRow("no such key") << good << QByteArray("Authorization: Bearer sk-sb-no\r\n") << 401
                               << QByteArray("authentication_error");
  QTest::newRow("no such model") << QByteArray::fromStdString(messagesBody("nothing"))
                                 << QByteArray() << 404 << QByteArray("not_found_error");
  QTest::newRow("no JSON") << QByteArray("{") << QByteArray() << 400
                           << QByteArray("invalid_request_error");
  QTest::newRow("no messages") << QByteArray(R"({"model":"gpt/m"})") << QByteArray() << 400
                               << QByteArray("invalid_request_error");
  QTest::newRow("wrong type") << good << QByteArray("Content-Type: text/plain\r\n") << 415
                              << QByteArray("invalid_request_error");
}

void DialectsTest::errorsAreTheCallers() {
  QFETCH(QByteArray, body);
  QFETCH(QByteArray, lines);
  QFETCH(int, status);
  QFETCH(QByteArray, type);
  Upstream upstream(chats());
  Engine engine(gpt(upstream.port()));
  const RawResponse answer =
      engine.ask("POST", "/v1/messages", body.toStdString(), lines.toStdString());
  QCOMPARE(answer.status, status);
  QCOMPARE(stringAt(parsed(answer.body), "/type"), std::string("error"));
  QCOMPARE(stringAt(parsed(answer.body), "/error/type"), type.toStdString());
  QVERIFY(!stringAt(parsed(answer.body), "/request_id").empty());
}

void DialectsTest::upstreamErrorsKeepTheirStatusAndWords() {
  Upstream busy([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(
        R"({"error":{"message":"slow down","type":"tokens","code":"rate_limit_exceeded"}})", 429,
        "Content-Type: application/json\r\nRetry-After: 7\r\n"));
  });
  Engine one(gpt(busy.port()));
  const RawResponse message = one.ask("POST", "/v1/messages", messagesBody("gpt/m"));
  QCOMPARE(message.status, 429);
  QCOMPARE(message.header("retry-after"), std::string("7"));
  QCOMPARE(stringAt(parsed(message.body), "/error/type"), std::string("rate_limit_error"));
  QCOMPARE(messageOf(message), std::string("slow down"));
  Upstream full([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(
        R"({"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}})", 529));
  });
  Engine two(claude(full.port()));
  const RawResponse chat = two.chat("claude/m");
  QCOMPARE(chat.status, 529);
  QCOMPARE(messageOf(chat), std::string("Overloaded"));
  QCOMPARE(stringAt(parsed(chat.body), "/error/type"), std::string("upstream_error"));
  const RawResponse own = two.ask("POST", "/v1/messages", messagesBody("claude/m"));
  QCOMPARE(own.status, 529);
  QCOMPARE(stringAt(parsed(own.body), "/error/type"), std::string("overloaded_error"));
}

void DialectsTest::largeBodiesAreTranslated() {
  Upstream upstream(chats());
  Engine engine(gpt(upstream.port()));
  const std::string image(3 * 1024 * 1024, 'A');
  const std::string body =
      R"({"model":"gpt/m","max_tokens":5,"messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":")" +
      image + R"("}},{"type":"text","text":"what?"}]}]})";
  QCOMPARE(engine.ask("POST", "/v1/messages", body).status, 200);
  const auto sent = parsed(upstream.requests().at(0).body);
  QVERIFY(stringAt(sent, "/messages/0/content/0/image_url/url") ==
          "data:image/png;base64," + image);
}

SB_TEST(DialectsTest);
#include "dialects_test.moc"
