// How answers go wrong, wait and end where caller and provider speak the same dialect or different
// ones. Wire cases: T29, T33, T34, T48.
#include <QTest>
#include <atomic>

#include "tests/support/dialect_pair.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

class DialectStreamsTest : public QObject {
  Q_OBJECT
 private slots:
  void T29_wholeAnswerForAStream_data();
  void T29_wholeAnswerForAStream();
  void T29_streamForAWholeAnswer_data();
  void T29_streamForAWholeAnswer();
  void T33_aPingKeepsTheCallerWaiting();
  void T34_pingsPassOnceTheHeadIsOut();
  void failoverCrossesDialectsBeforeContent_data();
  void failoverCrossesDialectsBeforeContent();
  void T48_aCutStreamIsAnErrorInTheCallersForm_data();
  void T48_aCutStreamIsAnErrorInTheCallersForm();
  void aCallerThatLeavesCancelsATranslatedStream();
  void aReportWithinABrokenStreamIsAnEstimate();
};

void DialectStreamsTest::T29_wholeAnswerForAStream_data() { addPairs(); }

void DialectStreamsTest::T29_wholeAnswerForAStream() {
  QFETCH(bool, fromChat);
  QFETCH(bool, toChat);
  const Pair pair{fromChat, toChat};
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(toChat ? Upstream::completion("hi") : wholeMessage()));
  });
  Engine engine(pair.yaml(upstream.port()));
  const RawResponse answer = pair.ask(engine, kStream);
  QCOMPARE(answer.status, 200);
  QCOMPARE(pair.streamed(answer), std::string("hi"));
  QVERIFY(pair.ended(answer));
  QCOMPARE(engine.row(answer).row.usage.output, 5);
}

void DialectStreamsTest::T29_streamForAWholeAnswer_data() { addPairs(); }

void DialectStreamsTest::T29_streamForAWholeAnswer() {
  QFETCH(bool, fromChat);
  QFETCH(bool, toChat);
  const Pair pair{fromChat, toChat};
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::stream(streamOf(toChat)));
  });
  Engine engine(pair.yaml(upstream.port()));
  const RawResponse answer = pair.ask(engine);
  QCOMPARE(answer.status, 200);
  QCOMPARE(pair.text(answer), std::string("hi"));
}

void DialectStreamsTest::T33_aPingKeepsTheCallerWaiting() {
  std::atomic<bool> speak{false};
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    while (!speak)
      if (!socket.quiet(2)) return;
    socket.send(Upstream::stream(streamOf(true)));
  });
  Engine engine(gpt(upstream.port(), "timeouts: { hold_head: 150ms }\n"));
  RawSocket client = engine.connect();
  client.send(Gate::text("POST", "/v1/messages", messagesBody("gpt/m", "hi", kStream)));
  QVERIFY(client.readHead().starts_with("HTTP/1.1 200"));
  QVERIFY(client.readUntil("\n\n").find("event: ping\ndata: {\"type\":\"ping\"}") !=
          std::string::npos);
  speak = true;
  const std::string rest = client.readUntil("0\r\n\r\n");
  QCOMPARE(joined(rest, "/delta/text"), std::string("hi"));
  QVERIFY(rest.find("event: message_stop") != std::string::npos);
}

void DialectStreamsTest::T34_pingsPassOnceTheHeadIsOut() {
  std::atomic<int> step{0};
  const std::string ping = messageEvent(R"({"type":"ping"})");
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::streamHead() + Upstream::chunk(messageStart()));
    while (step < 1)
      if (!socket.quiet(2)) return;
    socket.send(Upstream::chunk(ping));
    while (step < 2)
      if (!socket.quiet(2)) return;
    socket.send(Upstream::chunk(textDelta("hi") + messageEnd()) + Upstream::lastChunk());
  });
  Engine engine(claude(upstream.port(), "timeouts: { hold_head: 100ms }\n"));
  RawSocket client = engine.connect();
  client.send(Gate::text("POST", "/v1/messages", messagesBody("claude/m", "hi", kStream)));
  QVERIFY(client.readHead().starts_with("HTTP/1.1 200"));
  QVERIFY(client.readUntil("\n\n").find("event: ping") != std::string::npos);  // ours
  step = 1;
  // The provider's own; its message_start waits for content.
  const std::string own = client.readUntil("\n\n");
  QVERIFY(own.find("event: ping") != std::string::npos);
  QVERIFY(own.find("message_start") == std::string::npos);
  step = 2;
  QVERIFY(client.readUntil("0\r\n\r\n").find("message_start") != std::string::npos);
}

void DialectStreamsTest::failoverCrossesDialectsBeforeContent_data() { addPairs(); }

