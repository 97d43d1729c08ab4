#include "core/net/guard.h"

#include <QElapsedTimer>
#include <QTest>

#include "tests/support/loop.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::net;
using sb::test::LoopRunner;

namespace {

// Waits for a signal that never fires.
Task<bool> waitForNothing(Guard& guard) {
  Signal never;
  const bool fired = co_await guard.wait(never);
  co_return fired;
}

}  // namespace

class GuardTest : public QObject {
  Q_OBJECT

 private slots:
  void everyLimitHasItsReason_data() {
    QTest::addColumn<int>("limit");
    QTest::addColumn<int>("kind");
    const auto row = [](const char* name, Limit limit, ErrorKind kind) {
      QTest::newRow(name) << static_cast<int>(limit) << static_cast<int>(kind);
    };
    row("io", Limit::Io, ErrorKind::RequestTimeout);
    row("connect", Limit::Connect, ErrorKind::ConnectTimeout);
    row("pool", Limit::PoolWait, ErrorKind::PoolTimeout);
    row("first token", Limit::FirstToken, ErrorKind::FirstTokenTimeout);
    row("stall", Limit::Stall, ErrorKind::StallTimeout);
    row("total", Limit::Total, ErrorKind::TotalTimeout);
  }
  void everyLimitHasItsReason() {
    QFETCH(int, limit);
    QFETCH(int, kind);
    LoopRunner runner;
    std::optional<ErrorKind> why;
    std::optional<Limit> which;
    QVERIFY(!runner.run<bool>([&]() -> Task<bool> {
      Guard guard(runner.loop());
      guard.set(static_cast<Limit>(limit), Millis(10));
      const bool fired = co_await waitForNothing(guard);
      why = guard.expired();
      which = guard.expiredLimit();
      co_return fired;
    }));
    QCOMPARE(static_cast<int>(why.value()), kind);
    QCOMPARE(static_cast<int>(which.value()), limit);
  }

