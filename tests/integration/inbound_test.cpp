// What a client may send, and in which shape: the front of the gateway, from end to end.
// Wire cases: T01, T02, T03, T04, T05, T06, T12, T13, T14, T15, T16, T19.
#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QTest>

#include "core/net/http_connection.h"
#include "tests/support/engine.h"
#include "tests/support/test_main.h"
#include "tests/support/upstream.h"

using namespace sb;
using namespace sb::test;

namespace {

// An upstream that answers everything with one short completion, and an engine on it.
struct Stage {
  explicit Stage(const std::string& more = "")
      : upstream([](RawSocket& socket, const Upstream::Request&) {
          socket.send(Upstream::json(Upstream::completion()));
        }),
        engine("providers:\n" + providerLine("up", upstream.port()) + more) {}
  Upstream upstream;
  Engine engine;
};

std::string chatText(const std::string& lines = "", const std::string& user = "hi") {
  return Gate::text("POST", "/v1/chat/completions", chatBody("up/m", user), lines);
}

std::string chunkedText(const std::string& lines, const std::string& body) {
  return Gate::text("POST", "/v1/chat/completions", body, "Transfer-Encoding: chunked\r\n" + lines);
}

std::string errorCode(const RawResponse& answer) {
  return stringAt(parsed(answer.body), "/error/code");
}

}  // namespace

class InboundTest : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() { m_stage = std::make_unique<Stage>("limits: { body: 100KB }\n"); }
  void init() { QVERIFY(m_stage->engine.started()); }
  void cleanupTestCase() { m_stage.reset(); }

  void T01_servesARequestThatComesByteByByte();
  void T02_forwardsAChunkedBodyWithItsLength();
  void T03_refusesTwoLengths_data();
  void T03_refusesTwoLengths();
  void T04_saysContinueOnlyToAcceptableRequests();
  void T05_relaysOnlyTheFinalHead_data();
  void T05_relaysOnlyTheFinalHead();
  void T06_headHasTheHeadersAndNoBody_data();
  void T06_headHasTheHeadersAndNoBody();
  void T12_answersPipelinedRequestsInOrder();
  void T12_closesWhenAsked();
  void T13_dropsAHeadThatTrickles();
  void T14_refusesLargeBodies();
  void T15_forwardsALargeBodyAndLogsAPreview();
  void T16_refusesMalformedJson_data();
  void T16_refusesMalformedJson();
  void refusesOtherContentTypes_data();
  void refusesOtherContentTypes();
  void T19_mapsPaths_data();
  void T19_mapsPaths();
  void unknownPathsAndMethodsAreRefused();
  void unknownModelsAreRefusedWithNearNames();
  void tooManyLargeBodiesAtOnceAreRefused();

 private:
  Engine& engine() { return m_stage->engine; }
  int calls() { return m_stage->upstream.count(); }
  std::unique_ptr<Stage> m_stage;
};

void InboundTest::T01_servesARequestThatComesByteByByte() {
  RawSocket client = engine().connect();
  QVERIFY(client.sendBytewise(chatText()));
  const RawResponse answer = client.readResponse();
  QCOMPARE(answer.status, 200);
  QCOMPARE(answer.body, Upstream::completion());
  const auto row = engine().row(answer);
  QCOMPARE(row.row.status, 200);
  QCOMPARE(row.row.usage.input, 10);
}

void InboundTest::T02_forwardsAChunkedBodyWithItsLength() {
  const std::string body = chatBody("up/m", "in pieces");
  const std::string half = body.substr(0, 20), rest = body.substr(20);
  RawSocket client = engine().connect();
  client.send(chunkedText("Trailer: X-Sum\r\n", "14;name=\"a b\"\r\n" + half + "\r\n"));
  char size[16];
  std::snprintf(size, sizeof size, "%zX", rest.size());
  client.send(std::string(size) + ";x\r\n" + rest + "\r\n0\r\nX-Sum: 1\r\n\r\n");
  QCOMPARE(client.readResponse().status, 200);
  const Upstream::Request seen = m_stage->upstream.requests().back();
  QVERIFY(seen.body.find("in pieces") != std::string::npos);
  QVERIFY(!seen.has("Transfer-Encoding"));
  QVERIFY(!seen.has("Trailer"));
  QVERIFY(!seen.has("X-Sum"));
  client.send(chatText());
  QCOMPARE(client.readResponse().status, 200);
}

void InboundTest::T03_refusesTwoLengths_data() {
  QTest::addColumn<QByteArray>("lines");
  QTest::newRow("T03 both") << QByteArray("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n");
  QTest::newRow("T03 xchunked") << QByteArray("Transfer-Encoding: xchunked\r\n");
  QTest::newRow("T03 identity") << QByteArray("Transfer-Encoding: identity\r\n");
  QTest::newRow("T03 two hosts") << QByteArray("Host: a\r\nContent-Length: 0\r\n");
}

