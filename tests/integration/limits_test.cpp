// The five time limits, and keys of providers that are refused or limited.
// Wire cases: T90, T91, T93, T94, T95.
#include <QElapsedTimer>
#include <QTest>
#include <atomic>
#include <ctime>

#include "core/demo/demo_server.h"
#include "tests/support/engine.h"
#include "tests/support/test_main.h"
#include "tests/support/upstream.h"

using namespace sb;
using namespace sb::test;

namespace {

std::string errorCode(const RawResponse& answer) {
  return stringAt(parsed(answer.body), "/error/code");
}

std::string twoKeys(std::uint16_t port, const std::string& id = "up") {
  return "  - { id: " + id +
         ", kind: openai_compatible, base_url: \"http://127.0.0.1:" + std::to_string(port) +
         "/v1\", keys: [ { name: one, secret: \"file:{dir}/" + id +
         "-one.key\", weight: 1000000 }, { name: two, secret: \"file:{dir}/" + id +
         "-two.key\", weight: 0.000001 } ] }\n";
}

// "Sun, 06 Nov 1994 08:49:37 GMT", so many seconds from now.
std::string dateIn(int seconds) {
  const std::time_t when = std::time(nullptr) + seconds;
  std::tm parts{};
  gmtime_r(&when, &parts);
  char text[64];
  std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return text;
}

}  // namespace

class LimitsTest : public QObject {
  Q_OBJECT
 private slots:
  void limitsEndWhatTheyLimit_data();
  void limitsEndWhatTheyLimit();
  void T95_signsOfLifeToTheCallerAreNoneOfTheUpstream();
  void silenceBeforeContentIsTheFirstTokens();
  void aWholeAnswerHasOnlyItsTotal();
  void innerLimitsWin();
  void T90_restsAsLongAsTheUpstreamSays_data();
  void T90_restsAsLongAsTheUpstreamSays();
  void T90_restsAsLongAsTheBodySays();
  void T90_comesBackAfterItsRest();
  void T90_aTargetThatNeedsNoKeyRestsToo();
  void T90_aKeyRestsForOneModel_data();
  void T90_aKeyRestsForOneModel();
  void T90_aBalanceGoesPastWhatRests();
  void T91_allRestingNamesTheSoonest();
  void T93_aRefusedKeyIsSetAside_data();
  void T93_aRefusedKeyIsSetAside();
  void T93_whatIsNotTheKeysFaultMarksNoKey_data();
  void T93_whatIsNotTheKeysFaultMarksNoKey();
  void T93_whatIsNotTheRequestsFaultEndsNoRace_data();
  void T93_whatIsNotTheRequestsFaultEndsNoRace();
  void aRestHidesNoFailure();
  void T90_aLimitedKeyRestsAndTheNextServes();
  void allKeysRefusedIsTold();
  void targetsThatCannotBeUsedAreLeftBehind();
  void retriesStayOnTheirTarget();
  void whoLeavesBetweenTwoAttemptsHasLeft();
};

void LimitsTest::limitsEndWhatTheyLimit_data() {
  QTest::addColumn<QByteArray>("model");
  QTest::addColumn<QByteArray>("limit");
  QTest::addColumn<int>("status");
  QTest::addColumn<int>("error");
  const auto row = [](const char* tag, const char* model, const char* limit, int status,
                      ErrorKind error) {
    QTest::newRow(tag) << QByteArray(model) << QByteArray(limit) << status << int(error);
  };
  row("T94 first token", "silence-before=20s", "first_token", 504, ErrorKind::FirstTokenTimeout);
  row("T94 first token, no head", "head-delay=20s", "first_token", 504,
      ErrorKind::FirstTokenTimeout);
  row("T95 stall", "silence-after=1", "stall", 200, ErrorKind::StallTimeout);
  row("total before the head", "head-delay=20s", "total", 504, ErrorKind::TotalTimeout);
  row("total in the stream", "rate=20,tokens=1000", "total", 200, ErrorKind::TotalTimeout);
}

