// What the demo provider answers when nothing fails.
#include <QTest>

#include "tests/core/demo/caller.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

namespace {

constexpr const char* kTools =
    R"(,"tools":[{"type":"function","function":{"name":"get_weather","parameters":{"type":"object",)"
    R"("properties":{"city":{"type":"string"}},"required":["city"]}}},)"
    R"({"type":"function","function":{"name":"get_time","parameters":{"type":"object",)"
    R"("properties":{"zone":{"type":"string","enum":["UTC"]}},"required":["zone"]}}}])";

std::string with(const char* more) { return std::string(kTools) + more; }

}  // namespace

class ChatTest : public QObject {
  Q_OBJECT

 private slots:
  void quotesTheUserAndSaysWhatItIs() {
    Caller caller;
    const RawResponse response = caller.chat(chatBody("fast", "Good morning, grüezi 👋"));
    QCOMPARE(response.status, 200);
    const auto body = parsed(response.body);
    QCOMPARE(stringAt(body, "/object"), std::string("chat.completion"));
    QCOMPARE(stringAt(body, "/model"), std::string("fast"));
    const std::string text = stringAt(body, "/choices/0/message/content");
    QVERIFY(text.find("Good morning, grüezi 👋") != std::string::npos);
    QVERIFY(text.find("demo") != std::string::npos);
    QCOMPARE(stringAt(body, "/choices/0/finish_reason"), std::string("stop"));
    QVERIFY(numberAt(body, "/usage/prompt_tokens") > 0);
    QCOMPARE(numberAt(body, "/usage/total_tokens"),
             numberAt(body, "/usage/prompt_tokens") + numberAt(body, "/usage/completion_tokens"));
  }

  void theSameRequestGetsTheSameAnswer() {
    Caller caller;
    const std::string body = chatBody("fast", "again");
    auto first = parsed(caller.chat(body).body).as_object();
    auto second = parsed(caller.chat(body).body).as_object();
    first["created"] = second["created"] = 0;
    QVERIFY(first == second);
    QVERIFY(first["id"] != parsed(caller.chat(chatBody("fast", "other")).body).at("id"));
  }

  void streamSaysTheSameAsTheBody_data() {
    QTest::addColumn<QByteArray>("more");
    QTest::newRow("text") << QByteArray("");
    QTest::newRow("cut") << QByteArray(",\"max_tokens\":5");
    QTest::newRow("stop") << QByteArray(",\"stop\":[\"demo\"]");
    QTest::newRow("json") << QByteArray(",\"response_format\":{\"type\":\"json_object\"}");
  }
  void streamSaysTheSameAsTheBody() {
    QFETCH(QByteArray, more);
    Caller caller;
    const auto whole =
        parsed(caller.chat(chatBody("fast", "héllo wörld", more.toStdString())).body);
    const RawResponse response =
        caller.chat(chatBody("fast", "héllo wörld", more.toStdString() + ",\"stream\":true"));
    QVERIFY(response.complete);
    QCOMPARE(response.header("Content-Type"), std::string("text/event-stream; charset=utf-8"));
    const auto events = eventsOf(response.body);
    QCOMPARE(events.back(), std::string("[DONE]"));
    QCOMPARE(streamedText(events), stringAt(whole, "/choices/0/message/content"));
    QCOMPARE(stringAt(parsed(events[events.size() - 2]), "/choices/0/finish_reason"),
             stringAt(whole, "/choices/0/finish_reason"));
    QCOMPARE(stringAt(parsed(events[0]), "/choices/0/delta/role"), std::string("assistant"));
  }

  void T37_usageChunkComesLastWhenAskedFor() {
    Caller caller;
    const auto events =
        eventsOf(caller
                     .chat(chatBody("fast", "x",
                                    R"(,"stream":true,"stream_options":{"include_usage":true})"))
                     .body);
    for (std::size_t i = 0; i + 2 < events.size(); ++i) {
      const auto event = parsed(events[i]);
      QVERIFY(event.at("usage").is_null());
      QCOMPARE(event.at("choices").as_array().size(), std::size_t{1});
    }
    const auto last = parsed(events[events.size() - 2]);
    QVERIFY(last.at("choices").as_array().empty());
    QVERIFY(numberAt(last, "/usage/completion_tokens") > 0);
  }

