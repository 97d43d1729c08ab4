// What happens to requests when all connections to a provider's host are in use.
#include <QElapsedTimer>
#include <QTest>

#include "tests/support/steered.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

namespace {

// One connection to each host.
app::Host::Room narrow() {
  app::Host::Room room;
  room.connections = 1;
  return room;
}

// A request that has the only connection.
RawSocket first(const Engine& engine, const Runner& up) {
  RawSocket client = engine.connect();
  client.send(Gate::text("POST", "/v1/chat/completions", chatBody("a/m", "hi")));
  until([&] { return up.asked() == 1; });
  return client;
}

}  // namespace

class PoolTest : public QObject {
  Q_OBJECT
 private slots:
  void waitsForAConnection();
  void waitsNoLongerThanItMay_data();
  void waitsNoLongerThanItMay();
  void movesOnWhenItHasWaited();
};

void PoolTest::waitsForAConnection() {
  Runner up(saying("hi"));
  Engine engine(routeOver({up.port()}, "{ target: a/m }"), routing::BreakerRules(), narrow());
  RawSocket one = first(engine, up);
  RawSocket two = engine.connect();
  two.send(Gate::text("POST", "/v1/chat/completions", chatBody("r", "hi")));
  QVERIFY(two.quiet(50));
  QCOMPARE(up.asked(), 1);
  up.speak();
  QCOMPARE(one.readResponse().status, 200);
  QCOMPARE(two.readResponse().status, 200);
  QCOMPARE(up.requests().at(1).connection, 0);
}

void PoolTest::waitsNoLongerThanItMay_data() {
  QTest::addColumn<QByteArray>("flow");
  QTest::addColumn<QByteArray>("more");
  QTest::newRow("of all") << QByteArray("{ target: a/m }")
                          << QByteArray("timeouts: { pool_wait: 150ms }\n");
  QTest::newRow("of the node") << QByteArray("{ target: a/m, timeout: { pool_wait: 150ms } }")
                               << QByteArray("timeouts: { pool_wait: 60s }\n");
}

void PoolTest::waitsNoLongerThanItMay() {
  QFETCH(const QByteArray, flow);
  QFETCH(const QByteArray, more);
  Runner up(saying("hi"));
  Engine engine(routeOver({up.port()}, flow.toStdString(), more.toStdString()),
                routing::BreakerRules(), narrow());
  RawSocket one = first(engine, up);
  QElapsedTimer timer;
  timer.start();
  const RawResponse late = engine.chat("r");
  QVERIFY(timer.elapsed() >= 145 && timer.elapsed() < 15'000);
  QCOMPARE(late.status, 503);
  const auto row = engine.row(late);
  QCOMPARE(row.row.error, std::optional(ErrorKind::PoolTimeout));
  QVERIFY(!row.row.mayHaveBeenCharged);
  QCOMPARE(up.asked(), 1);
  up.speak();
  QCOMPARE(one.readResponse().status, 200);
  QCOMPARE(engine.chat("r").status, 200);
}

void PoolTest::movesOnWhenItHasWaited() {
  Runner up(saying("hi"));
  Moody other;
  Engine engine(routeOver({up.port(), other.port()},
                          "{ fallback: { try: [ { target: a/m }, { target: b/m } ] } }",
                          "timeouts: { pool_wait: 50ms }\n"),
                routing::BreakerRules(), narrow());
  RawSocket one = first(engine, up);
  // A full pool says nothing about the provider: its breaker stays closed.
  for (int i = 0; i < 7; ++i) {
    const auto row = engine.row(engine.chat("r"));
    QCOMPARE(row.row.provider, std::string("b"));
    QCOMPARE(row.attempts.size(), std::size_t{2});
    QCOMPARE(row.attempts[1].why, std::string("fallback 2 of 2 after pool_timeout"));
  }
  QCOMPARE(up.asked(), 1);
  up.speak();
  QCOMPARE(one.readResponse().status, 200);
}

SB_TEST(PoolTest);

#include "pool_test.moc"
