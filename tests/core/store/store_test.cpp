#include <fcntl.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <csignal>
#include <thread>

#include "core/store/database.h"
#include "core/store/folder_lock.h"
#include "core/store/migrate.h"
#include "core/store/transaction.h"
#include "tests/support/full_disk.h"
#include "tests/support/read_only.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::store;

namespace {

std::string pathIn(const QTemporaryDir& dir, const char* name) {
  return dir.filePath(QString::fromLatin1(name)).toStdString();
}

void writeFile(const std::string& path, const QByteArray& bytes) {
  QFile file(QString::fromStdString(path));
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write(bytes);
}

constexpr Migration kOne[] = {{"one", "CREATE TABLE a(x INTEGER); INSERT INTO a VALUES(1);"}};
constexpr Migration kTwo[] = {kOne[0], {"two", "ALTER TABLE a ADD COLUMN y INTEGER DEFAULT 7;"}};
constexpr Migration kBroken[] = {
    kOne[0], {"two", "ALTER TABLE a ADD COLUMN z; INSERT INTO missing VALUES(1);"}};

}  // namespace

class StoreTest : public QObject {
  Q_OBJECT
 private slots:
  void opensWithTheDurableSettings();
  void readsBackEveryTypeThatItBinds();
  void rollsBackWhatWasNotCommitted();
  void readOnlyConnectionsCannotWrite();
  void interruptEndsARunningQuery();
  void interruptCheckEndsARunningQuery();
  void checkpointCutsTheWal();
  void writesOfSqliteGiveWay();
  void freedPagesAreGivenBack();
  void mapsAFullDisk();
  void mapsAReadOnlyDisk();
  void mapsDamagedFiles_data();
  void mapsDamagedFiles();
  void filesAreForTheirOwnerOnly();
  void aSecondConnectionLeavesTheLocksOfTheFirst();
  void migratesFromEveryVersionBefore();
  void backsUpBeforeThePendingMigration();
  void failedMigrationLeavesTheVersionBefore();
  void refusesAFileOfANewerProgram();
  void lockNamesItsHolder();
  void lockEndsWithItsProcess();
};

void StoreTest::opensWithTheDurableSettings() {
  QTemporaryDir dir;
  auto db = Database::open(pathIn(dir, "a.db"), {.incrementalVacuum = true});
  QVERIFY(db.has_value());
  auto mode = db->prepare("PRAGMA journal_mode");
  QVERIFY(*mode->step());
  QCOMPARE(std::string(mode->text(0)), "wal");
  QCOMPARE(*db->scalar("PRAGMA synchronous"), 2);
  QCOMPARE(*db->scalar("PRAGMA secure_delete"), 1);
  QCOMPARE(*db->scalar("PRAGMA foreign_keys"), 1);
  QCOMPARE(*db->scalar("PRAGMA auto_vacuum"), 2);
}

void StoreTest::readsBackEveryTypeThatItBinds() {
  QTemporaryDir dir;
  auto db = Database::open(pathIn(dir, "a.db"));
  QVERIFY(db->exec("CREATE TABLE t(i,r,s,b,n)").has_value());
  auto insert = db->prepare("INSERT INTO t VALUES(?,?,?,?,?)");
  insert->bind(1, std::int64_t{1} << 60).bind(2, 1.5).bind(3, "h\xc3\xa9").bindNull(5);
  insert->bindBlob(4, std::string_view("\0x", 2));
  QVERIFY(insert->run().has_value());
  auto select = db->prepare("SELECT * FROM t");
  QVERIFY(*select->step());
  QCOMPARE(select->integer(0), std::int64_t{1} << 60);
  QCOMPARE(select->real(1), 1.5);
  QCOMPARE(std::string(select->text(2)), "h\xc3\xa9");
  QCOMPARE(select->blob(3), std::string_view("\0x", 2));
  QVERIFY(select->isNull(4));
  QVERIFY(!select->maybeInteger(4));
  QVERIFY(!*select->step());
  QVERIFY(!insert->bind(9, 1).step().has_value());
}

