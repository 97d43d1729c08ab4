#include "core/routing/breaker.h"

#include <QTest>
#include <random>
#include <thread>
#include <vector>

#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::routing;
using namespace std::chrono_literals;
using Pass = Breaker::Pass;

namespace {

const Steady kStart{std::chrono::hours(1)};

// Opens it by five failures in a row.
void open(Breaker& breaker, Steady at) {
  for (int i = 0; i < 5; ++i)
    breaker.failed(at, false);
}

}  // namespace

class BreakerTest : public QObject {
  Q_OBJECT
 private slots:
  void opensAfterFiveFailuresInARow();
  void opensWhenHalfOfFiveFailed();
  void staysClosedBelowTheShareOrTheNumber();
  void forgetsFailuresAfter30Seconds();
  void admitsOneProbeAfterItsTime();
  void staysOpenTwiceAsLongAfterEachFailedProbe();
  void closesAfterASuccessfulProbe();
  void doesNotReopenForFailuresBeforeTheRecovery();
  void aProbeThatIsAbandonedMakesRoomAtOnce();
  void aProbeThatNeverReportsMakesRoomAfterItsLease();
  void stragglersChangeNothing();
  void peekTakesNoProbe();
  void theShareRisesOver30Seconds();
  void admitsOneProbeAmongFourThreads();
};

