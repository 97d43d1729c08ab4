// Backups out of a data folder and back into one; archives that are no backups.
#include <QTemporaryDir>
#include <QTest>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>

#include "core/backup/backup.h"
#include "core/backup/digest.h"
#include "core/backup/restore.h"
#include "core/backup/tar.h"
#include "core/base/json.h"
#include "core/ledger/ledger.h"
#include "core/policy/key_store.h"
#include "core/store/database.h"
#include "core/vault/vault.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::backup;
namespace fs = std::filesystem;
namespace bj = boost::json;

namespace {

const std::string kYaml = "version: 1\n# mine\n";
const std::string kAside = "before-restore-20261122-101500";

std::string readAll(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

// A data folder with a key, a secret, a row, and a configuration beside it.
struct Folder {
  explicit Folder(const std::string& keyName) : data(path("data")), config(path("signalbox.yaml")) {
    fs::create_directory(data);
    std::ofstream(config) << kYaml << "# of " << keyName << "\n";
    auto store = policy::KeyStore::open(data, systemClock());
    policy::NewKey key;
    key.name = keyName;
    if (!store || !(*store)->create(key)) qFatal("no key");
    auto vault = vault::Vault::open({data, {}, {}, {}});
    if (!vault || !(*vault)->set("openai", Secret("secret-of-" + keyName))) qFatal("no secret");
    ledger::Ledger::Options options;
    options.dataFolder = data;
    auto ledger = ledger::Ledger::open(options, systemClock());
    if (!ledger) qFatal("no log");
    auto record = std::make_unique<ledger::Record>();
    record->id = "req_01jdabcdefghjkmnpqrstvwxyz";
    record->at = 1'700'000'000'000;
    record->keyName = keyName;
    record->outcome = ledger::OutcomeClass::Ok;
    (*ledger)->submit(std::move(record));
    (*ledger)->close();
  }
  std::string path(const char* name) const {
    return dir.filePath(QLatin1String(name)).toStdString();
  }
  std::string keyName() const {
    auto store = policy::KeyStore::open(data, systemClock());
    const auto keys =
        store ? (*store)->list() : Result<std::vector<policy::KeyRecord>>(store.error());
    return keys && !keys->empty() ? keys->front().name : "none";
  }
  std::string rowKey() const {
    ledger::Ledger::Options options;
    options.dataFolder = data;
    auto ledger = ledger::Ledger::open(options, systemClock());
    const auto page = (*ledger)->reader()->list({}, {});
    return page && !page->rows.empty() ? page->rows.front().key : "none";
  }
  // Every file with its content.
  std::map<std::string, std::string> all() const {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(dir.path().toStdString()))
      if (entry.is_regular_file() && entry.path().extension() != ".db-shm")
        files[entry.path().string()] = readAll(entry.path().string());
    return files;
  }

  QTemporaryDir dir;
  std::string data, config;
};

std::string archiveOf(const Folder& folder, bool withLog = true) {
  What what;
  what.dataFolder = folder.data;
  what.configText = readAll(folder.config);
  what.version = "0.1.0";
  what.at = 1'700'000'000'000;
  what.withLog = withLog;
  auto backup = Backup::make(what);
  if (!backup) qFatal("%s", backup.error().message.c_str());
  std::string archive;
  for (;;) {
    const Result<std::string> piece = (*backup)->next();
    if (!piece) qFatal("%s", piece.error().message.c_str());
    if (piece->empty()) break;
    archive += *piece;
  }
  if (static_cast<std::int64_t>(archive.size()) != (*backup)->size()) qFatal("another size");
  return archive;
}

Judges fine() {
  Judges judges;
  judges.config = [](const std::string&) { return std::string(); };
  judges.vault = [](std::string_view) { return std::string(); };
  return judges;
}

Result<Staged> bring(const Folder& folder, const std::string& archive,
                     const Judges& judges = fine()) {
  constexpr std::size_t kPiece = 100'000;
  for (std::size_t at = 0; at < archive.size() || at == 0; at += kPiece) {
    const auto now = receive(folder.data, static_cast<std::int64_t>(at),
                             std::string_view(archive).substr(at, kPiece));
    if (!now) return now.error();
  }
  return stage(folder.data, kAside, judges);
}

struct File {
  std::string name, bytes;
};

std::string tarOf(const std::vector<File>& files) {
  std::string out;
  for (const File& file : files) {
    const auto size = static_cast<std::int64_t>(file.bytes.size());
    out += tarHeader({file.name, size}, 0) + file.bytes + std::string(tarPadding(size), '\0');
  }
  return out + tarEnd();
}

std::string manifestOf(const std::vector<File>& files, int format = 1) {
  bj::array parts;
  for (const File& file : files) {
    Digest digest;
    digest.add(file.bytes);
    parts.push_back(
        bj::object{{"name", file.name}, {"size", file.bytes.size()}, {"sha256", digest.hex()}});
  }
  return json::write(bj::object{{"signalbox_backup", format},
                                {"version", "0.1.0"},
                                {"made_at", "2026-11-22T10:00:00.000Z"},
                                {"parts", std::move(parts)}});
}

std::string archiveOf(std::vector<File> files, int format = 1) {
  files.insert(files.begin(), File{"manifest.json", manifestOf(files, format)});
  return tarOf(files);
}

std::vector<File> goodFiles(const Folder& folder) {
  return {{"signalbox.yaml", kYaml},
          {"pepper", readAll(folder.data + "/pepper")},
          {"state.db", readAll(folder.data + "/state.db")}};
}

std::string databaseWith(const Folder& folder, const std::string& sql) {
  const std::string path = folder.path("changed.db");
  fs::copy_file(folder.data + "/state.db", path);
  {
    auto db = store::Database::open(path);
    if (!db || !db->exec(sql) || !db->exec("PRAGMA journal_mode=DELETE;")) qFatal("no database");
  }
  const std::string bytes = readAll(path);
  fs::remove(path);
  return bytes;
}

}  // namespace

