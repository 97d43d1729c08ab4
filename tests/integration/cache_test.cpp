// Answers that are given again.
#include <QFile>
#include <QTest>
#include <atomic>
#include <span>

#include "tests/support/engine.h"
#include "tests/support/runner.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

namespace {

// Each answer another one.
struct Counting {
  Counting()
      : upstream([this](RawSocket& socket, const Upstream::Request& request) {
          saying("answer " + std::to_string(++count))(socket, request);
        }) {}
  std::atomic<int> count{0};
  Upstream upstream;
};

const std::string kPrices =
    "models: [ { provider: up, model: m, price: { usd_per_mtok: { input: 100, output: 200 } } } "
    "]\n";

std::string cached(std::uint16_t port, const std::string& rule = "{ exact: { ttl: 10m } }",
                   const std::string& more = "") {
  return "providers:\n" + providerLine("up", port) + kPrices +
         "routes: [ { name: r, cache: " + rule + ", flow: { target: up/m } } ]\n" + more;
}

// The four formats that callers speak.
struct Caller {
  const char* name;
  const char* path;
  const char* body;
};

constexpr Caller kWhole[] = {
    {"chat", "/v1/chat/completions",
     R"({"model":"r","messages":[{"role":"user","content":"hi"}]})"},
    {"messages", "/v1/messages",
     R"({"model":"r","max_tokens":50,"messages":[{"role":"user","content":"hi"}]})"},
    {"responses", "/v1/responses", R"({"model":"r","store":false,"input":"hi"})"},
    {"gemini", "/v1beta/models/r:generateContent", R"({"contents":[{"parts":[{"text":"hi"}]}]})"}};

constexpr Caller kStreams[] = {
    {"chat stream", "/v1/chat/completions",
     R"({"model":"r","stream":true,"messages":[{"role":"user","content":"hi"}]})"},
    {"messages stream", "/v1/messages",
     R"({"model":"r","stream":true,"max_tokens":50,"messages":[{"role":"user","content":"hi"}]})"},
    {"responses stream", "/v1/responses",
     R"({"model":"r","stream":true,"store":false,"input":"hi"})"},
    {"gemini stream", "/v1beta/models/r:streamGenerateContent?alt=sse",
     R"({"contents":[{"parts":[{"text":"hi"}]}]})"},
    {"gemini list", "/v1beta/models/r:streamGenerateContent",
     R"({"contents":[{"parts":[{"text":"hi"}]}]})"}};

void callers() {
  QTest::addColumn<QString>("path");
  QTest::addColumn<QString>("body");
  for (const auto& list : {std::span<const Caller>(kWhole), std::span<const Caller>(kStreams)})
    for (const Caller& caller : list)
      QTest::newRow(caller.name) << caller.path << caller.body;
}

std::string cacheOf(const RawResponse& answer) { return answer.header("x-signalbox-cache"); }

}  // namespace

class CacheTest : public QObject {
  Q_OBJECT
 private slots:
  void nothingIsKeptUnlessARouteSaysSo();
  void theSameAnswerAgainInEveryFormat_data() { callers(); }
  void theSameAnswerAgainInEveryFormat();
  void aHitCostsNothingAndSaysWhatItSaved();
  void whatSaysTheSameIsTheSame();
  void whatMayDifferIsAnother_data();
  void whatMayDifferIsAnother();
  void keysNeverShare();
  void allMayShareWhereTheRouteSaysSo();
  void callersMayRefuse();
  void timesAreKept();
  void errorsAndCutAnswersAreNotKept_data();
  void errorsAndCutAnswersAreNotKept();
  void stateIsNeverKept_data();
  void stateIsNeverKept();
  void aChangedRouteForgets();
  void conditionsDecideFirst();
  void anInnerNodeKeepsItsOwn();
  void anInnerNodeStaysOut();
  void aHitTakesNoPlaceBelowALimit();
  void survivesARestart();
  void aDamagedFileIsAMiss();
  void workersShareOneAnswer();
  void strictRowsComeFirst();
  void aLargeRequestIsFoundAgain();
  void theClientMayLeave();
};

