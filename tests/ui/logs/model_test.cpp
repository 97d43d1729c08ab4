// The log's model against a real gateway.
#include "tests/support/past_traffic.h"
#include "tests/support/test_main.h"
#include "tests/ui/logs/support.h"
#include "ui/logs/facet_model.h"
#include "ui/logs/log_cells.h"
#include "ui/logs/log_model.h"

using namespace sb::ui;
using namespace sb::test;

class LogModelTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init() { m_stage = std::make_unique<Stage>(); }
  void cleanup() { m_stage.reset(); }

  void fetchesWhatIsSeen();
  void newRowsPushInWhileItFollows();
  void pausedRowsAreCountedAndComeLater();
  void aFilterHoldsForNewRowsToo();
  void aWrongFilterFailsWithItsPlace();
  void runningStreamsGrowAndBecomeRows();
  void facetsTickTheFilter();
  void facetsCountNewRowsAtOnce();
  void facetsOfAFilterAreTheGateways();
  void jumpsAboutInAHundredThousandRows();

 private:
  QString cell(const LogModel& model, int row, LogColumn column) const {
    return model.index(row, static_cast<int>(column)).data().toString();
  }
  static bool isReady(const LogModel& model) { return model.state() == LogModel::State::Ready; }

  std::unique_ptr<Stage> m_stage;
};

void LogModelTest::fetchesWhatIsSeen() {
  m_stage->chat("demo/fast", 3);
  m_stage->chat("demo/missing");
  LogModel model(m_stage->connection());
  const QAbstractItemModelTester tester(&model);
  model.setActive(true);
  QVERIFY(until([&] { return model.rowAt(3) != nullptr; }));
  QCOMPARE(model.rowCount(), 4);
  QCOMPARE(cell(model, 1, LogColumn::Model), text("fast"));
  QCOMPARE(cell(model, 1, LogColumn::Status), text("200"));
  QVERIFY(model.rowAt(0)->seq > model.rowAt(1)->seq);
  QVERIFY(model.rowOf(model.rowAt(2)->id) == 2);
}

void LogModelTest::newRowsPushInWhileItFollows() {
  LogModel model(m_stage->connection());
  const QAbstractItemModelTester tester(&model);
  model.setActive(true);
  QVERIFY(until([&] { return isReady(model); }));
  QCOMPARE(model.rowCount(), 0);
  m_stage->chat("demo/fast", 5);
  QVERIFY(until([&] { return model.total() == 5; }));
  for (int row = 0; row + 1 < 5; ++row)
    QVERIFY(model.rowAt(row)->seq > model.rowAt(row + 1)->seq);
}

void LogModelTest::pausedRowsAreCountedAndComeLater() {
  m_stage->chat("demo/fast", 2);
  LogModel model(m_stage->connection());
  const QAbstractItemModelTester tester(&model);
  model.setActive(true);
  QVERIFY(until([&] { return model.total() == 2; }));
  model.setFollowing(false);
  m_stage->chat("demo/fast", 3);
  QVERIFY(until([&] { return model.waiting() == 3; }));
  QCOMPARE(model.total(), 2);
  model.setFollowing(true);
  QVERIFY(until([&] { return model.total() == 5; }));
  QCOMPARE(model.waiting(), 0);
}

void LogModelTest::aFilterHoldsForNewRowsToo() {
  m_stage->chat("demo/fast", 2);
  m_stage->chat("demo/missing", 1);
  LogModel model(m_stage->connection());
  const QAbstractItemModelTester tester(&model);
  model.setFilter(text("model:fast"));
  model.setActive(true);
  QVERIFY(until([&] { return model.total() == 2; }));
  m_stage->chat("demo/missing", 2);
  m_stage->chat("demo/fast", 1);
  QVERIFY(until([&] { return model.total() == 3; }));
  model.setFilter(text("outcome:error"));
  QVERIFY(until([&] { return isReady(model) && model.total() == 3; }));
  model.setFilter({});
  QVERIFY(until([&] { return model.total() == 6; }));
}

void LogModelTest::aWrongFilterFailsWithItsPlace() {
  LogModel model(m_stage->connection());
  model.setFilter(text("statusx:1"));
  model.setActive(true);
  QVERIFY(until([&] { return model.state() == LogModel::State::Failed; }));
  QCOMPARE(model.error().filterProblems.size(), 1);
  model.setFilter({});
  QVERIFY(until([&] { return isReady(model); }));
}

