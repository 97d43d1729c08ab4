// What limits have counted, over a restart: of the engine, and of a process that was killed.
#include <signal.h>

#include <QTest>

#include "core/policy/limits_store.h"
#include "core/policy/state_store.h"
#include "tests/support/daemon.h"
#include "tests/support/steered.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

namespace {

const std::string kProgram = SB_SIGNALBOXD;

int retryAfter(const RawResponse& answer) {
  return std::atoi(answer.header("Retry-After").c_str());
}

// A request costs a cent: the first one takes all that is left.
std::string budgets(std::uint16_t port, const std::string& monthly = "0.005") {
  const std::string limit =
      "{ limit: { by: all, usd_per_month: " + monthly + ", then: { target: a/m } } }";
  return "providers:\n" + providerLine("a", port) +
         "models: [ { provider: a, model: m, price: { usd_per_mtok: { input: 1000, output: 0 } } } "
         "]\nroutes:\n  - { name: r, flow: " +
         limit + " }\n  - { name: s, flow: " + limit + " }\n";
}

std::shared_ptr<Home> homeOf(const std::string& yaml) {
  auto home = std::make_shared<Home>();
  home->write(yaml);
  return home;
}

std::size_t budgetsWritten(const Home& home) {
  auto store = policy::LimitsStore::open(home.dataFolder());
  return store ? store->load()->states.spends.size() : 0;
}

void change(const Home& home, const std::string& sql) {
  const Status done = policy::openState(home.dataFolder())->exec(sql);
  QVERIFY2(done.has_value(), sql.c_str());
}

// The route's budget is used up, and the log has the request.
void spend(Engine& engine, std::string_view route) {
  const RawResponse answer = engine.chat(route);
  QCOMPARE(answer.status, 200);
  QVERIFY(!engine.row(answer).row.id.empty());
}

}  // namespace

class KeptLimitsTest : public QObject {
  Q_OBJECT
 private slots:
  void moneyStaysSpent();
  void whatAnOpenRequestCostsIsKept();
  void theNextMonthIsFree();
  void aNewMaximumKeepsWhatWasSpent();
  void aRateStaysUsed();
  void aKilledProcessKeepsItsBudget();
  void rowsThatCannotBeTrueAreToldAndIgnored();
};

void KeptLimitsTest::moneyStaysSpent() {
  Moody one;
  const auto home = homeOf(budgets(one.port()));
  int before = 0;
  {
    Engine engine(home, false);
    spend(engine, "r");
    const RawResponse refused = engine.chat("r");
    QCOMPARE(refused.status, 429);
    before = retryAfter(refused);
    engine.stop();
  }
  Engine engine(home, false);
  const RawResponse refused = engine.chat("r");
  QCOMPARE(refused.status, 429);
  QCOMPARE(engine.row(refused).row.error, std::optional(ErrorKind::BudgetExceeded));
  const int after = retryAfter(refused);
  QVERIFY2(after >= 1 && after <= before && after > before - 120,
           qPrintable(QString("%1 s, then %2 s").arg(before).arg(after)));
  QCOMPARE(one.asked(), 1);
  // The other route's limit has spent nothing.
  QCOMPARE(engine.chat("s").status, 200);
}

// It is cancelled by the stop, which writes after that.
void KeptLimitsTest::whatAnOpenRequestCostsIsKept() {
  Upstream upstream([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::streamHead() + Upstream::chunk(Upstream::delta("first")));
    waitForEnd(socket);
  });
  const auto home = homeOf(budgets(upstream.port()));
  {
    Engine engine(home, false);
    RawSocket client = engine.connect();
    client.send(
        Gate::text("POST", "/v1/chat/completions", chatBody("r", "hi", ",\"stream\":true")));
    QVERIFY(client.readUntil("first").ends_with("first"));
    QCOMPARE(budgetsWritten(*home), std::size_t{0});
    engine.stop();
  }
  QCOMPARE(budgetsWritten(*home), std::size_t{1});
}

void KeptLimitsTest::theNextMonthIsFree() {
  Moody one;
  const auto home = homeOf(budgets(one.port()));
  {
    Engine engine(home, false);
    spend(engine, "r");
    engine.stop();
  }
  change(*home, "UPDATE limit_spends SET at = at - 3000000000, ends = at - 1");
  Engine engine(home, false);
  QCOMPARE(engine.chat("r").status, 200);
}

void KeptLimitsTest::aNewMaximumKeepsWhatWasSpent() {
  Moody one;
  const auto home = homeOf(budgets(one.port()));
  {
    Engine engine(home, false);
    spend(engine, "r");
    engine.stop();
  }
  home->write(budgets(one.port(), "0.015"));
  Engine engine(home, false);
  spend(engine, "r");  // of the cent and a half, half a cent is left
  QCOMPARE(engine.chat("r").status, 429);
}

void KeptLimitsTest::aRateStaysUsed() {
  Moody one;
  const auto home = homeOf(routeOver({one.port()}, "{ limit: { rpm: 1, then: { target: a/m } } }"));
  {
    Engine engine(home, false);
    QCOMPARE(engine.chat("r").status, 200);
    engine.stop();
  }
  Engine engine(home, false);
  const RawResponse refused = engine.chat("r");
  QCOMPARE(refused.status, 429);
  QVERIFY(retryAfter(refused) >= 1 && retryAfter(refused) <= 60);
}

void KeptLimitsTest::aKilledProcessKeepsItsBudget() {
  Moody one;
  const auto home = homeOf(budgets(one.port()));
  {
    Daemon daemon(kProgram, home);
    QVERIFY(daemon.ready());
    QCOMPARE(daemon.chat("r").status, 200);
    QVERIFY2(until([&] { return budgetsWritten(*home) == 1; }), daemon.err().c_str());
    daemon.signal(SIGKILL);
    daemon.wait();
  }
  Daemon again(kProgram, home);
  QVERIFY(again.ready());
  QCOMPARE(again.chat("r").status, 429);
  QCOMPARE(again.chat("s").status, 200);
}

void KeptLimitsTest::rowsThatCannotBeTrueAreToldAndIgnored() {
  Moody one;
  const auto home = homeOf(budgets(one.port()));
  {
    Engine engine(home, false);
    spend(engine, "r");
    engine.stop();
  }
  change(*home, "UPDATE limit_spends SET spent = -1");
  Daemon daemon(kProgram, home);
  QVERIFY(daemon.ready());
  QVERIFY2(daemon.err().find("1 counts of limits in state.db cannot be true") != std::string::npos,
           daemon.err().c_str());
  QCOMPARE(daemon.chat("r").status, 200);
}

SB_TEST(KeptLimitsTest);

#include "kept_limits_test.moc"