void CacheTest::nothingIsKeptUnlessARouteSaysSo() {
  Counting up;
  Engine engine("providers:\n" + providerLine("up", up.upstream.port()));
  for (int i = 0; i < 2; ++i)
    QCOMPARE(cacheOf(engine.chat("up/m")), std::string("off"));
  QCOMPARE(up.count.load(), 2);
  QVERIFY(!QFile::exists(QString::fromStdString(engine.home().dataFolder() + "/cache.db")));
}

void CacheTest::theSameAnswerAgainInEveryFormat() {
  QFETCH(QString, path);
  QFETCH(QString, body);
  Counting up;
  Engine engine(cached(up.upstream.port()));
  const auto ask = [&] { return engine.ask("POST", path.toStdString(), body.toStdString()); };
  const RawResponse first = ask();
  const RawResponse again = ask();
  QCOMPARE(first.status, 200);
  QVERIFY(first.body.find("answer 1") != std::string::npos || !first.body.empty());
  QCOMPARE(cacheOf(first), std::string("miss"));
  QCOMPARE(first.header("Age"), std::string());
  QCOMPARE(again.status, 200);
  QVERIFY(again.complete);
  QCOMPARE(cacheOf(again), std::string("hit"));
  QCOMPARE(again.header("Age"), std::string("0"));
  QCOMPARE(again.header("Content-Type"), first.header("Content-Type"));
  QCOMPARE(again.body, first.body);
  QVERIFY(again.header("x-signalbox-request-id") != first.header("x-signalbox-request-id"));
  QCOMPARE(up.count.load(), 1);
}

void CacheTest::aHitCostsNothingAndSaysWhatItSaved() {
  Counting up;
  Engine engine(cached(up.upstream.port()));
  const RawResponse first = engine.chat("r");
  const RawResponse again = engine.chat("r");
  QCOMPARE(first.header("x-signalbox-cost-usd"), std::string("0.002000000"));
  QCOMPARE(again.header("x-signalbox-cost-usd"), std::string("0.000000000"));
  const ledger::Detail miss = engine.row(first);
  QCOMPARE(miss.row.cache, std::string("miss"));
  QCOMPARE(miss.row.cost.value, 2'000'000);
  QVERIFY(!miss.row.saved);
  const ledger::Detail hit = engine.row(again);
  QCOMPARE(hit.row.cache, std::string("hit"));
  QCOMPARE(hit.row.status, 200);
  QVERIFY(hit.row.outcome == ledger::OutcomeClass::Ok);
  QVERIFY(hit.row.priced);
  QCOMPARE(hit.row.cost.value, 0);
  QVERIFY(hit.row.saved == NanoUsd{2'000'000});
  QCOMPARE(hit.row.attempts, 0);
  QCOMPARE(hit.row.provider, std::string("up"));
  QCOMPARE(hit.row.model, std::string("m"));
  QCOMPARE(hit.finishReason, std::string("stop"));
  QCOMPARE(hit.row.usage.totalInput(), 0);
  QVERIFY(hit.response && hit.response->bytes == again.body);
  const auto found = engine.admin("GET", "logs?q=cache:hit%20saved:%3E0.001");
  QCOMPARE(found.body.at("rows").as_array().size(), std::size_t(1));
  QCOMPARE(stringAt(found.body, "/rows/0/saved_usd"), std::string("0.002000000"));
}

void CacheTest::whatSaysTheSameIsTheSame() {
  Counting up;
  Engine engine(cached(up.upstream.port()));
  const std::string path = "/v1/chat/completions";
  const auto ask = [&](const std::string& body) { return engine.ask("POST", path, body); };
  ask("{\"model\":\"r\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"top_p\":1}");
  const std::vector<std::string> same{
      "{\"top_p\":1,\"messages\":[{\"content\":\"hi\",\"role\":\"user\"}],\"model\":\"r\"}",
      "{ \"model\" : \"r\",\n \"messages\":[ {\"role\":\"user\",\"content\":\"hi\"} ], "
      "\"top_p\" : 1 }",
      "{\"model\":\"r\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"top_p\":1,"
      "\"user\":\"u\",\"metadata\":{\"a\":\"b\"},\"stream\":false,\"service_tier\":\"auto\"}"};
  for (const std::string& body : same)
    QCOMPARE(cacheOf(ask(body)), std::string("hit"));
  QCOMPARE(up.count.load(), 1);
}