void LimitsTest::limitsEndWhatTheyLimit() {
  QFETCH(QByteArray, model);
  QFETCH(QByteArray, limit);
  QFETCH(int, status);
  QFETCH(int, error);
  auto demo = *demo::DemoServer::start({});
  Engine engine("timeouts: { " + limit.toStdString() + ": 400ms }\nproviders:\n" +
                providerLine("demo", demo->port()));
  QElapsedTimer timer;
  timer.start();
  const RawResponse answer = engine.stream("demo/script:" + model.toStdString());
  QVERIFY(timer.elapsed() >= 390 && timer.elapsed() < 15'000);
  QCOMPARE(answer.status, status);
  QVERIFY(answer.complete);
  const std::string body = status == 200 ? eventsOf(answer.body).back() : answer.body;
  QCOMPARE(stringAt(parsed(body), "/error/code"), std::string(errorName(ErrorKind(error))));
  const auto row = engine.row(answer);
  QCOMPARE(row.row.error, std::optional(ErrorKind(error)));
  QCOMPARE(row.attempts.at(0).error, std::optional(ErrorKind(error)));
}

// The caller hears one each 15 s, so this test takes as long.
void LimitsTest::T95_signsOfLifeToTheCallerAreNoneOfTheUpstream() {
  auto demo = *demo::DemoServer::start({});
  Engine engine("timeouts: { stall: 15500ms, total: 60s }\nproviders:\n" +
                providerLine("demo", demo->port()));
  const RawResponse answer = engine.stream("demo/script:silence-after=1");
  QVERIFY(answer.body.find("\n: ") != std::string::npos);
  QCOMPARE(engine.row(answer).row.error, std::optional(ErrorKind::StallTimeout));
}

void LimitsTest::silenceBeforeContentIsTheFirstTokens() {
  auto demo = *demo::DemoServer::start({});
  Engine engine("timeouts: { stall: 200ms, first_token: 20s }\nproviders:\n" +
                providerLine("demo", demo->port()));
  const RawResponse answer = engine.stream("demo/script:silence-before=600ms");
  QCOMPARE(answer.status, 200);
  QCOMPARE(engine.row(answer).row.outcome, ledger::OutcomeClass::Ok);
}

void LimitsTest::aWholeAnswerHasOnlyItsTotal() {
  auto demo = *demo::DemoServer::start({});
  Engine engine("timeouts: { first_token: 100ms, stall: 100ms, total: 900ms }\nproviders:\n" +
                providerLine("demo", demo->port()));
  QCOMPARE(engine.chat("demo/script:head-delay=400ms").status, 200);
  QCOMPARE(engine.chat("demo/script:silence-before=400ms").status, 200);
  const RawResponse late = engine.chat("demo/script:head-delay=20s");
  QCOMPARE(late.status, 504);
  QCOMPARE(errorCode(late), std::string("total_timeout"));
}

void LimitsTest::innerLimitsWin() {
  auto demo = *demo::DemoServer::start({});
  Engine engine(
      "timeouts: { first_token: 20s }\nproviders:\n" +
      providerLine("demo", demo->port(), ", timeouts: { first_token: 10s }") +
      "routes:\n"
      "  - name: r\n"
      "    timeout: { first_token: 60s }\n"
      "    flow: { fallback: { try: [ { target: \"demo/script:head-delay=90s\", timeout: { "
      "first_token: 200ms } }, { target: demo/fast } ] } }\n"
      "  - name: attempt\n"
      "    flow: { fallback: { try: [ { target: \"demo/script:head-delay=20s,tokens=1\", timeout: "
      "300ms }, { target: demo/fast } ] } }\n");
  QElapsedTimer timer;
  timer.start();
  QCOMPARE(engine.stream("r").status, 200);
  QVERIFY(timer.elapsed() < 30'000);
  // A node's total ends its attempt, not the request.
  const RawResponse moved = engine.chat("attempt");
  QCOMPARE(moved.status, 200);
  QCOMPARE(engine.row(moved).attempts.at(0).error, std::optional(ErrorKind::TotalTimeout));
}

void LimitsTest::T90_restsAsLongAsTheUpstreamSays_data() {
  QTest::addColumn<QByteArray>("lines");
  QTest::addColumn<int>("least");
  QTest::addColumn<int>("most");
  const auto row = [](const char* tag, const std::string& lines, int least, int most) {
    QTest::newRow(tag) << QByteArray::fromStdString(lines + "\r\n") << least << most;
  };
  row("T90 seconds", "Retry-After: 7", 7, 7);
  row("T90 date", "Retry-After: " + dateIn(30), 20, 31);
  row("T90 milliseconds", "retry-after-ms: 2500", 2, 3);
  row("T90 milliseconds win", "Retry-After: 60\r\nretry-after-ms: 2500", 2, 3);
  row("T90 reset, duration", "x-ratelimit-reset-requests: 1m30s", 89, 90);
  row("T90 reset, milliseconds", "x-ratelimit-reset-tokens: 1500ms", 1, 2);
  row("T90 bad value", "Retry-After: soon", 15, 30);
  row("T90 negative", "Retry-After: -5", 15, 30);
  row("T90 none", "X-None: 1", 15, 30);
}

void LimitsTest::T90_restsAsLongAsTheUpstreamSays() {
  QFETCH(QByteArray, lines);
  QFETCH(int, least);
  QFETCH(int, most);
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(R"({"error":{"message":"slow down","code":"rate_limit_exceeded"}})",
                               429, "Content-Type: application/json\r\n" + lines.toStdString()));
  });
  Engine engine("providers:\n" + providerLine("up", upstream.port()));
  const RawResponse first = engine.chat("up/m");
  QCOMPARE(first.status, 429);
  QCOMPARE(stringAt(parsed(first.body), "/error/message"), std::string("slow down"));
  // While it rests nobody asks it.
  const RawResponse second = engine.chat("up/m");
  QCOMPARE(second.status, 429);
  QCOMPARE(errorCode(second), std::string("rate_limit_exceeded"));
  const int wait = std::atoi(second.header("Retry-After").c_str());
  QVERIFY2(wait >= least && wait <= most, second.header("Retry-After").c_str());
  const int millis = std::atoi(second.header("retry-after-ms").c_str());
  QVERIFY2(millis > (wait - 1) * 1000 && millis <= wait * 1000, std::to_string(millis).c_str());
  QCOMPARE(upstream.count(), 1);
  QCOMPARE(engine.row(second).row.error, std::optional(ErrorKind::AllCoolingDown));
}

