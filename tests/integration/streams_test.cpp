// Streams on their way through the gateway, as bytes.
// Wire cases: T23, T24, T25, T26, T27, T28, T29, T30, T32, T33, T34, T35, T125.
#include <brotli/encode.h>
#include <zlib.h>
#include <zstd.h>

#include <QElapsedTimer>
#include <QTest>
#include <atomic>
#include <thread>

#include "core/demo/demo_server.h"
#include "tests/support/engine.h"
#include "tests/support/test_main.h"
#include "tests/support/upstream.h"

using namespace sb;
using namespace sb::test;

namespace {

std::string sample() {
  return Upstream::delta("one \xc3\xa9 ") + Upstream::delta("two \xe2\x82\xac ") +
         Upstream::delta("three \xf0\x9f\x98\x80") + Upstream::finish();
}

std::string gzip(const std::string& text) {
  std::string out(compressBound(text.size()) + 64, '\0');
  z_stream z{};
  deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  z.avail_in = static_cast<uInt>(text.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

std::string brotli(const std::string& text) {
  std::string out(text.size() + 1024, '\0');
  std::size_t size = out.size();
  BrotliEncoderCompress(5, 22, BROTLI_MODE_TEXT, text.size(),
                        reinterpret_cast<const std::uint8_t*>(text.data()), &size,
                        reinterpret_cast<std::uint8_t*>(out.data()));
  out.resize(size);
  return out;
}

std::string zstd(const std::string& text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
  return out;
}

std::string compressed(const std::string& coding, const std::string& text) {
  if (coding == "gzip") return gzip(text);
  return coding == "br" ? brotli(text) : zstd(text);
}

std::string yaml(std::uint16_t port, const std::string& more = "") {
  return "providers:\n" + providerLine("up", port) + more;
}

}  // namespace

class StreamsTest : public QObject {
  Q_OBJECT
 private slots:
  void overheadLeavesOutTheStreamsOwnTime();
  void T23_cutsAnywhereChangeNothing();
  void T24_segmentsOfAFewBytesChangeNothing_data();
  void T24_segmentsOfAFewBytesChangeNothing();
  void T25_framingIsRelayedAsItIs_data();
  void T25_framingIsRelayedAsItIs();
  void T26_aLongLinePasses();
  void T26_overTheCapIsAnError();
  void T27_endWithoutABlankLine();
  void T27_bodiesThatEndWithTheConnection();
  void T28_endsOnce_data();
  void T28_endsOnce();
  void T29_wholeAnswerForAStream();
  void T29_streamForAWholeAnswer();
  void T30_codedStreamsAreDecoded_data();
  void T30_codedStreamsAreDecoded();
  void T30_streamsAreDecodedAsTheyCome();
  void T30_codedAnswersAreDecoded_data();
  void T30_codedAnswersAreDecoded();
  void T32_headersOfAStream();
  void T32_eachEventLeavesAtOnce();
  void T33_heartbeatOnceTheHeadIsHeldTooLong();
  void T33_failoverStaysInvisibleAfterTheHead();
  void T34_commentsPassOnceTheHeadIsOut();
  void T35_slowReaderPausesItsUpstreamOnly();
  void T125_manyStreamsToOneHost();
};

void StreamsTest::overheadLeavesOutTheStreamsOwnTime() {
  auto demo = *demo::DemoServer::start({});
  Engine engine(yaml(demo->port()));
  const std::string request =
      Gate::text("POST", "/v1/chat/completions",
                 chatBody("up/script:silence-after=2,for=1s", "hi", ",\"stream\":true"));
  RawSocket client = engine.connect();
  client.send(request);
  const RawResponse answer = client.readResponse();
  QCOMPARE(answer.status, 200);
  const auto row = engine.row(answer);
  QVERIFY(row.row.ms.total.value_or(0) >= 1000);
  QVERIFY(row.row.overheadMicros > 0);
  QVERIFY2(row.row.overheadMicros < 1'000'000, std::to_string(row.row.overheadMicros).c_str());
}

void StreamsTest::T23_cutsAnywhereChangeNothing() {
  const std::string events = sample();
  // The number of the request says where the stream is cut; the cut itself lies between two reads.
  Upstream upstream([&](RawSocket& socket, const Upstream::Request& request) {
    const std::size_t at = static_cast<std::size_t>(request.number) % (events.size() - 1) + 1;
    socket.send(Upstream::streamHead() + Upstream::chunk(events.substr(0, at)));
    socket.quiet(1);
    socket.send(Upstream::chunk(events.substr(at)) + Upstream::lastChunk());
  });
  Engine engine(yaml(upstream.port()));
  RawSocket client = engine.connect();
  const std::string request =
      Gate::text("POST", "/v1/chat/completions", chatBody("up/m", "hi", ",\"stream\":true"));
  for (std::size_t i = 0; i + 1 < events.size(); ++i) {
    client.send(request);
    const RawResponse answer = client.readResponse();
    QVERIFY(answer.complete);
    QVERIFY2(answer.body == events, std::to_string(i).c_str());
  }
}

void StreamsTest::T24_segmentsOfAFewBytesChangeNothing_data() {
  QTest::addColumn<int>("bytes");
  for (const int bytes : {1, 2, 3, 7, 64})
    QTest::newRow(("T24 " + std::to_string(bytes)).c_str()) << bytes;
}

void StreamsTest::T24_segmentsOfAFewBytesChangeNothing() {
  QFETCH(int, bytes);
  auto demo = *demo::DemoServer::start({});
  Engine engine(yaml(demo->port()));
  const std::string model =
      "up/script:replay,content-type=text/event-stream,bytes=" + std::to_string(bytes);
  const RawResponse answer = engine.stream(model, sample());
  QCOMPARE(answer.status, 200);
  QCOMPARE(answer.body, sample());
  QVERIFY(answer.body.find("\xef\xbf\xbd") == std::string::npos);
}

void StreamsTest::T25_framingIsRelayedAsItIs_data() {
  QTest::addColumn<QByteArray>("events");
  const auto row = [](const char* tag, const std::string& events) {
    QTest::newRow(tag) << QByteArray::fromStdString(events);
  };
  const std::string json = R"({"choices":[{"index":0,"delta":{"content":"x"}}]})";
  const std::string end = R"(data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]})"
                          "\n\ndata: [DONE]\n\n";
  row("T25 CRLF", "data: " + json + "\r\n\r\n" + end);
  row("T25 CR", "data: " + json + "\r\r" + end);
  row("T25 no space", "data:" + json + "\n\n" + end);
  row("T25 several lines",
      "data: {\"choices\":[{\"index\":0,\ndata: \"delta\":{\"content\":\"x\"}}]}\n\n" + end);
  row("T25 fields", "event: chunk\nid: 7\nretry: 100\ndata: " + json + "\n\n" + end);
  row("T25 BOM",
      "\xef\xbb\xbf"
      "data: " +
          json + "\n\n" + end);
  row("T25 comment", "data: " + json + "\n\n: ping\n\n" + end);
}

void StreamsTest::T25_framingIsRelayedAsItIs() {
  QFETCH(QByteArray, events);
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::stream(events.toStdString()));
  });
  Engine engine(yaml(upstream.port()));
  const RawResponse answer = engine.stream("up/m");
  QCOMPARE(QByteArray::fromStdString(answer.body), events);
  QCOMPARE(engine.row(answer).row.outcome, ledger::OutcomeClass::Ok);
}

