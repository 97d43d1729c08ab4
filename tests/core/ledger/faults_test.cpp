#include <sys/mount.h>
#include <sys/resource.h>

#include <QDir>
#include <QFile>
#include <csignal>

#include "core/ledger/bodies_store.h"
#include "core/store/database.h"
#include "tests/core/ledger/support.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::ledger;
using namespace sb::ledger::test;

class LedgerFaultsTest : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() { std::signal(SIGXFSZ, SIG_IGN); }
  void corruptFilesAreSetAside_data();
  void corruptFilesAreSetAside();
  void corruptionAtRunTimeLosesNoNewRow();
  void damageThatAReaderMeetsIsDealtWith();
  void bodiesOfALostLogGoWithRetention();
  void olderFilesAreMigrated();
  void newerFilesAreRefused();
  void writesGoOnAfterTheDiskWasFull();
  void fullDiskRefusesWhenAskedTo();
  void strictCallersAreToldOfAFullDisk();
  void fullDiskOfTheSystemIsCountedAndRecovered();
  void orphanBodiesAreSweptAtStart();
  void rowsSurviveWithoutTheirBodies();
  void refusesAFolderThatIsNotThere();
};

namespace {

// From now on no file grows beyond this many bytes, for as long as this lives.
class SizeLimit {
 public:
  explicit SizeLimit(rlim_t bytes) {
    getrlimit(RLIMIT_FSIZE, &m_before);
    const rlimit tight{bytes, m_before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &tight);
  }
  ~SizeLimit() { setrlimit(RLIMIT_FSIZE, &m_before); }

 private:
  rlimit m_before{};
};

void damage(const std::string& path, bool header) {
  QFile file(QString::fromStdString(path));
  QVERIFY(file.open(QIODevice::ReadWrite));
  if (!header) file.seek(4096);
  file.write(QByteArray(int(file.size() - file.pos()), '\x5a'));
}

int filesLike(const Home& home, const char* pattern) {
  return int(
      QDir(QString::fromStdString(home.folder())).entryList({QString::fromLatin1(pattern)}).size());
}

}  // namespace

void LedgerFaultsTest::corruptFilesAreSetAside_data() {
  QTest::addColumn<bool>("bodies");
  QTest::addColumn<bool>("header");
  QTest::newRow("log, header") << false << true;
  QTest::newRow("log, pages") << false << false;
  QTest::newRow("bodies, header") << true << true;
  QTest::newRow("bodies, pages") << true << false;
}

