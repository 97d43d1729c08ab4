// What the strategies of a balance promise, under seeded traffic in virtual time.
#include <QTest>
#include <algorithm>
#include <functional>
#include <memory>
#include <queue>
#include <random>
#include <vector>

#include "core/routing/choose.h"
#include "core/routing/passage.h"
#include "core/routing/score.h"
#include "tests/core/routing/pretended_world.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::routing;
using namespace std::chrono_literals;
using By = config::Balance::By;

namespace {

const Steady kStart{std::chrono::hours(1)};

// A balance over targets "0", "1" …
config::Node balanceOf(By by, std::size_t targets) {
  config::Node node;
  node.kind = config::Node::Kind::Balance;
  node.id = "n1";
  node.balance.by = by;
  for (std::size_t i = 0; i < targets; ++i) {
    config::Node target;
    target.provider = std::to_string(i);
    target.model = "m";
    node.children.push_back(target);
  }
  return node;
}

using Targets = std::vector<std::shared_ptr<TargetHealth>>;

// Scores by the health of targets, as traffic does.
class HealthWorld final : public PretendedWorld {
 public:
  explicit HealthWorld(const Targets& targets) : m_targets(targets) {}

  double score(By by, const config::Node& target) override {
    return scoreOf(by, *m_targets.at(std::stoul(target.provider)), now, stream);
  }

  Steady now = kStart;
  bool stream = false;

 private:
  const Targets& m_targets;
};

// Targets under seeded traffic in virtual time: requests arrive at random, each takes its target's
// latency, give or take a quarter.
class Simulation {
 public:
  Simulation(By by, std::size_t targets) : m_node(balanceOf(by, targets)), m_world(m_targets) {
    for (std::size_t i = 0; i < targets; ++i)
      m_targets.push_back(std::make_shared<TargetHealth>());
    m_latency.assign(targets, 100ms);
  }

  void latency(std::size_t target, Millis latency) { m_latency[target] = latency; }
  void stream(bool on) { m_world.stream = on; }
  void weight(std::size_t target, double weight) { m_node.children[target].weight = weight; }
  const Targets& targets() const { return m_targets; }
  // Calls with each target that is chosen, before its request begins.
  std::function<void(std::size_t)> chosen = [](std::size_t) {};

  // The share of that target in the requests of that time, at that rate.
  double run(
      Millis time, double perSecond, std::size_t of,
      const std::function<void()>& afterEach = [] {}) {
    std::exponential_distribution<double> gap(perSecond);
    const Steady until = m_now + time;
    int all = 0, there = 0;
    for (;;) {
      m_now += std::chrono::duration_cast<Steady::duration>(
          std::chrono::duration<double>(gap(m_random)));
      if (m_now >= until) break;
      finish(m_now);
      m_world.now = m_now;
      const std::size_t target = chooseBalanced(m_node, m_world).order.front();
      chosen(target);
      begin(target);
      afterEach();
      ++all;
      if (target == of) ++there;
    }
    m_now = until;
    return static_cast<double>(there) / all;
  }

 private:
  struct Step {
    Steady at;
    bool content;
    std::shared_ptr<Passage> passage;
    bool operator<(const Step& other) const { return at > other.at; }
  };

  void begin(std::size_t target) {
    const bool stream = m_world.stream;
    auto passage = std::make_shared<Passage>(m_targets[target], m_now, stream, Admission());
    const auto latency = std::chrono::duration_cast<Steady::duration>(
        m_latency[target] * (0.75 + 0.5 * m_uniform(m_random)));
    if (stream) m_steps.push({m_now + latency, true, passage});
    m_steps.push({m_now + latency + (stream ? 2s : 0s), false, passage});
  }

  void finish(Steady until) {
    while (!m_steps.empty() && m_steps.top().at <= until) {
      const Step step = m_steps.top();
      m_steps.pop();
      if (step.content)
        step.passage->content(step.at);
      else
        step.passage->end(step.at, AttemptEnd::Ok, 100);
    }
  }

