// Faults of every kind below every kind of route, under load, with clients that leave and with new
// configurations all the while: whatever a healthy target could have served is served, once and
// complete, and the log says what happened. scripts/chaos runs it for longer.
#include <QTest>

#include "tests/integration/chaos/chapter.h"
#include "tests/integration/chaos/judge.h"
#include "tests/integration/chaos/shapes.h"
#include "tests/support/test_main.h"

using namespace sb::test::chaos;

namespace {

constexpr int kChapterSeconds = 20;

int numberFrom(const char* variable, int otherwise) {
  bool there = false;
  const int number = qEnvironmentVariableIntValue(variable, &there);
  return there ? number : otherwise;
}

}  // namespace

class ChaosTest : public QObject {
  Q_OBJECT

 private slots:
  void whatCouldBeServedIsServedOnce_data();
  void whatCouldBeServedIsServedOnce();
  void cleanupTestCase();

 private:
  Verdict m_sum;
};

void ChaosTest::whatCouldBeServedIsServedOnce_data() {
  QTest::addColumn<int>("seed");
  const int seed = numberFrom("SB_CHAOS_SEED", 1);
  const int chapters = std::max(1, numberFrom("SB_CHAOS_SECONDS", 60) / kChapterSeconds);
  for (int i = 0; i < chapters; ++i)
    QTest::addRow("seed %d", seed + i) << seed + i;
}

void ChaosTest::whatCouldBeServedIsServedOnce() {
  QFETCH(const int, seed);
  Chapter chapter;
  chapter.seed = static_cast<std::uint64_t>(seed);
  chapter.time = std::chrono::seconds(kChapterSeconds);
  const History history = run(chapter);
  const Verdict verdict = judge(history);
  m_sum.add(verdict);
  qInfo("%s", toString(verdict).c_str());
  QVERIFY2(verdict.served > 100, "hardly anything was asked");
  QVERIFY(verdict.faults > 100 && verdict.left > 5 && verdict.broken > 0 && verdict.hopeless > 5);
  const auto found = verdict.all();
  for (std::size_t i = 0; i < std::min<std::size_t>(found.size(), 20); ++i)
    qWarning("%s", found[i].c_str());
  QVERIFY2(found.empty(), (std::to_string(found.size()) + " findings").c_str());
}

void ChaosTest::cleanupTestCase() { qInfo("in all: %s", toString(m_sum).c_str()); }

SB_TEST(ChaosTest);
#include "chaos_test.moc"