void StoreTest::rollsBackWhatWasNotCommitted() {
  QTemporaryDir dir;
  auto db = Database::open(pathIn(dir, "a.db"));
  QVERIFY(db->exec("CREATE TABLE t(x)").has_value());
  {
    auto transaction = Transaction::begin(*db);
    QVERIFY(db->exec("INSERT INTO t VALUES(1)").has_value());
  }
  QCOMPARE(*db->scalar("SELECT count(*) FROM t"), 0);
  auto transaction = Transaction::begin(*db);
  QVERIFY(db->exec("INSERT INTO t VALUES(1)").has_value());
  QVERIFY(transaction->commit().has_value());
  QCOMPARE(*db->scalar("SELECT count(*) FROM t"), 1);
}

void StoreTest::readOnlyConnectionsCannotWrite() {
  QTemporaryDir dir;
  auto db = Database::open(pathIn(dir, "a.db"));
  QVERIFY(db->exec("CREATE TABLE t(x)").has_value());
  auto reader = Database::open(pathIn(dir, "a.db"), {.readOnly = true});
  QVERIFY(reader.has_value());
  QCOMPARE(*reader->scalar("SELECT count(*) FROM t"), 0);
  QVERIFY(!reader->exec("INSERT INTO t VALUES(1)").has_value());
  QVERIFY(!Database::open(pathIn(dir, "missing.db"), {.readOnly = true}).has_value());
}

constexpr const char* kEndless =
    "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT count(*) FROM c";

void StoreTest::interruptEndsARunningQuery() {
  QTemporaryDir dir;
  auto db = Database::open(pathIn(dir, "a.db"));
  std::atomic<bool> done{false};
  std::thread other([&] {
    while (!done)
      db->interrupt();
  });
  const auto result = db->scalar(kEndless);
  done = true;
  other.join();
  QVERIFY(!result.has_value());
  QCOMPARE(result.error().kind, ErrorKind::StoreFailed);
}

void StoreTest::interruptCheckEndsARunningQuery() {
  QTemporaryDir dir;
  auto db = Database::open(pathIn(dir, "a.db"));
  int asked = 0;
  db->setInterruptCheck([&] { return ++asked == 3; });
  QVERIFY(!db->scalar(kEndless).has_value());
  QCOMPARE(asked, 3);
  db->setInterruptCheck({});
  QCOMPARE(*db->scalar("SELECT 5"), 5);
}

