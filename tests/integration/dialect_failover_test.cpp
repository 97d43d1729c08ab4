// A second target of another dialect: all that belongs to it changes with it, and nothing stays of
// the first. Wire cases: T34, T65, T101.
#include <QTest>
#include <atomic>

#include "tests/support/dialect_matrix.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

namespace {

// How a provider of a dialect is asked for the model "b".
struct Side {
  std::string name, whole, stream;  // paths
  std::string header, before;       // of the key, and what stands before it there
  std::string words;                // what the caller said
  std::string model;                // "" = in the path
};

const std::vector<Side>& sides() {
  static const std::vector<Side> all{
      {"openai_chat", "/v1/chat/completions", "/v1/chat/completions", "Authorization", "Bearer ",
       "/messages/0/content", "/model"},
      {"anthropic", "/v1/messages", "/v1/messages", "x-api-key", "", "/messages/0/content",
       "/model"},
      {"gemini", "/v1/models/b:generateContent", "/v1/models/b:streamGenerateContent?alt=sse",
       "x-goog-api-key", "", "/contents/0/parts/0/text", ""},
      {"openai_responses", "/v1/responses", "/v1/responses", "Authorization", "Bearer ",
       "/input/0/content", "/model"}};
  return all;
}

const Side& sideOf(const Provider& provider) {
  for (const Side& side : sides())
    if (side.name == provider.name) return side;
  qFatal("no such dialect");
}

// Texts stand there alone or in a list of parts.
std::string wordsAt(const boost::json::value& body, const std::string& pointer) {
  for (const std::string& more : {std::string(), std::string("/0/text")})
    if (const std::string text = stringAt(body, pointer + more); !text.empty()) return text;
  return stringAt(body, "/input");  // of a caller of the same dialect
}

void verifyAsked(const Upstream::Request& asked, const Side& side, bool stream) {
  QCOMPARE(asked.target(), stream ? side.stream : side.whole);
  for (const char* header : {"Authorization", "x-api-key", "x-goog-api-key"}) {
    const bool its = side.header == header;
    QCOMPARE(asked.header(header), its ? side.before + providerKey("two") : std::string());
  }
  QVERIFY(asked.head.find(providerKey("one")) == std::string::npos);
  QCOMPARE(asked.has("anthropic-version"), side.name == "anthropic");
  const auto body = parsed(asked.body);
  QCOMPARE(wordsAt(body, side.words), std::string("hi"));
  if (!side.model.empty()) QCOMPARE(stringAt(body, side.model), std::string("b"));
  // Streams have a path of their own with Google alone.
  const bool member = stream && side.name != "gemini";
  QCOMPARE(asked.body.find("\"stream\":true") != std::string::npos, member);
}

}  // namespace

class DialectFailoverTest : public QObject {
  Q_OBJECT
 private slots:
  void T101_allOfTheTargetChangesTogether_data();
  void T101_allOfTheTargetChangesTogether();
  void T34_pingsOfProvidersKeepCallersWaiting_data() { addAllPairs(); }
  void T34_pingsOfProvidersKeepCallersWaiting();
  void T65_aMissingCountSaysNothingOfHealth();
};

void DialectFailoverTest::T101_allOfTheTargetChangesTogether_data() {
  QTest::addColumn<int>("from");
  QTest::addColumn<int>("to");
  QTest::addColumn<bool>("stream");
  const auto all = allProviders();
  for (std::size_t from = 0; from < std::size(kCallers); ++from)
    for (std::size_t to = 0; to < all.size(); ++to)
      for (const bool stream : {false, true})
        QTest::addRow("%s to %s, %s", kCallers[from].name, all[to].name,
                      stream ? "stream" : "whole")
            << int(from) << int(to) << stream;
}

