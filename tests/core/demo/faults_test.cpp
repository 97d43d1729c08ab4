// The demo provider's scripts, seen by a client that reads raw bytes.
#include <zlib.h>

#include <QElapsedTimer>
#include <QTest>

#include "tests/core/demo/caller.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

namespace {

const std::string kStream = R"(,"stream":true)";

std::string ask(const std::string& script, const std::string& more = {}) {
  return chatBody("script:" + script, "hello there", more);
}

int contentEvents(const std::string& body) {
  int n = 0;
  for (const std::string& event : eventsOf(body))
    n += stringAt(parsed(event), "/choices/0/delta/content").empty() ? 0 : 1;
  return n;
}

std::string gunzip(const std::string& bytes) {
  z_stream stream{};
  inflateInit2(&stream, 16 + MAX_WBITS);
  std::string text(1024 * 1024, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  const bool whole = inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_in == 0;
  text.resize(whole ? stream.total_out : 0);
  inflateEnd(&stream);
  return text;
}

}  // namespace

class FaultsTest : public QObject {
  Q_OBJECT

 private slots:
  void statusAndHeaders() {
    Caller caller;
    const RawResponse response = caller.chat(
        ask("status=429,retry-after=2,header.x-ratelimit-reset-tokens=6m0s,error-code=slow_down"));
    QCOMPARE(response.status, 429);
    QCOMPARE(response.header("Retry-After"), std::string("2"));
    QCOMPARE(response.header("x-ratelimit-reset-tokens"), std::string("6m0s"));
    QCOMPARE(stringAt(parsed(response.body), "/error/code"), std::string("slow_down"));
    QCOMPARE(caller.chat(ask("status=500", kStream)).status, 500);
    QCOMPARE(caller.chat(ask("status=529")).status, 529);
  }

  void T105_pagesAndNothing() {
    Caller caller;
    const RawResponse page = caller.chat(ask("status=502,html"));
    QCOMPARE(page.status, 502);
    QVERIFY(page.body.starts_with("<!DOCTYPE html>"));
    const RawResponse nothing = caller.chat(ask("empty"));
    QCOMPARE(nothing.status, 200);
    QVERIFY(nothing.complete && nothing.body.empty());
  }

  void T22_redirects() {
    Caller caller;
    const RawResponse response = caller.chat(ask("redirect=http://example.com/v1?a=b"));
    QCOMPARE(response.status, 307);
    QCOMPARE(response.header("Location"), std::string("http://example.com/v1?a=b"));
    QCOMPARE(caller.chat(ask("redirect=http://example.com,status=302")).status, 302);
  }

  void T89_nothingBeforeTheHead() {
    Caller caller;
    for (const bool reset : {true, false}) {
      RawSocket socket = caller.connect();
      socket.send(httpRequest("POST", "/v1/chat/completions",
                              ask(reset ? "reset-before-head" : "close-before-head")));
      QVERIFY(socket.atEnd());
      QCOMPARE(socket.wasReset(), reset);
    }
  }

  void garbageIsNoHttp() {
    Caller caller;
    RawSocket socket = caller.connect();
    socket.send(httpRequest("POST", "/v1/chat/completions", ask("garbage")));
    const std::string bytes = socket.readToEnd();
    QVERIFY(!bytes.empty() && !bytes.starts_with("HTTP/"));
  }

  void T05_interimAnswerFirst() {
    Caller caller;
    RawSocket socket = caller.connect();
    for (int i = 0; i < 2; ++i) {
      socket.send(httpRequest("POST", "/v1/chat/completions", ask("1xx")));
      QCOMPARE(socket.readResponse().status, 103);
      QCOMPARE(socket.readResponse().status, 200);
    }
  }

  void delaysTheHead() {
    Caller caller;
    RawSocket socket = caller.connect();
    QElapsedTimer timer;
    timer.start();
    socket.send(httpRequest("POST", "/v1/chat/completions", ask("head-delay=100ms")));
    QVERIFY(socket.quiet(50));
    QCOMPARE(socket.readResponse().status, 200);
    QVERIFY(timer.elapsed() >= 100);
  }

