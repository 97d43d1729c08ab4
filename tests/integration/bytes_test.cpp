// What arrives at the upstream, byte for byte, and under which address.
// Wire cases: T17, T20, T21, T22, T29, T31, T52.
#include <QTest>

#include "tests/support/engine.h"
#include "tests/support/test_main.h"
#include "tests/support/upstream.h"

using namespace sb;
using namespace sb::test;

namespace {

void answerAll(RawSocket& socket, const Upstream::Request& request) {
  const bool stream = request.body.find("\"stream\":true") != std::string::npos;
  socket.send(stream ? Upstream::stream(Upstream::delta("hi") + Upstream::finish())
                     : Upstream::json(Upstream::completion()));
}

}  // namespace

class BytesTest : public QObject {
  Q_OBJECT
 private slots:
  void T17_onlyTheListedSplicesChangeTheBody_data();
  void T17_onlyTheListedSplicesChangeTheBody();
  void T17_routeParametersAreSpliced();
  void headersOfNodesAddUp();
  void T17_answersPassUntouched();
  void T20_baseUrlsLeadToOnePath_data();
  void T20_baseUrlsLeadToOnePath();
  void T21_testUsesTheSameAddressAsChat_data();
  void T21_testUsesTheSameAddressAsChat();
  void T22_redirectsAreNotFollowed_data();
  void T22_redirectsAreNotFollowed();
  void T29_T31_headersOfAChangedBodyAreDropped();
  void T52_unsupportedParametersFollowThePolicy_data();
  void T52_unsupportedParametersFollowThePolicy();
  void T52_streamOptionsAreNoReasonToRefuse();
  void otherEndpointsPassToo();
};

void BytesTest::T17_onlyTheListedSplicesChangeTheBody_data() {
  QTest::addColumn<QByteArray>("sent");
  QTest::addColumn<QByteArray>("seen");
  const auto row = [](const char* tag, const char* sent, const char* seen) {
    QTest::newRow(tag) << QByteArray(sent) << QByteArray(seen);
  };
  row("T17 order, spaces, unknown members",
      "{ \"x_new\" : {\"b\":1, \"a\":[ ]},\n\t\"messages\":[ ], \"model\" :\"up/m\" , \"x\":1.0e0 "
      "}",
      "{ \"x_new\" : {\"b\":1, \"a\":[ ]},\n\t\"messages\":[ ], \"model\" :\"m\" , \"x\":1.0e0 }");
  row("T17 escapes and large numbers",
      R"({"model":"up\/m","messages":[{"role":"user","content":"\u00e9\ud83d\ude00 é"}],"seed":12345678901234567890})",
      R"({"model":"m","messages":[{"role":"user","content":"\u00e9\ud83d\ude00 é"}],"seed":12345678901234567890})");
  row("T17 usage is asked for", R"({"model":"up/m","messages":[],"stream":true})",
      R"({"model":"m","messages":[],"stream":true,"stream_options":{"include_usage":true}})");
  row("T17 usage was asked for",
      R"({"model":"up/m","messages":[],"stream":true,"stream_options":{"include_usage":true}})",
      R"({"model":"m","messages":[],"stream":true,"stream_options":{"include_usage":true}})");
}

void BytesTest::T17_onlyTheListedSplicesChangeTheBody() {
  QFETCH(QByteArray, sent);
  QFETCH(QByteArray, seen);
  Upstream upstream(answerAll);
  Engine engine("providers:\n" + providerLine("up", upstream.port()));
  const RawResponse answer = engine.ask("POST", "/v1/chat/completions", sent.toStdString());
  QCOMPARE(answer.status, 200);
  QCOMPARE(QByteArray::fromStdString(upstream.requests().back().body), seen);
}