void InboundTest::T03_refusesTwoLengths() {
  QFETCH(QByteArray, lines);
  const int before = calls();
  RawSocket client = engine().connect();
  client.send("POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " +
              std::string(kGatewayKey) + "\r\n" + lines.toStdString() + "\r\n0\r\n\r\n");
  const RawResponse answer = client.readResponse();
  QCOMPARE(answer.status, 400);
  QVERIFY(stringAt(parsed(answer.body), "/error/message").size() > 5);
  QVERIFY(client.atEnd());
  QCOMPARE(calls(), before);
}

void InboundTest::T04_saysContinueOnlyToAcceptableRequests() {
  const std::string body = chatBody("up/m", "wait");
  const std::string all =
      Gate::text("POST", "/v1/chat/completions", body, "Expect: 100-continue\r\n");
  const std::string head = all.substr(0, all.size() - body.size());
  RawSocket good = engine().connect();
  good.send(head);
  QVERIFY(good.readHead().starts_with("HTTP/1.1 100 "));
  good.send(body);
  QCOMPARE(good.readResponse().status, 200);

  RawSocket keyless = engine().connect();
  keyless.send(Gate::text("POST", "/v1/chat/completions", "",
                          "Authorization: Bearer no\r\nExpect: 100-continue\r\n"
                          "Transfer-Encoding: chunked\r\n"));
  QCOMPARE(keyless.readResponse().status, 401);

  RawSocket large = engine().connect();
  large.send("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " +
             std::string(kGatewayKey) +
             "\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n"
             "Content-Length: 99999999\r\n\r\n");
  QCOMPARE(large.readResponse().status, 413);
}

void InboundTest::T05_relaysOnlyTheFinalHead_data() {
  QTest::addColumn<bool>("stream");
  QTest::newRow("T05 whole") << false;
  QTest::newRow("T05 stream") << true;
}

void InboundTest::T05_relaysOnlyTheFinalHead() {
  QFETCH(bool, stream);
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send("HTTP/1.1 100 Continue\r\n\r\n");
    socket.send("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n");
    socket.send(stream ? Upstream::stream(Upstream::delta("hi") + Upstream::finish())
                       : Upstream::json(Upstream::completion()));
  });
  Engine own("providers:\n" + providerLine("up", upstream.port()));
  for (int i = 0; i < 2; ++i) {
    const RawResponse answer = stream ? own.stream("up/m") : own.chat("up/m");
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.complete);
    QVERIFY(answer.body.find("hi") != std::string::npos);
    QCOMPARE(answer.header("Link"), std::string());
  }
  QCOMPARE(upstream.connections(), 1);
}

void InboundTest::T06_headHasTheHeadersAndNoBody_data() {
  QTest::addColumn<QString>("path");
  for (const char* path : {"/", "/v1/models", "/healthz", "/readyz", "/metrics"})
    QTest::newRow((std::string("T06 ") + path).c_str()) << QString::fromLatin1(path);
}

void InboundTest::T06_headHasTheHeadersAndNoBody() {
  QFETCH(QString, path);
  const int before = calls();
  const RawResponse got = engine().ask("GET", path.toStdString());
  RawSocket client = engine().connect();
  client.send(Gate::text("HEAD", path.toStdString(), "") + Gate::text("GET", "/healthz", ""));
  const RawResponse head = client.readResponse(true);
  QCOMPARE(head.status, got.status);
  QCOMPARE(head.header("Content-Type"), got.header("Content-Type"));
  QVERIFY(std::atoi(head.header("Content-Length").c_str()) > 0);
  QCOMPARE(client.readResponse().body, std::string(R"({"status":"ok"})"));
  QCOMPARE(calls(), before);
}

void InboundTest::T12_answersPipelinedRequestsInOrder() {
  Upstream echo([](RawSocket& socket, const Upstream::Request& request) {
    const bool first = request.body.find("first") != std::string::npos;
    socket.send(Upstream::json(Upstream::completion(first ? "one" : "two")));
  });
  Engine own("providers:\n" + providerLine("up", echo.port()));
  RawSocket client = own.connect();
  client.send(chatText("", "first") + chatText("", "second") + Gate::text("GET", "/healthz", ""));
  QCOMPARE(client.readResponse().body, Upstream::completion("one"));
  QCOMPARE(client.readResponse().body, Upstream::completion("two"));
  QCOMPARE(client.readResponse().body, std::string(R"({"status":"ok"})"));
}