  void T94_silenceBeforeContent_data() {
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QByteArray>("first");
    QTest::newRow("head only") << QByteArray("silence-before=10s") << QByteArray("\r\n\r\n");
    QTest::newRow("role only") << QByteArray("role-only") << QByteArray("\n\n\r\n");
    QTest::newRow("heartbeats") << QByteArray("silence-before=10s,heartbeat=20ms")
                                << QByteArray(": heartbeat\n\n");
  }
  void T94_silenceBeforeContent() {
    QFETCH(QByteArray, script);
    QFETCH(QByteArray, first);
    Caller caller;
    RawSocket socket = caller.connect();
    socket.send(httpRequest("POST", "/v1/chat/completions", ask(script.toStdString(), kStream)));
    const std::string seen = socket.readUntil(first.toStdString());
    QVERIFY(seen.starts_with("HTTP/1.1 200 OK"));
    QVERIFY(seen.find("\"content\":\"H") == std::string::npos);
    if (!script.contains("heartbeat")) QVERIFY(socket.quiet(50));
  }

  void T95_silenceAfterContentAndOn() {
    Caller caller;
    QElapsedTimer timer;
    timer.start();
    const RawResponse response = caller.chat(ask("tokens=5,silence-after=3,for=80ms", kStream));
    QVERIFY(timer.elapsed() >= 80);
    QVERIFY(response.complete);
    QCOMPARE(contentEvents(response.body), 5);
  }

  void T97_cutsAfterSoManyEvents_data() {
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<int>("events");
    QTest::addColumn<bool>("complete");
    QTest::addColumn<bool>("reset");
    const auto row = [](const char* script, int events, bool complete, bool reset) {
      QTest::newRow(script) << QByteArray(script) << events << complete << reset;
    };
    row("cut-after=3", 3, false, false);
    row("cut-after=0", 0, false, false);
    row("reset-after=3", 3, false, true);
    row("end-after=3", 3, true, false);
    row("error-event-after=3", 3, true, false);
    row("error-event-before", 0, true, false);
    row("tokens=3,cut-after=3", 3, false, false);
  }
  void T97_cutsAfterSoManyEvents() {
    QFETCH(QByteArray, script);
    QFETCH(int, events);
    QFETCH(bool, complete);
    QFETCH(bool, reset);
    Caller caller;
    RawSocket socket = caller.connect();
    socket.send(httpRequest("POST", "/v1/chat/completions", ask(script.toStdString(), kStream)));
    const RawResponse response = socket.readResponse();
    QCOMPARE(response.status, 200);
    QCOMPARE(contentEvents(response.body), events);
    QCOMPARE(response.complete, complete);
    QCOMPARE(socket.wasReset(), reset);
    QVERIFY(response.body.find("[DONE]") == std::string::npos);
    QVERIFY(response.body.find("\"finish_reason\":\"") == std::string::npos);
    const auto all = eventsOf(response.body);
    const bool error = !all.empty() && parsed(all.back()).as_object().contains("error");
    QCOMPARE(error, script.startsWith("error"));
  }

  void jsonAnswersAreHitInTheirMiddle() {
    Caller caller;
    const RawResponse cut = caller.chat(ask("cut-after=1"));
    QCOMPARE(cut.status, 200);
    QVERIFY(!cut.complete && !cut.body.empty());
    const RawResponse half = caller.chat(ask("end-after=1"));
    QVERIFY(half.complete);
    QVERIFY(!json::parse(half.body));
    const RawResponse late = caller.chat(ask("silence-before=20ms,silence-after=1,for=20ms"));
    QVERIFY(json::parse(late.body));
  }

  void T98_endsWithoutDone() {
    Caller caller;
    const RawResponse response = caller.chat(ask("no-done", kStream));
    QVERIFY(response.complete);
    QVERIFY(response.body.find("\"finish_reason\":\"stop\"") != std::string::npos);
    QVERIFY(response.body.find("[DONE]") == std::string::npos);
  }

  void T29_answersInTheOtherForm() {
    Caller caller;
    const RawResponse json = caller.chat(ask("json-for-stream", kStream));
    QCOMPARE(json.header("Content-Type"), std::string("application/json"));
    QCOMPARE(stringAt(parsed(json.body), "/object"), std::string("chat.completion"));
    const RawResponse stream = caller.chat(ask("stream-for-json"));
    QCOMPARE(eventsOf(stream.body).back(), std::string("[DONE]"));
  }

