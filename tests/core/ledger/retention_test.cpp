#include <QFile>

#include "core/store/database.h"
#include "tests/core/ledger/support.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::ledger;
using namespace sb::ledger::test;

class LedgerRetentionTest : public QObject {
  Q_OBJECT
 private slots:
  void forgetsWhatIsTooOld();
  void rowsFromTheFutureDoNotBlock();
  void staysWithinItsBytes();
  void deletedTextIsGoneFromTheDisk();
  void bodiesOfOneRowCanBeForgotten();
  void numbersAreNotUsedAgain();
  void rowsKeepComingMeanwhile();
  void spendOutlivesTheRows();
};

namespace {

constexpr WallMillis kDayMillis = 24 * kHourMillis;

std::unique_ptr<Record> withBodies(WallMillis at, std::size_t bytes) {
  auto made = record(at);
  made->request.bytes.resize(bytes);
  // Not to be compressed away.
  for (std::size_t i = 0; i < bytes; i += 26)
    made->request.bytes.replace(i, std::min<std::size_t>(26, bytes - i),
                                newRequestId(at).substr(4, std::min<std::size_t>(26, bytes - i)));
  return made;
}

}  // namespace

void LedgerRetentionTest::forgetsWhatIsTooOld() {
  Ledger::Options options;
  options.settings.retain = Millis(2 * kDayMillis);
  Home home(options);
  const std::string old = home.submit(withBodies(kNow - 3 * kDayMillis, 1'000));
  QVERIFY(home.ledger->feedback(old, 1, "").has_value());
  for (int i = 0; i < 700; ++i)
    home.submit(record(kNow - 3 * kDayMillis));
  const std::string fresh = home.submit(withBodies(kNow - kDayMillis, 1'000));
  QVERIFY(home.settle());
  QVERIFY(home.maintain());
  QCOMPARE(home.list().rows.size(), 1u);
  QVERIFY(!home.reader->get(old));
  QVERIFY(home.reader->get(fresh)->request.has_value());
  home.close();
  auto log = store::Database::open(home.path("log.db"));
  for (const char* table : {"rows", "details"})
    QCOMPARE(*log->scalar(std::string("SELECT count(*) FROM ") + table), 1);
  QCOMPARE(*log->scalar("SELECT count(*) FROM feedback"), 0);
  auto bodies = store::Database::open(home.path("bodies.db"));
  QCOMPARE(*bodies->scalar("SELECT count(*) FROM bodies"), 1);
}

void LedgerRetentionTest::rowsFromTheFutureDoNotBlock() {
  Ledger::Options options;
  options.settings.retain = Millis(2 * kDayMillis);
  Home home(options);
  home.submit(record(kNow + 900 * kDayMillis));
  home.submit(record(kNow - 3 * kDayMillis));
  home.submit(record(kNow));
  QVERIFY(home.settle());
  QVERIFY(home.maintain());
  QCOMPARE(home.list().rows.size(), 2u);
}

void LedgerRetentionTest::staysWithinItsBytes() {
  Ledger::Options options;
  options.settings.maxBytes = 4'000'000;
  Home home(options);
  std::string last;
  for (int i = 0; i < 400; ++i)
    last = home.submit(withBodies(kNow, 30'000));
  QVERIFY(home.settle());
  QVERIFY(store::sizeOnDisk(home.path("bodies.db")) > 5'000'000);
  QVERIFY(home.maintain());
  const auto size =
      store::sizeOnDisk(home.path("bodies.db")) + store::sizeOnDisk(home.path("log.db"));
  QVERIFY2(size <= 4'000'000 && size > 3'000'000, std::to_string(size).c_str());
  QCOMPARE(home.list({}, {{}, {}, 1'000}).rows.size(), 400u);  // bodies go first
  QVERIFY(home.reader->get(last)->request.has_value());
  config::Ledger tight;
  tight.maxBytes = 120'000;
  home.ledger->configure(tight);
  QVERIFY(home.maintain());
  const Page left = home.list({}, {{}, {}, 1'000});
  QVERIFY(left.rows.size() < 400u);
  QVERIFY(store::sizeOnDisk(home.path("log.db")) <= 400'000);
}

void LedgerRetentionTest::deletedTextIsGoneFromTheDisk() {
  Ledger::Options options;
  options.settings.retain = Millis(kDayMillis);
  Home home(options);
  auto made = record(kNow - 2 * kDayMillis);
  made->request.bytes = "canary-in-a-body";
  made->user = "canary-of-a-user";
  home.submit(std::move(made));
  home.submit(record(kNow));
  QVERIFY(home.settle());
  QVERIFY(home.maintain());
  for (const char* name : {"log.db", "log.db-wal", "bodies.db", "bodies.db-wal"}) {
    QFile file(QString::fromStdString(home.path(name)));
    if (!file.open(QIODevice::ReadOnly)) continue;
    QVERIFY2(!file.readAll().contains("canary"), name);
  }
}

void LedgerRetentionTest::bodiesOfOneRowCanBeForgotten() {
  Home home;
  const auto submit = [&](const char* text) {
    auto made = record();
    made->request.bytes = text;
    made->response.bytes = text;
    return home.submit(std::move(made));
  };
  const std::string gone = submit("canary in a body"), other = submit("stays");
  QVERIFY(home.settle());
  const auto before = home.reader->get(gone);
  QVERIFY(before && before->request && before->response);
  std::atomic<int> result{-1};
  home.ledger->forgetBodies(before->row.seq, [&](Status done) { result = done ? 1 : 0; });
  QTRY_COMPARE(result.load(), 1);
  const auto after = home.reader->get(gone);
  QVERIFY(after && !after->request && !after->response);
  QCOMPARE(after->row.cost.value, before->row.cost.value);
  QVERIFY(home.reader->get(other)->response.has_value());
  home.close();
  QFile file(QString::fromStdString(home.path("bodies.db")));
  QVERIFY(file.open(QIODevice::ReadOnly));
  QVERIFY(!file.readAll().contains("canary"));
}

void LedgerRetentionTest::numbersAreNotUsedAgain() {
  Ledger::Options options;
  options.settings.retain = Millis(kDayMillis);
  Home home(options);
  for (int i = 0; i < 3; ++i)
    home.submit(record(kNow - 2 * kDayMillis));
  QVERIFY(home.settle());
  QVERIFY(home.maintain());
  QCOMPARE(home.list().rows.size(), 0u);
  home.reopen();
  home.submit(record());
  QVERIFY(home.settle());
  QCOMPARE(home.list().rows[0].seq, 4);
}

void LedgerRetentionTest::rowsKeepComingMeanwhile() {
  Ledger::Options options;
  options.settings.retain = Millis(kDayMillis);
  options.settings.bodies = config::Ledger::Bodies::None;
  Home home(options);
  for (int i = 0; i < 5'000; ++i)
    home.submit(record(kNow - 2 * kDayMillis));
  QVERIFY(home.settle());
  std::atomic<bool> done{false};
  home.ledger->maintain([&](Status) { done = true; });
  std::int64_t worst = 0;
  int added = 0;
  while (!done) {
    home.submit(record());
    ++added;
    QVERIFY(home.settle());
    worst = std::max(worst, home.ledger->stats().lagMillis);
  }
  QCOMPARE(home.list({}, {{}, {}, 1'000}).rows.size(), std::size_t(added));
  QVERIFY2(worst < 2'000, std::to_string(worst).c_str());
}

void LedgerRetentionTest::spendOutlivesTheRows() {
  Ledger::Options options;
  options.settings.retain = Millis(kDayMillis);
  Home home(options);
  home.submit(record(kNow - 2 * kDayMillis));
  QVERIFY(home.settle());
  QVERIFY(home.maintain());
  SpendQuery query;
  query.from = kNow - 3 * kDayMillis;
  query.to = kNow;
  QCOMPARE(home.reader->spend(query)->at(0).cost.value, 1'500);
}

SB_TEST(LedgerRetentionTest);
#include "retention_test.moc"
