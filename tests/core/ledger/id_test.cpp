#include <sqlite3.h>

#include "core/ledger/filter_store.h"
#include "core/ledger/id_rows_store.h"
#include "core/store/database.h"
#include "tests/core/ledger/support.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::ledger;
using namespace sb::ledger::test;

class LedgerIdTest : public QObject {
  Q_OBJECT
 private slots:
  void idsHoldTheirTime();
  void prefixesCoverTheTimesOfTheirIds();
  void otherTextsHoldNoTime_data();
  void otherTextsHoldNoTime();
  void findsEachRowByItsId();
  void marksSayWhichTimesAreInABlock();
  void looksThroughFewRowsForAnUnknownId();
};

void LedgerIdTest::idsHoldTheirTime() {
  for (const WallMillis at : {WallMillis{0}, WallMillis{1}, kNow, kNow + 1}) {
    const auto times = idTimes(newRequestId(at));
    QVERIFY(times.has_value());
    QCOMPARE(times->first, at);
    QCOMPARE(times->last, at);
  }
}

void LedgerIdTest::prefixesCoverTheTimesOfTheirIds() {
  const std::string id = newRequestId(kNow + 123);
  WallMillis width = (WallMillis{1} << 45);
  for (std::size_t length = 5; length <= id.size(); ++length) {
    const auto times = idTimes(id.substr(0, length));
    QVERIFY(times.has_value());
    QVERIFY(times->first <= kNow + 123 && kNow + 123 <= times->last);
    QCOMPARE(times->last - times->first + 1, width);
    width = std::max<WallMillis>(1, width >> 5);
  }
}

void LedgerIdTest::otherTextsHoldNoTime_data() {
  QTest::addColumn<QString>("text");
  for (const char* text : {"", "req_", "other", "req_UPPER", "req_!", "rex_0123456789",
                           "req_012345678901234567890123456"})
    QTest::newRow(text) << text;
}

void LedgerIdTest::otherTextsHoldNoTime() {
  QFETCH(QString, text);
  QVERIFY(!idTimes(text.toStdString()));
}

void LedgerIdTest::findsEachRowByItsId() {
  Home home;
  std::vector<std::string> ids;
  for (int i = 0; i < 4'000; ++i) {
    // Rows come in the order of their ends: now and then one that began long before.
    ids.push_back(home.submit(record(kNow + i / 3 - (i % 500 == 0 ? kHourMillis : 0))));
    if (i % 700 == 0) QVERIFY(home.settle());
    if (i == 2'500) home.reopen();
  }
  QVERIFY(home.settle());
  for (std::size_t i = 0; i < ids.size(); i += 50) {
    const auto found = home.reader->get(ids[i]);
    QVERIFY2(found.has_value(), std::to_string(i).c_str());
    QCOMPARE(found->row.seq, static_cast<Seq>(i + 1));
    for (const std::string& filter : {"id:" + ids[i], "id:" + ids[i].substr(0, 18), ids[i]}) {
      const Page page = home.list(filter);
      QCOMPARE(page.rows.size(), 1u);
      QCOMPARE(page.rows[0].id, ids[i]);
    }
  }
  QCOMPARE(home.list("-id:" + ids[7], {{}, {}, 10}).rows.size(), 10u);
  QCOMPARE(home.reader->get(newRequestId(kNow + 5)).error().kind, ErrorKind::NotFound);
  QCOMPARE(home.reader->get(ids[9].substr(0, 29)).error().kind, ErrorKind::NotFound);
}

void LedgerIdTest::marksSayWhichTimesAreInABlock() {
  Home home;
  for (int block = 0; block < 3; ++block) {
    for (int i = 0; i < 1'200; ++i)
      home.submit(record(kNow + block * kHourMillis + i));
    QVERIFY(home.settle());
  }
  home.close();
  auto log = store::Database::open(home.path("log.db"));
  QVERIFY(*log->scalar("SELECT count(*) FROM marks") >= 3);
  QCOMPARE(*log->scalar("SELECT count(*) FROM rows r WHERE NOT EXISTS(SELECT 1 FROM marks m"
                        " WHERE m.seq=(SELECT min(seq) FROM marks WHERE seq>=r.seq)"
                        " AND r.at BETWEEN m.oldest AND m.newest)"
                        " AND r.seq<=(SELECT max(seq) FROM marks)"),
           0);
  QCOMPARE(*log->scalar("SELECT min(oldest) FROM marks"), kNow);
}

namespace {

// How many steps of SQLite's virtual machine the query takes; a row that is looked at is some.
int stepsOf(const std::string& file, const std::string& sql, const std::string& text) {
  sqlite3* db = nullptr;
  sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READONLY, nullptr);
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(db, sql.c_str(), -1, &statement, nullptr);
  if (!text.empty())
    sqlite3_bind_text(statement, 1, text.data(), int(text.size()), SQLITE_TRANSIENT);
  while (sqlite3_step(statement) == SQLITE_ROW) {
  }
  const int steps = sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, 0);
  sqlite3_finalize(statement);
  sqlite3_close(db);
  return steps;
}

}  // namespace

void LedgerIdTest::looksThroughFewRowsForAnUnknownId() {
  constexpr int kRows = 200'000;
  Ledger::Options options;
  options.settings.bodies = config::Ledger::Bodies::None;
  Home home(options);
  for (int i = 0; i < kRows; ++i) {
    auto made = std::make_unique<Record>();
    made->at = kNow + i;
    made->id = newRequestId(made->at);
    home.submit(std::move(made));
    if (i % 5'000 == 0) QVERIFY(home.settle());
  }
  QVERIFY(home.settle());
  const std::string file = home.path("log.db");
  const int all = stepsOf(file, "SELECT seq FROM rows WHERE at=1", "");
  QVERIFY(all > 2 * kRows);
  const std::string id = newRequestId(kNow + 40'000);
  QCOMPARE(home.reader->get(id).error().kind, ErrorKind::NotFound);
  const int one = stepsOf(file, rowsOfIdSql(*idTimes(id), id), id);
  QVERIFY2(one > 0 && one < all / 10, std::to_string(one).c_str());
  for (const std::string& text : {id, id.substr(0, 20), id.substr(0, 14), id.substr(0, 13)}) {
    const auto where = whereOf(*parseFilter("id:" + text, kNow), Names());
    const std::string bound = where.texts.empty() ? "" : where.texts[0];
    const int steps = stepsOf(
        file, "SELECT at FROM rows WHERE seq>0 AND " + where.sql + " ORDER BY seq DESC LIMIT 51",
        bound);
    QVERIFY2(steps > 0 && steps < all / 10, (text + " " + std::to_string(steps)).c_str());
  }
}

SB_TEST(LedgerIdTest);
#include "id_test.moc"