// Google says it there and in no header.
void LimitsTest::T90_restsAsLongAsTheBodySays() {
  Upstream upstream([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(
        R"({"error":{"code":429,"message":"slow down","status":"RESOURCE_EXHAUSTED","details":[)"
        R"({"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"6.5s"}]}})",
        429));
  });
  Engine engine("providers:\n" + providerLine("up", upstream.port()));
  QCOMPARE(engine.chat("up/m").status, 429);
  const RawResponse second = engine.chat("up/m");
  QCOMPARE(second.status, 429);
  const int wait = std::atoi(second.header("Retry-After").c_str());
  QVERIFY2(wait >= 6 && wait <= 7, second.header("Retry-After").c_str());
  QCOMPARE(upstream.count(), 1);
}

void LimitsTest::T90_comesBackAfterItsRest() {
  auto demo = *demo::DemoServer::start({});
  Engine engine("providers:\n" + providerLine("demo", demo->port()));
  const std::string model = "demo/script:status=429,header.retry-after-ms=300,times=1";
  QElapsedTimer timer;
  timer.start();
  QCOMPARE(engine.chat(model).status, 429);
  QVERIFY(until([&] { return engine.chat(model).status == 200; }));
  QVERIFY(timer.elapsed() >= 290 && timer.elapsed() < 15'000);
}

void LimitsTest::T90_aTargetThatNeedsNoKeyRestsToo() {
  Upstream local([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json("{}", 503, "Retry-After: 40\r\n"));
  });
  auto demo = *demo::DemoServer::start({});
  Engine engine(
      "providers:\n  - { id: local, kind: openai_compatible, base_url: \"http://127.0.0.1:" +
      std::to_string(local.port()) + "/v1\" }\n" + providerLine("demo", demo->port()) +
      "routes: [ { name: r, flow: { fallback: { try: [ { target: local/m }, { target: demo/fast } "
      "] } } } ]\n");
  const auto first = engine.row(engine.chat("r"));
  QCOMPARE(first.attempts.size(), std::size_t{2});
  QCOMPARE(first.attempts[0].status, 503);
  const auto second = engine.row(engine.chat("r"));
  QCOMPARE(second.row.status, 200);
  QCOMPARE(second.attempts.size(), std::size_t{1});
  QVERIFY2(second.attempts[0].why.find("local/m asked for a rest of ") != std::string::npos,
           second.attempts[0].why.c_str());
  // Another model of the same provider, and what nobody else could serve, are asked all the same.
  QCOMPARE(engine.chat("local/other").status, 503);
  QCOMPARE(engine.chat("local/m").status, 503);
}