class BackupTest : public QObject {
  Q_OBJECT

 private slots:
  void comesBackWholeAtTheNextStart() {
    const Folder from("laptop"), to("desk");
    const auto before = to.all();
    const auto staged = bring(to, archiveOf(from));
    QVERIFY2(staged, staged ? "" : (staged.error().message + staged.error().detail).c_str());
    QCOMPARE(staged->manifest.version, std::string("0.1.0"));
    QCOMPARE(staged->parts.size(), std::size_t(5));
    QVERIFY(isStaged(to.data));
    for (const auto& [path, bytes] : before)
      QVERIFY2(readAll(path) == bytes, path.c_str());
    const auto done = putInPlace(to.data, to.config);
    QVERIFY2(done, done ? "" : done.error().message.c_str());
    QCOMPARE(done->size(), std::size_t(5));
    QVERIFY(!isStaged(to.data));
    QVERIFY(!fs::exists(to.data + "/restore"));
    QCOMPARE(to.keyName(), std::string("laptop"));
    QCOMPARE(to.rowKey(), std::string("laptop"));
    QCOMPARE(readAll(to.config), readAll(from.config));
    QCOMPARE(readAll(to.data + "/vault.bin"), readAll(from.data + "/vault.bin"));
    for (const char* kept : {"signalbox.yaml", "state.db", "vault.bin", "log.db", "bodies.db"}) {
      const std::string path = to.data + "/" + kAside + "/" + kept;
      QVERIFY2(fs::exists(path), kept);
    }
    QCOMPARE(readAll(to.data + "/" + kAside + "/signalbox.yaml"), before.at(to.config));
    // A second start finds nothing to do.
    QVERIFY(putInPlace(to.data, to.config)->empty());
  }

  void holdsNoKeyFileAndNoToken() {
    const Folder from("laptop");
    std::ofstream(from.data + "/admin.token") << "canary-of-the-token";
    const std::string archive = archiveOf(from);
    QVERIFY(archive.find(readAll(from.data + "/vault.key")) == std::string::npos);
    QVERIFY(archive.find("canary-of-the-token") == std::string::npos);
    QVERIFY(archive.find("secret-of-laptop") == std::string::npos);
    QVERIFY(archive.find("vault.key") == std::string::npos);
  }

  void leavesItsCopiesNowhere() {
    const Folder from("laptop");
    const auto before = from.all();
    QVERIFY(!archiveOf(from).empty());
    QCOMPARE(from.all().size(), before.size());
    fs::create_directory(from.data + "/backup-abc123");
    fs::create_directory(from.data + "/backup-of-mine");
    removeLeftovers(from.data);
    QVERIFY(!fs::exists(from.data + "/backup-abc123"));
    QVERIFY(fs::exists(from.data + "/backup-of-mine"));
  }

  void withoutTheLogTheLogStays() {
    const Folder from("laptop"), to("desk");
    QVERIFY(bring(to, archiveOf(from, false)));
    QVERIFY(putInPlace(to.data, to.config));
    QCOMPARE(to.keyName(), std::string("laptop"));
    QCOMPARE(to.rowKey(), std::string("desk"));
  }

