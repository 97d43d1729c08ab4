#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <future>

#include "core/cache/answers_store.h"
#include "core/cache/cache_disk.h"
#include "tests/core/cache/support.h"
#include "tests/support/full_disk.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::cache;
using sb::test::digestOf;
using sb::test::storedAnswer;

namespace {

struct Hands final : Clock {
  WallMillis wall() const override { return now; }
  Steady steady() const override { return {}; }
  std::atomic<WallMillis> now{5'000};
};

struct Folder {
  std::string path() const { return dir.filePath(QStringLiteral("cache.db")).toStdString(); }
  int damaged() const {
    return static_cast<int>(
        QDir(dir.path()).entryList({QStringLiteral("cache.db.corrupt-*")}).size());
  }
  QTemporaryDir dir;
};

StoredAnswerPtr findIn(CacheDisk& disk, const std::string& key, WallMillis now = 5'000) {
  std::promise<StoredAnswerPtr> found;
  disk.find(digestOf(key), now, [&](StoredAnswerPtr answer) { found.set_value(answer); });
  return found.get_future().get();
}

}  // namespace

class DiskTest : public QObject {
  Q_OBJECT
 private slots:
  void keepsEverythingOfAnAnswer();
  void survivesARestart();
  void forgetsWhatIsTooOld();
  void knowsWhatItCannotHave();
  void theOldestLeaveWhereThereIsTooMuch();
  void clearsOneRouteOrAll();
  void replacesWhatHasTheKey();
  void aDamagedFileIsSetAside();
  void aFileOfANewerVersionIsSetAside();
  void aFullDiskIsAMiss();
  void switchedOffItKeepsNothing();
};

void DiskTest::keepsEverythingOfAnAnswer() {
  const Folder folder;
  auto store = AnswersStore::open(folder.path(), 0);
  QVERIFY(store.has_value());
  const std::string body = std::string(10'000, 'x') + std::string("\0\xff", 2);
  const StoredAnswerPtr put = storedAnswer("a", body);
  QVERIFY((*store)->put(std::vector{put}));
  const auto found = (*store)->find(digestOf("a"), 5'000);
  QVERIFY(found.has_value() && *found != nullptr);
  const StoredAnswer& got = **found;
  QVERIFY(got.key == put->key);
  QCOMPARE(got.storedAt, put->storedAt);
  QCOMPARE(got.expiresAt, put->expiresAt);
  QCOMPARE(got.route, put->route);
  QCOMPARE(got.provider, put->provider);
  QCOMPARE(got.model, put->model);
  QCOMPARE(got.finishReason, put->finishReason);
  QVERIFY(got.cost == put->cost);
  QCOMPARE(got.body, body);
  QVERIFY((*store)->bytes() < 5'000);  // compressed
}

void DiskTest::survivesARestart() {
  const Folder folder;
  const Hands clock;
  {
    CacheDisk disk(folder.path(), clock);
    disk.setMost(1'000'000);
    for (int i = 0; i < 200; ++i)
      disk.put(storedAnswer(std::to_string(i), "body " + std::to_string(i)));
  }
  CacheDisk disk(folder.path(), clock);
  disk.setMost(1'000'000);
  for (int i = 0; i < 200; ++i) {
    QVERIFY(disk.mayHave(digestOf(std::to_string(i))));
    const StoredAnswerPtr found = findIn(disk, std::to_string(i));
    QVERIFY(found != nullptr);
    QCOMPARE(found->body, "body " + std::to_string(i));
  }
  QCOMPARE(disk.entries(), std::int64_t(200));
}

void DiskTest::forgetsWhatIsTooOld() {
  const Folder folder;
  Hands clock;
  {
    CacheDisk disk(folder.path(), clock);
    disk.setMost(1'000'000);
    disk.put(storedAnswer("a", "x", 6'000));
    QVERIFY(findIn(disk, "a", 5'999) != nullptr);
    QVERIFY(findIn(disk, "a", 6'000) == nullptr);
  }
  clock.now = 6'000;
  CacheDisk disk(folder.path(), clock);
  disk.setMost(1'000'000);
  disk.settle();
  QCOMPARE(disk.entries(), std::int64_t(0));
}

void DiskTest::knowsWhatItCannotHave() {
  const Folder folder;
  const Hands clock;
  CacheDisk disk(folder.path(), clock);
  QVERIFY(!disk.mayHave(digestOf("a")));
  disk.setMost(1'000'000);
  disk.settle();
  disk.put(storedAnswer("a", "x"));
  disk.settle();
  QVERIFY(disk.mayHave(digestOf("a")));
  int perhaps = 0;
  for (int i = 0; i < 1'000; ++i)
    perhaps += disk.mayHave(digestOf("other " + std::to_string(i))) ? 1 : 0;
  QVERIFY(perhaps < 5);
}

void DiskTest::theOldestLeaveWhereThereIsTooMuch() {
  const Folder folder;
  const Hands clock;
  CacheDisk disk(folder.path(), clock);
  disk.setMost(100'000);
  for (int i = 0; i < 1'000; ++i)
    disk.put(storedAnswer(std::to_string(i), "x"));
  disk.settle();
  QVERIFY(disk.bytes() <= 100'000);
  QVERIFY(disk.bytes() > 80'000);
  QVERIFY(findIn(disk, "999") != nullptr);
  QVERIFY(findIn(disk, "0") == nullptr);
  disk.setMost(10'000);
  disk.settle();
  QVERIFY(disk.bytes() <= 10'000);
  QVERIFY(findIn(disk, "999") != nullptr);
}

void DiskTest::clearsOneRouteOrAll() {
  const Folder folder;
  const Hands clock;
  CacheDisk disk(folder.path(), clock);
  disk.setMost(1'000'000);
  disk.put(storedAnswer("a", "x", 9'000, "one"));
  disk.put(storedAnswer("b", "x", 9'000, "two"));
  disk.clear("one");
  QVERIFY(findIn(disk, "a") == nullptr);
  QVERIFY(findIn(disk, "b") != nullptr);
  disk.clear("");
  QVERIFY(findIn(disk, "b") == nullptr);
  QCOMPARE(disk.entries(), std::int64_t(0));
  QCOMPARE(disk.bytes(), std::int64_t(0));
}

void DiskTest::replacesWhatHasTheKey() {
  const Folder folder;
  const Hands clock;
  CacheDisk disk(folder.path(), clock);
  disk.setMost(1'000'000);
  disk.put(storedAnswer("a", "old"));
  disk.settle();
  const std::int64_t bytes = disk.bytes();
  disk.put(storedAnswer("a", "new"));
  QCOMPARE(findIn(disk, "a")->body, std::string("new"));
  QCOMPARE(disk.entries(), std::int64_t(1));
  QCOMPARE(disk.bytes(), bytes);
}

void DiskTest::aDamagedFileIsSetAside() {
  const Folder folder;
  const Hands clock;
  {
    QFile file(QString::fromStdString(folder.path()));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(20'000, 'z'));
  }
  CacheDisk disk(folder.path(), clock);
  disk.setMost(1'000'000);
  QVERIFY(findIn(disk, "a") == nullptr);
  QCOMPARE(folder.damaged(), 1);
  disk.put(storedAnswer("a", "x"));
  QVERIFY(findIn(disk, "a") != nullptr);
  QCOMPARE(disk.problem(), std::string());
}

void DiskTest::aFileOfANewerVersionIsSetAside() {
  const Folder folder;
  const Hands clock;
  {
    auto db = store::Database::open(folder.path());
    QVERIFY(db.has_value());
    QVERIFY(db->exec("CREATE TABLE later(x); PRAGMA user_version=99"));
  }
  CacheDisk disk(folder.path(), clock);
  disk.setMost(1'000'000);
  disk.put(storedAnswer("a", "x"));
  QVERIFY(findIn(disk, "a") != nullptr);
  QCOMPARE(folder.damaged(), 1);
}

void DiskTest::aFullDiskIsAMiss() {
  const Folder folder;
  Hands clock;
  CacheDisk disk(folder.path(), clock);
  disk.setMost(1'000'000);
  disk.settle();
  {
    const test::FullDisk full;
    disk.put(storedAnswer("a", "x"));
    QVERIFY(findIn(disk, "a") == nullptr);
  }
  QVERIFY(!disk.problem().empty());
  clock.now = 60'000;  // it tries again, though not at once
  disk.put(storedAnswer("b", "x"));
  QVERIFY(findIn(disk, "b") != nullptr);
  QVERIFY(disk.problem().empty());
}

void DiskTest::switchedOffItKeepsNothing() {
  const Folder folder;
  const Hands clock;
  CacheDisk disk(folder.path(), clock);
  disk.put(storedAnswer("a", "x"));
  QVERIFY(!QFile::exists(QString::fromStdString(folder.path())));
  disk.setMost(1'000'000);
  disk.put(storedAnswer("a", "x"));
  disk.settle();
  disk.setMost(0);
  disk.settle();
  QVERIFY(!disk.mayHave(digestOf("a")));
  QCOMPARE(disk.entries(), std::int64_t(0));
}

SB_TEST(DiskTest);
#include "disk_test.moc"
