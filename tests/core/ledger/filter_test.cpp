#include "core/ledger/filter.h"

#include "core/ledger/filter_values.h"
#include "tests/core/ledger/support.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::ledger;
using namespace sb::ledger::test;

class FilterTest : public QObject {
  Q_OBJECT
 private slots:
  void readsMoments_data();
  void readsMoments();
  void saysWhereAFilterIsWrong_data();
  void saysWhereAFilterIsWrong();
  void badTextNeverBreaksIt();
  void findsRows_data();
  void findsRows();
  void initTestCase();
  void cleanupTestCase() { m_home.reset(); }

 private:
  std::unique_ptr<Home> m_home;
  std::string m_id;
};

void FilterTest::readsMoments_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<qint64>("millis");
  QTest::newRow("date") << "2026-11-22" << qint64(kNow - 10 * kHourMillis);
  QTest::newRow("utc") << "2026-11-22T10:00:00Z" << qint64(kNow);
  QTest::newRow("fraction") << "2026-11-22T10:00:00.25Z" << qint64(kNow + 250);
  QTest::newRow("offset") << "2026-11-22T15:30:00+05:30" << qint64(kNow);
  QTest::newRow("west") << "2026-11-22T02:00:00-08:00" << qint64(kNow);
  QTest::newRow("no zone") << "2026-11-22T10:00:00" << qint64(-1);
  QTest::newRow("no such day") << "2026-02-30" << qint64(-1);
  QTest::newRow("month 13") << "2026-13-01" << qint64(-1);
  QTest::newRow("sign as digit") << "+026-11-22" << qint64(-1);
  QTest::newRow("words") << "yesterday" << qint64(-1);
  QTest::newRow("empty") << "" << qint64(-1);
}

void FilterTest::readsMoments() {
  QFETCH(QString, text);
  QFETCH(qint64, millis);
  QCOMPARE(parseMoment(text.toStdString()).value_or(-1), millis);
}

void FilterTest::saysWhereAFilterIsWrong_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<int>("at");
  QTest::addColumn<QString>("says");
  QTest::newRow("unknown field") << "status:200 modle:x" << 11 << "did you mean 'model'?";
  QTest::newRow("far field") << "zzzzzz:1" << 0 << "quotes";
  QTest::newRow("bad status") << "status:2xy" << 7 << "expected 200, 5xx or >=400";
  QTest::newRow("bad cost") << "cost:>cheap" << 5 << "US dollars";
  QTest::newRow("bad sign") << "ms:=>5" << 3 << "milliseconds";
  QTest::newRow("no value") << "model:" << 6 << "expected a name";
  QTest::newRow("empty in list") << "model:a,,b" << 6 << "expected a name";
  QTest::newRow("bad since") << "x since:soon" << 8 << "2026-11-22";
  QTest::newRow("bad truth") << "-stream:maybe" << 8 << "true or false";
  QTest::newRow("huge number") << "status:99999999999999999999" << 7 << "status";
}

void FilterTest::saysWhereAFilterIsWrong() {
  QFETCH(QString, text);
  QFETCH(int, at);
  QFETCH(QString, says);
  std::vector<FilterProblem> problems;
  parseFilter(text.toStdString(), kNow, problems);
  QCOMPARE(problems.size(), 1u);
  QCOMPARE(int(problems[0].at), at);
  QVERIFY2(problems[0].message.find(says.toStdString()) != std::string::npos,
           problems[0].message.c_str());
  const auto strict = parseFilter(text.toStdString(), kNow);
  QCOMPARE(strict.error().kind, ErrorKind::BadRequest);
}

void FilterTest::badTextNeverBreaksIt() {
  for (const char* text : {"\"", "-", "--", ":", "::", "a:", "\"a b", "id:\"", "status:<", "-\"\"",
                           "\xff", "since:-1h", "ms:1e400", "id:req_", "model:[a-z]", ",", "'"}) {
    std::vector<FilterProblem> problems;
    const Filter filter = parseFilter(text, kNow, problems);
    QVERIFY2(m_home->reader->list(filter, {}).has_value(), text);
  }
}