void LimitsTest::T90_aKeyRestsForOneModel_data() {
  QTest::addColumn<int>("status");
  for (const int status : {429, 503, 529})
    QTest::addRow("%d", status) << status;
}

void LimitsTest::T90_aKeyRestsForOneModel() {
  QFETCH(int, status);
  Upstream upstream([&](RawSocket& socket, const Upstream::Request& request) {
    const bool big = request.body.find("\"big\"") != std::string::npos;
    socket.send(big ? Upstream::json("{}", status, "Retry-After: 60\r\n")
                    : Upstream::json(Upstream::completion()));
  });
  Engine engine("providers:\n" + providerLine("up", upstream.port()) +
                "routes: [ { name: r, flow: { fallback: { try: [ { target: up/big }, { target: "
                "up/small } ] } } } ]\n");
  for (int i = 0; i < 3; ++i)
    QCOMPARE(engine.chat("r").status, 200);
  QCOMPARE(upstream.count(), 4);
  const RawResponse big = engine.chat("up/big");
  QCOMPARE(big.status, 429);
  QVERIFY2(big.body.find("for the model big") != std::string::npos, big.body.c_str());
  QCOMPARE(engine.chat("up/small").status, 200);
  const auto shown = engine.admin("GET", "providers");
  const std::int64_t rest = numberAt(shown.body, "/providers/0/keys/0/rests/big");
  QVERIFY2(rest > 50'000 && rest <= 60'000, shown.text.c_str());
  QVERIFY(shown.text.find("\"small\":") == std::string::npos);
}

// Without `failover` nobody else would serve what was drawn for it.
void LimitsTest::T90_aBalanceGoesPastWhatRests() {
  Upstream full([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json("{}", 429, "Retry-After: 60\r\n"));
  });
  auto demo = *demo::DemoServer::start({});
  Engine engine("providers:\n" + providerLine("full", full.port()) +
                providerLine("demo", demo->port()) +
                "routes: [ { name: r, flow: { balance: { by: round_robin, failover: false, over: [ "
                "{ target: full/m }, { target: demo/fast } ] } } } ]\n");
  QCOMPARE(engine.chat("full/m").status, 429);
  for (int i = 0; i < 4; ++i) {
    const auto row = engine.row(engine.chat("r"));
    QCOMPARE(row.row.status, 200);
    QCOMPARE(row.attempts.size(), std::size_t{1});
  }
  QCOMPARE(full.count(), 1);
}

