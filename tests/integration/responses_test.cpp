// The Responses API, mostly towards providers that do not speak it.
// Wire cases: T17, T80, T82, T84, T85, T109.
#include <QTest>
#include <atomic>

#include "tests/support/dialect_matrix.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

namespace {

std::string responsesBody(const std::string& more) { return R"({"model":"gpt/m")" + more + "}"; }

RawResponse ask(const Engine& engine, const std::string& more) {
  return engine.ask("POST", "/v1/responses", responsesBody(more));
}

// Of an answer, whole or as a stream.
std::string idOf(const RawResponse& answer) {
  const bool stream = answer.body.starts_with("event:") || answer.body.starts_with("data:");
  return stream ? stringAt(parsed(eventsOf(answer.body).back()), "/response/id")
                : stringAt(parsed(answer.body), "/id");
}

// The name of its first item.
std::string itemOf(const std::string& id) { return "msg_" + id.substr(id.find('_') + 1) + "_0"; }

std::string referring(const std::string& item) {
  return R"(,"input":[{"type":"item_reference","id":")" + item + "\"}]";
}

std::string previous(const std::string& id) {
  return ",\"input\":\"x\",\"previous_response_id\":\"" + id + "\"";
}

// One event of a stream; `members` follow its type.
std::string eventOf(const std::string& type, const std::string& members) {
  return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + members + "}\n\n";
}

// A picture of 3 MB that is not finished yet.
std::string partialImage(int index) {
  const std::string number = std::to_string(index);
  return eventOf("response.image_generation_call.partial_image",
                 R"("item_id":"ig_1","output_index":0,"partial_image_index":)" + number +
                     R"(,"partial_image_b64":")" + std::string(3 * 1024 * 1024, number[0]) + "\"");
}

// What a chunked stream carries, as it comes.
class ChunkReader {
 public:
  explicit ChunkReader(RawSocket& socket) : m_socket(socket) {}

  // Until there are that many bytes, or no more.
  const std::string& read(std::size_t upTo) {
    while (m_body.size() < upTo) {
      const std::size_t size = std::strtoul(m_socket.readUntil("\r\n").c_str(), nullptr, 16);
      if (size == 0) break;
      m_body += m_socket.readExactly(size);
      m_socket.readUntil("\r\n");
    }
    return m_body;
  }

 private:
  RawSocket& m_socket;
  std::string m_body;
};

}  // namespace

class ResponsesTest : public QObject {
  Q_OBJECT
 private slots:
  void T17_aProviderOfTheDialectGetsTheBytes_data();
  void T17_aProviderOfTheDialectGetsTheBytes();
  void T84_goesOnFromAnAnswerThatIsKept_data();
  void T84_goesOnFromAnAnswerThatIsKept();
  void T84_unknownIdsAreNotFound();
  void T84_storeFalseLeavesNothing();
  void T84_deletedAnswersAreGone_data();
  void T84_deletedAnswersAreGone();
  void T84_answersBelongToTheirKey();
  void T84_itemsAreReferredTo();
  void T84_referencesToOthersPassAsTheyAre();
  void T85_aCutStreamEndsInAFailedResponse();
  void T109_picturesPassAsTheyAreDrawn_data();
  void T109_picturesPassAsTheyAreDrawn();
};

void ResponsesTest::T17_aProviderOfTheDialectGetsTheBytes_data() {
  QTest::addColumn<bool>("stream");
  QTest::newRow("whole") << false;
  QTest::newRow("stream") << true;
}

void ResponsesTest::T17_aProviderOfTheDialectGetsTheBytes() {
  QFETCH(bool, stream);
  const Provider provider = responses();
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(stream ? Upstream::stream(provider.textStream) : Upstream::json(provider.text));
  });
  Engine engine("providers:\n" + providerLine("gpt", upstream.port(), "", "openai"));
  const std::string more = R"(, "input" : "hi","previous_response_id":"resp_abc","new":[1e2])" +
                           std::string(stream ? kStream : "");
  const RawResponse answer = ask(engine, more);
  QCOMPARE(answer.status, 200);
  QCOMPARE(answer.body, stream ? provider.textStream : provider.text);
  const auto asked = upstream.requests().at(0);
  QCOMPARE(asked.target(), std::string("/v1/responses"));
  const std::string sent = "{\"model\":\"m\"" + more + "}";
  QCOMPARE(asked.body, sent);
  QCOMPARE(engine.row(answer).row.usage.output, 5);
}

void ResponsesTest::T84_goesOnFromAnAnswerThatIsKept_data() {
  QTest::addColumn<bool>("stream");
  QTest::newRow("whole") << false;
  QTest::newRow("stream") << true;
}

