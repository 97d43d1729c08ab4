// The log's operations of the admin API against a real gateway with the demo provider.
#include <QTest>

#include <QBuffer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

#include "core/demo/demo_server.h"
#include "tests/support/test_main.h"
#include "tests/ui/client/support.h"

using namespace sb::ui;
using namespace sb::test;

namespace {

const char* const kYaml = R"(routes:
  - name: pair
    match: [ "pair-*" ]
    flow: { fallback: { try: [ { target: "demo/script:status=503" }, { target: demo/fast } ] } }
)";

QString text(const char* text) { return QString::fromUtf8(text); }

}  // namespace

class LogClientTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase();
  void cleanupTestCase();

  void pagesThroughTheLog();
  void aWrongFilterSaysWhere();
  void showsOneRequest();
  void givesABodyInParts();
  void countsFacetsAndAnchors();
  void exportsIntoADevice_data();
  void exportsIntoADevice();
  void exportsIntoAFile();
  void anExportIntoAFolderThatIsNotThereFails();
  void sumsUpSpending();
  void bigAnswersAreParsedToo();

 private:
  LogRow chat(const char* model);

  std::unique_ptr<sb::demo::DemoServer> m_demo;
  std::unique_ptr<Engine> m_engine;
  std::unique_ptr<GatewayClient> m_client;
};

void LogClientTest::initTestCase() {
  m_demo = *sb::demo::DemoServer::start({});
  m_engine =
      std::make_unique<Engine>("providers:\n" + providerLine("demo", m_demo->port()) + kYaml);
  QVERIFY(m_engine->started());
  m_client = std::make_unique<GatewayClient>(endpointOf(*m_engine));
}

void LogClientTest::cleanupTestCase() {
  m_client.reset();
  m_engine.reset();
  m_demo.reset();
}

// A request, and its row.
LogRow LogClientTest::chat(const char* model) {
  const RawResponse answer = m_engine->chat(model);
  if (answer.status != 200) qCritical("chat: %d", answer.status);
  m_engine->row(answer);
  LogQuery query;
  query.limit = 1;
  const auto page =
      get<LogPage>([&](auto* c, auto t) { return m_client->logs().page(query, c, t); });
  return page && !page->rows.isEmpty() ? page->rows.first() : LogRow();
}

void LogClientTest::pagesThroughTheLog() {
  for (int i = 0; i < 3; ++i)
    chat("demo/fast");
  LogQuery query;
  query.limit = 2;
  query.filter = text("model:fast");
  const auto first =
      get<LogPage>([&](auto* c, auto t) { return m_client->logs().page(query, c, t); });
  QVERIFY(first.ok());
  QCOMPARE(first->rows.size(), 2);
  QVERIFY(first->rows[0].seq > first->rows[1].seq);
  QVERIFY(first->next.has_value());
  query.before = first->next;
  const auto second =
      get<LogPage>([&](auto* c, auto t) { return m_client->logs().page(query, c, t); });
  QVERIFY(second->rows.first().seq < first->rows.last().seq);
  query.before.reset();
  query.after = first->rows.last().seq;
  const auto newer =
      get<LogPage>([&](auto* c, auto t) { return m_client->logs().page(query, c, t); });
  QCOMPARE(newer->rows.size(), 1);
  QCOMPARE(newer->rows[0].id, first->rows[0].id);
  QCOMPARE(newer->epoch, first->epoch);
}

void LogClientTest::aWrongFilterSaysWhere() {
  LogQuery query;
  query.filter = text("model:a statusx:500");
  const auto page =
      get<LogPage>([&](auto* c, auto t) { return m_client->logs().page(query, c, t); });
  QCOMPARE(page.error().status, 400);
  QCOMPARE(page.error().filterProblems.size(), 1);
  QCOMPARE(page.error().filterProblems[0].at, 8);
  QVERIFY(!page.error().filterProblems[0].what.isEmpty());
}

void LogClientTest::showsOneRequest() {
  const LogRow row = chat("pair");
  QCOMPARE(row.route, text("pair"));
  QCOMPARE(row.attempts, 2);
  QVERIFY(row.usage.total() > 0);
  const auto detail =
      get<LogDetail>([&](auto* c, auto t) { return m_client->logs().detail(row.id, c, t); });
  QVERIFY(detail.ok());
  QCOMPARE(detail->row.id, row.id);
  QCOMPARE(detail->attempts.size(), 2);
  QCOMPARE(detail->attempts[1].model, text("fast"));
  QVERIFY(detail->requestBody.kept);
  QCOMPARE(detail->request.toObject().value(text("model")).toString(), text("pair"));
  QVERIFY(detail->response.isObject());
  const auto none = get<LogDetail>(
      [&](auto* c, auto t) { return m_client->logs().detail(text("req_nobody"), c, t); });
  QVERIFY(none.error().isNotFound());
}

void LogClientTest::givesABodyInParts() {
  const LogRow row = chat("demo/fast");
  const auto part = [&](qint64 offset, qint64 length) {
    return get<BodyPart>([&](auto* c, auto t) {
      return m_client->logs().body(row.id, BodySide::Request, offset, length, c, t);
    });
  };
  const auto whole = part(0, 4'000'000);
  QVERIFY(whole.ok());
  QVERIFY(whole->isLast());
  QVERIFY(whole->bytes.contains("demo/fast"));
  const auto piece = part(3, 5);
  QCOMPARE(piece->bytes, whole->bytes.mid(3, 5));
  QCOMPARE(piece->offset, 3);
  QCOMPARE(piece->size, whole->bytes.size());
  QVERIFY(!piece->isLast());
}