void LimitsTest::T91_allRestingNamesTheSoonest() {
  const auto limited = [](const char* seconds) {
    return [seconds](RawSocket& socket, const Upstream::Request&) {
      socket.send(Upstream::json("{}", 429, std::string("Retry-After: ") + seconds + "\r\n"));
    };
  };
  Upstream slow(limited("90")), soon(limited("12"));
  Engine engine("providers:\n" + providerLine("slow", slow.port()) +
                providerLine("soon", soon.port()) +
                "routes: [ { name: r, flow: { fallback: { try: [ { target: soon/m }, { target: "
                "slow/m } ] } } } ]\n");
  const RawResponse first = engine.chat("r");
  QCOMPARE(first.status, 429);
  QCOMPARE(first.header("Retry-After"), std::string("12"));
  const RawResponse second = engine.chat("r");
  QCOMPARE(second.status, 429);
  const int wait = std::atoi(second.header("Retry-After").c_str());
  QVERIFY(wait >= 10 && wait <= 12);
  QCOMPARE(slow.count() + soon.count(), 2);
  QCOMPARE(engine.row(second).attempts.size(), std::size_t{2});
}

void LimitsTest::T93_aRefusedKeyIsSetAside_data() {
  QTest::addColumn<int>("status");
  QTest::addColumn<QByteArray>("message");
  QTest::newRow("T93 401") << 401 << QByteArray("bad key");
  QTest::newRow("T93 403") << 403 << QByteArray("bad key");
  // As Google and xAI say it.
  QTest::newRow("T93 400") << 400 << QByteArray("API key not valid. Please pass a valid API key.");
}

void LimitsTest::T93_aRefusedKeyIsSetAside() {
  QFETCH(int, status);
  QFETCH(QByteArray, message);
  const std::string why = "{\"error\":{\"message\":\"" + message.toStdString() + "\"}}";
  Upstream upstream([&](RawSocket& socket, const Upstream::Request& request) {
    const bool bad = request.header("Authorization").find("up-one") != std::string::npos;
    socket.send(bad ? Upstream::json(why, status) : Upstream::json(Upstream::completion()));
  });
  Engine engine("providers:\n" + twoKeys(upstream.port()));
  const RawResponse answer = engine.chat("up/m");
  QCOMPARE(answer.status, 200);
  const auto row = engine.row(answer);
  QCOMPARE(row.attempts.size(), std::size_t{2});
  QCOMPARE(row.attempts.at(0).keyName, std::string("one"));
  QCOMPARE(row.attempts.at(0).status, status);
  QCOMPARE(row.attempts.at(1).keyName, std::string("two"));
  QVERIFY(row.attempts.at(1).why.find("next key") != std::string::npos);
  // From then on it is not asked.
  QCOMPARE(engine.chat("up/m").status, 200);
  QCOMPARE(upstream.count(), 3);
  const auto shown = engine.admin("GET", "providers");
  QVERIFY(shown.text.find(providerKey("up-one")) == std::string::npos);
  QCOMPARE(numberAt(shown.body, "/providers/0/keys/0/refused_with"), std::int64_t{status});
}

void LimitsTest::T93_whatIsNotTheKeysFaultMarksNoKey_data() {
  QTest::addColumn<QByteArray>("code");
  QTest::addColumn<int>("status");
  QTest::addColumn<int>("asked");
  QTest::newRow("content policy") << QByteArray("content_policy_violation") << 403 << 1;
  QTest::newRow("model") << QByteArray("model_not_found") << 200 << 2;  // by the other key
}