void StreamsTest::T26_aLongLinePasses() {
  const std::string events =
      Upstream::delta(std::string(5 * 1024 * 1024, 'x')) + Upstream::finish();
  Upstream upstream(
      [&](RawSocket& socket, const Upstream::Request&) { socket.send(Upstream::stream(events)); });
  Engine engine(yaml(upstream.port()));
  const RawResponse answer = engine.stream("up/m");
  QVERIFY(answer.complete);
  QVERIFY(answer.body == events);
}

void StreamsTest::T26_overTheCapIsAnError() {
  const std::string events =
      Upstream::delta("first") + Upstream::delta(std::string(50'000, 'x')) + Upstream::finish();
  Upstream upstream(
      [&](RawSocket& socket, const Upstream::Request&) { socket.send(Upstream::stream(events)); });
  Engine engine(yaml(upstream.port(), "limits: { event: 10KB }\n"));
  const RawResponse answer = engine.stream("up/m");
  QVERIFY(answer.body.starts_with(Upstream::delta("first")));
  QVERIFY(answer.body.find("\"error\"") != std::string::npos);
  QVERIFY(answer.body.find("[DONE]") == std::string::npos);
  const auto row = engine.row(answer);
  QCOMPARE(row.row.error, std::optional(ErrorKind::UpstreamTooLarge));
}

void StreamsTest::T27_endWithoutABlankLine() {
  std::string events = sample();
  events.resize(events.size() - 2);  // "data: [DONE]"
  Upstream upstream(
      [&](RawSocket& socket, const Upstream::Request&) { socket.send(Upstream::stream(events)); });
  Engine engine(yaml(upstream.port()));
  const RawResponse answer = engine.stream("up/m");
  QVERIFY(answer.complete);
  QVERIFY(answer.body.starts_with(events));
  const auto row = engine.row(answer);
  QCOMPARE(row.row.outcome, ledger::OutcomeClass::Ok);
  QVERIFY(row.attempts.at(0).detail.find("without its last blank line") != std::string::npos);
}

void StreamsTest::T27_bodiesThatEndWithTheConnection() {
  Upstream upstream([](RawSocket& socket, const Upstream::Request& request) {
    const bool stream = request.body.find("\"stream\":true") != std::string::npos;
    const std::string type = stream ? "text/event-stream" : "application/json";
    socket.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: " + type + "\r\n\r\n" +
                (stream ? sample() : Upstream::completion()));
    socket.close();
  });
  Engine engine(yaml(upstream.port()));
  for (int i = 0; i < 2; ++i) {
    QCOMPARE(engine.stream("up/m").body, sample());
    QCOMPARE(engine.chat("up/m").body, Upstream::completion());
  }
  // A client of HTTP/1.0 gets the same way of ending.
  RawSocket old = engine.connect();
  std::string request =
      Gate::text("POST", "/v1/chat/completions", chatBody("up/m", "hi", ",\"stream\":true"));
  request.replace(request.find("HTTP/1.1"), 8, "HTTP/1.0");
  old.send(request);
  const RawResponse answer = old.readResponse();
  QCOMPARE(answer.header("Transfer-Encoding"), std::string());
  QCOMPARE(answer.body, sample());
  QVERIFY(!old.wasReset());
}

void StreamsTest::T28_endsOnce_data() {
  QTest::addColumn<QByteArray>("end");
  QTest::newRow("T28 space") << QByteArray("data: [DONE]\n\n");
  QTest::newRow("T28 no space") << QByteArray("data:[DONE]\n\n");
  QTest::newRow("T28 nothing") << QByteArray("");
  QTest::newRow("T28 more after it") << QByteArray("data: [DONE]\n\ndata: {\"late\":1}\n\n");
  QTest::newRow("T28 twice") << QByteArray("data: [DONE]\n\ndata: [DONE]\n\n");
}

void StreamsTest::T28_endsOnce() {
  QFETCH(QByteArray, end);
  const std::string events =
      Upstream::delta("x") +
      "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::stream(events + end.toStdString()));
  });
  Engine engine(yaml(upstream.port()));
  const RawResponse answer = engine.stream("up/m");
  QVERIFY(answer.complete);
  const std::string shown = end.startsWith("data:[") ? "data:[DONE]\n\n" : "data: [DONE]\n\n";
  QCOMPARE(answer.body, events + shown);
  QCOMPARE(engine.row(answer).row.outcome, ledger::OutcomeClass::Ok);
}