  void T38_noUsageInAStreamUnlessAskedFor() {
    Caller caller;
    const RawResponse response = caller.chat(chatBody("fast", "x", ",\"stream\":true"));
    QVERIFY(response.body.find("usage") == std::string::npos);
  }

  void limitsCutWithLength() {
    Caller caller;
    for (const char* name : {"max_tokens", "max_completion_tokens"}) {
      const auto body =
          parsed(caller.chat(chatBody("fast", "x", ",\"" + std::string(name) + "\":3")).body);
      QCOMPARE(stringAt(body, "/choices/0/finish_reason"), std::string("length"));
      QCOMPARE(numberAt(body, "/usage/completion_tokens"), std::int64_t{3});
    }
  }

  void toolsAreCalledAsAsked_data() {
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<QByteArray>("names");
    const auto row = [](const char* name, const char* user, const char* more, const char* names) {
      QTest::newRow(name) << QByteArray(user) << QByteArray(more) << QByteArray(names);
    };
    row("required", "hi", R"(,"tool_choice":"required")", "get_weather");
    row("named", "hi", R"(,"tool_choice":{"type":"function","function":{"name":"get_time"}})",
        "get_time");
    row("auto", "hi", "", "");
    row("auto and mentioned", "call get_time", "", "get_time");
    row("parallel", "get_weather and get_time", "", "get_weather,get_time");
    row("not parallel", "get_weather and get_time", R"(,"parallel_tool_calls":false)",
        "get_weather");
    row("none", "call get_time", R"(,"tool_choice":"none")", "");
  }
  void toolsAreCalledAsAsked() {
    QFETCH(QByteArray, user);
    QFETCH(QByteArray, more);
    QFETCH(QByteArray, names);
    Caller caller;
    const auto body =
        parsed(caller.chat(chatBody("fast", user.toStdString(), with(more.constData()))).body);
    const auto& message = body.at("choices").at(0).at("message").as_object();
    std::string called;
    if (message.contains("tool_calls"))
      for (const auto& call : message.at("tool_calls").as_array()) {
        called += (called.empty() ? "" : ",") + stringAt(call, "/function/name");
        QVERIFY(parsed(stringAt(call, "/function/arguments")).is_object());
      }
    QCOMPARE(called, names.toStdString());
    QCOMPARE(stringAt(body, "/choices/0/finish_reason"),
             std::string(names.isEmpty() ? "stop" : "tool_calls"));
    QCOMPARE(message.at("content").is_null(), !names.isEmpty());
  }

  void T41_streamedCallsNameThemselvesOnce() {
    Caller caller;
    const auto events = eventsOf(
        caller.chat(chatBody("fast", "get_weather and get_time", with(",\"stream\":true"))).body);
    std::vector<std::string> ids(2), names(2), arguments(2);
    for (const std::string& event : events) {
      const auto value = parsed(event);
      const std::int64_t i = numberAt(value, "/choices/0/delta/tool_calls/0/index");
      if (i < 0) continue;
      const auto at = static_cast<std::size_t>(i);
      ids[at] += stringAt(value, "/choices/0/delta/tool_calls/0/id");
      names[at] += stringAt(value, "/choices/0/delta/tool_calls/0/function/name");
      arguments[at] += stringAt(value, "/choices/0/delta/tool_calls/0/function/arguments");
    }
    QCOMPARE(names[0], std::string("get_weather"));
    QCOMPARE(names[1], std::string("get_time"));
    QVERIFY(ids[0] != ids[1] && ids[0].size() == 21);
    QCOMPARE(arguments[0], std::string(R"({"city":"example"})"));
    QCOMPARE(arguments[1], std::string(R"({"zone":"UTC"})"));
  }