  void theEarliestLimitEndsTheWait() {
    LoopRunner runner;
    QElapsedTimer timer;
    timer.start();
    const auto why = runner.run<std::optional<ErrorKind>>([&]() -> Task<std::optional<ErrorKind>> {
      Guard guard(runner.loop());
      guard.set(Limit::Total, Millis(60'000));
      guard.set(Limit::Stall, Millis(40));
      guard.set(Limit::FirstToken, Millis(20'000));
      co_await waitForNothing(guard);
      const auto reason = guard.expired();
      co_return reason;
    });
    QCOMPARE(*why, ErrorKind::StallTimeout);
    QVERIFY(timer.elapsed() >= 40 && timer.elapsed() < 5000);
  }

  void limitsCanBeMovedAndCleared() {
    LoopRunner runner;
    QElapsedTimer timer;
    timer.start();
    const auto why = runner.run<std::optional<ErrorKind>>([&]() -> Task<std::optional<ErrorKind>> {
      Guard guard(runner.loop());
      guard.set(Limit::Stall, Millis(10));
      guard.set(Limit::Stall, Millis(80));
      guard.set(Limit::Io, Millis(20));
      guard.clear(Limit::Io);
      co_await waitForNothing(guard);
      const auto reason = guard.expired();
      co_return reason;
    });
    QCOMPARE(*why, ErrorKind::StallTimeout);
    QVERIFY(timer.elapsed() >= 80);
  }

  void aLimitThatPassedIsOverWhenItIsSetAnew() {
    LoopRunner runner;
    const int waits = runner.run<int>([&]() -> Task<int> {
      Guard guard(runner.loop());
      int n = 0;
      for (; n < 5; ++n) {
        guard.set(Limit::Stall, Millis(5));
        const bool fired = co_await waitForNothing(guard);
        if (fired || guard.expired() != ErrorKind::StallTimeout) break;
        guard.clear(Limit::Stall);
        if (guard.expired()) break;
      }
      co_return n;
    });
    QCOMPARE(waits, 5);
  }

  void anotherLimitStillEndsAWaitAfterOneHasPassed() {
    LoopRunner runner;
    const auto why = runner.run<std::optional<ErrorKind>>([&]() -> Task<std::optional<ErrorKind>> {
      Guard guard(runner.loop());
      guard.set(Limit::Total, Millis(60));
      co_await guard.sleep(Millis(10));
      co_await waitForNothing(guard);
      const auto reason = guard.expired();
      co_return reason;
    });
    QCOMPARE(*why, ErrorKind::TotalTimeout);
  }

  void cancelEndsThisWaitAndAllFurtherOnes() {
    LoopRunner runner;
    std::promise<Guard*> ready;
    auto done = runner.begin<int>([&]() -> Task<int> {
      Guard guard(runner.loop());
      ready.set_value(&guard);
      int ended = 0;
      for (int i = 0; i < 3; ++i) {
        const bool fired = co_await waitForNothing(guard);
        ended += fired ? 0 : 1;
      }
      const bool slept = co_await guard.sleep(Millis(30'000));
      ended += slept ? 0 : 1;
      ended += guard.expired() == ErrorKind::ClientGone ? 1 : 0;
      co_return ended;
    });
    Guard* const guard = ready.get_future().get();
    runner.call([&] {
      guard->cancel(ErrorKind::ClientGone);
      guard->cancel(ErrorKind::KeyRevoked);
    });
    QCOMPARE(done.get(), 5);
  }

  void whoFollowsIsCancelledToo() {
    LoopRunner runner;
    const int ended = runner.run<int>([&]() -> Task<int> {
      Guard leader(runner.loop()), between(runner.loop()), last(runner.loop());
      between.follow(leader);
      last.follow(between);
      int good = leader.cancelled() || last.cancelled() ? 0 : 1;
      {
        Guard gone(runner.loop());
        gone.follow(leader);
      }
      between.cancel(ErrorKind::RaceLost);
      good += !leader.cancelled() && last.cancelledFor() == ErrorKind::RaceLost ? 1 : 0;
      leader.cancel(ErrorKind::ClientGone);
      good += between.cancelledFor() == ErrorKind::RaceLost ? 1 : 0;
      Guard late(runner.loop());
      late.follow(leader);
      const bool fired = co_await waitForNothing(late);
      good += !fired && late.expired() == ErrorKind::ClientGone ? 1 : 0;
      co_return good;
    });
    QCOMPARE(ended, 4);
  }

  void guardsOutliveThoseTheyFollow() {
    LoopRunner runner;
    runner.run<void>([&]() -> Task<void> {
      auto leader = std::make_unique<Guard>(runner.loop());
      Guard follower(runner.loop());
      follower.follow(*leader);
      leader.reset();
      co_await follower.sleep(Millis(1));
    });
  }

  void wakeEndsAWaitWithoutAReason() {
    LoopRunner runner;
    std::promise<Guard*> ready;
    auto done = runner.begin<bool>([&]() -> Task<bool> {
      Guard guard(runner.loop());
      ready.set_value(&guard);
      const bool fired = co_await waitForNothing(guard);
      co_return fired && !guard.expired();
    });
    Guard* const guard = ready.get_future().get();
    runner.call([&] { guard->wake(); });
    QVERIFY(done.get());
  }

  void sleepsAsLongAsAsked() {
    LoopRunner runner;
    QElapsedTimer timer;
    timer.start();
    QVERIFY(runner.run<bool>([&]() -> Task<bool> {
      Guard guard(runner.loop());
      const bool first = co_await guard.sleep(Millis(15));
      const bool second = co_await guard.sleep(Millis(15));
      co_return first&& second;
    }));
    QVERIFY(timer.elapsed() >= 30);
  }

  void signalsEndWaits() {
    LoopRunner runner;
    Signal signal;
    std::promise<void> ready;
    auto done = runner.begin<bool>([&]() -> Task<bool> {
      Guard guard(runner.loop());
      guard.set(Limit::Total, Millis(60'000));
      ready.set_value();
      const bool fired = co_await guard.wait(signal);
      co_return fired;
    });
    ready.get_future().wait();
    runner.worker().post([&] { signal.fire(); });
    QVERIFY(done.get());
  }

  void guardsThatGoWhileTheirTimerRunsAreForgotten() {
    LoopRunner runner;
    runner.run<void>([&]() -> Task<void> {
      for (int i = 0; i < 1000; ++i) {
        Guard guard(runner.loop());
        guard.set(Limit::Total, Millis(i % 5));
        if (i % 3 == 0) guard.wake();
      }
      Guard last(runner.loop());
      co_await last.sleep(Millis(20));
    });
  }
};

SB_TEST(GuardTest);
#include "guard_test.moc"