void BreakerTest::opensAfterFiveFailuresInARow() {
  Breaker breaker;
  for (int i = 0; i < 100; ++i)
    breaker.succeeded(kStart, false);
  for (int i = 0; i < 4; ++i)
    breaker.failed(kStart, false);
  QCOMPARE(breaker.admit(kStart, 0.999).pass, Pass::Allowed);
  breaker.failed(kStart, false);
  const auto answer = breaker.admit(kStart + 1s, 0);
  QCOMPARE(answer.pass, Pass::Open);
  QCOMPARE(answer.wait, Millis(4'000));
}

void BreakerTest::opensWhenHalfOfFiveFailed() {
  Breaker breaker;
  for (int i = 0; i < 3; ++i) {
    breaker.succeeded(kStart, false);
    breaker.failed(kStart + 10s, false);
  }
  QCOMPARE(breaker.state(), Breaker::State::Open);
}

void BreakerTest::staysClosedBelowTheShareOrTheNumber() {
  Breaker breaker;
  for (int i = 0; i < 4; ++i)
    breaker.failed(kStart, false);
  QCOMPARE(breaker.state(), Breaker::State::Closed);
  Breaker busy;
  for (int i = 0; i < 1000; ++i)
    i % 5 < 3 ? busy.succeeded(kStart, false) : busy.failed(kStart, false);
  QCOMPARE(busy.state(), Breaker::State::Closed);  // 40 %
}

void BreakerTest::forgetsFailuresAfter30Seconds() {
  Breaker breaker;
  for (int i = 0; i < 4; ++i)
    breaker.failed(kStart, false);
  breaker.succeeded(kStart, false);  // no row of failures any more
  for (int i = 0; i < 3; ++i)
    breaker.succeeded(kStart + 30s, false);
  for (int i = 0; i < 2; ++i)
    breaker.failed(kStart + 30s, false);
  QCOMPARE(breaker.state(), Breaker::State::Closed);  // 2 of 5, not 6 of 10
}

void BreakerTest::admitsOneProbeAfterItsTime() {
  Breaker breaker;
  open(breaker, kStart);
  QCOMPARE(breaker.admit(kStart + 4'999ms, 0).pass, Pass::Open);
  QCOMPARE(breaker.admit(kStart + 5s, 0).pass, Pass::Probe);
  QCOMPARE(breaker.admit(kStart + 5s, 0).pass, Pass::Open);
  QCOMPARE(breaker.state(), Breaker::State::HalfOpen);
}

void BreakerTest::staysOpenTwiceAsLongAfterEachFailedProbe() {
  Breaker breaker;
  open(breaker, kStart);
  Steady at = kStart;
  for (const int seconds : {5, 10, 20, 40, 60, 60, 60}) {
    const auto answer = breaker.admit(at, 0);
    QCOMPARE(answer.wait, Millis(seconds * 1'000));
    at += std::chrono::seconds(seconds);
    QCOMPARE(breaker.admit(at, 0).pass, Pass::Probe);
    breaker.failed(at, true);
  }
}

void BreakerTest::closesAfterASuccessfulProbe() {
  Breaker breaker;
  open(breaker, kStart);
  breaker.admit(kStart + 5s, 0);
  breaker.succeeded(kStart + 6s, true);
  QCOMPARE(breaker.state(), Breaker::State::Closed);
  open(breaker, kStart + 60s);  // and the next time begins with 5 s again
  QCOMPARE(breaker.admit(kStart + 60s, 0).wait, Millis(5'000));
}

void BreakerTest::doesNotReopenForFailuresBeforeTheRecovery() {
  Breaker breaker;
  open(breaker, kStart);
  breaker.admit(kStart + 5s, 0);
  breaker.succeeded(kStart + 5s, true);
  breaker.failed(kStart + 5s, false);
  QCOMPARE(breaker.state(), Breaker::State::Closed);
}

void BreakerTest::aProbeThatIsAbandonedMakesRoomAtOnce() {
  Breaker breaker;
  open(breaker, kStart);
  breaker.admit(kStart + 5s, 0);
  breaker.abandoned(kStart + 6s);
  QCOMPARE(breaker.admit(kStart + 6s, 0).pass, Pass::Probe);
}

void BreakerTest::aProbeThatNeverReportsMakesRoomAfterItsLease() {
  Breaker breaker;
  open(breaker, kStart);
  breaker.admit(kStart + 5s, 0);
  QCOMPARE(breaker.admit(kStart + 34s, 0).pass, Pass::Open);
  QCOMPARE(breaker.admit(kStart + 35s, 0).pass, Pass::Probe);
  breaker.succeeded(kStart + 36s, true);  // the first of them, late: it counts
  QCOMPARE(breaker.state(), Breaker::State::Closed);
}

void BreakerTest::stragglersChangeNothing() {
  Breaker breaker;
  open(breaker, kStart);
  breaker.succeeded(kStart + 1s, false);
  breaker.failed(kStart + 1s, false);
  QCOMPARE(breaker.admit(kStart + 1s, 0).wait, Millis(4'000));
  breaker.admit(kStart + 5s, 0);
  breaker.succeeded(kStart + 5s, false);
  breaker.failed(kStart + 5s, false);
  QCOMPARE(breaker.state(), Breaker::State::HalfOpen);
}

void BreakerTest::peekTakesNoProbe() {
  Breaker breaker;
  open(breaker, kStart);
  QCOMPARE(breaker.peek(kStart + 5s, 0).pass, Pass::Probe);
  QCOMPARE(breaker.peek(kStart + 5s, 0).pass, Pass::Probe);
  QCOMPARE(breaker.state(), Breaker::State::Open);
}

void BreakerTest::theShareRisesOver30Seconds() {
  Breaker breaker;
  open(breaker, kStart);
  breaker.admit(kStart + 5s, 0);
  const Steady closed = kStart + 6s;
  breaker.succeeded(closed, true);
  std::mt19937_64 random(3);
  std::uniform_real_distribution<double> uniform(0, 1);
  const auto measured = [&](Steady at) {
    int allowed = 0;
    for (int i = 0; i < 20'000; ++i)
      if (breaker.admit(at, uniform(random)).pass == Pass::Allowed) ++allowed;
    return allowed / 20'000.0;
  };
  for (const auto& [seconds, share] : {std::pair(0, 0.1), {10, 0.4}, {15, 0.55}, {25, 0.85}}) {
    const Steady at = closed + std::chrono::seconds(seconds);
    QVERIFY(std::abs(measured(at) - share) < 0.02);
    QVERIFY(std::abs(breaker.share(at) - share) < 1e-9);
  }
  QCOMPARE(measured(closed + 30s), 1.0);
}

void BreakerTest::admitsOneProbeAmongFourThreads() {
  for (int round = 0; round < 200; ++round) {
    Breaker breaker;
    open(breaker, kStart);
    std::atomic<int> probes{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([&] {
        if (breaker.admit(kStart + 5s, 0).pass == Pass::Probe) ++probes;
      });
    for (auto& thread : threads)
      thread.join();
    QCOMPARE(probes.load(), 1);
  }
}

SB_TEST(BreakerTest);
#include "breaker_test.moc"