  void T30_zipsThoughIdentityWasAsked() {
    Caller caller;
    for (const std::string& more : {std::string(), kStream}) {
      const RawResponse response = caller.chat(ask("gzip", more), "Accept-Encoding: identity\r\n");
      QCOMPARE(response.header("Content-Encoding"), std::string("gzip"));
      const std::string text = gunzip(response.body);
      QVERIFY(text.find("chat.completion") != std::string::npos);
    }
  }

  void T24_segmentsOfOneByteSayTheSame() {
    Caller caller;
    for (const std::string& more : {std::string(), kStream}) {
      const RawResponse response = caller.chat(ask("bytes=1,tokens=4", more));
      QVERIFY(response.complete);
      QVERIFY(response.body.find("signals") != std::string::npos);
      QVERIFY(response.body.find(more.empty() ? "usage" : "[DONE]") != std::string::npos);
    }
  }

  void T39_usageComesInEveryShape_data() {
    QTest::addColumn<QByteArray>("shape");
    QTest::addColumn<int>("chunks");
    QTest::newRow("cumulative") << QByteArray("cumulative") << 5;  // role, three, finish
    QTest::newRow("finish") << QByteArray("finish") << 1;
    QTest::newRow("nochoices") << QByteArray("nochoices") << 1;
    QTest::newRow("emptydelta") << QByteArray("emptydelta") << 1;
    QTest::newRow("none") << QByteArray("none") << 0;
  }
  void T39_usageComesInEveryShape() {
    QFETCH(QByteArray, shape);
    QFETCH(int, chunks);
    Caller caller;
    const auto events = eventsOf(
        caller
            .chat(
                ask("tokens=3,input=11,cached=4,reasoning=2,usage=" + shape.toStdString(), kStream))
            .body);
    int seen = 0;
    boost::json::value last;
    for (const std::string& event : events) {
      const auto value = parsed(event);
      if (!value.is_object() || !value.as_object().contains("usage")) continue;
      ++seen;
      last = value;
    }
    QCOMPARE(seen, chunks);
    if (chunks == 0) return;
    QCOMPARE(numberAt(last, "/usage/prompt_tokens"), std::int64_t{11});
    QCOMPARE(numberAt(last, "/usage/completion_tokens"), std::int64_t{3});
    QCOMPARE(numberAt(last, "/usage/prompt_tokens_details/cached_tokens"), std::int64_t{4});
    QCOMPARE(numberAt(last, "/usage/completion_tokens_details/reasoning_tokens"), std::int64_t{2});
    QCOMPARE(last.as_object().contains("choices"), shape != "nochoices");
  }

  void T17_echoSaysWhatTheUpstreamGot() {
    Caller caller;
    const std::string body =
        "{ \"model\":\"script:echo\" ,\"messages\":[{\"role\":\"user\",\"content\":\"\\u00e9\"}],"
        "\"unknown\":{\"b\":1,\"a\":[1.50]} }";
    QCOMPARE(stringAt(parsed(caller.chat(body).body), "/choices/0/message/content"), body);
  }

  void T18_headersSaysWhatTheUpstreamGot() {
    Caller caller;
    const RawResponse response =
        caller.chat(ask("headers"), "Authorization: Bearer k\r\nX-Two: a\r\nx-two: b\r\n");
    const auto headers = parsed(stringAt(parsed(response.body), "/choices/0/message/content"));
    QCOMPARE(stringAt(headers, "/authorization"), std::string("Bearer k"));
    QCOMPARE(stringAt(headers, "/x-two"), std::string("a, b"));
    QCOMPARE(stringAt(headers, "/:path"), std::string("/v1/chat/completions"));
  }