  config::Node m_node;
  Targets m_targets;
  HealthWorld m_world;
  std::mt19937_64 m_random{11};
  std::uniform_real_distribution<double> m_uniform{0, 1};
  std::vector<Millis> m_latency;
  std::priority_queue<Step> m_steps;
  Steady m_now = kStart;
};

}  // namespace

class BalanceTest : public QObject {
  Q_OBJECT
 private slots:
  void leavesASlowedTargetWithin2SecondsAndReturns_data();
  void leavesASlowedTargetWithin2SecondsAndReturns();
  void prefersTheFasterOfTwo();
  void triesEachTargetOnceBeforeItKnowsThem();
  void leastBusyNeverExceedsTheOptimumByMoreThanOne();
  void equalsTakeTurns();
  void weightsDivideScores_data();
  void weightsDivideScores();
  void theFastestWriterIsTaken();
  void theLeastUsedIsTaken();
  void whatIsLeftComesBackEvenly();
};

void BalanceTest::leavesASlowedTargetWithin2SecondsAndReturns_data() {
  QTest::addColumn<bool>("stream");
  QTest::addColumn<int>("latency");
  QTest::addColumn<double>("perSecond");
  QTest::newRow("whole answers of 100 ms") << false << 100 << 200.0;
  QTest::newRow("whole answers of 800 ms") << false << 800 << 50.0;
  QTest::newRow("streams, 300 ms to the first token") << true << 300 << 50.0;
  QTest::newRow("streams, little traffic") << true << 300 << 5.0;
}

void BalanceTest::leavesASlowedTargetWithin2SecondsAndReturns() {
  QFETCH(bool, stream);
  QFETCH(int, latency);
  QFETCH(double, perSecond);
  Simulation traffic(By::LeastLatency, 4);
  traffic.stream(stream);
  for (std::size_t i = 0; i < 4; ++i)
    traffic.latency(i, Millis(latency));
  traffic.run(20s, perSecond, 0);
  const double before = traffic.run(20s, perSecond, 0);
  traffic.latency(0, Millis(10 * latency));
  traffic.run(2s, perSecond, 0);
  const double slowed = traffic.run(20s, perSecond, 0);
  traffic.latency(0, Millis(latency));
  traffic.run(15s, perSecond, 0);
  const double after = traffic.run(20s, perSecond, 0);
  const QString said = QStringLiteral("%1 %2 %3").arg(before).arg(slowed).arg(after);
  qInfo() << said;
  QVERIFY2(before > 0.15, qPrintable(said));
  QVERIFY2(slowed < 0.05, qPrintable(said));
  QVERIFY2(after > 0.15, qPrintable(said));
}

void BalanceTest::prefersTheFasterOfTwo() {
  Simulation traffic(By::LeastLatency, 2);
  traffic.latency(1, 300ms);
  traffic.run(10s, 20, 0);
  QVERIFY(traffic.run(60s, 20, 0) > 0.65);
}

void BalanceTest::triesEachTargetOnceBeforeItKnowsThem() {
  Simulation traffic(By::LeastLatency, 5);
  for (std::size_t i = 0; i < 5; ++i)
    traffic.latency(i, 1min);
  int requests = 0;
  traffic.run(1s, 10, 0, [&] {
    if (++requests != 5) return;
    for (const auto& target : traffic.targets())
      QCOMPARE(target->inFlight(), 1);
  });
  QVERIFY(requests >= 5);
}

