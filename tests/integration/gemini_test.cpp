// Providers of the Gemini API, as bytes. Wire cases: T17, T76, T78.
#include <QTest>

#include "tests/support/dialect_pair.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

namespace {

const std::string kAsk = R"({"contents":[{"role":"user","parts":[{"text":"a"}]}]})";

std::string says(const std::string& text, bool last) {
  return R"({"candidates":[{"index":0,"content":{"role":"model","parts":[{"text":")" + text +
         R"("}]})" + (last ? R"(,"finishReason":"STOP")" : "") +
         R"(}],"usageMetadata":{"promptTokenCount":10,"candidatesTokenCount":5,"totalTokenCount":15}})";
}

std::string google(std::uint16_t port) {
  return "providers:\n" + providerLine("g", port, "", "gemini_compatible");
}

}  // namespace

class GeminiTest : public QObject {
  Q_OBJECT
 private slots:
  void T17_contentsPassUntouched_data();
  void T17_contentsPassUntouched();
  void T76_keysTravelInAHeader();
  void keysInAddressesAreShownNowhere();
  void T78_bothFormsOfStreamsAreRead_data();
  void T78_bothFormsOfStreamsAreRead();
  void T78_aListForAStreamIsRead_data();
  void T78_aListForAStreamIsRead();
  void sourcesArriveInTheCallersForm();
};

void GeminiTest::T17_contentsPassUntouched_data() {
  QTest::addColumn<bool>("stream");
  QTest::newRow("whole") << false;
  QTest::newRow("stream") << true;
}

void GeminiTest::T17_contentsPassUntouched() {
  QFETCH(bool, stream);
  const std::string whole = says("hi", true) + "\n";
  const std::string events =
      "data: " + says("h", false) + "\r\n\r\ndata: " + says("i", true) + "\r\n\r\n";
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(stream ? Upstream::stream(events) : Upstream::json(whole));
  });
  Engine engine(google(upstream.port()));
  const std::string body =
      R"({ "contents" : [{"role":"user","parts":[{"text":"\u00e4"}]}],"unknown":[ 1e2 ],)"
      R"("safetySettings":[{"category":"HARM_CATEGORY_HARASSMENT","threshold":"BLOCK_NONE"}]})";
  const std::string call = stream ? ":streamGenerateContent?alt=sse" : ":generateContent";
  const RawResponse answer = engine.ask("POST", "/v1beta/models/g/m" + call, body);
  QCOMPARE(answer.status, 200);
  QCOMPARE(answer.body, stream ? events : whole);
  QCOMPARE(upstream.requests().at(0).body, body);
  QCOMPARE(upstream.requests().at(0).target(), "/v1/models/m" + call);
  QCOMPARE(engine.row(answer).row.usage.output, 5);
}

void GeminiTest::T76_keysTravelInAHeader() {
  Upstream upstream([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(says("hi", true)));
  });
  Engine engine(google(upstream.port()));
  const std::string key(kGatewayKey);
  const std::string path = "/v1beta/models/g/m:generateContent?key=" + key + "&a=b";
  const RawResponse answer = engine.ask("POST", path, kAsk, "Authorization: none\r\n");
  QCOMPARE(answer.status, 200);
  const auto sent = upstream.requests().at(0);
  QCOMPARE(sent.header("x-goog-api-key"), providerKey("g"));
  QCOMPARE(sent.target(), std::string("/v1/models/m:generateContent?a=b"));
  QVERIFY(sent.head.find(key) == std::string::npos);
  const auto row = engine.row(answer);
  QVERIFY(row.attempts.at(0).url.find('?') == std::string::npos);
  const auto shown = engine.admin("GET", "logs/" + row.row.id);
  QVERIFY(shown.text.find(key) == std::string::npos);
  QVERIFY(shown.text.find(providerKey("g")) == std::string::npos);
}

void GeminiTest::keysInAddressesAreShownNowhere() {
  Upstream upstream([](RawSocket& socket, const Upstream::Request& request) {
    socket.send(Upstream::json(
        R"({"error":{"code":400,"message":"bad address )" + request.target() + R"("}})", 400));
  });
  Engine engine("providers:\n" + providerLine("g", upstream.port(), "", "gemini_compatible_query"));
  const RawResponse answer = engine.ask("POST", "/v1beta/models/g/m:generateContent?a=b", kAsk);
  QCOMPARE(answer.status, 400);
  const auto sent = upstream.requests().at(0);
  QCOMPARE(sent.target(), "/v1/models/m:generateContent?a=b&key=" + providerKey("g"));
  QVERIFY(!sent.has("x-goog-api-key") && !sent.has("authorization"));
  QVERIFY(answer.body.find(providerKey("g")) == std::string::npos);
  const auto row = engine.row(answer);
  QVERIFY(row.attempts.at(0).url.find('?') == std::string::npos);
  const auto shown = engine.admin("GET", "logs/" + row.row.id);
  QVERIFY(shown.text.find(providerKey("g")) == std::string::npos);
}

void GeminiTest::T78_bothFormsOfStreamsAreRead_data() {
  QTest::addColumn<bool>("fromGoogle");
  QTest::addColumn<bool>("list");
  QTest::newRow("events for Google's client") << true << false;
  QTest::newRow("a list for Google's client") << true << true;
  QTest::newRow("events for OpenAI's client") << false << false;
}

