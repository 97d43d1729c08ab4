// How answers go wrong, wait and end for every caller's dialect before every provider's. Wire
// cases: T29, T33, T34, T35, T48, T78, T85.
#include <QTest>
#include <algorithm>
#include <atomic>

#include "tests/support/dialect_matrix.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

namespace {

using Events = std::vector<boost::json::value>;

// The events of a stream, or the elements of a list.
Events told(const std::string& body) {
  Events all;
  const std::string text(trim(body));
  if (text.starts_with('[')) {
    const boost::json::value list = parsed(text);
    if (!list.is_array()) qFatal("no list: %s", text.c_str());
    for (const boost::json::value& one : list.get_array())
      all.push_back(one);
    return all;
  }
  for (const std::string& event : eventsOf(body))
    if (event != "[DONE]") all.push_back(parsed(event));
  return all;
}

std::string said(const Events& events, const char* pointer) {
  std::string text;
  for (const boost::json::value& event : events)
    text += stringAt(event, pointer);
  return text;
}

// Coding agents read nothing but response.failed, and it belongs to the answer that began: numbers
// that rise by one, and the same id.
void verifyFailedResponse(const Events& events) {
  QVERIFY(events.size() >= 2);
  const boost::json::value& last = events.back();
  QCOMPARE(stringAt(events[events.size() - 2], "/type"), std::string("error"));
  QVERIFY(!stringAt(events[events.size() - 2], "/error/message").empty());
  QCOMPARE(stringAt(last, "/type"), std::string("response.failed"));
  QCOMPARE(stringAt(last, "/response/status"), std::string("failed"));
  QVERIFY(!stringAt(last, "/response/error/message").empty());
  QCOMPARE(stringAt(last, "/response/error/code"), std::string("server_error"));
  QCOMPARE(stringAt(events.front(), "/type"), std::string("response.created"));
  QCOMPARE(stringAt(last, "/response/id"), stringAt(events.front(), "/response/id"));
  for (std::size_t i = 0; i < events.size(); ++i)
    QCOMPARE(numberAt(events[i], "/sequence_number"), static_cast<std::int64_t>(i));
}

void verifyBrokenOff(const Caller& caller, const RawResponse& answer) {
  QCOMPARE(answer.status, 200);
  QVERIFY(answer.complete);
  QVERIFY2(answer.body.find(caller.end) == std::string::npos, answer.body.c_str());
  const Events events = told(answer.body);
  QVERIFY2(!events.empty(), answer.body.c_str());
  if (caller.name == std::string("openai_responses")) return verifyFailedResponse(events);
  const boost::json::value& last = events.back();
  QVERIFY2(!stringAt(last, "/error/message").empty(), answer.body.c_str());
  const bool messages = caller.name == std::string("anthropic");
  QCOMPARE(stringAt(last, "/type"), std::string(messages ? "error" : ""));
  if (messages) QVERIFY(answer.body.find("event: error\ndata: ") != std::string::npos);
}

RawResponse askStream(const Engine& engine, const Caller& caller,
                      const std::string& model = "up/m") {
  return engine.ask("POST", streamPath(caller, model), streamBody(caller, model));
}

template <class Row>
std::string nameOf(const Row& row) {
  return row.name;
}

// A provider that says a word without end to the model "slow", as fast as it is read.
class Flood {
 public:
  static constexpr std::int64_t kAll = 64 * 1024 * 1024;

  explicit Flood(const Provider& provider)
      : m_provider(provider),
        m_upstream([this](RawSocket& socket, const Upstream::Request& request) {
          const bool slow = (request.target() + request.body).find("slow") != std::string::npos;
          if (slow)
            flood(socket);
          else
            socket.send(Upstream::stream(m_provider.textStream));
        }) {}

  std::uint16_t port() const { return m_upstream.port(); }
  std::int64_t sent() const { return m_bytes; }
  std::int64_t words() const { return m_words; }