void DialectFailoverTest::T101_allOfTheTargetChangesTogether() {
  QFETCH(int, from);
  QFETCH(int, to);
  QFETCH(bool, stream);
  const Caller& caller = kCallers[from];
  const auto all = allProviders();
  const Provider second = all[std::size_t(to)];
  const Provider first = all[(std::size_t(to) + 1) % all.size()];
  // Streams: it begins an answer and gives up before there is content.
  Upstream broken([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(stream ? Upstream::stream(first.untilContent() + first.failure)
                       : Upstream::json(R"({"error":{"message":"gave up"}})", 500));
  });
  Upstream good([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(stream ? Upstream::stream(second.textStream) : Upstream::json(second.text));
  });
  Engine engine("providers:\n" + first.line(caller, broken.port(), "one") +
                second.line(caller, good.port(), "two") +
                "routes:\n  - name: r\n    flow: { fallback: { try: [ { target: one/a }, "
                "{ target: two/b } ] } }\n");
  const RawResponse answer =
      stream ? engine.ask("POST", streamPath(caller, "r"), streamBody(caller, "r"))
             : engine.ask("POST", with(caller.path, '*', "r"), with(caller.body, '*', "r") + "}");
  QCOMPARE(answer.status, 200);
  if (stream) {
    QVERIFY2(joined(answer.body, caller.textDelta) == "hello", answer.body.c_str());
    QVERIFY2(answer.body.find(caller.end) != std::string::npos, answer.body.c_str());
  } else {
    QCOMPARE(stringAt(parsed(answer.body), caller.text), std::string("hello"));
    QCOMPARE(numberAt(parsed(answer.body), caller.input), 10);
  }
  QCOMPARE(good.count(), 1);
  verifyAsked(good.requests().at(0), sideOf(second), stream);
  const auto row = engine.row(answer);
  QCOMPARE(row.attempts.size(), std::size_t(2));
  // Named where it is not the caller's.
  const auto other = [&](const Provider& provider) {
    return provider.name == std::string(caller.name) ? std::string() : std::string(provider.name);
  };
  QCOMPARE(row.attempts.at(0).dialect, other(first));
  QCOMPARE(row.attempts.at(1).dialect, other(second));
  QCOMPARE(row.row.usage.output, 5);
}

// While the provider thinks it says now and then that it is there: the caller hears of it in its
// own form as soon as its head is out, and its stream is right afterwards.
void DialectFailoverTest::T34_pingsOfProvidersKeepCallersWaiting() {
  QFETCH(int, from);
  QFETCH(int, to);
  const Caller& caller = kCallers[from];
  const Provider provider = allProviders()[std::size_t(to)];
  const std::string name = provider.name;
  const std::string ping = name == "anthropic" ? messageEvent(R"({"type":"ping"})")
                           : name == "openai_responses"
                               ? "event: keepalive\ndata: {\"type\":\"keepalive\"}\n\n"
                               : ": ping\n\n";
  std::atomic<int> step{0};
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::streamHead());
    if (!provider.untilContent().empty()) socket.send(Upstream::chunk(provider.untilContent()));
    while (step < 1)
      if (!socket.quiet(2)) return;
    socket.send(Upstream::chunk(ping));
    while (step < 2)
      if (!socket.quiet(2)) return;
    socket.send(Upstream::chunk(provider.textStream.substr(provider.untilContent().size())) +
                Upstream::lastChunk());
  });
  Engine engine("timeouts: { hold_head: 60ms }\nproviders:\n" +
                provider.line(caller, upstream.port()));
  RawSocket client = engine.connect();
  client.send(Gate::text("POST", streamPath(caller), streamBody(caller)));
  const std::string head = client.readHead();
  QVERIFY(head.starts_with("HTTP/1.1 200"));
  step = 1;
  // Ours, and the provider's: neither holds any of the answer.
  for (int heard = 0; heard < 2; ++heard) {
    const std::string sign = client.readUntil("\n\n");
    QVERIFY2(sign.ends_with("\n\n") && sign.find("hel") == std::string::npos, sign.c_str());
  }
  step = 2;
  const std::string rest = client.readUntil("\r\n0\r\n\r\n");
  QVERIFY2(rest.find("hel") != std::string::npos, rest.c_str());
  QVERIFY2(rest.find(caller.end) != std::string::npos, rest.c_str());
}

// Many servers of the API have no such call: that is no reason to rest.
void DialectFailoverTest::T65_aMissingCountSaysNothingOfHealth() {
  Upstream upstream([](RawSocket& socket, const Upstream::Request& request) {
    const bool counts = request.target().find("count_tokens") != std::string::npos;
    socket.send(counts ? Upstream::json(R"({"error":{"message":"Not Found"}})", 404)
                       : Upstream::json(wholeMessage()));
  });
  Upstream backup(chats());
  Engine engine(
      claude(upstream.port(),
             providerLine("gpt", backup.port()) +
                 "routes:\n  - name: r\n    flow: { fallback: { try: [ { target: claude/m "
                 "}, { target: gpt/m } ] } }\n"));
  for (int i = 0; i < 40; ++i)
    QCOMPARE(engine.ask("POST", "/v1/messages/count_tokens", messagesBody("claude/m")).status, 200);
  const RawResponse answer = engine.ask("POST", "/v1/messages", messagesBody("r"));
  QCOMPARE(answer.status, 200);
  QCOMPARE(answer.header("x-signalbox-provider"), std::string("claude"));
  QCOMPARE(answer.header("x-signalbox-attempts"), std::string("1"));
  QCOMPARE(backup.count(), 0);
}

SB_TEST(DialectFailoverTest);
#include "dialect_failover_test.moc"
