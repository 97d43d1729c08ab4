#include "core/net/upstream_pool.h"

#include <QElapsedTimer>
#include <QTest>

#include "tests/core/net/upstream_fixture.h"
#include "tests/support/raw_peer.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::net;
using sb::test::CallOutcome;
using sb::test::RawPeer;
using sb::test::RawSocket;
using sb::test::UpstreamFixture;

namespace {

const std::string kOk = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

// Answers requests when the test lets it.
class Gate {
 public:
  RawPeer::Serve serve() {
    return [this](RawSocket& socket, int) {
      while (!socket.readRequest().empty()) {
        ++m_waiting;
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_open > 0; });
        --m_open;
        --m_waiting;
        socket.send(kOk);
      }
    };
  }
  void let(int requests) {
    std::lock_guard lock(m_mutex);
    m_open += requests;
    m_changed.notify_all();
  }
  int waiting() const { return m_waiting; }

 private:
  std::mutex m_mutex;
  std::condition_variable m_changed;
  int m_open = 0;
  std::atomic<int> m_waiting{0};
};

}  // namespace

class UpstreamPoolTest : public QObject {
  Q_OBJECT

 private slots:
  void waitsForAPlaceAndTakesTheConnection() {
    Gate gate;
    RawPeer peer(gate.serve());
    UpstreamFixture upstream(peer.port());
    upstream.pool().setMost(2);
    std::vector<std::future<CallOutcome>> calls;
    for (int i = 0; i < 6; ++i)
      calls.push_back(upstream.begin());
    QTRY_COMPARE(gate.waiting(), 2);
    gate.let(6);
    for (auto& call : calls)
      QCOMPARE(call.get().body, std::string("ok"));
    QCOMPARE(peer.connections(), 2);
  }

  void theWaitForAPlaceHasItsOwnLimit() {
    Gate gate;
    RawPeer peer(gate.serve());
    UpstreamFixture upstream(peer.port());
    upstream.pool().setMost(1);
    auto first = upstream.begin();
    QTRY_COMPARE(gate.waiting(), 1);
    upstream.poolWait = Millis(40);
    QElapsedTimer timer;
    timer.start();
    const CallOutcome late = upstream.get();
    QCOMPARE(late.error, std::string("pool_timeout"));
    QVERIFY(!late.sent);
    QVERIFY(timer.elapsed() >= 40 && timer.elapsed() < 2000);
    gate.let(2);
    QCOMPARE(first.get().body, std::string("ok"));
    QCOMPARE(upstream.get().body, std::string("ok"));
  }

  void aPlaceIsFreeAgainAfterAFailure() {
    RawPeer peer([](RawSocket& socket, int) { socket.readRequest(); });
    UpstreamFixture upstream(peer.port());
    upstream.pool().setMost(1);
    upstream.poolWait = Millis(5000);
    std::vector<std::future<CallOutcome>> calls;
    for (int i = 0; i < 5; ++i)
      calls.push_back(upstream.begin());
    for (auto& call : calls)
      QCOMPARE(call.get().error, std::string("upstream_reset"));
  }

  void aPlaceIsFreeAgainAfterARefusedConnection() {
    UpstreamFixture upstream(sb::test::deadPort());
    upstream.pool().setMost(1);
    for (int i = 0; i < 3; ++i)
      QCOMPARE(upstream.get().error, std::string("connect_refused"));
  }

  void waitersThatGiveUpDoNotKeepThePlace() {
    Gate gate;
    RawPeer peer(gate.serve());
    UpstreamFixture upstream(peer.port());
    upstream.pool().setMost(1);
    auto first = upstream.begin();
    QTRY_COMPARE(gate.waiting(), 1);
    std::vector<std::future<CallOutcome>> impatient;
    for (int i = 0; i < 10; ++i)
      impatient.push_back(upstream.begin(Millis(10 + i)));
    auto patient = upstream.begin();
    gate.let(1);  // while the impatient ones give up
    QCOMPARE(first.get().body, std::string("ok"));
    gate.let(20);
    for (auto& call : impatient) {
      const CallOutcome outcome = call.get();
      QVERIFY(outcome.error == "total_timeout" || outcome.body == "ok");
    }
    QCOMPARE(patient.get().body, std::string("ok"));
  }

  void aFreshConnectionMakesRoomForItself() {
    RawPeer peer([](RawSocket& socket, int) {
      while (!socket.readRequest().empty())
        socket.send(kOk);
    });
    UpstreamFixture upstream(peer.port());
    upstream.pool().setMost(1);
    QCOMPARE(upstream.get().body, std::string("ok"));
    QVERIFY(upstream.runner().run<bool>([&]() -> Task<bool> {
      Guard guard(upstream.runner().loop());
      Result<std::unique_ptr<UpstreamConnection>> fresh = co_await upstream.pool().acquire(
          upstream.destination, Millis(5000), Millis(100), true, guard);
      if (!fresh) co_return false;
      const bool reused = (*fresh)->reused;
      upstream.pool().discard(upstream.destination, std::move(*fresh));
      co_return !reused;
    }));
    QTRY_COMPARE(peer.connections(), 2);
  }

  void destinationsDoNotShareConnections() {
    RawPeer one([](RawSocket& socket, int) {
      while (!socket.readRequest().empty())
        socket.send(kOk);
    });
    UpstreamFixture upstream(one.port());
    QCOMPARE(upstream.get().body, std::string("ok"));
    const std::string before = upstream.destination.key;
    upstream.destination.proxy = std::make_shared<Proxy>();
    upstream.destination.makeKey();
    QVERIFY(upstream.destination.key != before);
    upstream.destination.proxy = nullptr;
    upstream.destination.host = "localhost";
    upstream.destination.makeKey();
    const CallOutcome other = upstream.get();
    QCOMPARE(other.body, std::string("ok"));
    QVERIFY(!other.reused);
    QCOMPARE(upstream.idle(), std::size_t{2});
  }

  void T88_whatWasIdleTooLongIsClosed() {
    RawPeer peer([](RawSocket& socket, int) {
      while (!socket.readRequest().empty())
        socket.send(kOk);
    });
    UpstreamFixture upstream(peer.port());
    const auto pruneIn = [&](Millis time) {
      const Steady then = std::chrono::steady_clock::now() + time;
      upstream.runner().call([&] { upstream.pool().prune(then); });
    };
    static_assert(UpstreamPool::kIdleLimit < Millis(60'000), "below what providers use");
    QCOMPARE(upstream.get().body, std::string("ok"));
    pruneIn(Millis(30'000));
    QCOMPARE(upstream.idle(), std::size_t{1});
    QVERIFY(upstream.get().reused);
    pruneIn(UpstreamPool::kIdleLimit + Millis(1'000));
    QCOMPARE(upstream.idle(), std::size_t{0});
    QVERIFY(!upstream.get().reused);
  }

  void flushClosesWhatIsIdle() {
    std::promise<void> ended;
    RawPeer peer([&](RawSocket& socket, int n) {
      while (!socket.readRequest().empty())
        socket.send(kOk);
      if (n == 0) ended.set_value();
    });
    UpstreamFixture upstream(peer.port());
    upstream.pool().setMost(1);
    QCOMPARE(upstream.get().body, std::string("ok"));
    upstream.runner().call([&] { upstream.pool().flush(); });
    QCOMPARE(upstream.idle(), std::size_t{0});
    ended.get_future().wait();
    const CallOutcome again = upstream.get();
    QCOMPARE(again.body, std::string("ok"));
    QVERIFY(!again.reused);
  }
};

SB_TEST(UpstreamPoolTest);
#include "upstream_pool_test.moc"
