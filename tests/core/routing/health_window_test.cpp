#include "core/routing/health_window.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <random>
#include <thread>
#include <vector>

#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::routing;
using namespace std::chrono_literals;

namespace {

const Steady kStart{std::chrono::hours(1)};

Sample answered(Steady::duration first, Steady::duration total, std::int64_t tokens) {
  Sample sample;
  sample.end = AttemptEnd::Ok;
  sample.stream = true;
  sample.firstContent = first;
  sample.total = total;
  sample.outputTokens = tokens;
  return sample;
}

Sample ended(AttemptEnd how) {
  Sample sample;
  sample.end = how;
  return sample;
}

double exact(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

void isWithin6Percent(double seen, double real) {
  QVERIFY2(std::abs(seen - real) <= 0.06 * real,
           qPrintable(QStringLiteral("%1 for %2").arg(seen).arg(real)));
}

}  // namespace

class HealthWindowTest : public QObject {
  Q_OBJECT
 private slots:
  void eachValueLiesInItsBucketWithin6Percent();
  void quantilesAreWithin6PercentOfTheExactOnes();
  void eachWindowForgetsInItsTime_data();
  void eachWindowForgetsInItsTime();
  void countsEveryEndByItsKind();
  void onlySuccessesHaveTimes();
  void speedLeavesTheWaitOut();
  void losesNothingAmongFourThreads();
  void takesNoMoreThan42KB();
};

void HealthWindowTest::eachValueLiesInItsBucketWithin6Percent() {
  for (std::uint64_t value = 8; value < TimeBuckets::kMax; value += 1 + value / 97) {
    const double middle = TimeBuckets::middle(TimeBuckets::indexOf(value));
    QVERIFY(std::abs(middle - static_cast<double>(value)) <= 0.06 * static_cast<double>(value));
  }
  QCOMPARE(TimeBuckets::indexOf(UINT64_MAX), TimeBuckets::kCount - 1);
}

void HealthWindowTest::quantilesAreWithin6PercentOfTheExactOnes() {
  HealthWindow window;
  std::mt19937_64 random(7);
  std::lognormal_distribution<double> times(6, 1);
  std::vector<double> firsts, totals, speeds;
  for (int i = 0; i < 20'000; ++i) {
    const double first = times(random), total = first + 20 * times(random);
    const auto us = [](double ms) { return std::chrono::microseconds(std::llround(ms * 1000)); };
    const Sample sample = answered(us(first), us(total), 500);
    window.record(kStart + Millis(i), sample);
    firsts.push_back(first);
    totals.push_back(total);
    speeds.push_back(*tokensPerSecond(sample));
  }
  const WindowView view = window.view(kStart + 20s, Window::Seconds30);
  QCOMPARE(view.totalMs.count, 20'000U);
  for (const auto& [quantiles, values] :
       {std::pair(view.firstTokenMs, &firsts), std::pair(view.totalMs, &totals),
        std::pair(view.tokensPerSecond, &speeds)}) {
    isWithin6Percent(quantiles.p50, exact(*values, 0.5));
    isWithin6Percent(quantiles.p90, exact(*values, 0.9));
    isWithin6Percent(quantiles.p99, exact(*values, 0.99));
  }
}

void HealthWindowTest::eachWindowForgetsInItsTime_data() {
  QTest::addColumn<int>("window");
  QTest::addColumn<int>("known");
  QTest::addColumn<int>("gone");
  QTest::newRow("30 s") << static_cast<int>(Window::Seconds30) << 25 << 30;
  QTest::newRow("1 min") << static_cast<int>(Window::Minute) << 55 << 60;
  QTest::newRow("5 min") << static_cast<int>(Window::Minutes5) << 270 << 300;
}

void HealthWindowTest::eachWindowForgetsInItsTime() {
  QFETCH(int, window);
  QFETCH(int, known);
  QFETCH(int, gone);
  HealthWindow health;
  health.record(kStart, answered(100ms, 1s, 10));
  const auto seen = [&](int seconds) {
    return health.view(kStart + std::chrono::seconds(seconds), static_cast<Window>(window))
        .attempts();
  };
  QCOMPARE(seen(0), 1U);
  QCOMPARE(seen(known - 1), 1U);
  QCOMPARE(seen(gone), 0U);
  // The same slot, much later: what it held before is not counted again.
  const Steady later = kStart + 600s;
  health.record(later, answered(100ms, 1s, 10));
  QCOMPARE(health.view(later, static_cast<Window>(window)).totalMs.count, 1U);
}

void HealthWindowTest::countsEveryEndByItsKind() {
  HealthWindow window;
  for (int i = 0; i < kAttemptEnds; ++i)
    for (int n = 0; n <= i; ++n)
      window.record(kStart, ended(static_cast<AttemptEnd>(i)));
  const WindowView view = window.view(kStart, Window::Minute);
  QCOMPARE(view.of(AttemptEnd::Ok), 1U);
  QCOMPARE(view.of(AttemptEnd::Neutral), 2U);
  QCOMPARE(view.of(AttemptEnd::Cut), 7U);
  QCOMPARE(view.attempts(), 28U);
  QCOMPARE(view.failures(), 25U);
  QCOMPARE(view.failureShare(), 25.0 / 26);
  const WindowCounts counts = window.counts(kStart, Window::Minutes5);
  QCOMPARE(counts.succeeded, 1U);
  QCOMPARE(counts.failed, 25U);
}

void HealthWindowTest::onlySuccessesHaveTimes() {
  HealthWindow window;
  Sample failed = answered(1ms, 2ms, 5);
  failed.end = AttemptEnd::Failing;
  window.record(kStart, failed);
  const WindowView view = window.view(kStart, Window::Seconds30);
  QCOMPARE(view.totalMs.count, 0U);
  QCOMPARE(view.totalMs.p99, 0.0);
  QCOMPARE(view.firstTokenMs.count, 0U);
}

void HealthWindowTest::speedLeavesTheWaitOut() {
  QCOMPARE(*tokensPerSecond(answered(1s, 3s, 100)), 50.0);
  Sample whole = answered(1s, 2s, 100);
  whole.firstContent.reset();
  QCOMPARE(*tokensPerSecond(whole), 50.0);
  QVERIFY(!tokensPerSecond(answered(1s, 1s, 100)));
  QVERIFY(!tokensPerSecond(answered(1s, 2s, 1)));
}

void HealthWindowTest::losesNothingAmongFourThreads() {
  HealthWindow window;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 20'000; ++i) {
        window.record(kStart + Millis(i), answered(100ms, 1s, 50));
        if (i % 1'000 == 0) window.view(kStart + Millis(i), Window::Minute);
      }
    });
  for (auto& thread : threads)
    thread.join();
  QCOMPARE(window.view(kStart + 20s, Window::Minute).attempts(), 80'000U);
  QCOMPARE(window.view(kStart + 20s, Window::Minutes5).tokensPerSecond.count, 80'000U);
}

void HealthWindowTest::takesNoMoreThan42KB() { QVERIFY(sizeof(HealthWindow) <= 42'000); }

SB_TEST(HealthWindowTest);
#include "health_window_test.moc"
