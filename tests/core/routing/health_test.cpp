#include "core/routing/health.h"

#include <QTest>
#include <cmath>
#include <random>
#include <thread>
#include <vector>

#include "core/routing/health_board.h"
#include "core/routing/outliers.h"
#include "core/routing/passage.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::routing;
using namespace std::chrono_literals;
using Kind = Admission::Kind;

namespace {

const Steady kStart{std::chrono::hours(1)};

void attempt(const std::shared_ptr<TargetHealth>& target, Steady at, AttemptEnd how) {
  Passage(target, at, false, target->admit(at, 0)).end(at + 100ms, how);
}

void attempts(const std::shared_ptr<TargetHealth>& target, Steady at, int good, int bad) {
  // Spread evenly, so that no row of failures opens the breaker.
  for (int i = 0, failed = 0; i < good + bad; ++i) {
    const bool fails = failed * (good + bad) < i * bad;
    failed += fails;
    attempt(target, at, fails ? AttemptEnd::Failing : AttemptEnd::Ok);
  }
}

std::vector<TargetHealth*> raw(const std::vector<std::shared_ptr<TargetHealth>>& targets) {
  std::vector<TargetHealth*> list;
  for (const auto& target : targets)
    list.push_back(target.get());
  return list;
}

std::vector<std::shared_ptr<TargetHealth>> siblings(int count) {
  std::vector<std::shared_ptr<TargetHealth>> list;
  for (int i = 0; i < count; ++i)
    list.push_back(std::make_shared<TargetHealth>());
  return list;
}

}  // namespace

class HealthTest : public QObject {
  Q_OBJECT
 private slots:
  void failuresOpenTheBreakerAndAProbeClosesIt();
  void eachErrorCountsAsItShould_data();
  void eachErrorCountsAsItShould();
  void neutralEndsCountNowhere();
  void tooManyRequestsOpenNoBreakerButCloseNoneEither();
  void aPassageThatIsDroppedFreesItsPlaceAndItsProbe();
  void aStreamsFirstContentClosesTheBreaker();
  void coolsAsLongAsTheHeadersSaid();
  void anEjectedTargetReturnsSlowly();
  void itsShareSaysHowFarItHasRecovered();
  void ejectsTheOutlierAndNobodyElse();
  void ejectsHalfAtMost();
  void ejectsNobodyWhenAllFailAlike();
  void aHangingTargetCostsMoreBeforeAnythingEnds();
  void streamsAndWholeAnswersAreTimedApart();
  void namesWithoutAnAnswerTakeNoWindow();
  void countsExactlyAmongFourThreads();
  void theBoardKeepsOneHealthPerName();
  void theBoardForgetsTheIdleFirst();
};