void LedgerFaultsTest::corruptFilesAreSetAside() {
  QFETCH(bool, bodies);
  QFETCH(bool, header);
  Home home;
  auto made = record();
  made->request.bytes = std::string(20'000, 'x');
  home.submit(std::move(made));
  QVERIFY(home.settle());
  const std::string epoch = home.ledger->stats().epoch;
  home.close();
  damage(home.path(bodies ? "bodies.db" : "log.db"), header);
  home.open();
  QVERIFY2(home.ledger != nullptr, home.error.detail.c_str());
  const Health health = home.ledger->health();
  QCOMPARE(health.logSetAside.has_value(), !bodies);
  QCOMPARE(health.bodiesSetAside.has_value(), bodies);
  QCOMPARE(filesLike(home, "log.db.corrupt-*Z"), bodies ? 0 : 1);
  QCOMPARE(filesLike(home, "bodies.db.corrupt-*Z"), bodies ? 1 : 0);
  QCOMPARE(home.list().rows.size(), bodies ? 1u : 0u);
  QCOMPARE(home.ledger->stats().epoch == epoch, bodies);
  home.submit(record());
  QVERIFY(home.settle());
  QVERIFY(home.list().rows[0].seq > 1);  // a number is not used twice
}

namespace {

// More than is checked at open, so that nobody has read it all; and all of it in log.db itself.
void fillAndReopen(Home& home) {
  for (int i = 0; i < 3'000; ++i) {
    auto made = record();
    made->user = std::string(4'000, 'u');
    home.submit(std::move(made));
  }
  QVERIFY(home.settle());
  home.reopen();
}

}  // namespace

void LedgerFaultsTest::damageThatAReaderMeetsIsDealtWith() {
  Home home;
  fillAndReopen(home);
  // The middle only: the writer goes on at the end.
  const QString path = QString::fromStdString(home.path("log.db"));
  {
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.seek(file.size() / 8192 * 4096);
    file.write(QByteArray(1'000'000, '\x5a'));
  }
  bool met = false;
  PageQuery query;
  query.limit = 1'000;
  for (Seq before = 3'001; before > 1 && !met; before -= 500) {
    query.before = before;
    const auto page = home.reader->list({}, query);
    met = !page && page.error().kind == ErrorKind::StoreCorrupt;
  }
  QVERIFY(met);
  home.submit(record());
  QTRY_VERIFY(home.ledger->health().logSetAside.has_value());
  const std::string id = home.submit(record());
  QVERIFY(home.settle());
  QVERIFY(home.reader->get(id).has_value());
}

void LedgerFaultsTest::corruptionAtRunTimeLosesNoNewRow() {
  Home home;
  fillAndReopen(home);
  damage(home.path("log.db"), false);
  std::string id;
  for (int i = 0; i < 3; ++i) {
    id = home.submit(record());
    QVERIFY(home.settle());
  }
  QVERIFY(home.ledger->health().logSetAside.has_value());
  QCOMPARE(home.ledger->stats().rowsLost, 0);
  QVERIFY(home.reader->get(id).has_value());
}

void LedgerFaultsTest::bodiesOfALostLogGoWithRetention() {
  Home home;
  auto made = record();
  made->response.bytes = "kept";
  const std::string id = home.submit(std::move(made));
  QVERIFY(home.settle());
  home.close();
  damage(home.path("log.db"), true);
  home.open();
  home.submit(record());
  QVERIFY(home.settle());
  QVERIFY(home.maintain());
  home.close();
  auto bodies = store::Database::open(home.path("bodies.db"));
  QCOMPARE(*bodies->scalar("SELECT count(*) FROM bodies"), 0);  // no row names it any more
}

// A file of the first version, with a row of it.
void LedgerFaultsTest::olderFilesAreMigrated() {
  Home home;
  home.submit(record());
  QVERIFY(home.settle());
  home.close();
  {
    auto db = store::Database::open(home.path("log.db"));
    QVERIFY(db->exec("ALTER TABLE rows DROP COLUMN saved; PRAGMA user_version=1").has_value());
  }
  home.open();
  QVERIFY(home.ledger != nullptr);
  QVERIFY(QFile::exists(QString::fromStdString(home.path("log.db.before-upgrade"))));
  auto hit = record();
  hit->cache = "hit";
  hit->saved = NanoUsd{7};
  hit->attempts.clear();
  home.submit(std::move(hit));
  QVERIFY(home.settle());
  const Page page = home.list();
  QCOMPARE(page.rows.size(), std::size_t(2));
  QVERIFY(page.rows[0].saved == NanoUsd{7});
  QCOMPARE(page.rows[0].cost.value, 0);
  QVERIFY(!page.rows[1].saved);
  QCOMPARE(page.rows[1].cost.value, 1'500);
  QCOMPARE(filesLike(home, "log.db.corrupt-*"), 0);
}

void LedgerFaultsTest::newerFilesAreRefused() {
  Home home;
  home.close();
  {
    auto db = store::Database::open(home.path("log.db"));
    QVERIFY(db->exec("PRAGMA user_version=99").has_value());
  }
  home.open();
  QVERIFY(home.ledger == nullptr);
  QCOMPARE(home.error.kind, ErrorKind::StoreFailed);
  QVERIFY(home.error.message.find("newer") != std::string::npos);
  QCOMPARE(filesLike(home, "log.db.corrupt-*"), 0);
}

void LedgerFaultsTest::writesGoOnAfterTheDiskWasFull() {
  Home home;
  home.submit(record());
  QVERIFY(home.settle());
  {
    const SizeLimit limit(150'000);
    while (home.ledger->stats().rowsLost == 0) {
      for (int i = 0; i < 200; ++i)
        home.submit(record());
      QVERIFY(home.settle());
    }
    const Health health = home.ledger->health();
    QVERIFY(!health.writing);
    QVERIFY(health.accepting);
    QVERIFY(health.lostSince.has_value());
    QVERIFY(health.lastError.find("full") != std::string::npos);
    QVERIFY(home.list().rows.size() > 0);
  }
  QTRY_VERIFY_WITH_TIMEOUT(home.ledger->health().writing, 10'000);
  const auto lost = home.ledger->stats().rowsLost;
  const std::string id = home.submit(record());
  QVERIFY(home.settle());
  QVERIFY(home.reader->get(id).has_value());
  QCOMPARE(home.ledger->stats().rowsLost, lost);
  QCOMPARE(home.reader->gaps()->size(), 1u);
  QCOMPARE(home.reader->gaps()->at(0).rows, lost);
}

void LedgerFaultsTest::fullDiskRefusesWhenAskedTo() {
  Ledger::Options options;
  options.settings.onFull = config::Ledger::OnFull::Refuse;
  Home home(options);
  {
    const SizeLimit limit(150'000);
    while (home.ledger->accepting()) {
      for (int i = 0; i < 200; ++i)
        home.submit(record());
      QVERIFY(home.settle());
    }
  }
  QTRY_VERIFY_WITH_TIMEOUT(home.ledger->accepting(), 10'000);
}

void LedgerFaultsTest::strictCallersAreToldOfAFullDisk() {
  Home home;
  home.settle();
  std::atomic<int> answers{0}, full{0};
  {
    const SizeLimit limit(1'000);
    for (int i = 0; i < 3; ++i)
      home.ledger->submitDurable(record(), [&](Status done) {
        if (!done && done.error().kind == ErrorKind::StoreFull) ++full;
        ++answers;
      });
    QTRY_COMPARE_WITH_TIMEOUT(answers.load(), 3, 10'000);
  }
  QCOMPARE(full.load(), 3);
  QCOMPARE(home.ledger->stats().rowsLost, 3);
}

void LedgerFaultsTest::fullDiskOfTheSystemIsCountedAndRecovered() {
  QTemporaryDir dir;
  const QByteArray place = dir.path().toLocal8Bit();
  if (::mount("tmpfs", place.constData(), "tmpfs", 0, "size=2m") != 0)
    QSKIP("mounting a small file system needs root");
  {
    FixedClock clock;
    Ledger::Options options;
    options.dataFolder = dir.path().toStdString();
    auto ledger = std::move(*Ledger::open(options, clock));
    const QString filler = dir.filePath(QStringLiteral("filler"));
    {
      QFile file(filler);
      QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
      const QByteArray block(64 * 1024, 'x');
      while (file.write(block) == block.size()) {
      }
    }
    while (ledger->stats().rowsLost == 0) {
      auto made = record();
      made->request.bytes = newRequestId(kNow) + std::string(1'000, 'y');
      ledger->submit(std::move(made));
      QTRY_COMPARE(ledger->stats().queueLength, 0);
    }
    QVERIFY(!ledger->health().writing);
    QVERIFY(QFile::remove(filler));
    QTRY_VERIFY_WITH_TIMEOUT(ledger->health().writing, 10'000);
    const auto before = ledger->stats().rowsCommitted;
    ledger->submit(record());
    QTRY_COMPARE(ledger->stats().rowsCommitted, before + 1);
  }
  ::umount(place.constData());
}

void LedgerFaultsTest::orphanBodiesAreSweptAtStart() {
  Home home;
  auto made = record();
  made->request.bytes = "mine";
  const std::string id = home.submit(std::move(made));
  QVERIFY(home.settle());
  home.close();
  {
    auto bodies = BodiesStore::open(home.path("bodies.db"));
    PackedBody orphan;
    orphan.bytes = "nobody's";
    QVERIFY((*bodies)->put(2, Which::Request, kNow, orphan).has_value());
  }
  home.reopen();
  QCOMPARE(home.reader->get(id)->request->bytes, "mine");
  home.close();
  auto db = store::Database::open(home.path("bodies.db"));
  QCOMPARE(*db->scalar("SELECT count(*) FROM bodies"), 1);
}

void LedgerFaultsTest::rowsSurviveWithoutTheirBodies() {
  Home home;
  auto made = record();
  made->request.bytes = "gone soon";
  const std::string id = home.submit(std::move(made));
  QVERIFY(home.settle());
  home.close();
  for (const char* name : {"bodies.db", "bodies.db-wal", "bodies.db-shm"})
    QFile::remove(QString::fromStdString(home.path(name)));
  home.open();
  const auto detail = home.reader->get(id);
  QVERIFY(detail.has_value());
  QVERIFY(!detail->request);
}

void LedgerFaultsTest::refusesAFolderThatIsNotThere() {
  FixedClock clock;
  Ledger::Options options;
  options.dataFolder = "/nowhere/at/all";
  const auto opened = Ledger::open(options, clock);
  QCOMPARE(opened.error().kind, ErrorKind::StoreFailed);
}

SB_TEST(LedgerFaultsTest);
#include "faults_test.moc"