void LogClientTest::countsFacetsAndAnchors() {
  chat("demo/fast");
  const auto facets = get<QList<Facet>>([&](auto* c, auto t) {
    return m_client->logs().facets(text("model"), text("status:200"), 10, c, t);
  });
  QVERIFY(facets.ok());
  QVERIFY(!facets->isEmpty());
  QVERIFY(facets->first().count > 0);
  const auto anchors =
      get<Anchors>([&](auto* c, auto t) { return m_client->logs().anchors({}, 2, c, t); });
  QVERIFY(anchors.ok());
  QCOMPARE(anchors->every, 2);
  QCOMPARE(anchors->seqs.size(), (anchors->total + 1) / 2);
}

void LogClientTest::exportsIntoADevice_data() {
  QTest::addColumn<bool>("csv");
  QTest::newRow("csv") << true;
  QTest::newRow("jsonl") << false;
}

void LogClientTest::exportsIntoADevice() {
  QFETCH(bool, csv);
  chat("demo/fast");
  QBuffer buffer;
  QVERIFY(buffer.open(QIODevice::WriteOnly));
  qint64 heard = 0;
  const auto format = csv ? ExportFormat::Csv : ExportFormat::Jsonl;
  const auto bytes = get<qint64>([&](auto* c, auto t) {
    return m_client->logs().exportTo(
        &buffer, text("model:fast"), format, [&](qint64 n) { heard = n; }, c, t);
  });
  QVERIFY(bytes.ok());
  QCOMPARE(*bytes, buffer.size());
  QCOMPARE(heard, buffer.size());
  const QByteArray line = buffer.data().split('\n').value(csv ? 1 : 0);
  QVERIFY(line.contains("req_"));
  QCOMPARE(QJsonDocument::fromJson(line).isObject(), !csv);
}

void LogClientTest::exportsIntoAFile() {
  chat("demo/fast");
  QTemporaryDir folder;
  const QString path = folder.filePath(text("log.csv"));
  const auto bytes = get<qint64>([&](auto* c, auto t) {
    return m_client->logs().exportToFile(path, {}, ExportFormat::Csv, {}, c, t);
  });
  QVERIFY(bytes.ok());
  QFile file(path);
  QCOMPARE(file.size(), *bytes);
  const auto wrong = get<qint64>([&](auto* c, auto t) {
    return m_client->logs().exportToFile(path, text("statusx:1"), ExportFormat::Csv, {}, c, t);
  });
  QCOMPARE(wrong.error().status, 400);
  QCOMPARE(wrong.error().filterProblems.size(), 1);
  QCOMPARE(file.size(), *bytes);
}

void LogClientTest::anExportIntoAFolderThatIsNotThereFails() {
  const auto bytes = get<qint64>([&](auto* c, auto t) {
    return m_client->logs().exportToFile(text("/nonexistent/x/log.csv"), {}, ExportFormat::Csv, {},
                                         c, t);
  });
  QVERIFY(!bytes);
  QCOMPARE(bytes.error().code, text("file"));
  QVERIFY(!bytes.error().hint.isEmpty());
}

void LogClientTest::sumsUpSpending() {
  const LogRow row = chat("pair");
  SpendQuery query;
  query.by = SpendBy::Route;
  query.step = SpendStep::Whole;
  query.zone = QTimeZone("Europe/Berlin");
  const auto spend =
      get<Spend>([&](auto* c, auto t) { return m_client->logs().spend(query, c, t); });
  QVERIFY2(spend.ok(), qPrintable(spend ? QString() : spend.error().message));
  QVERIFY(spend->from < row.at && spend->to >= row.at);
  for (const SpendStep step : {SpendStep::Day, SpendStep::Hour})
    for (const SpendBy by :
         {SpendBy::Model, SpendBy::Provider, SpendBy::Key, SpendBy::Team, SpendBy::Nothing}) {
      query.step = step;
      query.by = by;
      QVERIFY(
          get<Spend>([&](auto* c, auto t) { return m_client->logs().spend(query, c, t); }).ok());
    }
  query.from = text("nonsense");
  QCOMPARE(get<Spend>([&](auto* c, auto t) { return m_client->logs().spend(query, c, t); })
               .error()
               .status,
           400);
}

void LogClientTest::bigAnswersAreParsedToo() {
  const auto presets =
      get<QList<Preset>>([&](auto* c, auto t) { return m_client->providers().presets(c, t); });
  QVERIFY(presets->size() > 3);
  const std::string user(200'000, 'x');
  const RawResponse answer = m_engine->chat("demo/fast", user);
  QCOMPARE(answer.status, 200);
  m_engine->row(answer);
  LogQuery query;
  query.limit = 1;
  const auto page =
      get<LogPage>([&](auto* c, auto t) { return m_client->logs().page(query, c, t); });
  const auto detail = get<LogDetail>(
      [&](auto* c, auto t) { return m_client->logs().detail(page->rows[0].id, c, t); });
  const QJsonArray messages = detail->request.toObject().value(text("messages")).toArray();
  QCOMPARE(messages.at(0).toObject().value(text("content")).toString().size(), 200'000);
}

SB_TEST(LogClientTest);
#include "log_client_test.moc"
