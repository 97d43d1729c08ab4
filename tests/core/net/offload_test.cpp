#include "core/net/offload.h"

#include <QTest>
#include <stdexcept>
#include <thread>

#include "tests/support/loop.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::net;
using sb::test::LoopRunner;

namespace {

// Where the work ran, and where the task went on after it.
struct Threads {
  std::thread::id before, work, after;
};

Task<Status> follow(Offload& offload, Loop& loop, Threads& threads) {
  threads.before = std::this_thread::get_id();
  std::function<void()> work = [&threads] { threads.work = std::this_thread::get_id(); };
  Status done = co_await offload.run(loop, std::move(work));
  threads.after = std::this_thread::get_id();
  co_return done;
}

Task<Status> fail(Offload& offload, Loop& loop) {
  std::function<void()> work = [] { throw std::runtime_error("no memory"); };
  Status done = co_await offload.run(loop, std::move(work));
  co_return done;
}

}  // namespace

class OffloadTest : public QObject {
  Q_OBJECT

 private slots:
  void worksElsewhereAndComesBack() {
    LoopRunner runner;
    Offload offload(1);
    Threads threads;
    const Status done = runner.run<Status>([&] { return follow(offload, runner.loop(), threads); });
    QVERIFY(done);
    QVERIFY(threads.work != threads.before);
    QVERIFY(threads.after == threads.before);
  }

  void anExceptionIsAnError() {
    LoopRunner runner;
    Offload offload(1);
    const Status done = runner.run<Status>([&] { return fail(offload, runner.loop()); });
    QVERIFY(!done);
    QCOMPARE(static_cast<int>(done.error().kind), static_cast<int>(ErrorKind::Internal));
    QVERIFY(!done.error().message.empty());
    // The thread is still there for the next.
    Threads threads;
    QVERIFY(runner.run<Status>([&] { return follow(offload, runner.loop(), threads); }));
  }
};

SB_TEST(OffloadTest);
#include "offload_test.moc"