void ResponsesTest::T84_goesOnFromAnAnswerThatIsKept() {
  QFETCH(bool, stream);
  Upstream upstream(chats());
  Engine engine(gpt(upstream.port()));
  const RawResponse first = ask(engine, R"(,"input":"one")" + std::string(stream ? kStream : ""));
  QCOMPARE(first.status, 200);
  const std::string id = stream ? stringAt(parsed(eventsOf(first.body).back()), "/response/id")
                                : stringAt(parsed(first.body), "/id");
  QVERIFY2(id.starts_with("resp_"), first.body.c_str());
  const RawResponse second = ask(engine, R"(,"input":"two","previous_response_id":")" + id + "\"");
  QCOMPARE(second.status, 200);
  const RawResponse third = ask(engine, R"(,"input":"three","previous_response_id":")" +
                                            stringAt(parsed(second.body), "/id") + "\"");
  QCOMPARE(third.status, 200);
  const auto sent = parsed(upstream.requests().at(2).body);
  QCOMPARE(stringAt(sent, "/messages/0/content"), std::string("one"));
  QCOMPARE(stringAt(sent, "/messages/1/content"), std::string("hi"));
  QCOMPARE(stringAt(sent, "/messages/2/content"), std::string("two"));
  QCOMPARE(stringAt(sent, "/messages/4/content"), std::string("three"));
  const RawResponse kept = engine.ask("GET", "/v1/responses/" + id);
  QCOMPARE(kept.status, 200);
  QCOMPARE(stringAt(parsed(kept.body), "/id"), id);
}

void ResponsesTest::T84_unknownIdsAreNotFound() {
  Upstream upstream(chats());
  Engine engine(gpt(upstream.port()));
  for (const char* id : {"resp_01m82z8h8shhwvm6530x6cad63", "resp_abc"}) {
    const RawResponse answer = ask(engine, previous(id));
    QCOMPARE(answer.status, 404);
    QVERIFY(stringAt(parsed(answer.body), "/error/message").find(id) != std::string::npos);
    QCOMPARE(engine.ask("GET", std::string("/v1/responses/") + id).status, 404);
  }
  QCOMPARE(upstream.count(), 0);
}

void ResponsesTest::T84_storeFalseLeavesNothing() {
  Upstream upstream(chats());
  Engine engine(gpt(upstream.port()));
  const RawResponse answer = ask(engine, R"(,"input":"secret words","store":false)");
  QCOMPARE(answer.status, 200);
  const auto row = engine.row(answer);
  QVERIFY(!row.request && !row.response);
  QCOMPARE(row.row.usage.input, 10);
  const std::string id = stringAt(parsed(answer.body), "/id");
  const RawResponse second = ask(engine, previous(id));
  QCOMPARE(second.status, 404);
}

void ResponsesTest::T84_deletedAnswersAreGone_data() { T84_goesOnFromAnAnswerThatIsKept_data(); }

void ResponsesTest::T84_deletedAnswersAreGone() {
  QFETCH(bool, stream);
  Upstream upstream(chats());
  Engine engine(gpt(upstream.port()));
  const RawResponse first = ask(engine, R"(,"input":"one")" + std::string(stream ? kStream : ""));
  const std::string id = idOf(first);
  const std::string path = "/v1/responses/" + id;
  QCOMPARE(engine.ask("GET", path).status, 200);
  const RawResponse gone = engine.ask("DELETE", path);
  QCOMPARE(gone.status, 200);
  const std::string said = R"({"id":")" + id + R"(","object":"response","deleted":true})";
  QCOMPARE(gone.body, said);
  QCOMPARE(engine.ask("GET", path).status, 404);
  QCOMPARE(engine.ask("DELETE", path).status, 404);
  for (const std::string& more : {previous(id), referring(itemOf(id))})
    QCOMPARE(ask(engine, more).status, 404);
  QCOMPARE(upstream.count(), 1);
  const auto row = engine.row(first);
  QVERIFY(!row.request && !row.response);
  QCOMPARE(row.row.usage.output, 5);
}

void ResponsesTest::T84_answersBelongToTheirKey() {
  Upstream upstream(chats());
  Engine engine(gpt(upstream.port()));
  const auto made = engine.admin("POST", "keys", R"({"name":"other"})");
  const std::string other = "Authorization: Bearer " + stringAt(made.body, "/text") + "\r\n";
  const std::string id = idOf(ask(engine, R"(,"input":"one")"));
  const std::string path = "/v1/responses/" + id;
  QCOMPARE(engine.ask("GET", path, "", other).status, 404);
  QCOMPARE(engine.ask("DELETE", path, "", other).status, 404);
  for (const std::string& more : {previous(id), referring(itemOf(id))})
    QCOMPARE(engine.ask("POST", "/v1/responses", responsesBody(more), other).status, 404);
  QCOMPARE(engine.ask("GET", path).status, 200);
}

