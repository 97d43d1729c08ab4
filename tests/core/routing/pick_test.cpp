#include "core/routing/pick.h"

#include <QTest>
#include <algorithm>
#include <functional>
#include <memory>
#include <queue>
#include <random>
#include <vector>

#include "core/routing/passage.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::routing;
using namespace std::chrono_literals;

namespace {

const Steady kStart{std::chrono::hours(1)};

// Targets under seeded traffic in virtual time: requests arrive at random, each takes its target's
// latency, give or take a quarter.
class Simulation {
 public:
  using Choose = std::function<std::size_t(std::span<const TargetHealth* const>, Steady, double)>;

  Simulation(std::size_t targets, Choose choose) : m_choose(std::move(choose)) {
    for (std::size_t i = 0; i < targets; ++i) {
      m_targets.push_back(std::make_shared<TargetHealth>());
      m_list.push_back(m_targets.back().get());
    }
    m_latency.assign(targets, 100ms);
  }

  void latency(std::size_t target, Millis latency) { m_latency[target] = latency; }
  void stream(bool on) { m_stream = on; }
  const std::vector<const TargetHealth*>& targets() const { return m_list; }

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
      const std::size_t chosen = m_choose(m_list, m_now, m_uniform(m_random));
      begin(chosen);
      afterEach();
      ++all;
      if (chosen == of) ++there;
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

  void begin(std::size_t chosen) {
    auto passage = std::make_shared<Passage>(m_targets[chosen], m_now, m_stream, Admission());
    const auto latency = std::chrono::duration_cast<Steady::duration>(
        m_latency[chosen] * (0.75 + 0.5 * m_uniform(m_random)));
    if (m_stream) m_steps.push({m_now + latency, true, passage});
    m_steps.push({m_now + latency + (m_stream ? 2s : 0s), false, passage});
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

  Choose m_choose;
  std::mt19937_64 m_random{11};
  std::uniform_real_distribution<double> m_uniform{0, 1};
  std::vector<std::shared_ptr<TargetHealth>> m_targets;
  std::vector<const TargetHealth*> m_list;
  std::vector<Millis> m_latency;
  std::priority_queue<Step> m_steps;
  Steady m_now = kStart;
  bool m_stream = false;
};

}  // namespace

class PickTest : public QObject {
  Q_OBJECT
 private slots:
  void leavesASlowedTargetWithin2SecondsAndReturns_data();
  void leavesASlowedTargetWithin2SecondsAndReturns();
  void prefersTheFasterOfTwo();
  void triesEachTargetOnceBeforeItKnowsThem();
  void leastBusyNeverExceedsTheOptimumByMoreThanOne();
  void equalsTakeTurns();
};

void PickTest::leavesASlowedTargetWithin2SecondsAndReturns_data() {
  QTest::addColumn<bool>("stream");
  QTest::addColumn<int>("latency");
  QTest::addColumn<double>("perSecond");
  QTest::newRow("whole answers of 100 ms") << false << 100 << 200.0;
  QTest::newRow("whole answers of 800 ms") << false << 800 << 50.0;
  QTest::newRow("streams, 300 ms to the first token") << true << 300 << 50.0;
  QTest::newRow("streams, little traffic") << true << 300 << 5.0;
}

void PickTest::leavesASlowedTargetWithin2SecondsAndReturns() {
  QFETCH(bool, stream);
  QFETCH(int, latency);
  QFETCH(double, perSecond);
  Simulation traffic(4, [&](auto targets, Steady now, double random) {
    return lowestCost(targets, now, stream, random);
  });
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

void PickTest::prefersTheFasterOfTwo() {
  Simulation traffic(2, [](auto targets, Steady now, double random) {
    return lowestCost(targets, now, false, random);
  });
  traffic.latency(1, 300ms);
  traffic.run(10s, 20, 0);
  QVERIFY(traffic.run(60s, 20, 0) > 0.65);
}

void PickTest::triesEachTargetOnceBeforeItKnowsThem() {
  Simulation traffic(5, [](auto targets, Steady now, double random) {
    return lowestCost(targets, now, false, random);
  });
  for (std::size_t i = 0; i < 5; ++i)
    traffic.latency(i, 1min);
  int requests = 0;
  traffic.run(1s, 10, 0, [&] {
    if (++requests != 5) return;
    for (const TargetHealth* target : traffic.targets())
      QCOMPARE(target->inFlight(), 1);
  });
  QVERIFY(requests >= 5);
}

void PickTest::leastBusyNeverExceedsTheOptimumByMoreThanOne() {
  Simulation traffic(4, [](auto targets, Steady, double random) {
    const std::size_t chosen = leastBusy(targets, random);
    // The optimum of one more request: it goes where the fewest are.
    for (const TargetHealth* target : targets)
      if (target->inFlight() < targets[chosen]->inFlight()) return std::size_t{99};
    return chosen;
  });
  // All take equally long and none ends within this time: the best distribution is known.
  for (std::size_t i = 0; i < 4; ++i)
    traffic.latency(i, 30min);
  int all = 0;
  traffic.run(60s, 50, 0, [&] {
    ++all;
    for (const TargetHealth* target : traffic.targets())
      QVERIFY(target->inFlight() <= (all + 3) / 4 + 1);
  });
  QVERIFY(all > 2'000);
}

void PickTest::equalsTakeTurns() {
  Simulation traffic(
      4, [](auto targets, Steady, double random) { return leastBusy(targets, random); });
  for (std::size_t i = 0; i < 4; ++i)
    traffic.latency(i, 1ms);
  const double share = traffic.run(600s, 5, 2);
  QVERIFY(share > 0.2 && share < 0.3);
}

SB_TEST(PickTest);
#include "pick_test.moc"