void GeminiTest::T78_bothFormsOfStreamsAreRead() {
  QFETCH(bool, fromGoogle);
  QFETCH(bool, list);
  Upstream upstream([](RawSocket& socket, const Upstream::Request&) {
    const std::string events =
        "data: " + says("h", false) + "\r\n\r\ndata: " + says("i", true) + "\r\n\r\n";
    socket.send(Upstream::stream(events));
  });
  Engine engine(google(upstream.port()));
  const std::string path =
      std::string("/v1beta/models/g/m:streamGenerateContent") + (list ? "" : "?alt=sse");
  const RawResponse answer = fromGoogle ? engine.ask("POST", path, kAsk) : engine.stream("g/m");
  QCOMPARE(answer.status, 200);
  QVERIFY(upstream.requests().at(0).target().find("alt=sse") != std::string::npos);
  if (!list) {
    const char* where =
        fromGoogle ? "/candidates/0/content/parts/0/text" : "/choices/0/delta/content";
    QCOMPARE(joined(answer.body, where), std::string("hi"));
    return;
  }
  const auto all = parsed(answer.body);
  QVERIFY2(all.is_array(), answer.body.c_str());
  std::string text;
  for (const auto& one : all.as_array())
    text += stringAt(one, "/candidates/0/content/parts/0/text");
  QCOMPARE(text, std::string("hi"));
  QCOMPARE(engine.row(answer).row.usage.output, 5);
}

void GeminiTest::T78_aListForAStreamIsRead_data() {
  QTest::addColumn<QByteArray>("path");
  QTest::addColumn<QByteArray>("text");
  QTest::newRow("events for Google's client")
      << QByteArray("/v1beta/models/g/m:streamGenerateContent?alt=sse")
      << QByteArray("/candidates/0/content/parts/0/text");
  QTest::newRow("events for OpenAI's client")
      << QByteArray("/v1/chat/completions") << QByteArray("/choices/0/delta/content");
  QTest::newRow("events for Anthropic's client")
      << QByteArray("/v1/messages") << QByteArray("/delta/text");
}

// A server that knows nothing of alt=sse sends the elements of one JSON list.
void GeminiTest::T78_aListForAStreamIsRead() {
  QFETCH(QByteArray, path);
  QFETCH(QByteArray, text);
  Upstream upstream([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json("[" + says("h", false) + "\n,\r\n" + says("i", true) + "]\n"));
  });
  Engine engine(google(upstream.port()));
  const std::string to = path.toStdString();
  const std::string body = to == "/v1/chat/completions" ? chatBody("g/m", "a", kStream)
                           : to == "/v1/messages"       ? messagesBody("g/m", "a", kStream)
                                                        : kAsk;
  const RawResponse answer = engine.ask("POST", to, body);
  QCOMPARE(answer.status, 200);
  QVERIFY2(joined(answer.body, text.toStdString()) == "hi", answer.body.c_str());
  QCOMPARE(engine.row(answer).row.usage.output, 5);
}

// Whole and streamed; who has no form for them finds them in the row.
void GeminiTest::sourcesArriveInTheCallersForm() {
  const std::string answer =
      R"({"candidates":[{"index":0,"content":{"role":"model","parts":[{"text":"süß"}]},"finishReason":"STOP","groundingMetadata":{"groundingChunks":[{"web":{"uri":"https://a.example","title":"A"}}],"groundingSupports":[{"segment":{"endIndex":5,"text":"süß"},"groundingChunkIndices":[0]}]}}],"usageMetadata":{"promptTokenCount":10,"candidatesTokenCount":5,"totalTokenCount":15}})";
  Upstream upstream([&](RawSocket& socket, const Upstream::Request& request) {
    const bool stream = request.target().find("alt=sse") != std::string::npos;
    socket.send(stream ? Upstream::stream("data: " + answer + "\n\n") : Upstream::json(answer));
  });
  Engine engine(google(upstream.port()));
  const RawResponse whole = engine.ask("POST", "/v1/chat/completions", chatBody("g/m", "a"));
  const std::string page = "/annotations/0/url_citation/";
  QCOMPARE(stringAt(parsed(whole.body), "/choices/0/message" + page + "url"),
           std::string("https://a.example"));
  QCOMPARE(numberAt(parsed(whole.body), "/choices/0/message" + page + "end_index"), 3);
  QVERIFY(engine.row(whole).droppedParams.empty());
  const RawResponse streamed =
      engine.ask("POST", "/v1/chat/completions", chatBody("g/m", "a", kStream));
  QCOMPARE(joined(streamed.body, "/choices/0/delta" + page + "url"),
           std::string("https://a.example"));
  const RawResponse text =
      engine.ask("POST", "/v1/completions", R"({"model":"g/m","prompt":"a","stream":true})");
  QCOMPARE(joined(text.body, "/choices/0/text"), std::string("süß"));
  QCOMPARE(engine.row(text).droppedParams, std::vector<std::string>{"answer: citations"});
}

SB_TEST(GeminiTest);
#include "gemini_test.moc"