void LogModelTest::runningStreamsGrowAndBecomeRows() {
  LogModel model(m_stage->connection());
  const QAbstractItemModelTester tester(&model);
  model.setActive(true);
  QVERIFY(until([&] { return isReady(model); }));
  RawSocket socket = m_stage->engine().connect();
  const std::string body =
      R"({"model":"demo/script:rate=20,tokens=30","stream":true,"messages":[{"role":"user","content":"x"}]})";
  socket.send(Gate::text("POST", "/v1/chat/completions", body));
  QVERIFY(until([&] { return model.isLive(0) && model.rowAt(0)->usage.output > 2; }));
  QCOMPARE(model.rowCount(), 1);
  QVERIFY(model.index(0, 0).data(kOutTokensRole).isValid());
  QVERIFY(until([&] { return model.rowCount() == 1 && !model.isLive(0); }));
  QVERIFY(model.rowAt(0)->isOk());
}

void LogModelTest::facetsTickTheFilter() {
  m_stage->chat("demo/fast", 3);
  m_stage->chat("demo/missing");
  FacetModel facets(m_stage->connection());
  const QAbstractItemModelTester tester(&facets);
  facets.setActive(true);
  const QModelIndex status = facets.index(0, 0);
  QVERIFY(until([&] { return facets.rowCount(status) == 2; }));
  const QModelIndex ok = facets.index(0, 0, status);
  QCOMPARE(ok.data(kCountRole).toInt(), 3);
  QSignalSpy chosen(&facets, &FacetModel::filterChosen);
  QVERIFY(facets.setData(ok, Qt::Checked, Qt::CheckStateRole));
  QCOMPARE(chosen.first().first().toString(), text("outcome:ok"));
  facets.setFilter(text("outcome:ok"));
  QCOMPARE(facets.index(0, 0, status).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
  QVERIFY(facets.setData(facets.index(1, 0, status), Qt::Checked, Qt::CheckStateRole));
  QCOMPARE(chosen.last().first().toString(), text("outcome:ok,error"));
}

void LogModelTest::facetsCountNewRowsAtOnce() {
  m_stage->chat("demo/fast", 3);
  FacetModel facets(m_stage->connection());
  const QAbstractItemModelTester tester(&facets);
  facets.setActive(true);
  const QModelIndex status = facets.index(0, 0), model = facets.index(4, 0);
  QVERIFY(until([&] { return facets.rowCount(status) == 1 && facets.rowCount(model) == 1; }));
  LogRow row = madeRow(4), other = madeRow(5);
  row.model = text("fast");
  other.model = text("unheard of");
  other.outcome = text("rate_limited");
  facets.addRows({row, other});
  QCOMPARE(facets.index(0, 0, status).data(kCountRole).toInt(), 4);
  QCOMPARE(facets.index(0, 0, model).data(kCountRole).toInt(), 4);
  // The gateway, which has only three of them, is asked for what has no box.
  QVERIFY(until([&] { return facets.index(0, 0, model).data(kCountRole).toInt() == 3; }));
}

void LogModelTest::facetsOfAFilterAreTheGateways() {
  m_stage->chat("demo/fast", 3);
  FacetModel facets(m_stage->connection());
  facets.setActive(true);
  const QModelIndex status = facets.index(0, 0);
  QVERIFY(until([&] { return facets.rowCount(status) == 1; }));
  facets.setFilter(text("model:fast"));
  facets.addRows({madeRow(4)});
  QCOMPARE(facets.index(0, 0, status).data(kCountRole).toInt(), 3);
}

void LogModelTest::jumpsAboutInAHundredThousandRows() {
  constexpr int kRows = 100'000;
  const auto home = std::make_shared<Home>();
  home->write(pastProviders());
  PastTraffic::write(home->dataFolder(), kRows, QDateTime::currentMSecsSinceEpoch(), 86'400'000,
                     false);
  Engine engine(home, false);
  Connection connection({QUrl(QStringLiteral("http://127.0.0.1:%1").arg(engine.adminPort())),
                         QByteArray::fromStdString(engine.token())});
  connection.start();
  QVERIFY(until([&] { return connection.isConnected(); }));
  LogModel model(connection);
  model.setActive(true);
  QVERIFY(until([&] { return model.total() == kRows; }));
  for (const int place : {0, 99'990, 50'000, 12'345, 77'777, 3}) {
    model.look(place, place + 20);
    QVERIFY(
        until([&] { return model.rowAt(place) && model.rowAt(std::min(place + 20, kRows - 1)); }));
    QCOMPARE(model.rowAt(place)->seq, qint64(kRows - place));
  }
}

SB_TEST(LogModelTest);
#include "model_test.moc"
