#include "core/policy/limits_keeper.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <atomic>

#include "core/policy/key_store.h"
#include "core/policy/state_store.h"
#include "tests/support/test_main.h"

namespace sb::policy {
namespace {

using routing::Limits;
using routing::Rate;
using routing::SpendPeriod;

constexpr WallMillis kNoon = 1'795'348'800'000;  // 2026-11-22T12:00:00Z
constexpr WallMillis kHour = 3'600'000;
constexpr Millis kNever{3'600'000};

class FakeClock final : public Clock {
 public:
  WallMillis wall() const override { return m_now; }
  Steady steady() const override { return Steady(Millis(m_now)); }
  void advance(WallMillis by) { m_now += by; }

 private:
  std::atomic<WallMillis> m_now{kNoon};
};

struct Folder {
  QTemporaryDir dir;
  FakeClock clock;

  std::string path() const { return dir.path().toStdString(); }
  LimitsStore store() const {
    auto opened = LimitsStore::open(path());
    if (!opened) qFatal("state.db does not open");
    return std::move(*opened);
  }
  LimitsStore::Loaded rows() const { return *store().load(); }
  void exec(const std::string& sql) const {
    if (!openState(path())->exec(sql)) qFatal("%s fails", sql.c_str());
  }
  // One life of the process: puts back, works, writes down.
  template <class Work>
  void live(const Work& work) {
    Limits limits;
    const LimitsKeeper keeper(store(), limits, clock, kNever);
    work(limits);
  }
};

Rate perMinute(std::int64_t limit) {
  Rate rate;
  rate.limit = limit;
  rate.burst = limit;
  return rate;
}

NanoUsd spent(Limits& limits, const char* scope, SpendPeriod period, WallMillis at) {
  return limits.spend(scope, period, at)->use(at).spent;
}

}  // namespace

class LimitsKeeperTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    qputenv("TZ", "UTC");
    ::tzset();
  }

  void countsLastOverARestart() {
    Folder folder;
    folder.live([&](Limits& limits) {
      limits.rate("r/n1 key:a requests", perMinute(60), folder.clock.steady())
          ->take(folder.clock.steady(), 40);
      limits.spend("r/n1 key:a", SpendPeriod::Day, kNoon)->add(kNoon, {300});
      limits.spend("r/n1 key:a", SpendPeriod::Month, kNoon)->add(kNoon, {900});
    });
    folder.clock.advance(10'000);
    folder.live([&](Limits& limits) {
      const Steady now = folder.clock.steady();
      const WallMillis wall = folder.clock.wall();
      QCOMPARE(limits.rate("r/n1 key:a requests", perMinute(60), now)->remaining(now), 30);
      QCOMPARE(spent(limits, "r/n1 key:a", SpendPeriod::Day, wall).value, 300);
      QCOMPARE(spent(limits, "r/n1 key:a", SpendPeriod::Month, wall).value, 900);
      QCOMPARE(spent(limits, "r/n1 key:b", SpendPeriod::Month, wall).value, 0);
      limits.spend("r/n1 key:a", SpendPeriod::Month, wall)->add(wall, {50});
    });
    folder.live([&](Limits& limits) {
      QCOMPARE(spent(limits, "r/n1 key:a", SpendPeriod::Month, kNoon).value, 950);
    });
  }

  void whatIsOverBeginsAnewAndIsForgotten() {
    Folder folder;
    folder.live([&](Limits& limits) {
      limits.rate("a", perMinute(60), folder.clock.steady())->take(folder.clock.steady(), 40);
      limits.spend("a", SpendPeriod::Day, kNoon)->add(kNoon, {300});
      limits.spend("a", SpendPeriod::Month, kNoon)->add(kNoon, {900});
    });
    QCOMPARE(folder.rows().states.rates.size(), std::size_t{1});
    QCOMPARE(folder.rows().states.spends.size(), std::size_t{2});
    folder.clock.advance(12 * kHour);
    folder.live([&](Limits& limits) {
      const WallMillis wall = folder.clock.wall();
      QCOMPARE(spent(limits, "a", SpendPeriod::Day, wall).value, 0);
      QCOMPARE(spent(limits, "a", SpendPeriod::Month, wall).value, 900);
    });
    const auto rows = folder.rows();
    QVERIFY(rows.states.rates.empty());
    QCOMPARE(rows.states.spends.size(), std::size_t{1});
    QCOMPARE(rows.states.spends[0].period, SpendPeriod::Month);
  }

  void aClockThatWasSetBackForgetsNoSpending() {
    Folder folder;
    folder.live(
        [&](Limits& limits) { limits.spend("a", SpendPeriod::Day, kNoon)->add(kNoon, {300}); });
    folder.clock.advance(-13 * kHour);  // the day before
    folder.live([&](Limits& limits) {
      QCOMPARE(spent(limits, "a", SpendPeriod::Day, folder.clock.wall()).value, 0);
      QCOMPARE(spent(limits, "a", SpendPeriod::Day, kNoon).value, 300);
    });
    folder.clock.advance(13 * kHour);
    folder.live(
        [&](Limits& limits) { QCOMPARE(spent(limits, "a", SpendPeriod::Day, kNoon).value, 300); });
  }

  void countsAreWrittenWhileTheyGrow() {
    Folder folder;
    Limits limits;
    const LimitsKeeper keeper(folder.store(), limits, folder.clock, Millis(2));
    limits.spend("a", SpendPeriod::Month, kNoon)->add(kNoon, {300});
    const auto written = [&] {
      const auto rows = folder.rows();
      return rows.states.spends.empty() ? 0 : rows.states.spends[0].spent.value;
    };
    QTRY_COMPARE_WITH_TIMEOUT(written(), 300, 30'000);
    limits.spend("a", SpendPeriod::Month, kNoon)->add(kNoon, {1});
    QTRY_COMPARE_WITH_TIMEOUT(written(), 301, 30'000);
  }

  // Who takes the rows away sees only those again that have changed.
  void whatHasNotChangedIsNotWrittenAgain() {
    Folder folder;
    Limits limits;
    const LimitsKeeper keeper(folder.store(), limits, folder.clock, Millis(2));
    const auto rate = limits.rate("r", perMinute(60), folder.clock.steady());
    rate->take(folder.clock.steady(), 30);
    limits.spend("a", SpendPeriod::Month, kNoon)->add(kNoon, {300});
    QTRY_COMPARE_WITH_TIMEOUT(folder.rows().states.spends.size(), std::size_t{1}, 30'000);
    folder.exec("DELETE FROM limit_spends; DELETE FROM limit_rates");
    folder.clock.advance(1'000);  // debt that is paid off is no change
    limits.spend("b", SpendPeriod::Month, kNoon)->add(kNoon, {7});
    QTRY_COMPARE_WITH_TIMEOUT(folder.rows().states.spends.size(), std::size_t{1}, 30'000);
    QCOMPARE(folder.rows().states.spends[0].scope, std::string("b"));
    QVERIFY(folder.rows().states.rates.empty());
    rate->take(folder.clock.steady(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(folder.rows().states.rates.size(), std::size_t{1}, 30'000);
  }

  void rowsThatCannotBeTrueAreIgnored_data() {
    QTest::addColumn<QByteArray>("sql");
    const QByteArray rates = "INSERT INTO limit_rates VALUES ";
    const QByteArray spends = "INSERT INTO limit_spends VALUES ";
    QTest::newRow("no scope") << rates + "('', 60, 60000, 60, 5000, 1795348800000)";
    QTest::newRow("no rate") << rates + "('x', 0, 60000, 60, 5000, 1795348800000)";
    QTest::newRow("no period") << rates + "('x', 60, -1, 60, 5000, 1795348800000)";
    QTest::newRow("a debt without end")
        << rates + "('x', 60, 60000, 60, 9223372036854775807, 1795348800000)";
    QTest::newRow("an unknown period") << spends + "('x', 'year', 1795348800000, 1795435200000, 5)";
    QTest::newRow("a window that ends before it began")
        << spends + "('x', 'day', 1795348800000, 1795348800000, 5)";
    QTest::newRow("spent backwards") << spends + "('x', 'day', 1795348800000, 1795435200000, -5)";
  }

  void rowsThatCannotBeTrueAreIgnored() {
    QFETCH(QByteArray, sql);
    Folder folder;
    folder.live(
        [&](Limits& limits) { limits.spend("a", SpendPeriod::Month, kNoon)->add(kNoon, {900}); });
    folder.exec(sql.toStdString());
    QCOMPARE(folder.rows().ignored, std::size_t{1});
    QCOMPARE(folder.rows().states.rates.size() + folder.rows().states.spends.size(),
             std::size_t{1});
    folder.live([&](Limits& limits) {
      QVERIFY(limits.rates(folder.clock.steady(), kNoon).empty());
      QCOMPARE(limits.spends(kNoon).size(), std::size_t{1});
    });
  }

  void theVersionBeforeGetsItsTables() {
    const Folder folder;
    {
      auto db = store::Database::open(folder.path() + "/state.db");
      QVERIFY(
          db->exec("CREATE TABLE gateway_keys (id TEXT PRIMARY KEY, name TEXT NOT NULL, digest "
                   "BLOB NOT NULL, models TEXT NOT NULL, tags TEXT NOT NULL, created INTEGER "
                   "NOT NULL, expires INTEGER, revoked INTEGER, last_used INTEGER) STRICT;"
                   "CREATE TABLE marks (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;"
                   "INSERT INTO gateway_keys VALUES ('k', 'ci', x'00', '[]', '[]', 5, NULL, "
                   "NULL, NULL); PRAGMA user_version=1"));
    }
    QVERIFY(folder.rows().states.spends.empty());
    QVERIFY(QFile::exists(folder.dir.path() + "/state.db.backup"));
    const auto keys = (*KeyStore::open(folder.path(), folder.clock))->list();
    QCOMPARE(keys->size(), std::size_t{1});
    QCOMPARE(keys->at(0).name, std::string("ci"));
  }
};

SB_TEST(LimitsKeeperTest);

}  // namespace sb::policy

#include "limits_keeper_test.moc"