void BytesTest::T17_routeParametersAreSpliced() {
  Upstream upstream(answerAll);
  Engine engine("providers:\n" + providerLine("up", upstream.port()) +
                "routes:\n"
                "  - name: tuned\n"
                "    flow:\n"
                "      params: { default: { temperature: 0.5, top_p: 1 }, override: { seed: 7 }, "
                "drop: [ user ] }\n"
                "      headers: { set: { X-Route: tuned }, remove: [ openai-beta ] }\n"
                "      target: up/m\n");
  const RawResponse answer = engine.ask(
      "POST", "/v1/chat/completions",
      R"({"model":"tuned","seed":1,"user":"u1","messages":[],"temperature":0.9,"x":[1,2]})",
      "OpenAI-Beta: x\r\n");
  QCOMPARE(answer.status, 200);
  const Upstream::Request seen = upstream.requests().back();
  const auto body = parsed(seen.body).as_object();
  QCOMPARE(body.at("model").as_string(), "m");
  QCOMPARE(body.at("seed").as_int64(), 7);
  QCOMPARE(body.at("temperature").as_double(), 0.9);
  QCOMPARE(body.at("top_p").as_int64(), 1);
  QVERIFY(!body.contains("user"));
  QVERIFY(seen.body.find(R"("x":[1,2])") != std::string::npos);
  QCOMPARE(seen.header("X-Route"), std::string("tuned"));
  QVERIFY(!seen.has("OpenAI-Beta"));
  QCOMPARE(engine.row(answer).user, std::string("u1"));
}

// The inner node has the last word, below the provider's own.
void BytesTest::headersOfNodesAddUp() {
  Upstream upstream(answerAll);
  Engine engine(
      "providers:\n" + providerLine("up", upstream.port(), ", headers: { X-Own: provider }") +
      "routes:\n"
      "  - name: r\n"
      "    flow:\n"
      "      headers: { set: { X-Both: outer, X-Outer: outer, X-Gone: outer, X-Own: outer }, "
      "remove: [ openai-beta, OpenAI-Organization ] }\n"
      "      fallback:\n"
      "        try:\n"
      "          - { target: up/one, headers: { set: { x-both: inner, X-Inner: inner, OpenAI-Beta: "
      "inner }, remove: [ x-gone ] } }\n"
      "          - { target: up/two }\n");
  const std::string lines = "OpenAI-Beta: caller\r\nOpenAI-Organization: caller\r\n";
  QCOMPARE(engine.chat("r", "hi", "", lines).status, 200);
  const Upstream::Request inner = upstream.requests().back();
  QCOMPARE(inner.header("X-Both"), std::string("inner"));
  QCOMPARE(QByteArray::fromStdString(lower(inner.head)).count("\nx-both:"), 1);
  QCOMPARE(inner.header("X-Outer"), std::string("outer"));
  QCOMPARE(inner.header("X-Inner"), std::string("inner"));
  QCOMPARE(inner.header("OpenAI-Beta"), std::string("inner"));
  QCOMPARE(inner.header("X-Own"), std::string("outer"));
  QVERIFY(!inner.has("X-Gone") && !inner.has("OpenAI-Organization"));
}

void BytesTest::T17_answersPassUntouched() {
  const std::string odd =
      "{ \"id\":\"x\",  \"new\": [1.0, \"\\u00e9\"],\n \"choices\":[ ] , \"usage\":null }";
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(odd, 200,
                               "Content-Type: application/json; charset=utf-8\r\nETag: \"1\"\r\n"));
  });
  Engine engine("providers:\n" + providerLine("up", upstream.port()));
  const RawResponse answer = engine.chat("up/m");
  QCOMPARE(answer.status, 200);
  QCOMPARE(answer.body, odd);
}

void BytesTest::T20_baseUrlsLeadToOnePath_data() {
  QTest::addColumn<QByteArray>("path");
  QTest::addColumn<QByteArray>("target");
  const auto row = [](const char* path, const char* target) {
    QTest::newRow((std::string("T20 ") + path).c_str()) << QByteArray(path) << QByteArray(target);
  };
  row("", "/v1/chat/completions");
  row("/", "/v1/chat/completions");
  row("/v1", "/v1/chat/completions");
  row("/v1/", "/v1/chat/completions");
  row("/v1/chat/completions", "/v1/chat/completions");
  row("/proxy/v1", "/proxy/v1/chat/completions");
  row("/v1beta", "/v1beta/chat/completions");
  row("/any/path#", "/any/path");
}