void LimitsTest::T93_whatIsNotTheKeysFaultMarksNoKey() {
  QFETCH(QByteArray, code);
  QFETCH(int, status);
  QFETCH(int, asked);
  Upstream upstream([&](RawSocket& socket, const Upstream::Request& request) {
    const bool refused = request.header("Authorization").find("up-one") != std::string::npos &&
                         request.body.find("harmless") == std::string::npos;
    const std::string why =
        "{\"error\":{\"message\":\"no\",\"code\":\"" + code.toStdString() + "\"}}";
    socket.send(refused ? Upstream::json(why, 403) : Upstream::json(Upstream::completion()));
  });
  Engine engine("providers:\n" + twoKeys(upstream.port()));
  QCOMPARE(engine.chat("up/m").status, status);
  QCOMPARE(upstream.count(), asked);
  const RawResponse next = engine.chat("up/m", "harmless");
  QCOMPARE(next.status, 200);
  const auto row = engine.row(next);
  QCOMPARE(row.attempts.size(), std::size_t{1});
  QCOMPARE(row.attempts.at(0).keyName, std::string("one"));
}

void LimitsTest::T93_whatIsNotTheRequestsFaultEndsNoRace_data() {
  QTest::addColumn<QByteArray>("error");
  QTest::newRow("key") << QByteArray(R"("message":"API key not valid. Pass a valid API key.")");
  QTest::newRow("model") << QByteArray(R"("message":"gone","code":"model_decommissioned")");
}

void LimitsTest::T93_whatIsNotTheRequestsFaultEndsNoRace() {
  QFETCH(QByteArray, error);
  Upstream one([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json("{\"error\":{" + error.toStdString() + "}}", 400));
  });
  Upstream two([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(Upstream::completion()));
  });
  Engine engine("providers:\n" + providerLine("one", one.port()) + providerLine("two", two.port()) +
                "routes: [ { name: r, flow: { race: { after: 60s, try: [ { target: one/m }, { "
                "target: two/m } ] } } } ]\n");
  const RawResponse answer = engine.chat("r");
  QCOMPARE(answer.status, 200);
  QCOMPARE(engine.row(answer).attempts.at(0).status, 400);
}

// What a target said is not hidden by one that is not asked because it rests.
void LimitsTest::aRestHidesNoFailure() {
  Upstream limited([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json("{}", 429, "Retry-After: 60\r\n"));
  });
  Upstream broken([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(R"({"error":{"message":"out of order"}})", 500));
  });
  Engine engine(
      "providers:\n" + providerLine("limited", limited.port()) +
      providerLine("broken", broken.port()) +
      "routes: [ { name: r, flow: { fallback: { try: [ { target: limited/m }, { target: broken/m } "
      "] } } } ]\n");
  for (int i = 0; i < 2; ++i) {
    const RawResponse answer = engine.chat("r");
    QCOMPARE(answer.status, 500);
    QVERIFY(answer.body.find("out of order") != std::string::npos);
    QVERIFY(answer.header("retry-after").empty());
  }
  QCOMPARE(limited.count(), 1);
}

void LimitsTest::T90_aLimitedKeyRestsAndTheNextServes() {
  Upstream upstream([](RawSocket& socket, const Upstream::Request& request) {
    const bool one = request.header("Authorization").find("up-one") != std::string::npos;
    socket.send(one ? Upstream::json("{}", 429, "Retry-After: 60\r\n")
                    : Upstream::json(Upstream::completion()));
  });
  Engine engine("providers:\n" + twoKeys(upstream.port()));
  for (int i = 0; i < 3; ++i)
    QCOMPARE(engine.chat("up/m").status, 200);
  QCOMPARE(upstream.count(), 4);
}

void LimitsTest::allKeysRefusedIsTold() {
  Upstream upstream([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(R"({"error":{"message":"Incorrect API key provided"}})", 401));
  });
  Engine engine("providers:\n" + twoKeys(upstream.port()));
  const RawResponse first = engine.chat("up/m");
  QCOMPARE(first.status, 401);
  QVERIFY(first.body.find("Incorrect API key provided") != std::string::npos);
  QCOMPARE(upstream.count(), 2);
  const RawResponse second = engine.chat("up/m");
  QVERIFY(second.status == 503 || second.status == 502);
  QCOMPARE(upstream.count(), 2);
}