void StreamsTest::T29_wholeAnswerForAStream() {
  Upstream upstream([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(Upstream::completion("as json")));
  });
  Engine engine(yaml(upstream.port()));
  const RawResponse answer =
      engine.stream("up/m", "hi", ",\"stream_options\":{\"include_usage\":true}");
  QCOMPARE(answer.status, 200);
  QCOMPARE(answer.header("Content-Type"), std::string("text/event-stream; charset=utf-8"));
  const auto events = eventsOf(answer.body);
  QCOMPARE(streamedText(events), std::string("as json"));
  QCOMPARE(events.back(), std::string("[DONE]"));
  QCOMPARE(numberAt(parsed(events.at(events.size() - 2)), "/usage/prompt_tokens"), 10);
  const auto row = engine.row(answer);
  QCOMPARE(row.row.usage.output, 5);
  QCOMPARE(row.finishReason, std::string("stop"));
}

void StreamsTest::T29_streamForAWholeAnswer() {
  Upstream upstream(
      [](RawSocket& socket, const Upstream::Request&) { socket.send(Upstream::stream(sample())); });
  Engine engine(yaml(upstream.port()));
  const RawResponse answer = engine.chat("up/m");
  QCOMPARE(answer.status, 200);
  QCOMPARE(answer.header("Content-Type"), std::string("application/json"));
  const auto body = parsed(answer.body);
  QCOMPARE(stringAt(body, "/choices/0/message/content"),
           std::string("one \xc3\xa9 two \xe2\x82\xac three \xf0\x9f\x98\x80"));
  QCOMPARE(stringAt(body, "/choices/0/finish_reason"), std::string("stop"));
  QCOMPARE(stringAt(body, "/object"), std::string("chat.completion"));
}