  void replaySendsTheMessageItself() {
    Caller caller;
    const std::string stream =
        "data:{\"choices\":[]}\r\n\r\n: ping\n\nevent: x\ndata: 1\n\ndata: [DONE]";
    const RawResponse response = caller.chat(chatBody("script:replay", stream, kStream));
    QCOMPARE(response.body, stream);
    QCOMPARE(response.header("Content-Type"), std::string("text/event-stream; charset=utf-8"));
    const RawResponse cut = caller.chat(chatBody("script:replay,cut-after=1", stream, kStream));
    QVERIFY(!cut.complete);
    QCOMPARE(cut.body, std::string("data:{\"choices\":[]}\r\n\r\n: ping\n\n"));
    const RawResponse other =
        caller.chat(chatBody("script:replay,content-type=text/plain", "not json"));
    QCOMPARE(other.body, std::string("not json"));
    QCOMPARE(other.header("Content-Type"), std::string("text/plain"));
  }

  void sizesAndCounts() {
    Caller caller;
    const auto big = parsed(caller.chat(ask("size=5MB")).body);
    QCOMPARE(stringAt(big, "/choices/0/message/content").size(), std::size_t{5 * 1024 * 1024});
    const RawResponse one = caller.chat(ask("size=5MB,tokens=1", kStream));
    QCOMPARE(contentEvents(one.body), 1);
    QCOMPARE(contentEvents(caller.chat(ask("tokens=1000", kStream)).body), 1000);
    const auto calls = parsed(
        caller.chat(ask("calls=3", R"(,"tools":[{"type":"function","function":{"name":"f"}}])"))
            .body);
    QCOMPARE(calls.at("choices").at(0).at("message").at("tool_calls").as_array().size(),
             std::size_t{3});
    QCOMPARE(stringAt(parsed(caller.chat(ask("finish=content_filter")).body),
                      "/choices/0/finish_reason"),
             std::string("content_filter"));
  }

  void paceIsKept() {
    Caller caller;
    QElapsedTimer timer;
    timer.start();
    const RawResponse response = caller.chat(ask("tokens=11,rate=100", kStream));
    QVERIFY2(timer.elapsed() >= 95, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(contentEvents(response.body), 11);
  }

  void failsTheFirstCallsOnly() {
    Caller caller;
    const std::string body = ask("status=503,times=2");
    QCOMPARE(caller.chat(body).status, 503);
    QCOMPARE(caller.chat(ask("status=503,times=1")).status, 503);  // another name
    QCOMPARE(caller.chat(body).status, 503);
    QCOMPARE(caller.chat(body).status, 200);
  }

  void failsOneKeyOnly() {
    Caller caller;
    const std::string body = ask("status=401,for-key=sk-bad");
    QCOMPARE(caller.chat(body, "Authorization: Bearer sk-bad\r\n").status, 401);
    QCOMPARE(caller.chat(body, "Authorization: Bearer sk-good\r\n").status, 200);
    QCOMPARE(caller.chat(body).status, 200);
  }

  void embeddingsCanFailToo() {
    Caller caller;
    const std::string body = R"({"model":"script:status=500,times=1","input":"x"})";
    QCOMPARE(caller.post("/v1/embeddings", body).status, 500);
    QCOMPARE(caller.post("/v1/embeddings", body).status, 200);
  }

  void countsCallsAndThoseWhoLeft() {
    Caller caller;
    const std::string name = "script:tokens=1000,rate=10";
    QCOMPARE(caller.chat(chatBody("fast", "x")).status, 200);
    RawSocket socket = caller.connect();
    socket.send(httpRequest("POST", "/v1/chat/completions", chatBody(name, "x", kStream)));
    socket.readHead();
    QCOMPARE(caller.counts(name).at("open").as_int64(), 1);
    socket.close();
    QTRY_COMPARE(caller.counts(name).at("open").as_int64(), 0);
    QCOMPARE(caller.counts(name).at("aborted").as_int64(), 1);
    QCOMPARE(caller.counts("fast").at("calls").as_int64(), 1);
    QCOMPARE(caller.counts("fast").at("aborted").as_int64(), 0);
    RawSocket other = caller.connect();
    other.send(httpRequest("DELETE", "/v1/demo/requests", ""));
    QCOMPARE(other.readResponse().status, 204);
    QVERIFY(caller.counts("fast").empty());
  }
};

SB_TEST(FaultsTest);
#include "faults_test.moc"