void InboundTest::T12_closesWhenAsked() {
  RawSocket client = engine().connect();
  client.send(chatText("Connection: close\r\n"));
  const RawResponse answer = client.readResponse();
  QCOMPARE(answer.status, 200);
  QCOMPARE(answer.header("Connection"), std::string("close"));
  QVERIFY(client.atEnd());
  QVERIFY(!client.wasReset());
}

void InboundTest::T13_dropsAHeadThatTrickles() {
  Stage slow("limits: { head_time: 400ms }\n");
  RawSocket trickling = slow.engine.connect();
  trickling.send("GET /healthz HTT");
  QElapsedTimer timer;
  timer.start();
  QCOMPARE(slow.engine.chat("up/m").status, 200);
  const RawResponse answer = trickling.readResponse();
  QCOMPARE(answer.status, 408);
  QVERIFY(trickling.atEnd());
  QVERIFY(timer.elapsed() < 5'000);
}

void InboundTest::T14_refusesLargeBodies() {
  const int before = calls();
  const std::string large = chatBody("up/m", std::string(200'000, 'x'));
  // By its announced length, with none of it sent.
  RawSocket announced = engine().connect();
  announced.send(Gate::text("POST", "/v1/chat/completions", large).substr(0, 300));
  const RawResponse atOnce = announced.readResponse();
  QCOMPARE(atOnce.status, 413);
  QCOMPARE(errorCode(atOnce), std::string("request_too_large"));
  // While it comes.
  RawSocket counted = engine().connect();
  counted.send(chunkedText("", ""));
  for (int i = 0; i < 3; ++i) {
    char size[16];
    std::snprintf(size, sizeof size, "%x\r\n", 50'000);
    if (!counted.send(size + std::string(50'000, ' ') + "\r\n")) break;
  }
  QCOMPARE(counted.readResponse().status, 413);
  QCOMPARE(calls(), before);
  const auto row = engine().row(atOnce);
  QCOMPARE(row.row.status, 413);
  QCOMPARE(row.row.error, std::optional(ErrorKind::BodyTooLarge));
}

void InboundTest::T15_forwardsALargeBodyAndLogsAPreview() {
  Stage large;
  const std::string image(25 * 1024 * 1024, 'A');
  const std::string body =
      R"({"model":"up/m","messages":[{"role":"user","content":[{"type":"image_url","image_url":)"
      R"({"url":"data:image/png;base64,)" +
      image + "\"}}]}]}";
  RawSocket client = large.engine.connect();
  QVERIFY(client.send(Gate::text("POST", "/v1/chat/completions", body)));
  const RawResponse answer = client.readResponse();
  QCOMPARE(answer.status, 200);
  const std::string seen = large.upstream.requests().back().body;
  QCOMPARE(seen.size(), body.size() - 3);  // "up/m" became "m"
  QVERIFY(seen.find(image) != std::string::npos);
  const auto row = large.engine.row(answer);
  QCOMPARE(row.requestSize, std::int64_t(body.size()));
  QVERIFY(row.request.has_value());
  QVERIFY(row.request->preview);
  QVERIFY(row.request->bytes.size() < 1024 * 1024);
  QCOMPARE(QByteArray::fromStdString(row.request->sha256),
           QCryptographicHash::hash(QByteArray::fromStdString(body), QCryptographicHash::Sha256)
               .toHex());
}

void InboundTest::T16_refusesMalformedJson_data() {
  QTest::addColumn<QByteArray>("body");
  QTest::newRow("T16 cut") << QByteArray(R"({"model":"up/m","messages":[)");
  QTest::newRow("T16 text") << QByteArray("hello");
  QTest::newRow("T16 nothing") << QByteArray("");
  QTest::newRow("T16 list") << QByteArray("[1]");
  QTest::newRow("T16 twice") << QByteArray(
      R"({"model":"up/m","messages":[],"mod\u0065l":"up/other"})");
  QTest::newRow("T16 case") << QByteArray(R"({"model":"up/m","messages":[],"Model":"up/other"})");
  QTest::newRow("T16 no UTF-8") << QByteArray("{\"model\":\"up/m\",\"messages\":[\"\xff\xfe\"]}");
  QTest::newRow("T16 model no text") << QByteArray(R"({"model":5,"messages":[]})");
  QTest::newRow("T16 no model") << QByteArray(R"({"messages":[]})");
}

void InboundTest::T16_refusesMalformedJson() {
  QFETCH(QByteArray, body);
  const int before = calls();
  const RawResponse answer = engine().ask("POST", "/v1/chat/completions", body.toStdString());
  QCOMPARE(answer.status, 400);
  QCOMPARE(stringAt(parsed(answer.body), "/error/type"), std::string("invalid_request_error"));
  QCOMPARE(calls(), before);
  QCOMPARE(engine().row(answer).row.status, 400);
}

void InboundTest::refusesOtherContentTypes_data() {
  QTest::addColumn<QByteArray>("type");
  QTest::addColumn<int>("status");
  QTest::newRow("json") << QByteArray("application/json") << 200;
  QTest::newRow("charset") << QByteArray("Application/JSON; charset=utf-8") << 200;
  QTest::newRow("form, as curl -d sends it")
      << QByteArray("application/x-www-form-urlencoded") << 200;
  QTest::newRow("text") << QByteArray("text/plain") << 415;
  QTest::newRow("multipart") << QByteArray("multipart/form-data; boundary=x") << 415;
}

void InboundTest::refusesOtherContentTypes() {
  QFETCH(QByteArray, type);
  QFETCH(int, status);
  const RawResponse answer =
      engine().chat("up/m", "hi", "", "Content-Type: " + type.toStdString() + "\r\n");
  QCOMPARE(answer.status, status);
}

void InboundTest::T19_mapsPaths_data() {
  QTest::addColumn<QString>("path");
  QTest::addColumn<QString>("query");
  const auto row = [](const char* path, const char* query) {
    QTest::newRow((std::string("T19 ") + path).c_str())
        << QString::fromLatin1(path) << QString::fromLatin1(query);
  };
  row("/v1/chat/completions", "");
  row("/chat/completions", "");
  row("/v1/chat/completions/", "");
  row("//v1//chat/completions", "");
  row("/v1/chat/completions?beta=true", "?beta=true");
  row("/chat/completions/?a=b&c=%20&&d", "?a=b&c=%20&d");
  row("/chat/completions?key=secret&a=b&api%5Fkey=x", "?a=b");
  row("/chat/completions?Access_Token=secret", "");
}

void InboundTest::T19_mapsPaths() {
  QFETCH(QString, path);
  QFETCH(QString, query);
  const RawResponse answer = engine().ask("POST", path.toStdString(), chatBody("up/m", "hi"));
  QCOMPARE(answer.status, 200);
  QCOMPARE(m_stage->upstream.requests().back().target(),
           "/v1/chat/completions" + query.toStdString());
  QCOMPARE(QByteArray::fromStdString(engine().row(answer).row.endpoint),
           QByteArray("chat.completions"));
}

void InboundTest::unknownPathsAndMethodsAreRefused() {
  const RawResponse unknown = engine().ask("POST", "/v1/nothing", "{}");
  QCOMPARE(unknown.status, 404);
  QCOMPARE(errorCode(unknown), std::string("unknown_url"));
  const RawResponse wrong = engine().ask("GET", "/v1/chat/completions");
  QCOMPARE(wrong.status, 405);
  QCOMPARE(wrong.header("Allow"), std::string("POST"));
}

void InboundTest::unknownModelsAreRefusedWithNearNames() {
  Stage stage("routes: [ { name: house-model, flow: { target: up/m } } ]\n");
  const RawResponse answer = stage.engine.chat("house-modle");
  QCOMPARE(answer.status, 404);
  QCOMPARE(errorCode(answer), std::string("model_not_found"));
  QCOMPARE(stringAt(parsed(answer.body), "/error/param"), std::string("model"));
  QVERIFY(answer.body.find("did you mean house-model?") != std::string::npos);
  QCOMPARE(stage.engine.row(answer).row.error, std::optional(ErrorKind::UnknownModel));
}

void InboundTest::tooManyLargeBodiesAtOnceAreRefused() {
  Stage stage("limits: { body: 100KB, bodies: 150KB }\n");
  const std::string body = chatBody("up/m", std::string(90'000, 'x'));
  const std::string request = Gate::text("POST", "/v1/chat/completions", body);
  const std::size_t most = request.size() - 10;
  RawSocket first = stage.engine.connect();
  first.send(request.substr(0, most));
  QVERIFY(until([] { return net::BodyBytes::all() > 90'000; }));
  const RawResponse second = stage.engine.ask("POST", "/v1/chat/completions", body);
  QCOMPARE(second.status, 503);
  QCOMPARE(errorCode(second), std::string("overloaded"));
  QVERIFY(std::atoi(second.header("Retry-After").c_str()) > 0);
  first.send(request.substr(most));
  QCOMPARE(first.readResponse().status, 200);
  QVERIFY(until([] { return net::BodyBytes::all() == 0; }));
  QCOMPARE(stage.engine.ask("POST", "/v1/chat/completions", body).status, 200);
  QCOMPARE(stage.upstream.count(), 2);
}

SB_TEST(InboundTest);

#include "inbound_test.moc"