 private:
  void flood(RawSocket& socket) {
    const std::string begin = m_provider.untilContent(), half = m_provider.half();
    const std::string word(8'000, '~');
    const std::string piece = Upstream::chunk(withWord(half.substr(begin.size()), "\"hel\"", word));
    const std::string end = withWord(m_provider.textStream.substr(half.size()), "\"lo\"", "");
    socket.send(Upstream::streamHead() + Upstream::chunk(begin + ": begun\n\n"));
    while (m_bytes < kAll && socket.send(piece)) {
      m_bytes += static_cast<std::int64_t>(piece.size());
      m_words += static_cast<std::int64_t>(word.size());
    }
    socket.send(Upstream::chunk(end) + Upstream::lastChunk());
  }
  static std::string withWord(std::string event, std::string_view place, const std::string& word) {
    const std::size_t at = event.find(place);
    return event.replace(at, place.size(), "\"" + word + "\"");
  }

  const Provider& m_provider;
  std::atomic<std::int64_t> m_bytes{0}, m_words{0};
  Upstream m_upstream;
};

}  // namespace

class DialectStreamsTest : public QObject {
  Q_OBJECT
 private slots:
  void T29_wholeAnswerForAStream_data() { addAllPairs(); }
  void T29_wholeAnswerForAStream();
  void T29_streamForAWholeAnswer_data() { addAllPairs(); }
  void T29_streamForAWholeAnswer();
  void T33_theCallerIsKeptWaiting_data() { addAllPairs(); }
  void T33_theCallerIsKeptWaiting();
  void T34_pingsPassOnceTheHeadIsOut();
  void T35_aSlowReaderPausesTheProvider_data();
  void T35_aSlowReaderPausesTheProvider();
  void T48_aCutStreamIsAnErrorInTheCallersForm_data() { addAllPairs(); }
  void T48_aCutStreamIsAnErrorInTheCallersForm();
  void T85_aFailureOfTheProviderIsToldToTheEnd_data() { addAllPairs(); }
  void T85_aFailureOfTheProviderIsToldToTheEnd();
  void T85_aFailureBeforeContentIsTold_data() { addAllPairs(); }
  void T85_aFailureBeforeContentIsTold();
  void T78_aListThatBreaksOffIsAList_data() { addPairsFrom("gemini"); }
  void T78_aListThatBreaksOffIsAList();
  void aCallerThatLeavesCancelsATranslatedStream();
  void aReportWithinABrokenStreamIsAnEstimate();
};

void DialectStreamsTest::T29_wholeAnswerForAStream() {
  QFETCH(int, from);
  QFETCH(int, to);
  const Caller& caller = kCallers[from];
  const Provider provider = allProviders()[static_cast<std::size_t>(to)];
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(provider.text));
  });
  Engine engine("providers:\n" + provider.line(caller, upstream.port()));
  const RawResponse answer = askStream(engine, caller);
  QCOMPARE(answer.status, 200);
  QVERIFY2(joined(answer.body, caller.textDelta) == "hello", answer.body.c_str());
  QVERIFY2(answer.body.find(caller.end) != std::string::npos, answer.body.c_str());
  QCOMPARE(engine.row(answer).row.usage.output, 5);
}

void DialectStreamsTest::T29_streamForAWholeAnswer() {
  QFETCH(int, from);
  QFETCH(int, to);
  const Caller& caller = kCallers[from];
  const Provider provider = allProviders()[static_cast<std::size_t>(to)];
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::stream(provider.textStream));
  });
  Engine engine("providers:\n" + provider.line(caller, upstream.port()));
  const RawResponse answer =
      engine.ask("POST", with(caller.path, '*', "up/m"), with(caller.body, '*', "up/m") + "}");
  QCOMPARE(answer.status, 200);
  QCOMPARE(stringAt(parsed(answer.body), caller.text), std::string("hello"));
}