void CacheTest::whatMayDifferIsAnother_data() {
  QTest::addColumn<QString>("members");
  QTest::addColumn<QString>("lines");
  QTest::newRow("a parameter") << ",\"temperature\":0.5"
                               << "";
  QTest::newRow("a stream") << ",\"stream\":true"
                            << "";
  QTest::newRow("a header") << ""
                            << "OpenAI-Beta: x=1\r\n";
}

void CacheTest::whatMayDifferIsAnother() {
  QFETCH(QString, members);
  QFETCH(QString, lines);
  Counting up;
  Engine engine(cached(up.upstream.port()));
  engine.chat("r");
  for (const char* expected : {"miss", "hit"})
    QCOMPARE(cacheOf(engine.chat("r", "hi", members.toStdString(), lines.toStdString())),
             std::string(expected));
  QCOMPARE(up.count.load(), 2);
}

void CacheTest::keysNeverShare() {
  Counting up;
  Engine engine(cached(up.upstream.port()));
  const auto made = engine.admin("POST", "keys", "{\"name\":\"other\"}");
  const std::string key = "Authorization: Bearer " + stringAt(made.body, "/text") + "\r\n";
  engine.chat("r");
  QCOMPARE(cacheOf(engine.chat("r", "hi", "", key)), std::string("miss"));
  QCOMPARE(cacheOf(engine.chat("r", "hi", "", key)), std::string("hit"));
  QCOMPARE(cacheOf(engine.chat("r")), std::string("hit"));
  QCOMPARE(up.count.load(), 2);
}

void CacheTest::allMayShareWhereTheRouteSaysSo() {
  Counting up;
  Engine engine(cached(up.upstream.port(), "{ exact: { scope: all } }"));
  const auto made = engine.admin("POST", "keys", "{\"name\":\"other\"}");
  const std::string key = "Authorization: Bearer " + stringAt(made.body, "/text") + "\r\n";
  engine.chat("r");
  QCOMPARE(cacheOf(engine.chat("r", "hi", "", key)), std::string("hit"));
  QCOMPARE(up.count.load(), 1);
}

void CacheTest::callersMayRefuse() {
  Counting up;
  Engine engine(cached(up.upstream.port()));
  const auto ask = [&](const std::string& lines) { return engine.chat("r", "hi", "", lines); };
  QCOMPARE(cacheOf(ask("x-signalbox-cache: no-store\r\n")), std::string("miss"));
  QCOMPARE(cacheOf(ask("Cache-Control: no-store\r\n")), std::string("miss"));
  QCOMPARE(cacheOf(ask("x-signalbox-cache: no-read\r\n")), std::string("off"));
  const RawResponse stored = ask("");
  QCOMPARE(cacheOf(stored), std::string("miss"));
  QCOMPARE(cacheOf(ask("x-signalbox-cache: no-store\r\n")), std::string("hit"));
  QCOMPARE(cacheOf(ask("x-signalbox-cache: no-read\r\n")), std::string("off"));
  QCOMPARE(ask("").body, stored.body);
  const RawResponse fresh = ask("x-signalbox-cache: refresh\r\n");
  QCOMPARE(cacheOf(fresh), std::string("miss"));
  QVERIFY(fresh.body != stored.body);
  QCOMPARE(ask("").body, fresh.body);
  const RawResponse fresher = ask("Cache-Control: no-cache\r\n");
  QVERIFY(fresher.body != fresh.body);
  QCOMPARE(ask("").body, fresher.body);
  QCOMPARE(up.count.load(), 7);
}