namespace {

void addCodings() {
  QTest::addColumn<QByteArray>("coding");
  for (const char* coding : {"gzip", "br", "zstd"})
    QTest::newRow((std::string("T30 ") + coding).c_str()) << QByteArray(coding);
}

}  // namespace

void StreamsTest::T30_codedStreamsAreDecoded_data() { addCodings(); }

void StreamsTest::T30_codedStreamsAreDecoded() {
  QFETCH(QByteArray, coding);
  const std::string bytes = compressed(coding.toStdString(), sample());
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    std::string text =
        Upstream::streamHead("Content-Encoding: " + coding.toStdString() + "\r\nETag: \"x\"\r\n");
    for (std::size_t at = 0; at < bytes.size(); at += 5)
      text += Upstream::chunk(bytes.substr(at, 5));
    socket.send(text + Upstream::lastChunk());
  });
  Engine engine(yaml(upstream.port()));
  const RawResponse answer = engine.stream("up/m");
  QCOMPARE(answer.status, 200);
  QCOMPARE(answer.body, sample());
  QCOMPARE(answer.header("Content-Encoding"), std::string());
  QCOMPARE(answer.header("ETag"), std::string());
}

void StreamsTest::T30_streamsAreDecodedAsTheyCome() {
  // One member for each half: the first is whole before the second is sent.
  const std::string first = gzip(Upstream::delta("first")), rest = gzip(Upstream::finish());
  std::atomic<bool> seen{false};
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::streamHead("Content-Encoding: gzip\r\n") + Upstream::chunk(first));
    if (until([&] { return seen.load(); }))
      socket.send(Upstream::chunk(rest) + Upstream::lastChunk());
  });
  Engine engine(yaml(upstream.port()));
  RawSocket client = engine.connect();
  client.send(
      Gate::text("POST", "/v1/chat/completions", chatBody("up/m", "hi", ",\"stream\":true")));
  QVERIFY(client.readUntil("first").find("first") != std::string::npos);
  seen = true;
  QVERIFY(client.readUntil("[DONE]").find("[DONE]") != std::string::npos);
}

void StreamsTest::T30_codedAnswersAreDecoded_data() { addCodings(); }

void StreamsTest::T30_codedAnswersAreDecoded() {
  QFETCH(QByteArray, coding);
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(
        compressed(coding.toStdString(), Upstream::completion("packed")), 200,
        "Content-Type: application/json\r\nContent-Encoding: " + coding.toStdString() + "\r\n"));
  });
  Engine engine(yaml(upstream.port()));
  const RawResponse answer = engine.chat("up/m");
  QCOMPARE(answer.status, 200);
  QCOMPARE(answer.body, Upstream::completion("packed"));
  QCOMPARE(answer.header("Content-Encoding"), std::string());
  QCOMPARE(engine.row(answer).row.usage.input, 10);
}

