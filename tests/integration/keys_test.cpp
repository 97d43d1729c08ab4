// Gateway keys while the gateway runs; labels, feedback and prices of a request.
// Wire cases: T112, T113, T114.
#include <QTest>
#include <atomic>

#include "core/demo/demo_server.h"
#include "tests/support/engine.h"
#include "tests/support/test_main.h"
#include "tests/support/upstream.h"

using namespace sb;
using namespace sb::test;

namespace {

std::string bearer(const std::string& key) { return "Authorization: Bearer " + key + "\r\n"; }

// An answer with these numbers in its usage.
std::string metered(const std::string& usage, const std::string& model = "m") {
  return R"({"id":"c","object":"chat.completion","model":")" + model +
         R"(","choices":[{"index":0,"message":{"role":"assistant","content":"x"},"finish_reason":"stop"}],"usage":)" +
         usage + "}";
}

}  // namespace

class KeysTest : public QObject {
  Q_OBJECT
 private slots:
  void revocationEndsAnOpenStream();
  void revocationAnswersWhoeverWaits();
  void whereNoKeyIsNeededAnyWillDo();
  void revocationSurvivesARestart();
  void aKeyOfTheFileThatIsGoneIsRevoked();
  void T112_costIsExact_data();
  void T112_costIsExact();
  void T113_unknownPricesAreCounted();
  void T113_whatTheProviderChargedIsTheCost();
  void T113_aZeroIsNoPrice();
  void T113_aRoutersWordIsTruerThanAList();
  void T114_totalsAreSumsOfAttempts();
  void labelsAreKept();
  void labelsAreBounded();
  void headersTellWhatHappened();
  void feedbackFindsItsRequest();
  void metricsCountWhatWasAnswered();
};

