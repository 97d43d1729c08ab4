// Revisions of the configuration in state.db.
#include "core/config/revisions.h"

#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <random>

#include "core/config/file.h"
#include "core/policy/key_store.h"
#include "core/policy/state_store.h"
#include "tests/support/full_disk.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::config;

namespace {

using Who = ChangedBy::Who;

// The schema of the version before revisions, as such a program has left it behind.
constexpr const char* kFirstSchema = R"(
  CREATE TABLE gateway_keys (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, digest BLOB NOT NULL, models TEXT NOT NULL,
    tags TEXT NOT NULL, created INTEGER NOT NULL, expires INTEGER, revoked INTEGER,
    last_used INTEGER
  ) STRICT;
  CREATE UNIQUE INDEX gateway_keys_name ON gateway_keys(name) WHERE revoked IS NULL;
  CREATE TABLE marks (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
  INSERT INTO gateway_keys VALUES ('k', 'old', x'00', '[]', '[]', 5, NULL, NULL, NULL);
  PRAGMA user_version=1;
)";

struct Folder {
  QTemporaryDir dir;
  std::string path() const { return dir.path().toStdString(); }
  std::string state() const { return path() + "/state.db"; }
  Revisions::Open opener() const {
    return [folder = path()] { return policy::openState(folder); };
  }
  RevisionStore store() const { return RevisionStore(*policy::openState(path())); }
  bool holds(const QByteArray& text) const {
    QDirIterator it(dir.path(), QDir::Files | QDir::Hidden);
    while (it.hasNext()) {
      QFile file(it.next());
      if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text)) return true;
    }
    return false;
  }
};

NewRevision text(const std::string& words, WallMillis at = 1) { return {words, {}, at}; }

// Lines that no compression makes small.
std::string noise(std::size_t bytes, unsigned seed) {
  std::mt19937 random(seed);
  std::string out;
  for (out.reserve(bytes); out.size() < bytes;)
    out += out.size() % 64 == 63 ? '\n' : static_cast<char>(33 + random() % 94);
  return out;
}

std::vector<std::int64_t> numbersOf(const RevisionPage& page) {
  std::vector<std::int64_t> numbers;
  for (const Revision& one : page.revisions)
    numbers.push_back(one.number);
  return numbers;
}

}  // namespace

class RevisionsTest : public QObject {
  Q_OBJECT

 private slots:
  void keepsWhatWasNoted();
  void theSameTextAgainIsNoRevision();
  void pagesFromTheNewestOn();
  void keepsTheNewestFiveHundred();
  void keepsAsManyAsHaveRoom();
  void aForgottenTextIsInNoFile();
  void aDatabaseOfBeforeIsTakenOver();
  void aThousandAtOnceAreAllWritten();
  void aFullDiskDelaysThem();
  void aDatabaseThatDoesNotOpenIsTriedAgain();
};

