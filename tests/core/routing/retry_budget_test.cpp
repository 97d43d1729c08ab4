#include "core/routing/retry_budget.h"

#include <QTest>
#include <thread>
#include <vector>

#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::routing;
using namespace std::chrono_literals;

namespace {
const Steady kStart{std::chrono::hours(1)};
}

class RetryBudgetTest : public QObject {
  Q_OBJECT
 private slots:
  void aQuietGatewayHasTenIn10Seconds();
  void aBusyOneHasAFifthOfItsRequests();
  void failoverCountsButIsNotRefused();
  void anOutageAddsAFifthAtMost();
  void neverPassesTooManyAmongFourThreads();
};

void RetryBudgetTest::aQuietGatewayHasTenIn10Seconds() {
  RetryBudget budget;
  for (int i = 0; i < 10; ++i)
    QVERIFY(budget.take(kStart));
  QVERIFY(!budget.take(kStart + 9s));
  for (int i = 0; i < 10; ++i)
    QVERIFY(budget.take(kStart + 10s));
  QVERIFY(!budget.take(kStart + 10s));
}

void RetryBudgetTest::aBusyOneHasAFifthOfItsRequests() {
  RetryBudget budget;
  for (int i = 0; i < 1'000; ++i)
    budget.request(kStart);
  for (int i = 0; i < 200; ++i)
    QVERIFY(budget.take(kStart + 1s));
  QVERIFY(!budget.take(kStart + 1s));
  QCOMPARE(budget.use(kStart + 1s).extra, 200U);
  QCOMPARE(budget.use(kStart + 1s).requests, 1'000U);
  QCOMPARE(budget.use(kStart + 20s).requests, 0U);
}

void RetryBudgetTest::failoverCountsButIsNotRefused() {
  RetryBudget budget;
  for (int i = 0; i < 12; ++i)
    budget.extra(kStart);
  QCOMPARE(budget.use(kStart).extra, 12U);
  QVERIFY(!budget.take(kStart));
}

void RetryBudgetTest::anOutageAddsAFifthAtMost() {
  RetryBudget budget;
  int requests = 0, repeats = 0;
  for (int ms = 0; ms < 60'000; ms += 5) {
    const Steady now = kStart + Millis(ms);
    budget.request(now);
    ++requests;
    for (int retry = 0; retry < 3 && budget.take(now); ++retry)
      ++repeats;  // all of them fail
  }
  QVERIFY2(repeats <= requests / 5 + 10, qPrintable(QString::number(repeats)));
  QVERIFY(repeats > requests / 6);
}

void RetryBudgetTest::neverPassesTooManyAmongFourThreads() {
  RetryBudget budget;
  for (int i = 0; i < 500; ++i)
    budget.request(kStart);
  std::atomic<int> passed{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 500; ++i)
        passed += budget.take(kStart) ? 1 : 0;
    });
  for (auto& thread : threads)
    thread.join();
  QVERIFY(passed <= 100);
  QVERIFY(passed >= 97);
  QCOMPARE(budget.use(kStart).extra, static_cast<std::uint32_t>(passed.load()));
}

SB_TEST(RetryBudgetTest);
#include "retry_budget_test.moc"