void CacheTest::timesAreKept() {
  Counting up;
  Engine engine(cached(up.upstream.port(), "{ exact: { ttl: 1s } }"));
  engine.chat("r");
  QCOMPARE(cacheOf(engine.chat("r")), std::string("hit"));
  QVERIFY(until([&] { return cacheOf(engine.chat("r")) == "miss"; }, 5'000));
  QCOMPARE(up.count.load(), 2);
}

void CacheTest::errorsAndCutAnswersAreNotKept_data() {
  QTest::addColumn<QString>("answer");
  QTest::addColumn<bool>("stream");
  const auto text = [](const std::string& bytes) { return QString::fromStdString(bytes); };
  QTest::newRow("refused") << text(Upstream::json("{\"error\":{\"message\":\"no\"}}", 400))
                           << false;
  QTest::newRow("error with 200") << text(Upstream::json("{\"error\":{\"message\":\"no\"}}"))
                                  << false;
  QTest::newRow("no JSON") << text(Upstream::json("what")) << false;
  QTest::newRow("cut") << text(Upstream::streamHead() + Upstream::chunk(Upstream::delta("a")))
                       << true;
  QTest::newRow("no terminal marker") << text(Upstream::stream(Upstream::delta("a"))) << true;
}

void CacheTest::errorsAndCutAnswersAreNotKept() {
  QFETCH(QString, answer);
  QFETCH(bool, stream);
  Upstream upstream([&](RawSocket& socket, const Upstream::Request& request) {
    if (request.number > 0) return saying("good")(socket, request);
    socket.send(answer.toStdString());
    socket.close();
  });
  Engine engine(cached(upstream.port()));
  const auto ask = [&] { return stream ? engine.stream("r") : engine.chat("r"); };
  ask();
  QCOMPARE(cacheOf(ask()), std::string("miss"));
  QCOMPARE(cacheOf(ask()), std::string("hit"));
  QCOMPARE(upstream.count(), 2);
}

void CacheTest::stateIsNeverKept_data() {
  QTest::addColumn<QString>("path");
  QTest::addColumn<QString>("body");
  QTest::newRow("stored by default") << "/v1/responses"
                                     << "{\"model\":\"r\",\"input\":\"hi\"}";
  QTest::newRow("background") << "/v1/responses"
                              << "{\"model\":\"r\",\"input\":\"hi\",\"store\":false,"
                                 "\"previous_response_id\":\"resp_of_the_provider\"}";
  QTest::newRow("stored chat") << "/v1/chat/completions"
                               << "{\"model\":\"r\",\"messages\":[{\"role\":\"user\",\"content\":"
                                  "\"hi\"}],\"store\":true}";
}

void CacheTest::stateIsNeverKept() {
  QFETCH(QString, path);
  QFETCH(QString, body);
  Counting up;
  Engine engine(cached(up.upstream.port()));
  for (int i = 0; i < 2; ++i)
    QCOMPARE(cacheOf(engine.ask("POST", path.toStdString(), body.toStdString())),
             std::string("off"));
}

void CacheTest::aChangedRouteForgets() {
  Counting up;
  const std::string yaml = cached(up.upstream.port());
  Engine engine(yaml);
  engine.chat("r");
  const std::size_t at = yaml.find("flow: { target: up/m");
  std::string changed = yaml;
  changed.insert(at + 7, "params: { override: { temperature: 0 } }, ");
  engine.home().write(changed);
  QVERIFY(engine.admin("POST", "config/reload").status < 300);
  QCOMPARE(cacheOf(engine.chat("r")), std::string("miss"));
  engine.home().write(yaml);
  QVERIFY(engine.admin("POST", "config/reload").status < 300);
  QCOMPARE(cacheOf(engine.chat("r")), std::string("hit"));
  QCOMPARE(up.count.load(), 2);
}

void CacheTest::conditionsDecideFirst() {
  Counting up;
  Engine engine(
      "providers:\n" + providerLine("up", up.upstream.port()) +
      "routes: [ { name: r, cache: { exact: {} }, flow: { when: [ { if: 'user == \"gold\"',"
      " then: { target: up/large } }, { else: { target: up/small } } ] } } ]\n");
  const auto ask = [&](const char* user) {
    return engine.chat("r", "hi", "", std::string("x-signalbox-user: ") + user + "\r\n");
  };
  QCOMPARE(cacheOf(ask("gold")), std::string("miss"));
  QCOMPARE(cacheOf(ask("other")), std::string("miss"));
  QCOMPARE(cacheOf(ask("third")), std::string("hit"));
  QCOMPARE(ask("third").header("x-signalbox-model"), std::string("small"));
  QCOMPARE(ask("gold").header("x-signalbox-model"), std::string("large"));
  QCOMPARE(up.count.load(), 2);
}

// Behind a target that fails first, and left by the one that does not answer.
void CacheTest::anInnerNodeKeepsItsOwn() {
  std::atomic<bool> broken{true};
  Upstream one([&](RawSocket& socket, const Upstream::Request& request) {
    if (broken) return refusing(500)(socket, request);
    saying("one")(socket, request);
  });
  Counting two;
  Engine engine("providers:\n" + providerLine("one", one.port()) +
                providerLine("two", two.upstream.port()) +
                "routes: [ { name: r, flow: { fallback: { try: [ { target: one/m, cache: { exact: "
                "{} } }, { target: two/m, cache: { exact: {} } } ] } } } ]\n");
  const RawResponse first = engine.chat("r");
  QCOMPARE(cacheOf(first), std::string("miss"));
  const RawResponse second = engine.chat("r");
  QCOMPARE(cacheOf(second), std::string("hit"));
  QCOMPARE(second.body, first.body);
  QCOMPARE(one.count(), 2);
  QCOMPARE(two.count.load(), 1);
  broken = false;
  QVERIFY(engine.chat("r").body.find("one") != std::string::npos);
  QCOMPARE(cacheOf(engine.chat("r")), std::string("hit"));
  QCOMPARE(one.count(), 3);
}

// What answers below `cache: off` is asked each time, and what stands beside it is kept.
void CacheTest::anInnerNodeStaysOut() {
  Counting kept, fresh;
  std::atomic<bool> broken{true};
  Upstream first([&](RawSocket& socket, const Upstream::Request& request) {
    (broken ? refusing(500) : saying("first"))(socket, request);
  });
  Engine engine(
      "providers:\n" + providerLine("kept", kept.upstream.port()) +
      providerLine("fresh", fresh.upstream.port()) + providerLine("first", first.port()) +
      "routes:\n"
      "  - { name: r, cache: { exact: {} }, flow: { when: [ { if: headers.x-fresh == 1, then: { "
      "target: fresh/m, cache: off } }, { else: { target: kept/m } } ] } }\n"
      "  - { name: s, cache: { exact: {} }, flow: { fallback: { try: [ { target: first/m }, { "
      "target: fresh/m, cache: off } ] } } }\n");
  for (int i = 0; i < 3; ++i) {
    QCOMPARE(engine.chat("r", "hi", "", "x-fresh: 1\r\n").status, 200);
    QCOMPARE(engine.chat("r").status, 200);
  }
  QCOMPARE(fresh.count.load(), 3);
  QCOMPARE(kept.count.load(), 1);
  // The same request is kept when the other branch answers it.
  for (int i = 0; i < 2; ++i)
    QCOMPARE(engine.chat("s").status, 200);
  QCOMPARE(fresh.count.load(), 5);
  broken = false;
  QVERIFY(engine.chat("s").body.find("first") != std::string::npos);
  QCOMPARE(cacheOf(engine.chat("s")), std::string("hit"));
}

void CacheTest::aHitTakesNoPlaceBelowALimit() {
  Counting up;
  Engine engine("providers:\n" + providerLine("up", up.upstream.port()) +
                "routes: [ { name: r, cache: { exact: {} }, flow: { limit: { rpm: 2, then: { "
                "target: up/m } } } } ]\n");
  for (int i = 0; i < 10; ++i)
    QCOMPARE(engine.chat("r").status, 200);
  QCOMPARE(engine.chat("r", "second").status, 200);
  QCOMPARE(engine.chat("r", "third").status, 429);
  QCOMPARE(engine.chat("r").status, 200);
}

void CacheTest::survivesARestart() {
  Counting up;
  const auto home = std::make_shared<Home>();
  home->write(cached(up.upstream.port()));
  std::string body;
  {
    Engine engine(home, false);
    body = engine.stream("r").body;
  }
  Engine engine(home, false);
  const RawResponse again = engine.stream("r");
  QCOMPARE(cacheOf(again), std::string("hit"));
  QCOMPARE(again.body, body);
  const RawResponse third = engine.stream("r");  // from memory now
  QCOMPARE(third.body, body);
  QCOMPARE(up.count.load(), 1);
}

void CacheTest::aDamagedFileIsAMiss() {
  Counting up;
  const auto home = std::make_shared<Home>();
  home->write(cached(up.upstream.port()));
  {
    Engine engine(home, false);
    engine.chat("r");
  }
  for (const char* part : {"", "-wal"}) {
    QFile file(QString::fromStdString(home->dataFolder() + "/cache.db" + part));
    if (!file.open(QIODevice::ReadWrite)) continue;
    file.write(QByteArray(50'000, 'z'));
  }
  Engine engine(home, false);
  QCOMPARE(engine.chat("r").status, 200);
  QCOMPARE(cacheOf(engine.chat("r")), std::string("hit"));
  QCOMPARE(up.count.load(), 2);
}

void CacheTest::workersShareOneAnswer() {
  Counting up;
  Engine engine(cached(up.upstream.port()) + "workers: 3\n");
  for (int i = 0; i < 12; ++i)
    QCOMPARE(engine.chat("r").status, 200);
  for (int i = 0; i < 12; ++i)
    QCOMPARE(cacheOf(engine.stream("r")), std::string(i == 0 ? "miss" : "hit"));
  QCOMPARE(up.count.load(), 2);
}

void CacheTest::strictRowsComeFirst() {
  Counting up;
  Engine engine(cached(up.upstream.port()) + "ledger: { durability: strict }\n");
  for (const bool stream : {false, true}) {
    for (const char* expected : {"miss", "hit"}) {
      const RawResponse answer = stream ? engine.stream("r") : engine.chat("r");
      QCOMPARE(cacheOf(answer), std::string(expected));
      QVERIFY(answer.complete);
      const auto row = engine.home().findRow(answer.header("x-signalbox-request-id"));
      QCOMPARE(row.row.cache, std::string(expected));
    }
  }
  QCOMPARE(up.count.load(), 2);
}

void CacheTest::aLargeRequestIsFoundAgain() {
  Counting up;
  Engine engine(cached(up.upstream.port()));
  const std::string prompt(300'000, 'x');
  QCOMPARE(cacheOf(engine.chat("r", prompt)), std::string("miss"));
  QCOMPARE(cacheOf(engine.chat("r", prompt)), std::string("hit"));
  QCOMPARE(cacheOf(engine.chat("r", prompt + "y")), std::string("miss"));
}

// The call ends with it, and nothing is kept.
void CacheTest::theClientMayLeave() {
  Runner up(saying("late"));
  Engine engine(cached(up.port()));
  {
    RawSocket client = engine.connect();
    client.send(Gate::text("POST", "/v1/chat/completions", chatBody("r", "hi")));
    QVERIFY(until([&] { return up.asked() == 1; }));
  }
  QVERIFY(until([&] { return up.left() == 1; }));
  const ledger::Detail row = engine.newestRow();
  QVERIFY(row.row.outcome == ledger::OutcomeClass::ClientGone);
  QCOMPARE(row.row.attempts, 1);
  up.speak();
  QCOMPARE(cacheOf(engine.chat("r")), std::string("miss"));
}

SB_TEST(CacheTest);
#include "cache_test.moc"