void StoreTest::checkpointCutsTheWal() {
  QTemporaryDir dir;
  auto db = Database::open(pathIn(dir, "a.db"));
  QVERIFY(db->exec("CREATE TABLE t(x); INSERT INTO t VALUES(zeroblob(100000))").has_value());
  const std::string wal = pathIn(dir, "a.db-wal");
  QVERIFY(QFile(QString::fromStdString(wal)).size() > 100'000);
  QVERIFY(db->fileSize() > 100'000);
  QVERIFY(*db->checkpointTruncate());
  QCOMPARE(QFile(QString::fromStdString(wal)).size(), 0);
}

// A later SQLite that writes by another call would go on without.
void StoreTest::writesOfSqliteGiveWay() {
  QTemporaryDir dir;
  QVERIFY(Database::open(pathIn(dir, "a.db")).has_value());
  sqlite3_vfs* vfs = sqlite3_vfs_find(nullptr);
  const sqlite3_syscall_ptr call = vfs->xGetSystemCall(vfs, "pwrite64");
  QVERIFY(call != nullptr && call != reinterpret_cast<sqlite3_syscall_ptr>(&::pwrite64));
}

void StoreTest::freedPagesAreGivenBack() {
  QTemporaryDir dir;
  auto db = Database::open(pathIn(dir, "a.db"), {.incrementalVacuum = true});
  QVERIFY(db->exec("CREATE TABLE t(x); INSERT INTO t VALUES(zeroblob(1000000));").has_value());
  const auto before = *db->usedBytes();
  QVERIFY(db->exec("DELETE FROM t").has_value());
  QVERIFY(*db->usedBytes() < before / 10);
  QVERIFY(*db->vacuumStep(10) > 100);
  QCOMPARE(*db->vacuumStep(100'000), 0);
  QVERIFY(*db->checkpointTruncate());
  QVERIFY(db->fileSize() < 100'000);
}

void StoreTest::mapsAFullDisk() {
  QTemporaryDir dir;
  std::signal(SIGXFSZ, SIG_IGN);
  auto db = Database::open(pathIn(dir, "a.db"));
  QVERIFY(db->exec("CREATE TABLE t(x)").has_value());
  rlimit old{};
  getrlimit(RLIMIT_FSIZE, &old);
  const rlimit tight{200'000, old.rlim_max};
  setrlimit(RLIMIT_FSIZE, &tight);
  const Status full = db->exec("INSERT INTO t VALUES(zeroblob(1000000))");
  setrlimit(RLIMIT_FSIZE, &old);
  QVERIFY(!full.has_value());
  QVERIFY2(full.error().kind == ErrorKind::StoreFull, full.error().detail.c_str());
  QVERIFY(db->exec("INSERT INTO t VALUES(zeroblob(1000000))").has_value());
  QVERIFY(db->exec("PRAGMA max_page_count=300").has_value());
  const Status limited = db->exec("INSERT INTO t VALUES(zeroblob(1000000))");
  QCOMPARE(limited.error().kind, ErrorKind::StoreFull);
}

// A file that was open when its disk stopped taking anything.
void StoreTest::mapsAReadOnlyDisk() {
  QTemporaryDir dir;
  auto db = Database::open(pathIn(dir, "a.db"));
  QVERIFY(db->exec("CREATE TABLE t(x)").has_value());
  const test::ReadOnly readOnly(dir.path().toStdString());
  if (!readOnly.works()) QSKIP("nothing can be mounted here");
  const test::FullDisk full;
  const Status refused = db->exec("INSERT INTO t VALUES(zeroblob(1000000))");
  QVERIFY(!refused.has_value());
  QCOMPARE(refused.error().kind, ErrorKind::StoreFailed);
  QVERIFY2(refused.error().message.find("read-only") != std::string::npos,
           refused.error().message.c_str());
}

void StoreTest::mapsDamagedFiles_data() {
  QTest::addColumn<bool>("header");
  QTest::newRow("no database at all") << true;
  QTest::newRow("pages overwritten") << false;
}

void StoreTest::mapsDamagedFiles() {
  QFETCH(bool, header);
  QTemporaryDir dir;
  const std::string path = pathIn(dir, "a.db");
  if (header) {
    writeFile(path, QByteArray(8192, 'x'));
  } else {
    auto db = Database::open(path);
    QVERIFY(db->exec("CREATE TABLE t(x); INSERT INTO t VALUES(zeroblob(50000));").has_value());
    QVERIFY(*db->checkpointTruncate());
    QFile file(QString::fromStdString(path));
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.seek(4096);
    file.write(QByteArray(20'000, '\x5a'));
  }
  const auto opened = Database::open(path);
  QVERIFY(!opened.has_value());
  QCOMPARE(opened.error().kind, ErrorKind::StoreCorrupt);
}

void StoreTest::filesAreForTheirOwnerOnly() {
  QTemporaryDir dir;
  auto db = Database::open(pathIn(dir, "a.db"));
  QVERIFY(db->exec("CREATE TABLE t(x)").has_value());
  const auto owner = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
  for (const char* name : {"a.db", "a.db-wal"})
    QCOMPARE(QFile(dir.filePath(QString::fromLatin1(name))).permissions() | owner, owner);
}

// Else another process takes the WAL away from under them.
void StoreTest::aSecondConnectionLeavesTheLocksOfTheFirst() {
  QTemporaryDir dir;
  auto first = Database::open(pathIn(dir, "a.db"));
  QVERIFY(first->exec("CREATE TABLE t(x)").has_value());
  QVERIFY(Database::open(pathIn(dir, "a.db")).has_value());
  const int fd = ::open(pathIn(dir, "a.db").c_str(), O_RDWR | O_CLOEXEC);
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  lock.l_start = 0x40000000;  // SQLite's lock bytes (file format, section 1.5)
  lock.l_len = 512;
  QCOMPARE(::fcntl(fd, F_OFD_GETLK, &lock), 0);
  QCOMPARE(int(lock.l_type), F_RDLCK);
  ::close(fd);
}

void StoreTest::migratesFromEveryVersionBefore() {
  QTemporaryDir dir;
  auto fresh = Database::open(pathIn(dir, "fresh.db"));
  QVERIFY(migrate(*fresh, kTwo, "").has_value());
  QCOMPARE(*fresh->userVersion(), 2);
  auto old = Database::open(pathIn(dir, "old.db"));
  QVERIFY(migrate(*old, kOne, "").has_value());
  QCOMPARE(*old->userVersion(), 1);
  QVERIFY(migrate(*old, kTwo, "").has_value());
  QVERIFY(migrate(*old, kTwo, "").has_value());
  QCOMPARE(*old->userVersion(), 2);
  QCOMPARE(*old->scalar("SELECT y FROM a"), 7);
}

void StoreTest::backsUpBeforeThePendingMigration() {
  QTemporaryDir dir;
  const std::string copy = pathIn(dir, "copy.db");
  auto db = Database::open(pathIn(dir, "a.db"));
  QVERIFY(migrate(*db, kOne, copy).has_value());
  QVERIFY(!QFile::exists(QString::fromStdString(copy)));
  QVERIFY(migrate(*db, kTwo, copy).has_value());
  auto saved = Database::open(copy);
  QCOMPARE(*saved->userVersion(), 1);
  QCOMPARE(*saved->scalar("SELECT x FROM a"), 1);
}

void StoreTest::failedMigrationLeavesTheVersionBefore() {
  QTemporaryDir dir;
  auto db = Database::open(pathIn(dir, "a.db"));
  QVERIFY(migrate(*db, kOne, "").has_value());
  const Status failed = migrate(*db, kBroken, "");
  QVERIFY(!failed.has_value());
  QVERIFY(failed.error().detail.find("two") != std::string::npos);
  QCOMPARE(*db->userVersion(), 1);
  QVERIFY(!db->scalar("SELECT z FROM a").has_value());
}

void StoreTest::refusesAFileOfANewerProgram() {
  QTemporaryDir dir;
  auto db = Database::open(pathIn(dir, "a.db"));
  QVERIFY(migrate(*db, kTwo, "").has_value());
  const Status refused = migrate(*db, kOne, "");
  QVERIFY(!refused.has_value());
  QCOMPARE(refused.error().kind, ErrorKind::StoreFailed);
  QVERIFY(refused.error().message.find("newer") != std::string::npos);
}

void StoreTest::lockNamesItsHolder() {
  QTemporaryDir dir;
  const std::string folder = dir.path().toStdString();
  const auto first = FolderLock::take(folder, "signalboxd");
  QVERIFY(first.has_value());
  const auto second = FolderLock::take(folder, "signalbox");
  QVERIFY(!second.has_value());
  QCOMPARE(second.error().kind, ErrorKind::Conflict);
  const std::string pid = std::to_string(getpid());
  QVERIFY(second.error().message.find("signalboxd (process " + pid) != std::string::npos);
  QCOMPARE(lockHolder(folder).program, "signalboxd");
  QCOMPARE(lockHolder(folder).pid, getpid());
}

void StoreTest::lockEndsWithItsProcess() {
  QTemporaryDir dir;
  const std::string folder = dir.path().toStdString();
  const pid_t child = fork();
  if (child == 0) {
    const auto lock = FolderLock::take(folder, "child");
    std::raise(SIGKILL);
  }
  waitpid(child, nullptr, 0);
  QVERIFY(FolderLock::take(folder, "parent").has_value());
  QCOMPARE(lockHolder(folder).program, "parent");
}

SB_TEST(StoreTest);
#include "store_test.moc"