void StreamsTest::T32_headersOfAStream() {
  Upstream upstream([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::stream(sample(), "X-Theirs: 1\r\n"));
  });
  Engine engine(yaml(upstream.port()));
  const RawResponse answer = engine.stream("up/m");
  QCOMPARE(answer.header("Content-Type"), std::string("text/event-stream; charset=utf-8"));
  QCOMPARE(answer.header("Cache-Control"), std::string("no-cache"));
  QCOMPARE(answer.header("X-Accel-Buffering"), std::string("no"));
  QCOMPARE(answer.header("x-signalbox-provider"), std::string("up"));
  QCOMPARE(answer.header("x-signalbox-model"), std::string("m"));
  QCOMPARE(answer.header("x-signalbox-attempts"), std::string("1"));
  QCOMPARE(answer.header("Transfer-Encoding"), std::string("chunked"));
}

void StreamsTest::T32_eachEventLeavesAtOnce() {
  // The upstream says the next word only when the test has seen the last one.
  std::atomic<int> allowed{1};
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::streamHead());
    for (int i = 0; i < 5; ++i) {
      while (allowed <= i)
        if (!socket.quiet(2)) return;
      socket.send(Upstream::chunk(Upstream::delta("word" + std::to_string(i))));
    }
    socket.send(Upstream::chunk(Upstream::finish()) + Upstream::lastChunk());
  });
  Engine engine(yaml(upstream.port()));
  RawSocket client = engine.connect();
  client.send(
      Gate::text("POST", "/v1/chat/completions", chatBody("up/m", "hi", ",\"stream\":true")));
  for (int i = 0; i < 5; ++i) {
    const std::string wanted = "word" + std::to_string(i);
    QVERIFY(client.readUntil(wanted).ends_with(wanted));
    ++allowed;
  }
  QVERIFY(client.readUntil("0\r\n\r\n").ends_with("0\r\n\r\n"));
}

void StreamsTest::T33_heartbeatOnceTheHeadIsHeldTooLong() {
  std::atomic<bool> speak{false};
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    while (!speak)
      if (!socket.quiet(2)) return;
    socket.send(Upstream::stream(sample()));
  });
  Engine engine(yaml(upstream.port(), "timeouts: { hold_head: 150ms }\n"));
  RawSocket client = engine.connect();
  client.send(
      Gate::text("POST", "/v1/chat/completions", chatBody("up/m", "hi", ",\"stream\":true")));
  const std::string head = client.readHead();
  QVERIFY(head.starts_with("HTTP/1.1 200"));
  QVERIFY(lower(head).find("x-signalbox-provider") == std::string::npos);  // nobody knows yet
  QVERIFY(client.readUntil("\n\n").find(": ") != std::string::npos);
  speak = true;
  const std::string rest = client.readUntil("0\r\n\r\n");
  QVERIFY(rest.find("id:") == std::string::npos);
  QVERIFY(rest.find("[DONE]") != std::string::npos);
  const auto row = engine.newestRow();
  QCOMPARE(row.row.outcome, ledger::OutcomeClass::Ok);
  QVERIFY(row.row.ms.firstToken.value_or(0) >= 100);
}

void StreamsTest::T33_failoverStaysInvisibleAfterTheHead() {
  Upstream silent([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::streamHead());
    waitForEnd(socket);
  });
  Upstream good(
      [](RawSocket& socket, const Upstream::Request&) { socket.send(Upstream::stream(sample())); });
  Engine engine("timeouts: { hold_head: 100ms, first_token: 400ms }\nproviders:\n" +
                providerLine("silent", silent.port()) + providerLine("good", good.port()) +
                "routes: [ { name: r, flow: { fallback: { try: [ { target: silent/m }, { target: "
                "good/m } ] } } } ]\n");
  const RawResponse answer = engine.stream("r");
  QCOMPARE(answer.status, 200);
  QVERIFY(answer.complete);
  QVERIFY(answer.body.ends_with(sample()));
  QCOMPARE(answer.body.substr(0, answer.body.size() - sample().size()).find("data:"),
           std::string::npos);
  const auto row = engine.row(answer);
  QCOMPARE(row.attempts.size(), std::size_t{2});
  QCOMPARE(row.attempts.at(0).error, std::optional(ErrorKind::FirstTokenTimeout));
}