void ResponsesTest::T84_itemsAreReferredTo() {
  Upstream upstream(chats());
  Engine engine(gpt(upstream.port()));
  const std::string id = idOf(ask(engine, R"(,"input":"one")"));
  const std::string item = itemOf(id);
  const RawResponse kept = engine.ask("GET", "/v1/responses/" + id);
  QCOMPARE(stringAt(parsed(kept.body), "/output/0/id"), item);
  for (const char* type : {R"("type":"item_reference",)", ""}) {
    const RawResponse second =
        ask(engine, std::string(R"(,"input":[{"role":"user","content":"one"},{)") + type +
                        R"("id":")" + item + R"("},{"role":"user","content":"two"}])");
    QVERIFY2(second.status == 200, second.body.c_str());
    const auto sent = parsed(upstream.requests().back().body);
    QCOMPARE(stringAt(sent, "/messages/1/role"), std::string("assistant"));
    QCOMPARE(stringAt(sent, "/messages/1/content"), std::string("hi"));
    QCOMPARE(stringAt(sent, "/messages/2/content"), std::string("two"));
  }
  const RawResponse missing = ask(engine, referring(item + "9"));
  QCOMPARE(missing.status, 404);
  QVERIFY(stringAt(parsed(missing.body), "/error/message").find(item + "9") != std::string::npos);
}

void ResponsesTest::T84_referencesToOthersPassAsTheyAre() {
  Upstream upstream([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(R"({"id":"resp_1","object":"response","status":"completed",)"
                               R"("model":"m","output":[]})"));
  });
  Engine engine("providers:\n" + providerLine("gpt", upstream.port(), "", "openai"));
  const std::string more =
      R"(, "input" : [{"type":"item_reference", "id":"msg_67c9fdcecf488190bdd9a0409de3a1ec"}])";
  QCOMPARE(ask(engine, more).status, 200);
  const std::string sent = "{\"model\":\"m\"" + more + "}";
  QCOMPARE(upstream.requests().at(0).body, sent);
}

void ResponsesTest::T85_aCutStreamEndsInAFailedResponse() {
  Upstream upstream([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::stream(Upstream::delta("half")));
  });
  Engine engine(gpt(upstream.port()));
  const RawResponse answer = ask(engine, std::string(R"(,"input":"x")") + kStream);
  QCOMPARE(answer.status, 200);
  QVERIFY(answer.body.find("response.completed") == std::string::npos);
  const std::vector<std::string> events = eventsOf(answer.body);
  const auto error = parsed(events.at(events.size() - 2)), last = parsed(events.back());
  QCOMPARE(stringAt(error, "/type"), std::string("error"));
  QVERIFY(!stringAt(error, "/error/message").empty());
  QCOMPARE(stringAt(last, "/type"), std::string("response.failed"));
  QCOMPARE(stringAt(last, "/response/output/0/content/0/text"), std::string("half"));
}

void ResponsesTest::T109_picturesPassAsTheyAreDrawn_data() {
  QTest::addColumn<QByteArray>("before");
  QTest::newRow("T109 begun") << QByteArray::fromStdString(
      eventOf("response.output_item.added",
              R"("output_index":0,"item":{"id":"ig_1","type":"image_generation_call",)"
              R"("status":"in_progress","result":null})"));
  QTest::newRow("T109 at once") << QByteArray();
}

// Each of them is with the client before the next one is drawn.
void ResponsesTest::T109_picturesPassAsTheyAreDrawn() {
  QFETCH(const QByteArray, before);
  const std::vector<std::string> events{before.toStdString() + partialImage(0), partialImage(1),
                                        partialImage(2)};
  const std::string end =
      eventOf("response.completed",
              R"("response":{"id":"resp_1","object":"response","status":"completed","output":[],)"
              R"("usage":{"input_tokens":7,"output_tokens":5,"total_tokens":12}})");
  std::atomic<std::size_t> seen{0};
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::streamHead());
    for (std::size_t i = 0; i < events.size(); ++i) {
      while (seen < i)
        if (!socket.quiet(2)) return socket.close();
      socket.send(Upstream::chunk(events[i]));
    }
    socket.send(Upstream::chunk(end) + Upstream::lastChunk());
  });
  Engine engine("providers:\n" + providerLine("gpt", upstream.port(), "", "openai"));
  RawSocket client = engine.connect();
  const std::string asked =
      R"(,"input":"draw","tools":[{"type":"image_generation","partial_images":3}])" +
      std::string(kStream);
  client.send(Gate::text("POST", "/v1/responses", responsesBody(asked)));
  QVERIFY(client.readHead().starts_with("HTTP/1.1 200"));
  ChunkReader reader(client);
  std::string all;
  for (const std::string& event : events) {
    all += event;
    QVERIFY(reader.read(all.size()) == all);
    ++seen;
  }
  QVERIFY(reader.read(std::string::npos) == all + end);
  const auto row = engine.newestRow();
  QCOMPARE(row.row.outcome, ledger::OutcomeClass::Ok);
  QCOMPARE(row.row.usage.output, 5);
}

SB_TEST(ResponsesTest);
#include "responses_test.moc"