  void leavesOutWhatCannotServeHere() {
    const Folder from("laptop"), to("desk");
    Judges judges = fine();
    judges.configWritable = false;
    judges.vault = [](std::string_view) { return std::string("another key"); };
    const auto staged = bring(to, archiveOf(from), judges);
    QVERIFY(staged);
    QCOMPARE(staged->leftOut.size(), std::size_t(2));
    const std::string config = readAll(to.config), vault = readAll(to.data + "/vault.bin");
    QVERIFY(putInPlace(to.data, to.config));
    QCOMPARE(readAll(to.config), config);
    QCOMPARE(readAll(to.data + "/vault.bin"), vault);
    QCOMPARE(to.keyName(), std::string("laptop"));
  }

  void vaultSaysWhetherABackupOpens() {
    const Folder from("laptop"), to("desk");
    const auto own = vault::Vault::open({from.data, {}, {}, {}});
    const auto other = vault::Vault::open({to.data, {}, {}, {}});
    const std::string file = readAll(from.data + "/vault.bin");
    QVERIFY((*own)->opens(file));
    QVERIFY(!(*other)->opens(file));
    QVERIFY(!(*own)->opens(file.substr(0, file.size() - 1)));
    QVERIFY(!(*own)->opens("nonsense"));
    QVERIFY((*own)->setPassphrase(Secret("a long passphrase")));
    const std::string sealed = readAll(from.data + "/vault.bin");
    const QTemporaryDir fresh;
    const std::string folder = fresh.path().toStdString();
    QVERIFY((*vault::Vault::open({folder, {}, Secret("a long passphrase"), {}}))->opens(sealed));
    QVERIFY(!(*vault::Vault::open({folder, {}, Secret("another"), {}}))->opens(sealed));
    QVERIFY(!(*vault::Vault::open({folder, {}, {}, {}}))->opens(sealed));
    QVERIFY2(fs::is_empty(folder), "asking makes no key");
  }

  void goesOnWhereAKilledStartStopped_data() {
    QTest::addColumn<int>("moves");
    for (int moves = 0; moves <= 3; ++moves)
      QTest::addRow("%d", moves) << moves;
  }
  void goesOnWhereAKilledStartStopped() {
    QFETCH(int, moves);
    const Folder from("laptop"), to("desk");
    QVERIFY(bring(to, archiveOf(from)));
    const std::string aside = to.data + "/" + kAside, staged = to.data + "/restore/";
    const std::string oldKeys = readAll(to.data + "/state.db");
    fs::create_directory(aside);
    if (moves > 0) fs::rename(to.data + "/state.db", aside + "/state.db");
    if (moves > 1) fs::rename(staged + "state.db", to.data + "/state.db");
    if (moves > 2) fs::rename(to.data + "/vault.bin", aside + "/vault.bin");
    QVERIFY(putInPlace(to.data, to.config));
    QCOMPARE(to.keyName(), std::string("laptop"));
    QCOMPARE(readAll(aside + "/state.db"), oldKeys);
    QCOMPARE(readAll(to.data + "/vault.bin"), readAll(from.data + "/vault.bin"));
  }

  void canBeForgotten() {
    const Folder from("laptop"), to("desk");
    const auto before = to.all();
    QVERIFY(bring(to, archiveOf(from)));
    QVERIFY(forget(to.data));
    QVERIFY(!isStaged(to.data));
    QVERIFY(to.all() == before);
    QVERIFY(putInPlace(to.data, to.config)->empty());
  }

  void piecesFollowEachOther() {
    const Folder to("desk");
    QCOMPARE(*receive(to.data, 0, "abc"), std::int64_t(3));
    QCOMPARE(receive(to.data, 4, "x").error().kind, ErrorKind::Conflict);
    QCOMPARE(*receive(to.data, 3, "def"), std::int64_t(6));
    QCOMPARE(*receive(to.data, 0, "z"), std::int64_t(1));
    QVERIFY(!receive(to.data, kMostUpload, "x"));
    QVERIFY(forget(to.data));
    QCOMPARE(stage(to.data, kAside, fine()).error().kind, ErrorKind::NotFound);
  }