void BytesTest::T20_baseUrlsLeadToOnePath() {
  QFETCH(QByteArray, path);
  QFETCH(QByteArray, target);
  Upstream upstream(answerAll);
  Engine engine("providers: [ { id: up, kind: openai, base_url: \"" + upstream.origin() +
                path.toStdString() + "\", keys: [ { secret: \"file:{dir}/up.key\" } ] } ]\n");
  QVERIFY(engine.started());
  QCOMPARE(engine.chat("up/m").status, 200);
  QCOMPARE(QByteArray::fromStdString(upstream.requests().back().target()), target);
}

void BytesTest::T21_testUsesTheSameAddressAsChat_data() {
  QTest::addColumn<QByteArray>("base");
  QTest::addColumn<QByteArray>("root");
  QTest::newRow("T21 bare") << QByteArray("") << QByteArray("/v1");
  QTest::newRow("T21 own path") << QByteArray("/llm/") << QByteArray("/llm");
  QTest::newRow("T21 whole") << QByteArray("/v2/chat/completions") << QByteArray("/v2");
}

void BytesTest::T21_testUsesTheSameAddressAsChat() {
  QFETCH(QByteArray, base);
  QFETCH(QByteArray, root);
  Upstream upstream([](RawSocket& socket, const Upstream::Request& request) {
    if (request.target().ends_with("/models"))
      socket.send(Upstream::json(R"({"object":"list","data":[{"id":"m"}]})"));
    else
      answerAll(socket, request);
  });
  Engine engine("providers: [ { id: up, kind: openai, base_url: \"" + upstream.origin() +
                base.toStdString() + "\", keys: [ { secret: \"file:{dir}/up.key\" } ] } ]\n");
  const auto tested = engine.admin("POST", "providers/up/test", "{}");
  QCOMPARE(tested.status, 200);
  QVERIFY(tested.body.at("ok").as_bool());
  QCOMPARE(upstream.requests().back().target(), root.toStdString() + "/models");
  QCOMPARE(upstream.requests().back().header("Authorization"), "Bearer " + providerKey("up"));
  QCOMPARE(engine.chat("up/m").status, 200);
  QCOMPARE(upstream.requests().back().target(), root.toStdString() + "/chat/completions");
}

void BytesTest::T22_redirectsAreNotFollowed_data() {
  QTest::addColumn<int>("status");
  for (const int status : {301, 302, 303, 307, 308})
    QTest::newRow(("T22 " + std::to_string(status)).c_str()) << status;
}

void BytesTest::T22_redirectsAreNotFollowed() {
  QFETCH(int, status);
  Upstream other(answerAll);
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json("", status, "Location: " + other.origin() + "/v1/stolen?k=1\r\n"));
  });
  Engine engine("providers:\n" + providerLine("up", upstream.port()));
  const RawResponse answer = engine.chat("up/m");
  QCOMPARE(answer.status, 502);
  QVERIFY(answer.body.find("redirect") != std::string::npos);
  QCOMPARE(other.count(), 0);
  const auto row = engine.row(answer);
  QCOMPARE(row.attempts.at(0).status, status);
  QVERIFY(row.row.errorMessage.find("/v1/stolen") != std::string::npos);
}

void BytesTest::T29_T31_headersOfAChangedBodyAreDropped() {
  Upstream upstream([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::stream(Upstream::delta("hi") + Upstream::finish(),
                                 "ETag: \"abc\"\r\nContent-MD5: x\r\nLast-Modified: now\r\n"));
  });
  Engine engine("providers:\n" + providerLine("up", upstream.port()));
  const RawResponse answer = engine.chat("up/m");
  QCOMPARE(answer.status, 200);
  QCOMPARE(answer.header("ETag"), std::string());
  QCOMPARE(answer.header("Content-MD5"), std::string());
  QCOMPARE(answer.header("Content-Length"), std::to_string(answer.body.size()));
  QCOMPARE(answer.header("Content-Type"), std::string("application/json"));
  QCOMPARE(stringAt(parsed(answer.body), "/choices/0/message/content"), std::string("hi"));
}

void BytesTest::T52_unsupportedParametersFollowThePolicy_data() {
  QTest::addColumn<QByteArray>("policy");
  QTest::addColumn<int>("status");
  QTest::addColumn<bool>("sent");
  QTest::newRow("T52 unset") << QByteArray("") << 400 << false;
  QTest::newRow("T52 refuse") << QByteArray("params: { unsupported: refuse }, ") << 400 << false;
  QTest::newRow("T52 drop") << QByteArray("params: { unsupported: drop }, ") << 200 << false;
  QTest::newRow("T52 pass") << QByteArray("params: { unsupported: pass }, ") << 200 << true;
}