void RevisionsTest::keepsWhatWasNoted() {
  const Folder folder;
  {
    Revisions revisions(folder.opener(), systemClock());
    revisions.note("a\nb\n", {});
    revisions.note("a\nc\nd\n", {Who::Api, "curl/7.88.1", "Two für eins", 1});
  }
  Revisions revisions(folder.opener(), systemClock());
  const auto page = revisions.list(50, std::nullopt);
  QVERIFY(page);
  QCOMPARE(numbersOf(*page), (std::vector<std::int64_t>{2, 1}));
  const Revision& newest = page->revisions[0];
  QCOMPARE(newest.by.who, Who::Api);
  QCOMPARE(newest.by.client, "curl/7.88.1");
  QCOMPARE(newest.by.message, "Two für eins");
  QCOMPARE(newest.by.rolledBackTo, std::optional<std::int64_t>(1));
  QCOMPARE(newest.hash, revisionOf("a\nc\nd\n"));
  QCOMPARE(newest.bytes, std::int64_t(6));
  QCOMPARE(newest.added, std::int64_t(2));
  QCOMPARE(newest.removed, std::int64_t(1));
  QVERIFY(std::abs(newest.at - systemClock().wall()) < 60'000);
  QCOMPARE(page->revisions[1].by.who, Who::File);
  QCOMPARE(page->revisions[1].by.rolledBackTo, std::nullopt);
  QCOMPARE(page->revisions[1].added, std::int64_t(2));
  QCOMPARE(revisions.find(1)->text, "a\nb\n");
  QCOMPARE(revisions.find(2)->text, "a\nc\nd\n");
  QCOMPARE((*revisions.preceding(2))->text, "a\nb\n");
  QVERIFY(!revisions.preceding(1)->has_value());
  for (const std::int64_t number : {-1L, 0L, 3L, std::numeric_limits<long>::max()})
    QCOMPARE(revisions.find(number).error().kind, ErrorKind::NotFound);
}

void RevisionsTest::theSameTextAgainIsNoRevision() {
  const Folder folder;
  RevisionStore store = folder.store();
  QVERIFY(store.add(std::vector{text("a"), text("a"), text("b"), text("a")}));
  QVERIFY(store.add(std::vector{text("a"), text("a")}));
  QCOMPARE(numbersOf(*store.list(50, std::nullopt)), (std::vector<std::int64_t>{3, 2, 1}));
  QVERIFY(store.add(std::vector{text("")}));
  QVERIFY(folder.store().add(std::vector{text(""), text("a")}));
  const auto page = store.list(50, std::nullopt);
  QCOMPARE(page->revisions.size(), std::size_t(5));
  QCOMPARE(page->revisions[1].bytes, std::int64_t(0));
  QCOMPARE(store.find(4)->text, "");
}

void RevisionsTest::pagesFromTheNewestOn() {
  const Folder folder;
  RevisionStore store = folder.store();
  for (int i = 1; i <= 5; ++i)
    QVERIFY(store.add(std::vector{text(std::to_string(i))}));
  const auto first = store.list(2, std::nullopt);
  QCOMPARE(numbersOf(*first), (std::vector<std::int64_t>{5, 4}));
  QVERIFY(first->more);
  const auto last = store.list(3, 4);
  QCOMPARE(numbersOf(*last), (std::vector<std::int64_t>{3, 2, 1}));
  QVERIFY(!last->more);
  QVERIFY(store.list(3, 1)->revisions.empty());
}

void RevisionsTest::keepsTheNewestFiveHundred() {
  const Folder folder;
  RevisionStore store = folder.store();
  std::vector<NewRevision> many;
  for (int i = 1; i <= 600; ++i)
    many.push_back(text("text " + std::to_string(i)));
  QVERIFY(store.add(many));
  const auto page = store.list(1'000, std::nullopt);
  QCOMPARE(page->revisions.size(), std::size_t(500));
  QCOMPARE(page->revisions.front().number, std::int64_t(600));
  QCOMPARE(page->revisions.back().number, std::int64_t(101));
  QCOMPARE(store.find(101)->text, "text 101");
  QCOMPARE(store.find(100).error().kind, ErrorKind::NotFound);
  // Numbers are not given again.
  QVERIFY(store.add(std::vector{text("one more")}));
  QCOMPARE(store.list(1, std::nullopt)->revisions.at(0).number, std::int64_t(601));
}

void RevisionsTest::keepsAsManyAsHaveRoom() {
  const Folder folder;
  RevisionStore store = folder.store();
  for (unsigned i = 1; i <= 26; ++i)
    QVERIFY(store.add(std::vector{text(noise(4'000'000, i))}));
  const auto page = store.list(50, std::nullopt);
  QVERIFY(page->revisions.size() < 26);
  QVERIFY(page->revisions.size() > 15);
  QCOMPARE(page->revisions.front().number, std::int64_t(26));
  QVERIFY(QFileInfo(folder.dir.path() + "/state.db").size() < 80'000'000);
}

void RevisionsTest::aForgottenTextIsInNoFile() {
  const Folder folder;
  const QByteArray canary = "canary-4f1d77";
  {
    RevisionStore store = folder.store();
    QVERIFY(store.add(std::vector{text("# " + canary.toStdString()), text("b"), text("c")}));
    QVERIFY(folder.holds(canary));
    QCOMPARE(store.forget(3).error().kind, ErrorKind::Conflict);
    QCOMPARE(store.forget(9).error().kind, ErrorKind::NotFound);
    QVERIFY(store.forget(1));
    QVERIFY(!folder.holds(canary));
    QCOMPARE(store.find(1).error().kind, ErrorKind::NotFound);
    QCOMPARE(store.find(2)->text, "b");
  }
  QVERIFY(!folder.holds(canary));
}

void RevisionsTest::aDatabaseOfBeforeIsTakenOver() {
  const Folder folder;
  QVERIFY(store::Database::open(folder.state())->exec(kFirstSchema));
  RevisionStore store = folder.store();
  QVERIFY(store.add(std::vector{text("a")}));
  QCOMPARE(store.find(1)->text, "a");
  auto db = policy::openState(folder.path());
  QCOMPARE(*db->userVersion(), 4);
  QCOMPARE(*db->scalar("SELECT count(*) FROM gateway_keys WHERE name = 'old'"), std::int64_t(1));
  QCOMPARE(*store::Database::open(folder.state() + ".backup")->userVersion(), 1);
}

void RevisionsTest::aThousandAtOnceAreAllWritten() {
  const Folder folder;
  const auto keys = policy::KeyStore::open(folder.path(), systemClock());  // writes there, too
  QVERIFY(keys);
  Revisions revisions(folder.opener(), systemClock());
  QElapsedTimer time;
  time.start();
  for (int i = 1; i <= 1'000; ++i)
    revisions.note(noise(2'000, 1) + std::to_string(i), {});
  const qint64 noted = time.elapsed();
  QVERIFY2(noted < 1'000, qPrintable(QString::number(noted)));
  QVERIFY((*keys)->create({"a", {}, {}, {}}));
  const auto page = revisions.list(1'000, std::nullopt);
  QCOMPARE(page->revisions.front().number, std::int64_t(1'000));
  QCOMPARE(page->revisions.size(), std::size_t(500));
  for (const Revision& one : page->revisions)
    QCOMPARE(one.added + one.removed, std::int64_t(2));
}

void RevisionsTest::aFullDiskDelaysThem() {
  const Folder folder;
  Revisions revisions(folder.opener(), systemClock());
  revisions.note("a", {});
  QCOMPARE(revisions.list(50, std::nullopt)->revisions.size(), std::size_t(1));
  {
    const test::FullDisk full;
    revisions.note("b", {});
    revisions.note("c", {});
    // What is kept can be read.
    QCOMPARE(revisions.list(50, std::nullopt)->revisions.size(), std::size_t(1));
    QCOMPARE(revisions.find(1)->text, "a");
  }
  QCOMPARE(numbersOf(*revisions.list(50, std::nullopt)), (std::vector<std::int64_t>{3, 2, 1}));
  QCOMPARE(revisions.find(2)->text, "b");
}

void RevisionsTest::aDatabaseThatDoesNotOpenIsTriedAgain() {
  const Folder folder;
  std::atomic<bool> damaged{true};
  Revisions revisions(
      [&]() -> Result<store::Database> {
        if (damaged) return Error(ErrorKind::StoreCorrupt, "state.db is damaged");
        return policy::openState(folder.path());
      },
      systemClock());
  revisions.note("a", {});
  QCOMPARE(revisions.list(50, std::nullopt).error().kind, ErrorKind::StoreCorrupt);
  QCOMPARE(revisions.find(1).error().kind, ErrorKind::StoreCorrupt);
  // More than is kept in memory: the oldest are given up.
  for (unsigned i = 0; i < 6; ++i)
    revisions.note(noise(4'000'000, i), {});
  damaged = false;
  const auto page = revisions.list(50, std::nullopt);
  QVERIFY(page);
  QCOMPARE(page->revisions.size(), std::size_t(4));
  QCOMPARE(revisions.find(page->revisions.front().number)->text, noise(4'000'000, 5));
}

SB_TEST(RevisionsTest);
#include "revisions_test.moc"