// What goes out meanwhile is no event that a client would take for an answer.
void DialectStreamsTest::T33_theCallerIsKeptWaiting() {
  QFETCH(int, from);
  QFETCH(int, to);
  const Caller& caller = kCallers[from];
  const Provider provider = allProviders()[static_cast<std::size_t>(to)];
  std::atomic<bool> speak{false};
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    // The beginning of an answer waits for its content, too.
    socket.send(Upstream::streamHead());
    if (!provider.untilContent().empty()) socket.send(Upstream::chunk(provider.untilContent()));
    while (!speak)
      if (!socket.quiet(2)) return;
    const std::string rest = provider.textStream.substr(provider.untilContent().size());
    socket.send(Upstream::chunk(rest) + Upstream::lastChunk());
  });
  Engine engine("timeouts: { hold_head: 60ms }\nproviders:\n" +
                provider.line(caller, upstream.port()));
  RawSocket client = engine.connect();
  client.send(Gate::text("POST", streamPath(caller), streamBody(caller)));
  QVERIFY(until([&] { return !client.quiet(2); }));
  speak = true;
  const RawResponse answer = client.readResponse();
  QCOMPARE(answer.status, 200);
  QVERIFY(answer.complete);
  const std::size_t first = answer.body.find("data: ");
  const bool messages = caller.name == std::string("anthropic");
  QVERIFY(first > 0 || messages);
  if (messages) QVERIFY(answer.body.starts_with("event: ping\ndata: {\"type\":\"ping\"}\n\n"));
  QVERIFY2(joined(answer.body, caller.textDelta) == "hello", answer.body.c_str());
  QVERIFY2(answer.body.find(caller.end) != std::string::npos, answer.body.c_str());
  // Numbers count what the caller has seen.
  const Events events = told(answer.body);
  if (caller.name == std::string("openai_responses"))
    for (std::size_t i = 0; i < events.size(); ++i)
      QCOMPARE(numberAt(events[i], "/sequence_number"), static_cast<std::int64_t>(i));
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

void DialectStreamsTest::T35_aSlowReaderPausesTheProvider_data() {
  QTest::addColumn<QString>("from");
  QTest::addColumn<QString>("to");
  QTest::addColumn<bool>("list");
  QTest::newRow("chat from anthropic") << "openai_chat"
                                       << "anthropic" << false;
  QTest::newRow("messages from chat") << "anthropic"
                                      << "openai_chat" << false;
  QTest::newRow("list from gemini") << "gemini"
                                    << "gemini" << true;
  QTest::newRow("list from chat") << "gemini"
                                  << "openai_chat" << true;
}

// Also where each event is written anew, and where Gemini's are elements of a list.
void DialectStreamsTest::T35_aSlowReaderPausesTheProvider() {
  QFETCH(QString, from);
  QFETCH(QString, to);
  QFETCH(bool, list);
  const Caller& caller = *std::ranges::find(kCallers, from.toStdString(), nameOf<Caller>);
  const auto all = allProviders();
  const Provider& provider = *std::ranges::find(all, to.toStdString(), nameOf<Provider>);
  Flood flood(provider);
  Engine engine("ledger: { bodies: none }\nproviders:\n" + provider.line(caller, flood.port()));
  const std::string path =
      list ? "/v1beta/models/up/slow:streamGenerateContent" : streamPath(caller, "up/slow");
  RawSocket slow = engine.connect(4096);
  slow.send(Gate::text("POST", path, streamBody(caller, "up/slow")));
  QVERIFY(slow.readHead().starts_with("HTTP/1.1 200"));
  // What is on the way fills the buffers of the sockets, and nothing beyond them.
  std::int64_t before = -1;
  QVERIFY(until([&] { return std::exchange(before, flood.sent()) == flood.sent() && before > 0; }));
  for (int i = 0; i < 5; ++i)
    QVERIFY(askStream(engine, caller).complete);
  QVERIFY2(flood.sent() < Flood::kAll / 2, std::to_string(flood.sent()).c_str());
  // It reads on: every word comes, and the end.
  std::int64_t words = 0;
  std::string carry;
  while (carry.find("\r\n0\r\n\r\n") == std::string::npos) {
    const std::string some = slow.readSome();
    QVERIFY2(!some.empty(), carry.c_str());
    words += std::count(some.begin(), some.end(), '~');
    carry += some;
    if (carry.size() > 64) carry.erase(0, carry.size() - 64);
  }
  QCOMPARE(words, flood.words());
}