void KeysTest::revocationEndsAnOpenStream() {
  auto demo = *demo::DemoServer::start({});
  Engine engine("providers:\n" + providerLine("demo", demo->port()));
  const auto made = engine.admin("POST", "keys", R"({"name":"laptop","models":["demo/*"]})");
  QCOMPARE(made.status, 201);
  const std::string key = stringAt(made.body, "/text");
  QVERIFY(key.starts_with("sk-sb-"));
  RawSocket client = engine.connect();
  client.send(Gate::text("POST", "/v1/chat/completions",
                         chatBody("demo/script:rate=50,tokens=5000", "hi", ",\"stream\":true"),
                         bearer(key)));
  QVERIFY(client.readUntil("\"content\":").size() > 10);
  QCOMPARE(engine.admin("DELETE", "keys/" + stringAt(made.body, "/key/id")).status / 100, 2);
  const std::string rest = client.readToEnd();
  QVERIFY(rest.find("[DONE]") == std::string::npos);
  QVERIFY2(rest.find(R"("code":"invalid_api_key")") != std::string::npos, rest.c_str());
  QVERIFY2(rest.ends_with("0\r\n\r\n"), rest.c_str());
  const auto row = engine.newestRow();
  QCOMPARE(row.row.key, std::string("laptop"));
  QCOMPARE(row.row.outcome, ledger::OutcomeClass::Failed);
  QCOMPARE(row.row.error, std::optional(ErrorKind::KeyRevoked));
  const RawResponse after = engine.chat("demo/fast", "hi", "", bearer(key));
  QCOMPARE(after.status, 401);
  QCOMPARE(stringAt(parsed(after.body), "/error/code"), std::string("invalid_api_key"));
  QCOMPARE(engine.newestRow(2).row.key, std::string("laptop"));
  QCOMPARE(engine.chat("demo/fast").status, 200);
}

void KeysTest::revocationAnswersWhoeverWaits() {
  auto demo = *demo::DemoServer::start({});
  Engine engine("providers:\n" + providerLine("demo", demo->port()));
  for (const char* more : {"", ",\"stream\":true"}) {
    const auto made = engine.admin("POST", "keys", R"({"name":"laptop"})");
    const std::string key = stringAt(made.body, "/text");
    RawSocket client = engine.connect();
    client.send(Gate::text("POST", "/v1/chat/completions",
                           chatBody("demo/script:head-delay=60s", "hi", more), bearer(key)));
    QVERIFY(until([&] { return !engine.home().openRequests().empty(); }));
    const std::string id = stringAt(made.body, "/key/id");
    QCOMPARE(engine.admin("DELETE", "keys/" + id).status / 100, 2);
    const RawResponse answer = client.readResponse();
    QCOMPARE(answer.status, 401);
    QCOMPARE(stringAt(parsed(answer.body), "/error/code"), std::string("invalid_api_key"));
    QVERIFY(client.readToEnd().empty());
    QVERIFY(until([&] { return engine.home().openRequests().empty(); }));
  }
}

void KeysTest::whereNoKeyIsNeededAnyWillDo() {
  auto demo = *demo::DemoServer::start({});
  Engine engine("auth: { required: false }\nproviders:\n" + providerLine("demo", demo->port()));
  const auto made = engine.admin("POST", "keys", R"({"name":"laptop"})");
  const std::string key = stringAt(made.body, "/text");
  QCOMPARE(engine.chat("demo/fast", "hi", "", bearer("dummy")).status, 200);
  QCOMPARE(engine.ask("GET", "/v1/models", "", bearer("dummy")).status, 200);
  const RawResponse known = engine.chat("demo/fast", "hi", "", bearer(key));
  QCOMPARE(engine.row(known).row.key, std::string("laptop"));
  QCOMPARE(engine.admin("DELETE", "keys/" + stringAt(made.body, "/key/id")).status / 100, 2);
  QCOMPARE(engine.chat("demo/fast", "hi", "", bearer(key)).status, 401);
}

void KeysTest::revocationSurvivesARestart() {
  auto demo = *demo::DemoServer::start({});
  auto home = std::make_shared<Home>();
  home->write("providers:\n" + providerLine("demo", demo->port()));
  std::string kept, revoked;
  {
    Engine engine(home, false);
    const auto first = engine.admin("POST", "keys", R"({"name":"kept"})");
    const auto second = engine.admin("POST", "keys", R"({"name":"revoked"})");
    kept = stringAt(first.body, "/text");
    revoked = stringAt(second.body, "/text");
    QCOMPARE(engine.chat("demo/fast", "hi", "", bearer(revoked)).status, 200);
    engine.admin("DELETE", "keys/" + stringAt(second.body, "/key/id"));
  }
  Engine again(home, false);
  QCOMPARE(again.chat("demo/fast", "hi", "", bearer(kept)).status, 200);
  QCOMPARE(again.chat("demo/fast", "hi", "", bearer(revoked)).status, 401);
}

void KeysTest::aKeyOfTheFileThatIsGoneIsRevoked() {
  auto demo = *demo::DemoServer::start({});
  auto home = std::make_shared<Home>();
  const std::string provider = "providers:\n" + providerLine("demo", demo->port());
  home->write(provider);
  Engine engine(home, false);
  QCOMPARE(engine.chat("demo/fast").status, 200);
  home->write("keys: [ { name: other, value: \"file:{dir}/other.key\" } ]\n" + provider);
  engine.host().reload();
  QCOMPARE(engine.chat("demo/fast").status, 401);
  QCOMPARE(engine.chat("demo/fast", "hi", "", bearer(providerKey("other"))).status, 200);
}

void KeysTest::T112_costIsExact_data() {
  QTest::addColumn<QByteArray>("price");
  QTest::addColumn<QByteArray>("usage");
  QTest::addColumn<QByteArray>("usd");
  const auto row = [](const char* tag, const char* price, const char* usage, const char* usd) {
    QTest::newRow(tag) << QByteArray(price) << QByteArray(usage) << QByteArray(usd);
  };
  row("T112 plain", "input: 2.5, output: 10",
      R"({"prompt_tokens":1000,"completion_tokens":500,"total_tokens":1500})", "0.007500000");
  // litellm#6215: cached tokens are part of prompt_tokens and cost less.
  row("T112 cached", "input: 2.5, output: 10, cache_read: 1.25",
      R"({"prompt_tokens":2006,"completion_tokens":300,"total_tokens":2306,"prompt_tokens_details":{"cached_tokens":1920}})",
      "0.005615000");
  row("T112 reasoning is output", "input: 1.1, output: 4.4",
      R"({"prompt_tokens":100,"completion_tokens":1000,"total_tokens":1100,"completion_tokens_details":{"reasoning_tokens":960}})",
      "0.004510000");
  // xAI counts reasoning beside completion_tokens.
  row("T112 reasoning beside", "input: 3, output: 15",
      R"({"prompt_tokens":32,"completion_tokens":9,"total_tokens":135,"completion_tokens_details":{"reasoning_tokens":94}})",
      "0.001641000");
  row("T112 free", "input: 0, output: 0",
      R"({"prompt_tokens":100,"completion_tokens":100,"total_tokens":200})", "0.000000000");
}

void KeysTest::T112_costIsExact() {
  QFETCH(QByteArray, price);
  QFETCH(QByteArray, usage);
  QFETCH(QByteArray, usd);
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(metered(usage.toStdString())));
  });
  Engine engine("providers:\n" + providerLine("up", upstream.port()) +
                "models: [ { provider: up, model: m, price: { usd_per_mtok: { " +
                price.toStdString() + " } } } ]\n");
  const RawResponse answer = engine.chat("up/m");
  QCOMPARE(QByteArray::fromStdString(answer.header("x-signalbox-cost-usd")), usd);
  const auto row = engine.row(answer);
  QVERIFY(row.row.priced);
  QCOMPARE(QByteArray::fromStdString(toString(row.row.cost)), usd);
}

void KeysTest::T113_unknownPricesAreCounted() {
  Upstream upstream([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(Upstream::completion()));
  });
  Engine engine("providers:\n" + providerLine("up", upstream.port()));
  const RawResponse answer = engine.chat("up/nobody-knows-its-price");
  QCOMPARE(answer.status, 200);
  QCOMPARE(answer.header("x-signalbox-cost-usd"), std::string());
  const auto row = engine.row(answer);
  QVERIFY(!row.row.priced);
  QCOMPARE(row.row.usage.input, 10);
  const auto shown = engine.admin("GET", "logs/" + row.row.id);
  QCOMPARE(shown.status, 200);
  QVERIFY(shown.body.at("cost_usd").is_null());
  QCOMPARE(shown.body.at("priced").as_bool(), false);
  QVERIFY(engine.ask("GET", "/metrics").body.find("signalbox_unpriced_requests_total{") !=
          std::string::npos);
}

// A provider that says what it charged is believed where no price covers the answer.
void KeysTest::T113_whatTheProviderChargedIsTheCost() {
  Upstream upstream([](RawSocket& socket, const Upstream::Request&) {
    socket.send(
        Upstream::json(metered(R"({"prompt_tokens":10,"completion_tokens":5,"cost":0.00123})")));
  });
  Engine engine("providers:\n" + providerLine("up", upstream.port()) +
                "models: [ { provider: up, model: known, price: { usd_per_mtok: { input: 1, "
                "output: 2 } } } ]\n");
  const RawResponse answer = engine.chat("up/nobody-knows-its-price");
  QCOMPARE(answer.header("x-signalbox-cost-usd"), std::string("0.001230000"));
  const auto row = engine.row(answer);
  QVERIFY(row.row.priced);
  QCOMPARE(row.attempts.at(0).cost.lines.size(), std::size_t{1});
  QCOMPARE(std::string(row.attempts.at(0).cost.lines.at(0).bucket), std::string("charged"));
  QCOMPARE(engine.chat("up/known").header("x-signalbox-cost-usd"), std::string("0.000020000"));
}

// A server that fills in a zero has not said that it is free.
void KeysTest::T113_aZeroIsNoPrice() {
  Upstream upstream([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(metered(R"({"prompt_tokens":10,"completion_tokens":5,"cost":0})")));
  });
  Engine engine("providers:\n" + providerLine("up", upstream.port()) +
                providerLine("broker", upstream.port(), "", "openrouter"));
  QVERIFY(!engine.row(engine.chat("up/nobody-knows-its-price")).row.priced);
  QVERIFY(engine.row(engine.chat("broker/nobody-knows-its-price")).row.priced);
}

// A list of prices may be old, or another provider served than the one it is of.
void KeysTest::T113_aRoutersWordIsTruerThanAList() {
  std::atomic<bool> same = false;
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(
        metered(same ? R"({"prompt_tokens":10,"completion_tokens":5,"cost":0.000045})"
                     : R"({"prompt_tokens":10,"completion_tokens":5,"cost":0.00123})")));
  });
  Engine engine("providers:\n" + providerLine("broker", upstream.port(), "", "openrouter") +
                "models: [ { provider: broker, model: own, price: { usd_per_mtok: { input: 1, "
                "output: 2 } } } ]\n");
  const auto cost = [](const RawResponse& answer) { return answer.header("x-signalbox-cost-usd"); };
  QCOMPARE(cost(engine.chat("broker/01-ai/yi-large")), std::string("0.001230000"));
  QCOMPARE(cost(engine.chat("broker/own")), std::string("0.000020000"));
  same = true;
  const auto row = engine.row(engine.chat("broker/01-ai/yi-large"));
  QCOMPARE(row.attempts.at(0).cost.lines.size(), std::size_t{2});
}

void KeysTest::T114_totalsAreSumsOfAttempts() {
  Upstream bad([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(R"({"error":{"message":"no"}})", 500));
  });
  Upstream good([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(Upstream::completion()));
  });
  Engine engine(
      "providers:\n" + providerLine("bad", bad.port()) + providerLine("good", good.port()) +
      "models: [ { provider: good, model: m, price: { usd_per_mtok: { input: 1, output: 2 "
      "} } } ]\nroutes: [ { name: r, flow: { fallback: { try: [ { target: bad/m }, { "
      "target: bad/m2 }, { target: good/m } ] } } } ]\n");
  const auto row = engine.row(engine.chat("r"));
  QCOMPARE(row.row.attempts, 3);
  Usage sum;
  for (std::size_t i = 0; i < row.attempts.size(); ++i) {
    QCOMPARE(row.attempts[i].n, int(i) + 1);
    sum.input += row.attempts[i].usage.input;
    sum.output += row.attempts[i].usage.output;
  }
  QCOMPARE(row.row.usage.input, sum.input);
  QCOMPARE(row.row.usage.output, sum.output);
  QVERIFY(row.row.priced);
  QCOMPARE(toString(row.row.cost), std::string("0.000020000"));
  QCOMPARE(row.row.provider, std::string("good"));
  const auto spend = engine.admin("GET", "spend?by=model");
  QCOMPARE(spend.status, 200);
  QVERIFY(spend.text.find("0.000020000") != std::string::npos);
}

void KeysTest::labelsAreKept() {
  Upstream upstream([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(Upstream::completion()));
  });
  Engine engine(
      "keys: [ { name: ci, value: \"file:{dir}/ci.key\", tags: [ build ] } ]\nproviders:\n" +
      providerLine("up", upstream.port()) + "routes: [ { name: r, flow: { target: up/m } } ]\n");
  const auto row = engine.row(engine.chat(
      "anything", "hi", "",
      "x-signalbox-tags: a, b ,,c\r\nx-signalbox-user: u1\r\nx-signalbox-session: s1\r\n"
      "x-signalbox-metadata: {\"tier\":\"gold\"}\r\nx-signalbox-route: r\r\n"
      "User-Agent: test/1\r\n"));
  QCOMPARE(row.row.tags, (std::vector<std::string>{"a", "b", "build", "c"}));
  QCOMPARE(row.user, std::string("u1"));
  QCOMPARE(row.session, std::string("s1"));
  QCOMPARE(row.metadata, std::string("{\"tier\":\"gold\"}"));
  QCOMPARE(row.row.route, std::string("r"));
  QCOMPARE(row.row.modelAsked, std::string("anything"));
  QCOMPARE(row.clientAddress, std::string("127.0.0.1"));
  QCOMPARE(row.userAgent, std::string("test/1"));
  // The body's own words count too, where no header speaks.
  const auto byBody = engine.row(engine.chat("up/m", "hi", R"(,"user":"u2","metadata":{"a":"b"})"));
  QCOMPARE(byBody.user, std::string("u2"));
  QCOMPARE(byBody.metadata, std::string(R"({"a":"b"})"));
}

void KeysTest::labelsAreBounded() {
  Upstream upstream([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(Upstream::completion()));
  });
  Engine engine("providers:\n" + providerLine("up", upstream.port()));
  std::string tags = "x-signalbox-tags: ";
  for (int i = 0; i < 500; ++i)
    tags += "t" + std::to_string(i) + ",";
  const RawResponse answer =
      engine.chat("up/m", "hi", "",
                  tags + std::string(2'000, 'x') + "\r\nx-signalbox-metadata: not json\r\n" +
                      "x-signalbox-user: " + std::string(5'000, 'u') + "\r\n");
  QCOMPARE(answer.status, 200);
  const auto row = engine.row(answer);
  QVERIFY(row.row.tags.size() <= 32);
  QVERIFY(row.user.size() <= 300);
  QCOMPARE(row.metadata, std::string());
}

void KeysTest::headersTellWhatHappened() {
  Upstream upstream([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(Upstream::completion()));
  });
  Engine engine("providers:\n" + providerLine("up", upstream.port()));
  const RawResponse answer = engine.chat("up/m");
  QVERIFY(answer.header("x-signalbox-request-id").starts_with("req_"));
  QCOMPARE(answer.header("x-request-id"), answer.header("x-signalbox-request-id"));
  QCOMPARE(answer.header("x-signalbox-provider"), std::string("up"));
  QCOMPARE(answer.header("x-signalbox-model"), std::string("m"));
  QCOMPARE(answer.header("x-signalbox-attempts"), std::string("1"));
  QCOMPARE(answer.header("x-signalbox-cache"), std::string("off"));
  QVERIFY(!answer.header("x-signalbox-overhead-us").empty());
  const auto row = engine.row(answer);
  QVERIFY(row.row.overheadMicros > 0);
  QVERIFY(row.row.overheadMicros < 1'000'000);
  QVERIFY(row.row.ms.total.value_or(0) > 0);
}

void KeysTest::feedbackFindsItsRequest() {
  Upstream upstream([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(Upstream::completion()));
  });
  Engine engine("providers:\n" + providerLine("up", upstream.port()));
  const RawResponse answer = engine.chat("up/m");
  const std::string id = answer.header("x-signalbox-request-id");
  const auto say = [&](const std::string& score) {
    return engine
        .ask("POST", "/v1/feedback",
             R"({"request_id":")" + id + R"(","score":)" + score + R"(,"comment":"fine"})")
        .status;
  };
  QCOMPARE(say("0.75"), 202);
  QVERIFY(until([&] { return !engine.home().findRow(id).feedback.empty(); }));
  const auto row = engine.row(id);
  QCOMPARE(row.feedback.at(0).score, 0.75);
  QCOMPARE(row.feedback.at(0).comment, std::string("fine"));
  QCOMPARE(say("1.5"), 400);
  QCOMPARE(say("\"good\""), 400);
  QCOMPARE(engine.ask("POST", "/v1/feedback", "{}").status, 400);
  QCOMPARE(engine.ask("POST", "/v1/feedback", "{}", bearer("no")).status, 401);
  const std::string other =
      stringAt(engine.admin("POST", "keys", R"({"name":"other"})").body, "/text");
  const auto sayOf = [&](const std::string& which, const std::string& lines) {
    const std::string body = R"({"request_id":")" + which + R"(","score":1})";
    return engine.ask("POST", "/v1/feedback", body, lines).status;
  };
  QCOMPARE(sayOf(id, bearer(other)), 404);
  QCOMPARE(sayOf("req_00000000000000000000000000", ""), 404);
  QCOMPARE(sayOf("nonsense", ""), 404);
  QCOMPARE(engine.row(id).feedback.size(), std::size_t{1});
}

void KeysTest::metricsCountWhatWasAnswered() {
  Upstream upstream([](RawSocket& socket, const Upstream::Request& request) {
    const bool fails = request.body.find("fail") != std::string::npos;
    socket.send(fails ? Upstream::json("{}", 400) : Upstream::json(Upstream::completion()));
  });
  Engine engine(
      "providers:\n" + providerLine("up", upstream.port()) +
      "models: [ { provider: up, model: m, price: { usd_per_mtok: { input: 1, output: 2 } "
      "} } ]\nroutes: [ { name: r, flow: { target: up/m } } ]\n");
  for (int i = 0; i < 3; ++i)
    QCOMPARE(engine.chat("r").status, 200);
  QCOMPARE(engine.chat("r", "fail").status, 400);
  const std::string labels = "{provider=\"up\",model=\"m\",route=\"r\",status=\"200\"} ";
  std::string text;
  QVERIFY(until([&] {
    text = engine.ask("GET", "/metrics").body;
    return text.find("signalbox_requests_total" + labels + "3\n") != std::string::npos;
  }));
  for (const std::string& line :
       {"signalbox_input_tokens_total" + labels + "30",
        "signalbox_output_tokens_total" + labels + "15",
        "signalbox_cost_usd_total" + labels + "0.000060000",
        std::string("signalbox_log_rows_lost_total 0"), std::string("signalbox_open_requests 0"),
        std::string("signalbox_client_connections 1"),
        std::string("# TYPE signalbox_requests_total counter")})
    QVERIFY2(text.find(line + "\n") != std::string::npos, line.c_str());
  QVERIFY(until([&] {
    return engine.ask("GET", "/metrics").body.find("status=\"400\"} 1\n") != std::string::npos;
  }));
}

SB_TEST(KeysTest);

#include "keys_test.moc"
