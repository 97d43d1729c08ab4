#include "core/routing/limits.h"

#include <QTest>
#include <cstdlib>
#include <ctime>
#include <random>
#include <thread>
#include <vector>

#include "core/routing/reservation.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::routing;
using namespace std::chrono_literals;

namespace {

const Steady kStart{std::chrono::hours(1)};
constexpr WallMillis kWall = 1'795'348'800'000;  // 2026-11-22T12:00:00Z, a Sunday
constexpr WallMillis kHour = 3'600'000;

Rate perMinute(std::int64_t limit, std::int64_t burst = 0) {
  Rate rate;
  rate.limit = limit;
  rate.burst = burst;
  return rate;
}

void zone(const char* name) {
  ::setenv("TZ", name, 1);
  ::tzset();
}

void inThreads(int count, const std::function<void()>& work) {
  std::vector<std::thread> threads;
  for (int t = 0; t < count; ++t)
    threads.emplace_back(work);
  for (auto& thread : threads)
    thread.join();
}

}  // namespace

class LimitsTest : public QObject {
  Q_OBJECT
 private slots:
  void init() { zone("UTC"); }
  void theBurstPassesAtOnceAndTheRestAtTheRate();
  void theWaitIsExact();
  void moreThanTheBurstIsTooLarge();
  void neverPassesMoreThanBurstAndRate_data();
  void neverPassesMoreThanBurstAndRate();
  void adjustSettlesTheDifference();
  void anIdleHourSavesNothingUp();
  void aNewRateKeepsWhatWasUsed();
  void debtSurvivesARestartByTheWallClock();
  void sleepCountsAsTime();
  void passesExactlyTheBurstAmongFourThreads();
  void aFullRegistryRefusesStrangersAndKeepsDebtors();

  void reservesTheWorstCaseAndSettlesTheCost();
  void whoIsAloneMayOverdrawOnce();
  void settlesIntoTheWindowThatItWasReservedIn();
  void windowsBeginAtLocalMidnight_data();
  void windowsBeginAtLocalMidnight();
  void theTwentyThreeHourDayIsOneWindow();
  void allScopesOrNone();
  void aDroppedReservationCostsNothing();
  void budgetsAreExactAmongFourThreads();
  void spendingSurvivesARestartWithinItsWindow();
};