void HealthTest::failuresOpenTheBreakerAndAProbeClosesIt() {
  const auto target = std::make_shared<TargetHealth>();
  for (int i = 0; i < 5; ++i)
    attempt(target, kStart, AttemptEnd::TimedOut);
  const Admission shut = target->admit(kStart + 1s, 0);
  QCOMPARE(shut.kind, Kind::Open);
  QVERIFY(!shut.may());
  QCOMPARE(shut.wait, Millis(4'100));
  const Steady later = kStart + 6s;
  const Admission probe = target->admit(later, 0);
  QCOMPARE(probe.kind, Kind::Probe);
  Passage passage(target, later, false, probe);
  QCOMPARE(target->admit(later, 0).kind, Kind::Open);
  passage.end(later + 1s, AttemptEnd::Ok);
  QCOMPARE(target->admit(later + 1s, 0).kind, Kind::Allowed);
  QCOMPARE(target->admit(later + 1s, 0.5).kind, Kind::Easing);
  QCOMPARE(target->admit(later + 31s, 0.999).kind, Kind::Allowed);
}

void HealthTest::eachErrorCountsAsItShould_data() {
  QTest::addColumn<int>("status");
  QTest::addColumn<int>("error");
  QTest::addColumn<int>("end");
  const auto row = [](const char* name, int status, ErrorKind error, AttemptEnd end) {
    QTest::newRow(name) << status << static_cast<int>(error) << static_cast<int>(end);
  };
  row("500", 500, ErrorKind::UpstreamStatus, AttemptEnd::Failing);
  row("408", 408, ErrorKind::UpstreamStatus, AttemptEnd::Failing);
  row("429", 429, ErrorKind::UpstreamStatus, AttemptEnd::Limited);
  row("503", 503, ErrorKind::UpstreamStatus, AttemptEnd::Failing);
  row("T92 529", 529, ErrorKind::UpstreamStatus, AttemptEnd::Failing);
  row("400", 400, ErrorKind::UpstreamStatus, AttemptEnd::Neutral);
  row("401", 401, ErrorKind::UpstreamStatus, AttemptEnd::Neutral);
  row("404", 404, ErrorKind::UpstreamStatus, AttemptEnd::Neutral);
  row("error event", 200, ErrorKind::UpstreamError, AttemptEnd::Failing);
  row("cut", 200, ErrorKind::UpstreamCut, AttemptEnd::Cut);
  row("stall", 200, ErrorKind::StallTimeout, AttemptEnd::TimedOut);
  row("refused", 0, ErrorKind::ConnectRefused, AttemptEnd::Unreachable);
  row("name", 0, ErrorKind::DnsFailed, AttemptEnd::Unreachable);
  row("gone", 200, ErrorKind::ClientGone, AttemptEnd::Neutral);
  row("our pool", 0, ErrorKind::PoolTimeout, AttemptEnd::Neutral);
  row("our budget", 0, ErrorKind::BudgetExceeded, AttemptEnd::Neutral);
}

void HealthTest::eachErrorCountsAsItShould() {
  QFETCH(int, status);
  QFETCH(int, error);
  QFETCH(int, end);
  QCOMPARE(static_cast<int>(attemptEnd(status, static_cast<ErrorKind>(error))), end);
  QCOMPARE(attemptEnd(200, std::nullopt), AttemptEnd::Ok);
}

void HealthTest::tooManyRequestsOpenNoBreakerButCloseNoneEither() {
  const auto target = std::make_shared<TargetHealth>();
  for (int i = 0; i < 20; ++i)
    attempt(target, kStart, AttemptEnd::Limited);
  QCOMPARE(target->admit(kStart, 0.999).kind, Kind::Allowed);
  QCOMPARE(target->counts(kStart, Window::Minute).failed, 20U);
  for (int i = 0; i < 5; ++i)
    attempt(target, kStart, AttemptEnd::Failing);
  attempt(target, kStart + 6s, AttemptEnd::Limited);  // the probe
  QCOMPARE(target->admit(kStart + 7s, 0).kind, Kind::Open);
}

void HealthTest::neutralEndsCountNowhere() {
  const auto target = std::make_shared<TargetHealth>();
  attempt(target, kStart, AttemptEnd::Ok);
  for (int i = 0; i < 50; ++i)
    attempt(target, kStart, AttemptEnd::Neutral);
  QCOMPARE(target->admit(kStart, 0.999).kind, Kind::Allowed);
  const WindowView view = target->view(kStart, Window::Minute);
  QCOMPARE(view.of(AttemptEnd::Neutral), 50U);
  QCOMPARE(view.failureShare(), 0.0);
  QCOMPARE(view.totalMs.count, 1U);
}

void HealthTest::aPassageThatIsDroppedFreesItsPlaceAndItsProbe() {
  const auto target = std::make_shared<TargetHealth>();
  for (int i = 0; i < 5; ++i)
    attempt(target, kStart, AttemptEnd::Cut);
  const Steady later = kStart + 6s;
  {
    const Passage passage(target, later, true, target->admit(later, 0));
    QCOMPARE(target->inFlight(), 1);
  }
  QCOMPARE(target->inFlight(), 0);
  QCOMPARE(target->admit(later, 0).kind, Kind::Probe);
  target->dropProbe(later);
  QCOMPARE(target->admit(later, 0).kind, Kind::Probe);
}

void HealthTest::aStreamsFirstContentClosesTheBreaker() {
  const auto target = std::make_shared<TargetHealth>();
  for (int i = 0; i < 5; ++i)
    attempt(target, kStart, AttemptEnd::Cut);
  const Steady later = kStart + 6s;
  Passage passage(target, later, true, target->admit(later, 0));
  passage.content(later + 1s);
  QCOMPARE(target->breaker().state(), Breaker::State::Closed);
  passage.end(later + 20s, AttemptEnd::Cut);  // and is one failure of a closed breaker then
  QCOMPARE(target->breaker().state(), Breaker::State::Closed);
}

void HealthTest::coolsAsLongAsTheHeadersSaid() {
  TargetHealth target;
  target.coolUntil(kStart + 20s);
  target.coolUntil(kStart + 10s);  // never shortened
  QCOMPARE(target.admit(kStart, 0).kind, Kind::Cooling);
  QCOMPARE(target.admit(kStart + 5s, 0).wait, Millis(15'000));
  QCOMPARE(target.admit(kStart + 20s - 1us, 0).wait, Millis(1));
  QCOMPARE(target.admit(kStart + 20s, 0.999).kind, Kind::Allowed);
}

void HealthTest::anEjectedTargetReturnsSlowly() {
  TargetHealth target;
  target.eject(kStart, 30s);
  QCOMPARE(target.admit(kStart + 10s, 0).kind, Kind::Ejected);
  QCOMPARE(target.admit(kStart + 10s, 0).wait, Millis(20'000));
  QCOMPARE(target.admit(kStart + 31s, 0.5).kind, Kind::Easing);
  QCOMPARE(target.admit(kStart + 31s, 0.05).kind, Kind::Allowed);
  QCOMPARE(target.admit(kStart + 60s, 0.999).kind, Kind::Allowed);
  target.eject(kStart + 61s, 30s);  // soon again: twice as long
  QCOMPARE(target.admit(kStart + 61s, 0).wait, Millis(60'000));
  target.eject(kStart + 1h, 30s);
  QCOMPARE(target.admit(kStart + 1h, 0).wait, Millis(30'000));
}

void HealthTest::itsShareSaysHowFarItHasRecovered() {
  TargetHealth target;
  QVERIFY(!target.used());
  QCOMPARE(target.share(kStart), 1.0);
  target.eject(kStart, 30s);
  QCOMPARE(target.share(kStart + 29s), 0.0);
  QVERIFY(std::abs(target.share(kStart + 45s) - 0.55) < 0.001);  // halfway from a tenth to all
  QCOMPARE(target.share(kStart + 60s), 1.0);
  target.coolUntil(kStart + 100s);
  QCOMPARE(target.share(kStart + 99s), 0.0);
  const auto failing = std::make_shared<TargetHealth>();
  for (int i = 0; i < 5; ++i)
    attempt(failing, kStart, AttemptEnd::Cut);
  QVERIFY(failing->used());
  QCOMPARE(failing->share(kStart + 4s), 0.0);
  attempt(failing, kStart + 6s, AttemptEnd::Ok);  // the probe
  QVERIFY(failing->share(kStart + 7s) > 0 && failing->share(kStart + 7s) < 0.2);
}

void HealthTest::ejectsTheOutlierAndNobodyElse() {
  const auto list = siblings(4);
  for (const auto& target : list)
    attempts(target, kStart, 19, 1);
  attempts(list[2], kStart, 10, 9);
  QCOMPARE(ejectOutliers(raw(list), kStart), 1);
  for (std::size_t i = 0; i < 4; ++i)
    QCOMPARE(list[i]->admit(kStart, 0).kind, i == 2 ? Kind::Ejected : Kind::Allowed);
  QCOMPARE(ejectOutliers(raw(list), kStart), 0);
  // What was counted before it left does not put it out again.
  QCOMPARE(ejectOutliers(raw(list), kStart + 30s), 0);
  QCOMPARE(list[2]->admit(kStart + 30s, 0).kind, Kind::Allowed);
}

void HealthTest::ejectsHalfAtMost() {
  const auto list = siblings(4);
  attempts(list[3], kStart, 20, 0);
  for (std::size_t i = 0; i < 3; ++i)
    attempts(list[i], kStart, 12, 8);
  QCOMPARE(ejectOutliers(raw(list), kStart), 0);  // the three are the rule, not the exception
  const auto pair = siblings(2);
  attempts(pair[0], kStart, 20, 0);
  attempts(pair[1], kStart, 12, 8);
  QCOMPARE(ejectOutliers(raw(pair), kStart), 1);
  const auto five = siblings(5);
  for (std::size_t i = 0; i < 5; ++i)
    attempts(five[i], kStart, i < 2 ? 12 : 20, i < 2 ? 8 : 0);
  five[4]->eject(kStart, 30s);
  QCOMPARE(ejectOutliers(raw(five), kStart), 1);  // two of five are out then
}

void HealthTest::ejectsNobodyWhenAllFailAlike() {
  const auto list = siblings(3);
  for (const auto& target : list)
    attempts(target, kStart, 12, 8);
  QCOMPARE(ejectOutliers(raw(list), kStart), 0);
  const auto lonely = siblings(1);
  attempts(lonely[0], kStart, 12, 8);
  QCOMPARE(ejectOutliers(raw(lonely), kStart), 0);
}

void HealthTest::aHangingTargetCostsMoreBeforeAnythingEnds() {
  const auto target = std::make_shared<TargetHealth>();
  attempt(target, kStart, AttemptEnd::Ok);
  const Steady at = kStart + 1s;
  const Passage first(target, at, false, Admission());
  const Passage second(target, at + 100ms, false, Admission());
  QCOMPARE(qRound(target->cost(at + 100ms, false)), 300);
  QCOMPARE(qRound(target->cost(at + 2'050ms, false)), 3 * 2'000);
}

void HealthTest::streamsAndWholeAnswersAreTimedApart() {
  const auto target = std::make_shared<TargetHealth>();
  QVERIFY(!target->latencyMs(kStart, true));
  QCOMPARE(target->cost(kStart, true), 0.0);
  Passage whole(target, kStart, false, Admission());
  whole.end(kStart + 20s, AttemptEnd::Ok);
  QCOMPARE(*target->latencyMs(kStart + 20s, true), 20'000.0);  // better than nothing
  Passage stream(target, kStart, true, Admission());
  stream.content(kStart + 500ms);
  stream.end(kStart + 20s, AttemptEnd::Ok);
  QCOMPARE(*target->latencyMs(kStart + 20s, true), 500.0);
  QCOMPARE(*target->latencyMs(kStart + 20s, false), 20'000.0);
}

void HealthTest::namesWithoutAnAnswerTakeNoWindow() {
  const auto target = std::make_shared<TargetHealth>();
  attempt(target, kStart, AttemptEnd::Neutral);
  QCOMPARE(target->view(kStart, Window::Minute).attempts(), 0U);
  QVERIFY(sizeof(TargetHealth) <= 512);
}

void HealthTest::countsExactlyAmongFourThreads() {
  const auto target = std::make_shared<TargetHealth>();
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 5'000; ++i) {
        const Steady at = kStart + Millis(i);
        Passage passage(target, at, i % 2 == 0, target->admit(at, 0));
        target->cost(at, t % 2 == 0);
        passage.content(at + 10ms);
        passage.end(at + 50ms, i % 10 == 9 ? AttemptEnd::Failing : AttemptEnd::Ok, 20);
      }
    });
  for (auto& thread : threads)
    thread.join();
  QCOMPARE(target->inFlight(), 0);
  const WindowView view = target->view(kStart + 5s, Window::Minute);
  QCOMPARE(view.attempts(), 20'000U);
  QCOMPARE(view.failures(), 2'000U);
  // Nobody waits any more: the cost is that of the latency alone.
  QCOMPARE(target->cost(kStart + 1h, true), *target->latencyMs(kStart + 1h, true));
}

void HealthTest::theBoardKeepsOneHealthPerName() {
  HealthBoard board;
  const auto target = board.of("openai/gpt-4o");
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 500; ++i) {
        QVERIFY(board.of("openai/gpt-4o") == target);
        board.of("p/" + std::to_string(i));
      }
    });
  for (auto& thread : threads)
    thread.join();
  QCOMPARE(board.all().size(), 501U);
  QCOMPARE(board.all().front().first, std::string("openai/gpt-4o"));
  QVERIFY(!board.find("nobody/asked"));
}

void HealthTest::theBoardForgetsTheIdleFirst() {
  HealthBoard board(10);
  const auto held = board.of("held");
  Passage busy(board.of("busy"), kStart, false, Admission());
  for (int i = 0; i < 8; ++i)
    attempt(board.of("t" + std::to_string(i)), kStart + std::chrono::seconds(i), AttemptEnd::Ok);
  QVERIFY(board.of("new"));
  QVERIFY(!board.find("t0"));
  QVERIFY(board.find("t7"));
  QVERIFY(board.find("held") == held);
  QVERIFY(board.find("busy"));
  std::vector<std::shared_ptr<TargetHealth>> keep;
  for (int i = 0; i < 30; ++i)
    keep.push_back(board.of("k" + std::to_string(i)));
  QVERIFY(keep.back());  // beyond the limit: usable, but unknown to others
  QVERIFY(board.all().size() <= 10);
}

SB_TEST(HealthTest);
#include "health_test.moc"