void StreamsTest::T34_commentsPassOnceTheHeadIsOut() {
  std::atomic<bool> finish{false};
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::streamHead() + Upstream::chunk(": early\n\n"));
    socket.send(Upstream::chunk(Upstream::delta("x")) + Upstream::chunk(": their ping\n\n"));
    while (!finish)
      if (!socket.quiet(2)) return;
    socket.send(Upstream::chunk(Upstream::finish()) + Upstream::lastChunk());
  });
  Engine engine(yaml(upstream.port()));
  RawSocket client = engine.connect();
  client.send(
      Gate::text("POST", "/v1/chat/completions", chatBody("up/m", "hi", ",\"stream\":true")));
  const std::string seen = client.readUntil(": their ping\n\n");
  QVERIFY(seen.ends_with(": their ping\n\n"));
  QVERIFY(seen.find(": early") == std::string::npos);
  finish = true;
  QVERIFY(client.readUntil("0\r\n\r\n").find("[DONE]") != std::string::npos);
}

void StreamsTest::T35_slowReaderPausesItsUpstreamOnly() {
  constexpr std::int64_t kAll = 64 * 1024 * 1024;
  std::atomic<std::int64_t> sent{0};
  Upstream upstream([&](RawSocket& socket, const Upstream::Request& request) {
    if (request.body.find("slow") == std::string::npos) {
      socket.send(Upstream::stream(sample()));
      return;
    }
    socket.send(Upstream::streamHead());
    const std::string piece = Upstream::chunk(Upstream::delta(std::string(8'000, 'y')));
    while (sent < kAll && socket.send(piece))
      sent += static_cast<std::int64_t>(piece.size());
    if (sent < kAll) return;
    socket.send(Upstream::chunk(Upstream::finish()) + Upstream::lastChunk());
  });
  Engine engine(yaml(upstream.port(), "ledger: { bodies: none }\n"));
  RawSocket slow = engine.connect(4096);
  slow.send(
      Gate::text("POST", "/v1/chat/completions", chatBody("up/m", "slow", ",\"stream\":true")));
  QVERIFY(slow.readHead().starts_with("HTTP/1.1 200"));
  // What is on the way fills the buffers of both sockets, and nothing beyond them.
  std::int64_t before = -1;
  QVERIFY(until([&] { return std::exchange(before, sent.load()) == sent.load() && sent > 0; }));
  for (int i = 0; i < 20; ++i) {
    QElapsedTimer timer;
    timer.start();
    QVERIFY(engine.stream("up/m").complete);
    QVERIFY(timer.elapsed() < 10'000);
  }
  QVERIFY2(sent < kAll / 2, std::to_string(sent.load()).c_str());
  // It reads on: everything comes, in order, to the end.
  std::size_t words = 0;
  std::string carry;
  while (carry.find("0\r\n\r\n") == std::string::npos) {
    const std::string some = slow.readSome();
    QVERIFY(!some.empty());
    carry += some;
    words += static_cast<std::size_t>(std::count(some.begin(), some.end(), 'y'));
    if (carry.size() > 64) carry.erase(0, carry.size() - 64);
  }
  QCOMPARE(std::int64_t(words),
           sent / std::int64_t(Upstream::chunk(Upstream::delta(std::string(8'000, 'y'))).size()) *
               8'000);
}

void StreamsTest::T125_manyStreamsToOneHost() {
  constexpr int kStreams = 20;
  // Nobody gets a second word before all have had their first.
  std::atomic<int> begun{0};
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::streamHead() + Upstream::chunk(Upstream::delta("first")));
    ++begun;
    while (begun < kStreams)
      if (!socket.quiet(2)) return;
    socket.send(Upstream::chunk(Upstream::delta("second")) + Upstream::chunk(Upstream::finish()) +
                Upstream::lastChunk());
  });
  Engine engine(yaml(upstream.port()));
  std::vector<RawSocket> clients;
  for (int i = 0; i < kStreams; ++i) {
    clients.push_back(engine.connect());
    clients.back().send(
        Gate::text("POST", "/v1/chat/completions", chatBody("up/m", "hi", ",\"stream\":true")));
  }
  for (RawSocket& client : clients) {
    const RawResponse answer = client.readResponse();
    QVERIFY(answer.complete);
    QCOMPARE(streamedText(eventsOf(answer.body)), std::string("firstsecond"));
  }
  QCOMPARE(upstream.connections(), kStreams);
}

SB_TEST(StreamsTest);

#include "streams_test.moc"