void BalanceTest::leastBusyNeverExceedsTheOptimumByMoreThanOne() {
  Simulation traffic(By::LeastBusy, 4);
  traffic.chosen = [&](std::size_t chosen) {
    // The optimum of one more request: it goes where the fewest are.
    for (const auto& target : traffic.targets())
      QVERIFY(traffic.targets()[chosen]->inFlight() <= target->inFlight());
  };
  // All take equally long and none ends within this time: the best distribution is known.
  for (std::size_t i = 0; i < 4; ++i)
    traffic.latency(i, 30min);
  int all = 0;
  traffic.run(60s, 50, 0, [&] {
    ++all;
    for (const auto& target : traffic.targets())
      QVERIFY(target->inFlight() <= (all + 3) / 4 + 1);
  });
  QVERIFY(all > 2'000);
}

void BalanceTest::equalsTakeTurns() {
  Simulation traffic(By::LeastBusy, 4);
  for (std::size_t i = 0; i < 4; ++i)
    traffic.latency(i, 1ms);
  const double share = traffic.run(600s, 5, 2);
  QVERIFY(share > 0.2 && share < 0.3);
}

void BalanceTest::weightsDivideScores_data() {
  QTest::addColumn<int>("by");
  QTest::newRow("open requests") << static_cast<int>(By::LeastBusy);
  QTest::newRow("latency") << static_cast<int>(By::LeastLatency);
  QTest::newRow("first token") << static_cast<int>(By::FastestFirstToken);
  QTest::newRow("throughput") << static_cast<int>(By::HighestThroughput);
  QTest::newRow("usage") << static_cast<int>(By::Usage);
}

// Of equals, the one with more weight gets more.
void BalanceTest::weightsDivideScores() {
  QFETCH(const int, by);
  Simulation traffic(static_cast<By>(by), 2);
  traffic.weight(1, 3);
  traffic.latency(0, 2s);
  traffic.latency(1, 2s);
  traffic.run(20s, 20, 1);
  const double share = traffic.run(60s, 20, 1);
  QVERIFY2(share > 0.6, qPrintable(QString::number(share)));
}

void BalanceTest::theFastestWriterIsTaken() {
  Simulation traffic(By::HighestThroughput, 3);  // answers of 100 tokens
  traffic.latency(0, 900ms);
  traffic.latency(1, 300ms);
  traffic.latency(2, 600ms);
  traffic.run(10s, 20, 1);
  QVERIFY(traffic.run(60s, 20, 1) > 0.95);
}

void BalanceTest::theLeastUsedIsTaken() {
  Targets targets;
  for (int i = 0; i < 3; ++i)
    targets.push_back(std::make_shared<TargetHealth>());
  HealthWorld world(targets);
  const config::Node node = balanceOf(By::Usage, 3);
  const auto first = [&] { return chooseBalanced(node, world).order.front(); };
  targets[0]->allowance().note(kStart, 0.2, 60s);
  targets[1]->allowance().note(kStart, 0.7, 60s);
  targets[2]->allowance().note(kStart, 0, 60s);
  QCOMPARE(first(), std::uint16_t{1});
  QCOMPARE(chooseBalanced(node, world).order, (std::vector<std::uint16_t>{1, 0, 2}));
  targets[1]->allowance().note(kStart, 0.1, 60s);
  QCOMPARE(first(), std::uint16_t{0});
  // One that tells nothing counts as unused.
  targets[2] = std::make_shared<TargetHealth>();
  QCOMPARE(first(), std::uint16_t{2});
  QCOMPARE(scoreText(By::Usage, *targets[0], kStart, false), std::string("20 % left"));
  QCOMPARE(scoreText(By::Usage, *targets[2], kStart, false), std::string("no limit known"));
}

void BalanceTest::whatIsLeftComesBackEvenly() {
  Allowance allowance;
  QVERIFY(!allowance.left(kStart));
  const auto isLeft = [&](Steady::duration after, double wanted) {
    const double left = allowance.left(kStart + after).value_or(-1);
    QVERIFY2(std::abs(left - wanted) < 0.001, qPrintable(QString::number(left)));
  };
  allowance.note(kStart, 0.2, 10s);
  isLeft(0s, 0.2);
  isLeft(5s, 0.6);
  isLeft(10s, 1);
  isLeft(24h, 1);
  isLeft(-1ms, 0.2);
  allowance.note(kStart, 0, std::nullopt);  // a minute
  isLeft(30s, 0.5);
  allowance.note(kStart, 7, 0ms);
  isLeft(0s, 1);
  allowance.note(kStart, -1, 1000h);  // as long as can be kept
  isLeft(0s, 0);
  isLeft(2h, 1);
}

SB_TEST(BalanceTest);
#include "balance_test.moc"