  void quotesTheToolsResult() {
    Caller caller;
    const std::string body =
        R"({"model":"fast","messages":[{"role":"user","content":"use get_weather"},)"
        R"({"role":"assistant","tool_calls":[]},{"role":"tool","tool_call_id":"x","content":"13 degrees"}])" +
        with("}");
    const auto answer = parsed(caller.chat(body).body);
    QVERIFY(stringAt(answer, "/choices/0/message/content").find("13 degrees") != std::string::npos);
  }

  void jsonSchemaGetsAnInstance() {
    Caller caller;
    const auto body = parsed(
        caller
            .chat(chatBody("fast", "x",
                           R"(,"response_format":{"type":"json_schema","json_schema":{"name":"n",)"
                           R"("schema":{"type":"object","properties":{"ok":{"type":"boolean"}},)"
                           R"("required":["ok"]}}})"))
            .body);
    QCOMPARE(stringAt(body, "/choices/0/message/content"), std::string(R"({"ok":true})"));
  }

  void T54_severalChoicesAreKeptApart() {
    Caller caller;
    const std::string more = R"(,"n":3,"stream":true)";
    const auto events = eventsOf(caller.chat(chatBody("fast", "x", more)).body);
    const std::string first = streamedText(events, 0);
    QVERIFY(!first.empty());
    QCOMPARE(streamedText(events, 1), first);
    QCOMPARE(streamedText(events, 2), first);
    QCOMPARE(
        parsed(caller.chat(chatBody("fast", "x", ",\"n\":3")).body).at("choices").as_array().size(),
        std::size_t{3});
  }

  void contentMayBeParts() {
    Caller caller;
    const auto body = parsed(caller
                                 .chat(R"({"model":"fast","messages":[{"role":"user","content":)"
                                       R"([{"type":"text","text":"look at"},{"type":"image_url",)"
                                       R"("image_url":{"url":"data:,"}}]}]})")
                                 .body);
    QVERIFY(stringAt(body, "/choices/0/message/content").find("look at") != std::string::npos);
    QVERIFY(numberAt(body, "/usage/prompt_tokens") > 85);
  }

  void completionsStreamAndNot() {
    Caller caller;
    const auto whole =
        parsed(caller.post("/v1/completions", R"({"model":"fast","prompt":"once"})").body);
    QCOMPARE(stringAt(whole, "/object"), std::string("text_completion"));
    const auto events = eventsOf(
        caller.post("/v1/completions", R"({"model":"fast","prompt":["once"],"stream":true})").body);
    QCOMPARE(streamedText(events), stringAt(whole, "/choices/0/text"));
    QCOMPARE(events.back(), std::string("[DONE]"));
  }