void FilterTest::initTestCase() {
  m_home = std::make_unique<Home>();
  m_home->submit(record());  // n1
  auto n2 = record(kNow - 2 * kHourMillis);
  n2->status = 503;
  n2->outcome = OutcomeClass::Failed;
  n2->error = ErrorKind::NoTarget;
  n2->errorMessage = "No target is left: local refused";
  n2->provider = n2->model = "";
  n2->attempts.clear();
  n2->modelAsked = "claude-3-haiku";
  n2->keyName = "dev";
  n2->keyId = "k_2";
  m_home->submit(std::move(n2));
  auto n3 = record(kNow - 30 * 60'000);
  n3->stream = true;
  n3->status = 499;
  n3->outcome = OutcomeClass::ClientGone;
  n3->error = ErrorKind::ClientGone;
  n3->tags = {"nightly", "x"};
  n3->cache = "miss";
  n3->model = "gpt-4o";
  n3->attempts = {attempt(1, "openai", 20'000'000), attempt(2, "local", 0)};
  n3->route = "";
  n3->ms.total = 120;
  n3->team = "";
  m_id = n3->id;
  m_home->submit(std::move(n3));
  auto n4 = record();
  n4->cache = "hit";
  n4->saved = NanoUsd{5'000'000};
  n4->endpoint = "embeddings";
  n4->attempts[0].cost = {};
  n4->attempts[0].usageEstimated = true;
  n4->ms = {};
  n4->mirror = true;
  n4->errorMessage = "50% [odd] 'text'";
  m_home->submit(std::move(n4));
  QVERIFY(m_home->settle());
}

void FilterTest::findsRows_data() {
  QTest::addColumn<QString>("filter");
  QTest::addColumn<QList<int>>("rows");
  const auto row = [](const char* filter, QList<int> rows) {
    QTest::newRow(filter) << QString::fromUtf8(filter) << rows;
  };
  row("", {4, 3, 2, 1});
  row("status:5xx", {2});
  row("status:503,499", {3, 2});
  row("status:>=400", {3, 2});
  row("-status:2xx", {3, 2});
  row("model:gpt-4o*", {4, 3, 1});
  row("model:gpt-4o", {3});
  row("model:GPT-4O", {3});
  row("model:fast", {4, 3, 1});
  row("asked:claude-*", {2});
  row("provider:openai", {4, 3, 1});
  row("provider:nobody", {});
  row("key:ci", {4, 3, 1});
  row("key:k_2", {2});
  row("key:dev,ci", {4, 3, 2, 1});
  row("team:ops", {4, 2, 1});
  row("route:fast", {4, 2, 1});
  row("-route:fast", {3});
  row("endpoint:embed*", {4});
  row("outcome:ok", {4, 1});
  row("outcome:error", {2});
  row("outcome:no_target", {2});
  row("outcome:client_closed", {3});
  row("outcome:interrupted", {});
  row("stream:true", {3});
  row("stream:no", {4, 2, 1});
  row("priced:false", {4});
  row("estimated:true", {4});
  row("mirror:true", {4});
  row("cache:hit", {4});
  row("cache:off", {2, 1});
  row("cache:joined", {});
  row("saved:>0.004", {4});
  row("saved:>0.005", {});
  row("cost:>0.01", {3});
  row("cost:<=0.01", {2, 1});
  row("cost:>0.02", {});
  row("cost:0.02", {3});
  row("ms:>1000", {2, 1});
  row("ms:<=120", {3});
  row("first_ms:412", {3, 2, 1});
  row("attempts:>1", {3});
  row("attempts:0", {2});
  row("tag:nightly", {3});
  row("tag:night*", {3});
  row("tag:night", {});
  row("since:1h", {4, 3, 1});
  row("since:3h", {4, 3, 2, 1});
  row("since:2026-11-22T09:45:00Z", {4, 1});
  row("until:1h", {2});
  row("since:3h until:1h", {2});
  row("status:2xx stream:false cache:off", {1});
  row("refused", {2});
  row("text:refused", {2});
  row("text:REFUSED,odd", {4, 2});
  row("-text:refused", {4, 3, 1});
  row("REFUSED local", {2});
  row("\"target is\"", {2});
  row("-refused", {4, 3, 1});
  row("haiku", {2});
  row("50%", {4});
  row("[odd]", {4});
  row("'text'", {4});
  row("nowhere", {});
}

void FilterTest::findsRows() {
  QFETCH(QString, filter);
  QFETCH(QList<int>, rows);
  QList<int> found;
  for (const Row& row : m_home->list(filter.toStdString()).rows)
    found.append(int(row.seq));
  QCOMPARE(found, rows);
  for (const std::string& text :
       {"id:" + m_id, m_id, m_id.substr(0, 20), "id:" + m_id.substr(0, 12)})
    QCOMPARE(m_home->list(text).rows.front().id, m_id);
  QCOMPARE(m_home->list(m_id.substr(0, 29) + "!").rows.size(), 0u);
}

SB_TEST(FilterTest);
#include "filter_test.moc"