// The first target begins an answer and gives up before any content; the second speaks the other
// dialect.
void DialectStreamsTest::failoverCrossesDialectsBeforeContent() {
  QFETCH(bool, fromChat);
  QFETCH(bool, toChat);
  const Pair pair{fromChat, toChat};
  Upstream broken([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::stream(
        toChat ? messageStart() +
                     messageEvent(
                         R"({"type":"error","error":{"type":"overloaded_error","message":"o"}})")
               : "data: {\"error\":{\"message\":\"o\"}}\n\n"));
  });
  Upstream good([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::stream(streamOf(toChat)));
  });
  const std::string first = toChat ? "claude" : "gpt", second = toChat ? "gpt" : "claude";
  const auto kind = [](const std::string& id) {
    return std::string(id == "gpt" ? "openai_compatible" : "anthropic_compatible");
  };
  Engine engine("providers:\n" + providerLine(first, broken.port(), "", kind(first)) +
                providerLine(second, good.port(), "", kind(second)) +
                "routes:\n  - name: r\n    flow: { fallback: { try: [ { target: " + first +
                "/a }, { target: " + second + "/b } ] } }\n");
  const RawResponse answer = engine.ask("POST", pair.path(), pair.body("r", kStream));
  QCOMPARE(answer.status, 200);
  QCOMPARE(pair.streamed(answer), std::string("hi"));
  QVERIFY(pair.ended(answer));
  const auto row = engine.row(answer);
  QCOMPARE(row.attempts.size(), std::size_t{2});
  QCOMPARE(row.attempts.at(0).error, ErrorKind::UpstreamError);
}

void DialectStreamsTest::T48_aCutStreamIsAnErrorInTheCallersForm_data() { addPairs(); }

void DialectStreamsTest::T48_aCutStreamIsAnErrorInTheCallersForm() {
  QFETCH(bool, fromChat);
  QFETCH(bool, toChat);
  const Pair pair{fromChat, toChat};
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(
        Upstream::stream(toChat ? Upstream::delta("half") : messageStart() + textDelta("half")));
  });
  Engine engine(pair.yaml(upstream.port()));
  const RawResponse answer = pair.ask(engine, kStream);
  QCOMPARE(answer.status, 200);
  QCOMPARE(pair.streamed(answer), std::string("half"));
  QVERIFY(!pair.ended(answer));
  const std::string last = eventsOf(answer.body).back();
  QVERIFY(!stringAt(parsed(last), "/error/message").empty());
  QCOMPARE(stringAt(parsed(last), "/type"), std::string(fromChat ? "" : "error"));
  const auto row = engine.row(answer);
  QCOMPARE(row.row.error, ErrorKind::UpstreamCut);
  QVERIFY(row.row.usageEstimated);
  QVERIFY(row.row.usage.output > 0);
  if (!toChat) QCOMPARE(row.row.usage.input, 10);  // that half was told
}

void DialectStreamsTest::aCallerThatLeavesCancelsATranslatedStream() {
  std::atomic<bool> ended{false};
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::streamHead() + Upstream::chunk(messageStart() + textDelta("hi")));
    waitForEnd(socket);
    ended = true;
  });
  Engine engine(claude(upstream.port()));
  {
    RawSocket client = engine.connect();
    client.send(Gate::text("POST", "/v1/chat/completions", chatBody("claude/m", "hi", kStream)));
    QVERIFY(client.readUntil("\"hi\"").find("\"hi\"") != std::string::npos);
  }
  QVERIFY(until([&] { return ended.load(); }));
  const auto row = engine.newestRow();
  QCOMPARE(row.row.outcome, ledger::OutcomeClass::ClientGone);
}

// Some providers report the usage so far with each event.
void DialectStreamsTest::aReportWithinABrokenStreamIsAnEstimate() {
  const std::string words(400, 'x');
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(
        Upstream::streamHead() +
        Upstream::chunk("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + words +
                        "\"}}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":1}}\n\n"));
    waitForEnd(socket);
  });
  const Pair pair{true, true};
  Engine engine(pair.yaml(upstream.port()));
  {
    RawSocket client = engine.connect();
    client.send(Gate::text("POST", "/v1/chat/completions", chatBody(pair.model(), "hi", kStream)));
    QVERIFY(client.readUntil(words).find(words) != std::string::npos);
  }
  const auto row = engine.newestRow();
  QCOMPARE(row.row.outcome, ledger::OutcomeClass::ClientGone);
  QVERIFY(row.row.usageEstimated);
  QCOMPARE(row.row.usage.input, 7);
  QVERIFY(row.row.usage.output >= 20);
}

SB_TEST(DialectStreamsTest);
#include "dialect_streams_test.moc"