  void refusesWhatOpenAiRefuses_data() {
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char* name, const char* path, const std::string& body, int status,
                        const char* says) {
      QTest::newRow(name) << QByteArray(path) << QByteArray::fromStdString(body) << status
                          << QByteArray(says);
    };
    const char* chat = "/v1/chat/completions";
    row("T16 no JSON", chat, "{", 400, "parse");
    row("no object", chat, "[]", 400, "parse");
    row("no model", chat, "{}", 400, "model");
    row("model is a number", chat, R"({"model":1})", 400, "model");
    row("unknown model", chat, chatBody("gpt-4o", "x"), 404, "gpt-4o");
    row("unknown key", chat, chatBody("script:what=1", "x"), 400, "silence-before");
    row("no messages", chat, R"({"model":"fast"})", 400, "messages");
    row("messages are none", chat, R"({"model":"fast","messages":[]})", 400, "messages");
    row("message is no object", chat, R"({"model":"fast","messages":[1]})", 400, "messages");
    row("limit", chat, chatBody("fast", "x", ",\"max_tokens\":0"), 400, "max_tokens");
    row("limit is text", chat, chatBody("fast", "x", ",\"max_tokens\":\"5\""), 400, "max_tokens");
    row("n", chat, chatBody("fast", "x", ",\"n\":1000000"), 400, "'n'");
    row("tool choice", chat, chatBody("fast", "x", with(",\"tool_choice\":\"maybe\"")), 400,
        "tool_choice");
    row("tool choice names none", chat,
        chatBody("fast", "x", with(R"(,"tool_choice":{"function":{"name":"none"}})")), 400,
        "tool_choice");
    row("tools", chat, chatBody("fast", "x", ",\"tools\":1"), 400, "tools");
    row("schema", chat, chatBody("fast", "x", R"(,"response_format":{"type":"json_schema"})"), 400,
        "schema");
    row("prompt", "/v1/completions", R"({"model":"fast"})", 400, "prompt");
    row("input", "/v1/embeddings", R"({"model":"embed"})", 400, "input");
    row("input of objects", "/v1/embeddings", R"({"model":"embed","input":[{}]})", 400, "input");
    row("dimensions", "/v1/embeddings", R"({"model":"embed","input":"x","dimensions":1e9})", 400,
        "dimensions");
    row("encoding", "/v1/embeddings", R"({"model":"embed","input":"x","encoding_format":"hex"})",
        400, "encoding_format");
    row("path", "/v1/chat", "{}", 404, "Invalid URL");
  }
  void refusesWhatOpenAiRefuses() {
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QByteArray, says);
    Caller caller;
    const RawResponse response = caller.post(path.toStdString(), body.toStdString());
    QCOMPARE(response.status, status);
    const std::string message = stringAt(parsed(response.body), "/error/message");
    QVERIFY2(message.find(says.toStdString()) != std::string::npos, message.c_str());
    QCOMPARE(stringAt(parsed(response.body), "/error/type"), std::string("invalid_request_error"));
  }

  void T110_listsItsModels() {
    Caller caller;
    const auto list = parsed(caller.get("/v1/models").body);
    QCOMPARE(stringAt(list, "/object"), std::string("list"));
    QCOMPARE(stringAt(list, "/data/0/id"), std::string("hello"));
    QCOMPARE(stringAt(parsed(caller.get("/v1/models/hello").body), "/id"), std::string("hello"));
    QCOMPARE(stringAt(parsed(caller.get("/v1/models/script%3Agzip").body), "/id"),
             std::string("script:gzip"));
    QCOMPARE(caller.get("/v1/models/none").status, 404);
  }

  void embeddingsAreDeterministicInBothEncodings() {
    Caller caller;
    const auto floats = parsed(
        caller.post("/v1/embeddings", R"({"model":"embed","input":["a b","c"],"dimensions":8})")
            .body);
    QCOMPARE(floats.at("data").as_array().size(), std::size_t{2});
    const auto& vector = floats.at("data").at(0).at("embedding").as_array();
    QCOMPARE(vector.size(), std::size_t{8});
    double length = 0;
    std::string bytes;
    for (const auto& x : vector) {
      const auto one = static_cast<float>(x.to_number<double>());
      length += static_cast<double>(one) * static_cast<double>(one);
      bytes.append(reinterpret_cast<const char*>(&one), sizeof one);
    }
    QVERIFY(std::abs(length - 1) < 1e-5);
    const auto packed =
        parsed(caller
                   .post("/v1/embeddings", R"({"model":"embed","input":["a b","c"],"dimensions":8,)"
                                           R"("encoding_format":"base64"})")
                   .body);
    QCOMPARE(stringAt(packed, "/data/0/embedding"), base64(bytes));
    QCOMPARE(parsed(caller.post("/v1/embeddings", R"({"model":"embed","input":[1,2,3]})").body)
                 .at("data")
                 .as_array()
                 .size(),
             std::size_t{1});
  }

  void T06_headIsAnsweredWithoutABody() {
    Caller caller;
    RawSocket socket = caller.connect();
    socket.send(httpRequest("HEAD", "/v1/models", ""));
    QCOMPARE(socket.readResponse(true).status, 200);
    socket.send(httpRequest("GET", "/v1/models", ""));
    QCOMPARE(socket.readResponse().status, 200);
  }
};

SB_TEST(ChatTest);
#include "chat_test.moc"