void DialectStreamsTest::T48_aCutStreamIsAnErrorInTheCallersForm() {
  QFETCH(int, from);
  QFETCH(int, to);
  const Caller& caller = kCallers[from];
  const Provider provider = allProviders()[static_cast<std::size_t>(to)];
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::stream(provider.half()));
  });
  Engine engine("providers:\n" + provider.line(caller, upstream.port()));
  const RawResponse answer = askStream(engine, caller);
  QVERIFY2(joined(answer.body, caller.textDelta) == "hel", answer.body.c_str());
  verifyBrokenOff(caller, answer);
  const auto row = engine.row(answer);
  QCOMPARE(row.row.error, ErrorKind::UpstreamCut);
  QVERIFY(row.row.usage.output > 0);
  if (provider.name == std::string("anthropic")) QCOMPARE(row.row.usage.input, 10);  // it was told
}

void DialectStreamsTest::T85_aFailureOfTheProviderIsToldToTheEnd() {
  QFETCH(int, from);
  QFETCH(int, to);
  const Caller& caller = kCallers[from];
  const Provider provider = allProviders()[static_cast<std::size_t>(to)];
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::stream(provider.half() + provider.failure));
  });
  Engine engine("providers:\n" + provider.line(caller, upstream.port()));
  const RawResponse answer = askStream(engine, caller);
  verifyBrokenOff(caller, answer);
  QVERIFY2(answer.body.find("gave up") != std::string::npos, answer.body.c_str());
  QCOMPARE(engine.row(answer).row.error, ErrorKind::UpstreamError);
}

// The head is out since nobody spoke for so long.
void DialectStreamsTest::T85_aFailureBeforeContentIsTold() {
  QFETCH(int, from);
  QFETCH(int, to);
  const Caller& caller = kCallers[from];
  const Provider provider = allProviders()[static_cast<std::size_t>(to)];
  std::atomic<bool> fail{false};
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::streamHead());
    if (!provider.untilContent().empty()) socket.send(Upstream::chunk(provider.untilContent()));
    while (!fail)
      if (!socket.quiet(2)) return;
    socket.send(Upstream::chunk(provider.failure) + Upstream::lastChunk());
  });
  Engine engine("timeouts: { hold_head: 60ms }\nproviders:\n" +
                provider.line(caller, upstream.port()));
  RawSocket client = engine.connect();
  client.send(Gate::text("POST", streamPath(caller), streamBody(caller)));
  QVERIFY(until([&] { return !client.quiet(2); }));
  fail = true;
  verifyBrokenOff(caller, client.readResponse());
}

// Gemini's form without alt=sse, broken off before content and after it.
void DialectStreamsTest::T78_aListThatBreaksOffIsAList() {
  QFETCH(int, from);
  QFETCH(int, to);
  const Caller& caller = kCallers[from];
  const Provider provider = allProviders()[static_cast<std::size_t>(to)];
  std::atomic<bool> speaks{true}, fail{false};
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    if (speaks) return void(socket.send(Upstream::stream(provider.half())));
    socket.send(Upstream::streamHead());
    while (!fail)
      if (!socket.quiet(2)) return;
    socket.send(Upstream::chunk(provider.failure) + Upstream::lastChunk());
  });
  Engine engine("timeouts: { hold_head: 60ms }\nproviders:\n" +
                provider.line(caller, upstream.port()));
  const std::string path = "/v1beta/models/up/m:streamGenerateContent";
  const RawResponse half = engine.ask("POST", path, streamBody(caller));
  QCOMPARE(said(told(half.body), caller.textDelta), std::string("hel"));
  QVERIFY(trim(half.body).starts_with('['));
  verifyBrokenOff(caller, half);
  speaks = false;
  RawSocket client = engine.connect();
  client.send(Gate::text("POST", path, streamBody(caller)));
  QVERIFY(until([&] { return !client.quiet(2); }));
  fail = true;
  const RawResponse none = client.readResponse();
  QVERIFY2(trim(none.body).starts_with('['), none.body.c_str());
  verifyBrokenOff(caller, none);
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