void LimitsTest::targetsThatCannotBeUsedAreLeftBehind() {
  auto demo = *demo::DemoServer::start({});
  const std::string url = "http://127.0.0.1:" + std::to_string(demo->port()) + "/v1";
  qunsetenv("SB_NO_SUCH_VARIABLE");
  Engine engine("providers:\n" + providerLine("demo", demo->port()) +
                providerLine("off", demo->port(), ", disabled: true") +
                "  - { id: keyless, kind: openai_compatible, base_url: \"" + url +
                "\", keys: [ { secret: \"env:SB_NO_SUCH_VARIABLE\" } ] }\n"
                "routes: [ { name: r, flow: { fallback: { try: [ { target: off/fast }, { target: "
                "keyless/fast }, { target: demo/fast } ] } } } ]\n");
  QVERIFY(engine.started());
  const RawResponse moved = engine.chat("r");
  QCOMPARE(moved.status, 200);
  const auto row = engine.row(moved);
  QCOMPARE(row.attempts.size(), std::size_t{3});
  QCOMPARE(row.attempts.at(0).error, std::optional(ErrorKind::NoTarget));
  QCOMPARE(row.attempts.at(1).error, std::optional(ErrorKind::SecretMissing));
  const RawResponse missing = engine.chat("keyless/fast");
  QCOMPARE(missing.status, 503);
  QCOMPARE(errorCode(missing), std::string("secret_missing"));
  QVERIFY(missing.body.find("SB_NO_SUCH_VARIABLE") != std::string::npos);
  QCOMPARE(engine.chat("off/fast").status, 503);
}

void LimitsTest::retriesStayOnTheirTarget() {
  auto demo = *demo::DemoServer::start({});
  Engine engine("providers:\n" + providerLine("demo", demo->port()) +
                "routes:\n"
                "  - { name: r, flow: { target: \"demo/script:status=500,times=2\", retry: 2 } }\n"
                "  - { name: bad, flow: { target: \"demo/script:status=400\", retry: 2 } }\n");
  const RawResponse answer = engine.chat("r");
  QCOMPARE(answer.status, 200);
  const auto row = engine.row(answer);
  QCOMPARE(row.attempts.size(), std::size_t{3});
  QVERIFY(row.attempts.at(2).why.find("retry after 500") != std::string::npos);
  const RawResponse refused = engine.chat("bad");
  QCOMPARE(refused.status, 400);
  QCOMPARE(refused.header("x-signalbox-attempts"), std::string("1"));
}

// Between two attempts nobody waits for an upstream, yet it is the caller who has ended the
// request.
void LimitsTest::whoLeavesBetweenTwoAttemptsHasLeft() {
  std::atomic<int> asked{0};
  Upstream bad([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json("{}", 500));
    ++asked;
  });
  Engine engine("providers:\n" + providerLine("bad", bad.port()) +
                "routes: [ { name: r, flow: { target: bad/m, retry: 5 } } ]\n");
  {
    RawSocket client = engine.connect();
    client.send(Gate::text("POST", "/v1/chat/completions", chatBody("r", "hi")));
    QVERIFY(until([&] { return asked.load() >= 2; }));
  }
  const auto row = engine.newestRow();
  QCOMPARE(row.row.outcome, ledger::OutcomeClass::ClientGone);
  QCOMPARE(row.row.error, std::optional(ErrorKind::ClientGone));
  QVERIFY(row.attempts.size() < std::size_t{6});
  QCOMPARE(row.attempts.at(0).error, std::optional(ErrorKind::UpstreamStatus));
}

SB_TEST(LimitsTest);

#include "limits_test.moc"