void BytesTest::T52_unsupportedParametersFollowThePolicy() {
  QFETCH(QByteArray, policy);
  QFETCH(int, status);
  QFETCH(bool, sent);
  Upstream upstream(answerAll);
  Engine engine("providers:\n" + providerLine("up", upstream.port(), "", "groq") +
                "routes: [ { name: r, flow: { " + policy.toStdString() + "target: up/m } } ]\n");
  const RawResponse answer = engine.chat("r", "hi", ",\"logprobs\":true,\"top_logprobs\":2");
  QCOMPARE(answer.status, status);
  const auto row = engine.row(answer);
  if (status == 400) {
    QVERIFY(answer.body.find("logprobs") != std::string::npos);
    QCOMPARE(upstream.count(), 0);
    return;
  }
  QCOMPARE(upstream.requests().back().body.find("logprobs") != std::string::npos, sent);
  const std::vector<std::string> dropped{"logprobs", "top_logprobs"};
  QCOMPARE(row.droppedParams, sent ? std::vector<std::string>() : dropped);
}

// Mistral refuses members that it does not know, and sends usage with every stream unasked.
void BytesTest::T52_streamOptionsAreNoReasonToRefuse() {
  const std::string events =
      Upstream::delta("hi") +
      "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":"
      "{\"prompt_tokens\":3,\"completion_tokens\":1,\"total_tokens\":4}}\n\ndata: [DONE]\n\n";
  Upstream upstream(
      [&](RawSocket& socket, const Upstream::Request&) { socket.send(Upstream::stream(events)); });
  Engine engine("providers:\n" + providerLine("up", upstream.port(), "", "mistral"));
  const RawResponse answer =
      engine.stream("up/m", "hi", ",\"stream_options\":{\"include_usage\":true}");
  QCOMPARE(answer.status, 200);
  QCOMPARE(answer.body, events);
  QVERIFY(upstream.requests().back().body.find("stream_options") == std::string::npos);
  const auto row = engine.row(answer);
  QVERIFY(row.droppedParams.empty());
  QCOMPARE(row.row.usage.input, 3);
}

void BytesTest::otherEndpointsPassToo() {
  Upstream upstream([](RawSocket& socket, const Upstream::Request& request) {
    if (request.target() == "/v1/embeddings")
      socket.send(Upstream::json(
          R"({"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.5,-1]}],"model":"m","usage":{"prompt_tokens":3,"total_tokens":3}})"));
    else
      socket.send(Upstream::json(
          R"({"id":"c","object":"text_completion","choices":[{"text":"hi","index":0,"finish_reason":"length"}],"usage":{"prompt_tokens":4,"completion_tokens":2,"total_tokens":6}})"));
  });
  Engine engine("providers:\n" + providerLine("up", upstream.port()));
  const RawResponse text = engine.ask("POST", "/completions", R"({"model":"up/m","prompt":"a"})");
  QCOMPARE(text.status, 200);
  QCOMPARE(upstream.requests().back().target(), std::string("/v1/completions"));
  auto row = engine.row(text);
  QCOMPARE(row.row.endpoint, std::string("completions"));
  QCOMPARE(row.finishReason, std::string("length"));
  const RawResponse floats =
      engine.ask("POST", "/v1/embeddings", R"({"model":"up/m","input":"a"})");
  QCOMPARE(floats.status, 200);
  QVERIFY(floats.body.find("[0.5,-1]") != std::string::npos);
  row = engine.row(floats);
  QCOMPARE(row.row.endpoint, std::string("embeddings"));
  QCOMPARE(row.row.usage.input, 3);
  // An upstream that knows no base64 answers in numbers; the caller gets what it asked for.
  const RawResponse coded = engine.ask(
      "POST", "/v1/embeddings", R"({"model":"up/m","input":"a","encoding_format":"base64"})");
  QCOMPARE(stringAt(parsed(coded.body), "/data/0/embedding"), std::string("AAAAPwAAgL8="));
}

SB_TEST(BytesTest);

#include "bytes_test.moc"