void LimitsTest::theBurstPassesAtOnceAndTheRestAtTheRate() {
  RateGate gate;
  gate.setRate(kStart, perMinute(60, 10));
  for (int i = 0; i < 10; ++i)
    QVERIFY(gate.take(kStart, 1).passed);
  QVERIFY(!gate.take(kStart, 1).passed);
  QCOMPARE(gate.remaining(kStart), 0);
  QCOMPARE(gate.resetIn(kStart), Millis(10'000));
  QCOMPARE(gate.used(kStart), 1.0);
  QVERIFY(gate.take(kStart + 1s, 1).passed);
  QVERIFY(!gate.take(kStart + 1s, 1).passed);
  QCOMPARE(gate.remaining(kStart + 6s), 5);
}

void LimitsTest::theWaitIsExact() {
  RateGate gate;
  gate.setRate(kStart, perMinute(1'000));
  QVERIFY(gate.take(kStart, 900).passed);
  const auto refused = gate.take(kStart, 200);
  QVERIFY(!refused.passed && !refused.tooLarge);
  QCOMPARE(refused.wait, Millis(6'000));
  QVERIFY(!gate.take(kStart + 5'999ms, 200).passed);
  QVERIFY(gate.peek(kStart + 6s, 200).passed);
  QVERIFY(gate.take(kStart + 6s, 200).passed);
}

void LimitsTest::moreThanTheBurstIsTooLarge() {
  RateGate gate;
  gate.setRate(kStart, perMinute(1'000));
  QVERIFY(gate.take(kStart, 1'001).tooLarge);
  QVERIFY(gate.take(kStart, 1'000).passed);
}

void LimitsTest::neverPassesMoreThanBurstAndRate_data() {
  QTest::addColumn<qint64>("limit");
  QTest::addColumn<qint64>("period");
  QTest::addColumn<qint64>("burst");
  QTest::newRow("requests per minute") << qint64{120} << qint64{60'000} << qint64{7};
  QTest::newRow("tokens per minute") << qint64{1'000'000} << qint64{60'000} << qint64{100'000};
  QTest::newRow("tokens per hour") << qint64{7'000'000} << qint64{3'600'000} << qint64{0};
  QTest::newRow("tokens per day") << qint64{1'000'000'000} << qint64{86'400'000}
                                  << qint64{20'000'000};
}

// Any stretch of time, from any of the passed ones on, holds at most burst + rate × time.
void LimitsTest::neverPassesMoreThanBurstAndRate() {
  QFETCH(qint64, limit);
  QFETCH(qint64, period);
  QFETCH(qint64, burst);
  Rate rate;
  rate.limit = limit;
  rate.period = Millis(period);
  rate.burst = burst;
  RateGate gate;
  gate.setRate(kStart, rate);
  if (burst == 0) burst = limit;
  std::mt19937_64 random(5);
  double allowance = static_cast<double>(burst), passed = 0;
  const int steps = 20'000;
  const double stepMs = static_cast<double>(period) / 2'000;
  const double perStep = static_cast<double>(limit) / 2'000;
  for (int i = 0; i < steps; ++i) {
    const Steady now =
        kStart + std::chrono::nanoseconds(static_cast<std::int64_t>(i * stepMs * 1e6));
    if (i > 0) allowance = std::min(static_cast<double>(burst), allowance + perStep);
    const auto units =
        static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(burst / 7 + 1)) + 1;
    if (!gate.take(now, units).passed) continue;
    allowance -= static_cast<double>(units);
    passed += static_cast<double>(units);
    QVERIFY2(allowance > -1e-3 * static_cast<double>(burst) - 1e-6,
             qPrintable(QString::number(allowance)));
  }
  QVERIFY(passed > 0.9 * perStep * steps);  // and it does not starve either
}

void LimitsTest::adjustSettlesTheDifference() {
  RateGate gate;
  gate.setRate(kStart, perMinute(1'000));
  gate.take(kStart, 800);
  gate.adjust(kStart, -500);  // 300 in fact
  QCOMPARE(gate.remaining(kStart), 700);
  gate.adjust(kStart, 1'200);  // into debt: it passes again when that is paid
  QCOMPARE(gate.remaining(kStart), 0);
  QCOMPARE(gate.used(kStart), 1.5);
  QCOMPARE(gate.take(kStart, 1).wait, Millis(30'060));
}

void LimitsTest::anIdleHourSavesNothingUp() {
  RateGate gate;
  gate.setRate(kStart, perMinute(10));
  gate.take(kStart, 10);
  gate.adjust(kStart, -10);
  int passed = 0;
  while (gate.take(kStart + 1h, 1).passed)
    ++passed;
  QCOMPARE(passed, 10);
}

void LimitsTest::aNewRateKeepsWhatWasUsed() {
  Limits limits;
  const auto gate = limits.rate("key:a", perMinute(100), kStart);
  gate->take(kStart, 60);
  QVERIFY(limits.rate("key:a", perMinute(200), kStart) == gate);
  QCOMPARE(gate->remaining(kStart), 140);
  limits.rate("key:a", perMinute(50), kStart);
  QCOMPARE(gate->remaining(kStart), 0);
  QCOMPARE(gate->take(kStart, 1).wait, Millis(13'200));  // 11 of 50 a minute
}

void LimitsTest::debtSurvivesARestartByTheWallClock() {
  Limits before;
  before.rate("key:a", perMinute(60), kStart)->take(kStart, 40);
  before.rate("key:b", perMinute(60), kStart)->take(kStart, 5);
  before.rate("key:idle", perMinute(60), kStart);
  const auto states = before.rates(kStart, kWall);
  QCOMPARE(states.size(), 2U);
  Limits after;
  const Steady boot{10s};  // another boot, another steady clock
  after.restore(states, boot, kWall + 10'000);
  QCOMPARE(after.rate("key:a", perMinute(60), boot)->remaining(boot), 30);
  QCOMPARE(after.rate("key:b", perMinute(60), boot)->remaining(boot), 60);
  Limits clockSetBack;
  clockSetBack.restore(states, boot, kWall - kHour);
  QCOMPARE(clockSetBack.rate("key:a", perMinute(60), boot)->remaining(boot), 20);
}

void LimitsTest::sleepCountsAsTime() {
  Limits limits;
  const auto gate = limits.rate("global", perMinute(60), kStart);
  gate->take(kStart, 60);
  limits.slept(30s);
  QCOMPARE(gate->remaining(kStart), 30);
}

void LimitsTest::passesExactlyTheBurstAmongFourThreads() {
  RateGate gate;
  gate.setRate(kStart, perMinute(10'000));
  std::atomic<int> passed{0};
  inThreads(4, [&] {
    for (int i = 0; i < 5'000; ++i)
      passed += gate.take(kStart, 1).passed ? 1 : 0;
  });
  QCOMPARE(passed.load(), 10'000);
}

void LimitsTest::aFullRegistryRefusesStrangersAndKeepsDebtors() {
  Limits limits(20);
  for (int i = 0; i < 20; ++i)
    limits.rate("user:" + std::to_string(i), perMinute(60), kStart)->take(kStart, 1 + i);
  QVERIFY(!limits.rate("user:made-up", perMinute(60), kStart));
  QVERIFY(limits.rate("user:3", perMinute(60), kStart));
  // Those whose debt is gone make room.
  QVERIFY(limits.rate("user:made-up", perMinute(60), kStart + 5s));
  QCOMPARE(limits.rate("user:19", perMinute(60), kStart + 5s)->remaining(kStart + 5s), 45);
}

void LimitsTest::reservesTheWorstCaseAndSettlesTheCost() {
  SpendGate gate;
  const NanoUsd limit{1'000};
  const auto first = gate.reserve(kWall, limit, {600});
  QVERIFY(first);
  QVERIFY(!gate.reserve(kWall, limit, {500}));
  QVERIFY(gate.reserve(kWall, limit, {400}));
  QCOMPARE(gate.use(kWall).reserved.value, 1'000);
  gate.settle(*first, {600}, {100});
  const auto use = gate.use(kWall);
  QCOMPARE(use.spent.value, 100);
  QCOMPARE(use.reserved.value, 400);
  QCOMPARE(use.open, 1);
  QVERIFY(gate.reserve(kWall, limit, {500}));
}

void LimitsTest::whoIsAloneMayOverdrawOnce() {
  SpendGate gate;
  const NanoUsd limit{1'000};
  const auto alone = gate.reserve(kWall, limit, {5'000});
  QVERIFY(alone);
  QVERIFY(!gate.reserve(kWall, limit, {1}));
  gate.settle(*alone, {5'000}, {900});
  const auto again = gate.reserve(kWall, limit, {5'000});
  QVERIFY(again);
  gate.settle(*again, {5'000}, {100});
  QVERIFY(!gate.reserve(kWall, limit, {1}));  // nothing is left
  QVERIFY(!gate.reserve(kWall, limit, {5'000}));
}

void LimitsTest::settlesIntoTheWindowThatItWasReservedIn() {
  SpendGate gate(SpendPeriod::Day);
  const NanoUsd limit{1'000};
  const auto today = gate.reserve(kWall, limit, {800});
  const WallMillis tomorrow = kWall + 12 * kHour;
  QVERIFY(gate.reserve(tomorrow, limit, {900}));  // a new day has all of it
  gate.settle(*today, {800}, {700});
  QCOMPARE(gate.use(tomorrow).spent.value, 0);
  QCOMPARE(gate.use(tomorrow).reserved.value, 900);
  QCOMPARE(gate.use(tomorrow - 1).spent.value, 700);
  // Two days on, the place is another day's: nothing of it is touched.
  const auto old = gate.reserve(tomorrow, limit, {50});
  gate.use(tomorrow + 48 * kHour);
  gate.settle(*old, {50}, {50});
  QCOMPARE(gate.use(tomorrow + 48 * kHour).spent.value, 0);
  QCOMPARE(gate.use(tomorrow + 48 * kHour).open, 0);
}

void LimitsTest::windowsBeginAtLocalMidnight_data() {
  QTest::addColumn<QByteArray>("zoneName");
  QTest::addColumn<int>("period");
  QTest::addColumn<qint64>("starts");
  QTest::addColumn<qint64>("ends");
  const auto row = [](const char* zoneName, SpendPeriod period, qint64 starts, qint64 ends) {
    QTest::addRow("%s %d", zoneName, static_cast<int>(period))
        << QByteArray(zoneName) << static_cast<int>(period) << starts << ends;
  };
  // kWall is Sunday, 22 November 2026, 12:00 UTC. Hours from there.
  row("UTC", SpendPeriod::Day, -12, 12);
  row("Europe/Berlin", SpendPeriod::Day, -13, 11);
  row("Asia/Kolkata", SpendPeriod::Month, -521, 199);  // and half an hour before, see the test
  row("UTC", SpendPeriod::Week, -156, 12);
  row("UTC", SpendPeriod::Month, -516, 204);
  row("America/New_York", SpendPeriod::Week, -151, 17);
}

void LimitsTest::windowsBeginAtLocalMidnight() {
  QFETCH(QByteArray, zoneName);
  QFETCH(int, period);
  QFETCH(qint64, starts);
  QFETCH(qint64, ends);
  zone(zoneName.constData());
  const qint64 half = zoneName == "Asia/Kolkata" ? kHour / 2 : 0;
  const SpendWindow window = spendWindow(static_cast<SpendPeriod>(period), kWall);
  QCOMPARE(window.starts, kWall + starts * kHour - half);
  QCOMPARE(window.ends, kWall + ends * kHour - half);
  const SpendWindow next = spendWindow(static_cast<SpendPeriod>(period), window.ends);
  QCOMPARE(next.number, window.number + 1);
  QCOMPARE(next.starts, window.ends);
  QCOMPARE(spendWindow(static_cast<SpendPeriod>(period), window.ends - 1).number, window.number);
}

void LimitsTest::theTwentyThreeHourDayIsOneWindow() {
  zone("Europe/Berlin");
  const WallMillis noon = 1'774'778'400'000;  // 2026-03-29T10:00:00Z: summer time began at 01:00Z
  const SpendWindow day = spendWindow(SpendPeriod::Day, noon);
  QCOMPARE(day.ends - day.starts, 23 * kHour);
  SpendGate gate(SpendPeriod::Day);
  gate.add(day.starts, {5});
  gate.add(day.ends - 1, {5});
  QCOMPARE(gate.use(noon).spent.value, 10);
}

void LimitsTest::allScopesOrNone() {
  Limits limits;
  const std::vector<SpendLimit> scopes{
      {limits.spend("key:a", SpendPeriod::Day, kWall), NanoUsd{1'000}},
      {limits.spend("team:x", SpendPeriod::Month, kWall), NanoUsd{500}}};
  scopes[1].gate->add(kWall, {500});
  std::size_t refusedBy = 99;
  QVERIFY(!Reservation::make(kWall, scopes, {10}, &refusedBy));
  QCOMPARE(refusedBy, 1U);
  QCOMPARE(scopes[0].gate->use(kWall).open, 0);
  QCOMPARE(scopes[0].gate->use(kWall).reserved.value, 0);
}

void LimitsTest::aDroppedReservationCostsNothing() {
  Limits limits;
  const std::vector<SpendLimit> scopes{
      {limits.spend("key:a", SpendPeriod::Total, kWall), NanoUsd{1'000}}};
  {
    auto one = Reservation::make(kWall, scopes, {700});
    QVERIFY(one);
    Reservation moved = std::move(*one);
    one.reset();
    QCOMPARE(scopes[0].gate->use(kWall).reserved.value, 700);
    moved.settle({30});
    moved.settle({30});  // the first call counts
  }
  QVERIFY(Reservation::make(kWall, scopes, {970}));
  QCOMPARE(scopes[0].gate->use(kWall).spent.value, 30);
  QCOMPARE(scopes[0].gate->use(kWall).open, 0);
}

// Reserved 7 and spent 1 to 7 each; never is more spent than the limit, and the books are exact.
void LimitsTest::budgetsAreExactAmongFourThreads() {
  Limits limits;
  const std::vector<SpendLimit> scopes{
      {limits.spend("key:a", SpendPeriod::Day, kWall), NanoUsd{50'000}},
      {limits.spend("global", SpendPeriod::Total, kWall), NanoUsd{1'000'000}}};
  std::atomic<std::int64_t> spent{0};
  std::atomic<int> refused{0};
  inThreads(4, [&] {
    for (int i = 0; i < 10'000; ++i) {
      auto reservation = Reservation::make(kWall, scopes, {7});
      if (!reservation) {
        ++refused;
        continue;
      }
      const std::int64_t cost = 1 + i % 7;
      reservation->settle({cost});
      spent += cost;
    }
  });
  for (const SpendLimit& scope : scopes) {
    const auto use = scope.gate->use(kWall);
    QCOMPARE(use.spent.value, spent.load());
    QCOMPARE(use.reserved.value, 0);
    QCOMPARE(use.open, 0);
  }
  QVERIFY(refused > 0);
  // Who is alone may overdraw by less than one worst case.
  QVERIFY(spent > 50'000 - 7 && spent < 50'000 + 7);
}

void LimitsTest::spendingSurvivesARestartWithinItsWindow() {
  Limits before;
  before.spend("key:a", SpendPeriod::Day, kWall)->add(kWall, {300});
  before.spend("key:a", SpendPeriod::Month, kWall)->add(kWall, {900});
  before.spend("key:b", SpendPeriod::Day, kWall);
  const auto states = before.spends(kWall);
  QCOMPARE(states.size(), 2U);
  Limits sameDay, nextDay;
  sameDay.restore(states, kWall + kHour);
  QCOMPARE(sameDay.spend("key:a", SpendPeriod::Day, kWall)->use(kWall + kHour).spent.value, 300);
  const WallMillis tomorrow = kWall + 13 * kHour;
  nextDay.restore(states, tomorrow);
  QCOMPARE(nextDay.spend("key:a", SpendPeriod::Day, kWall)->use(tomorrow).spent.value, 0);
  QCOMPARE(nextDay.spend("key:a", SpendPeriod::Month, kWall)->use(tomorrow).spent.value, 900);
}

SB_TEST(LimitsTest);
#include "limits_test.moc"