  void refusesWhatIsCutShort() {
    const Folder from("laptop"), to("desk");
    const std::string archive = archiveOf(from);
    const auto before = to.all();
    for (std::size_t size :
         {std::size_t(0), std::size_t(1), std::size_t(511), std::size_t(512), std::size_t(700),
          std::size_t(1'600), archive.size() / 2, archive.size() - 513, archive.size() - 1}) {
      const auto staged = bring(to, archive.substr(0, size));
      QVERIFY2(!staged, std::to_string(size).c_str());
      QCOMPARE(staged.error().kind, ErrorKind::BadRequest);
      QVERIFY(to.all() == before);
    }
  }

  void refusesEveryFlippedByte() {
    const Folder from("laptop"), to("desk");
    const std::string archive = archiveOf(goodFiles(from));
    for (std::size_t at = 0; at < archive.size(); at += 997) {
      std::string damaged = archive;
      damaged[at] = static_cast<char>(damaged[at] ^ 0x41);
      const auto staged = bring(to, damaged);
      // Of the manifest's free texts alone nobody can tell.
      if (staged) QVERIFY2(at < 3 * kTarBlock, std::to_string(at).c_str());
      QVERIFY(forget(to.data));
    }
  }

  void refusesWhatIsNoBackup_data() {
    QTest::addColumn<QByteArray>("archive");
    const Folder from("laptop");
    const auto row = [](const char* name, const std::string& archive) {
      QTest::newRow(name) << QByteArray(archive.data(), static_cast<int>(archive.size()));
    };
    const std::vector<File> good = goodFiles(from);
    const auto changed = [&](const std::function<void(std::vector<File>&)>& change) {
      std::vector<File> files = good;
      change(files);
      return archiveOf(files);
    };
    row("no tar", std::string(4096, 'x'));
    row("zeros", std::string(4096, '\0'));
    row("no manifest", tarOf(good));
    row("other format", archiveOf(good, 2));
    row("path above", changed([](auto& f) { f.push_back({"../evil", "x"}); }));
    row("path below", changed([](auto& f) { f.push_back({"a/b", "x"}); }));
    row("absolute path", changed([](auto& f) { f.push_back({"/etc/passwd", "x"}); }));
    row("hidden name", changed([](auto& f) { f.push_back({".bashrc", "x"}); }));
    row("unknown part", changed([](auto& f) { f.push_back({"admin.token", "x"}); }));
    row("key file", changed([](auto& f) { f.push_back({"vault.key", "x"}); }));
    row("twice the same", changed([](auto& f) { f.push_back(f.back()); }));
    row("no keys", changed([](auto& f) { f.pop_back(); }));
    row("no database", changed([](auto& f) { f[2].bytes = "hello"; }));
    row("damaged database", changed([](auto& f) {
          std::fill(f[2].bytes.begin() + 4096, f[2].bytes.begin() + 12'000, 'Z');
        }));
    row("newer schema",
        changed([&](auto& f) { f[2].bytes = databaseWith(from, "PRAGMA user_version=99;"); }));
    row("no schema",
        changed([&](auto& f) { f[2].bytes = databaseWith(from, "DROP TABLE gateway_keys;"); }));
    row("trigger", changed([&](auto& f) {
          f[2].bytes = databaseWith(
              from, "CREATE TRIGGER t AFTER INSERT ON marks BEGIN DELETE FROM marks; END;");
        }));
    row("more than it says",
        tarOf({{"manifest.json", manifestOf(good)}, good[0], good[1], good[2], good[0]}));
    row("other than it says", tarOf({{"manifest.json", manifestOf(good)},
                                     {"signalbox.yaml", "version: 2\n# mine\n"},
                                     good[1],
                                     good[2]}));
    row("something behind", archiveOf(good) + "more");
    std::string link = archiveOf(good);
    link[156] = '2';
    row("link", link);
    std::string huge = tarHeader({"manifest.json", kMostTarFile}, 0) + std::string(2048, ' ');
    row("huge manifest", huge);
    std::string tooLarge =
        manifestOf({{"signalbox.yaml", "x"}, {"pepper", "x"}, {"state.db", "x"}});
    const std::string one = "\"size\":1";
    tooLarge.replace(tooLarge.rfind(one), one.size(), "\"size\":9007199254740992");
    row("huge part", tarOf({{"manifest.json", tooLarge}}));
    row("deep manifest", tarOf({{"manifest.json", std::string(60'000, '[')}}));
  }
  void refusesWhatIsNoBackup() {
    QFETCH(QByteArray, archive);
    const Folder to("desk");
    const auto before = to.all();
    const auto staged = bring(to, archive.toStdString());
    QVERIFY(!staged);
    QCOMPARE(staged.error().kind, ErrorKind::BadRequest);
    QVERIFY(!staged.error().message.empty());
    QVERIFY(!isStaged(to.data));
    QVERIFY(to.all() == before);
    QVERIFY(putInPlace(to.data, to.config)->empty());
  }

  void refusesAWrongConfiguration() {
    const Folder from("laptop"), to("desk");
    Judges judges = fine();
    judges.config = [](const std::string&) { return std::string("3:1: nonsense"); };
    const auto staged = bring(to, archiveOf(from), judges);
    QVERIFY(!staged && staged.error().message.find("3:1: nonsense") != std::string::npos);
    QVERIFY(!isStaged(to.data));
  }
};

SB_TEST(BackupTest);
#include "backup_test.moc"
