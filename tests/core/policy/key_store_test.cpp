#include "core/policy/key_store.h"

#include <sys/stat.h>

#include <QDirIterator>
#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/base/text.h"
#include "core/policy/gateway_keys.h"
#include "core/policy/last_use.h"
#include "tests/support/test_main.h"

namespace sb::policy {
namespace {

class FakeClock final : public Clock {
 public:
  WallMillis wall() const override { return m_now; }
  Steady steady() const override { return Steady(Millis(m_now)); }
  void advance(WallMillis by) { m_now += by; }

 private:
  WallMillis m_now = 1'795'341'600'000;
};

struct Folder {
  QTemporaryDir dir;
  FakeClock clock;
  std::string path() const { return dir.path().toStdString(); }
  QString file(const char* name) const { return dir.path() + "/" + name; }
  Result<std::unique_ptr<KeyStore>> open() const { return KeyStore::open(path(), clock); }
};

NewKey named(const char* name) {
  NewKey key;
  key.name = name;
  return key;
}

QByteArray bytesOf(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const QString& path, const QByteArray& bytes) {
  QFile file(path);
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write(bytes);
}

QStringList filesWith(const QString& folder, const QByteArray& text) {
  QStringList found;
  QDirIterator it(folder, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
  while (it.hasNext())
    if (bytesOf(it.next()).contains(text)) found << it.filePath();
  return found;
}

ErrorKind kindOf(const Result<std::unique_ptr<KeyStore>>& opened) {
  return opened ? ErrorKind::Internal : opened.error().kind;
}

}  // namespace

class KeyStoreTest : public QObject {
  Q_OBJECT

 private slots:
  void aKeyReadsAsDocumented() {
    const Folder folder;
    const auto key = (*folder.open())->create(named("ci"));
    const QString text = QString::fromStdString(std::string(key->text.reveal()));
    const QRegularExpression form("^sk-sb-([0-9a-hjkmnp-tv-z]{12})-([0-9a-hjkmnp-tv-z]{32})$");
    QVERIFY2(form.match(text).hasMatch(), qPrintable(text));
    QCOMPARE(form.match(text).captured(1).toStdString(), key->record.id);
    QCOMPARE(publicIdOf(key->text.reveal()), std::string_view(key->record.id));
  }

  void keysSurviveARestart() {
    Folder folder;
    NewKey wanted = named("ci");
    wanted.models = {"fast", "openai/*"};
    wanted.tags = {"a\"b", "ü"};
    wanted.expires = folder.clock.wall() + 1000;
    const auto made = *(*folder.open())->create(wanted);
    folder.clock.advance(5);
    QVERIFY((*folder.open())->create(named("second")));
    const auto records = *(*folder.open())->list();
    QCOMPARE(records.size(), std::size_t{2});
    QCOMPARE(records[0].name, std::string("second"));
    QCOMPARE(records[1].id, made.record.id);
    QCOMPARE(records[1].models, wanted.models);
    QCOMPARE(records[1].tags, wanted.tags);
    QCOMPARE(records[1].expires, wanted.expires);
    QCOMPARE(records[1].digest, made.record.digest);
    QVERIFY(!records[1].revoked && !records[1].lastUsed);
  }

  void noFileHoldsAKeyInPlain() {
    const Folder folder;
    const auto store = *folder.open();
    const auto key = *store->create(named("canary"));
    QVERIFY(store->rename(key.record.id, "renamed"));
    QVERIFY(store->revoke(key.record.id));
    const auto text = key.text.reveal();
    const QByteArray secret(text.data() + text.size() - kSecretLength, kSecretLength);
    QCOMPARE(filesWith(folder.dir.path(), secret), QStringList());
    QVERIFY(!filesWith(folder.dir.path(), QByteArray::fromStdString(key.record.id)).isEmpty());
  }

  void filesArePrivate() {
    const Folder folder;
    QVERIFY((*folder.open())->create(named("a")));
    for (const char* name : {"state.db", "pepper"}) {
      struct stat info {};
      QCOMPARE(::stat(folder.file(name).toUtf8().constData(), &info), 0);
      QCOMPARE(info.st_mode & 0777, mode_t{0600});
    }
    QCOMPARE(bytesOf(folder.file("pepper")).size(), 32);
  }

  void revokedOnceKeepsItsTime() {
    Folder folder;
    const auto store = *folder.open();
    const auto id = store->create(named("a"))->record.id;
    const WallMillis first = folder.clock.wall();
    QVERIFY(store->revoke(id));
    folder.clock.advance(1000);
    QVERIFY(store->revoke(id));
    QCOMPARE(store->find(id)->revoked, std::optional(first));
    QCOMPARE(store->revoke("nobody").error().kind, ErrorKind::NotFound);
  }

  void namesOfLivingKeysAreUnique() {
    const Folder folder;
    const auto store = *folder.open();
    const auto first = store->create(named("a"))->record.id;
    const auto second = store->create(named("b"))->record.id;
    QCOMPARE(store->create(named("a")).error().kind, ErrorKind::Conflict);
    QCOMPARE(store->rename(second, "a").error().kind, ErrorKind::Conflict);
    QVERIFY(store->rename(first, "a"));
    QVERIFY(store->revoke(first));
    QVERIFY(store->rename(second, "a"));
    QCOMPARE(store->rename("nobody", "z").error().kind, ErrorKind::NotFound);
    QCOMPARE(store->find("nobody").error().kind, ErrorKind::NotFound);
  }

  void refusesBadInput_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("model");
    QTest::addColumn<qint64>("expires");
    QTest::newRow("no name") << QByteArray() << QByteArray("m") << 0LL;
    QTest::newRow("blank name") << QByteArray("  ") << QByteArray("m") << 0LL;
    QTest::newRow("long name") << QByteArray(129, 'a') << QByteArray("m") << 0LL;
    QTest::newRow("control character") << QByteArray("a\nb") << QByteArray("m") << 0LL;
    QTest::newRow("turned around") << QByteArray(
                                          "a\xe2\x80\xae"
                                          "b")
                                   << QByteArray("m") << 0LL;
    QTest::newRow("line separator") << QByteArray("a\xe2\x80\xa8") << QByteArray("m") << 0LL;
    QTest::newRow("isolated pattern") << QByteArray("a") << QByteArray("\xe2\x81\xa6m") << 0LL;
    QTest::newRow("long pattern") << QByteArray("a") << QByteArray(10'240, 'm') << 0LL;
    QTest::newRow("no UTF-8") << QByteArray("a\xff") << QByteArray("m") << 0LL;
    QTest::newRow("empty pattern") << QByteArray("a") << QByteArray() << 0LL;
    QTest::newRow("expired") << QByteArray("a") << QByteArray("m") << 1000LL;
  }
  void refusesBadInput() {
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, model);
    QFETCH(qint64, expires);
    const Folder folder;
    NewKey wanted;
    wanted.name = name.toStdString();
    wanted.models = {model.toStdString()};
    if (expires != 0) wanted.expires = expires;
    const Error error = (*folder.open())->create(wanted).error();
    QCOMPARE(error.kind, ErrorKind::BadRequest);
    if (expires == 0) {
      const std::string member = error.message.substr(0, error.message.find(':'));
      QVERIFY2(member == "name" || member == "models", error.message.c_str());
    }
  }

  void lastUseIsKept() {
    const Folder folder;
    const auto store = *folder.open();
    const auto id = store->create(named("a"))->record.id;
    QVERIFY(store->saveLastUsed({{id, 77}, {"nobody", 5}}));
    QVERIFY(store->saveLastUsed({}));
    QCOMPARE(store->find(id)->lastUsed, std::optional(WallMillis{77}));
  }

  void lastUseIsWrittenWhileKeysAreUsed() {
    const Folder folder;
    const auto store = *folder.open();
    const auto made = store->create(named("a"));
    GatewayKeys keys(store->hasher());
    keys.setStored({made->record});
    const auto at = [&] { return store->find(made->record.id)->lastUsed; };
    {
      const LastUse last(*store, keys, Millis(2));
      QVERIFY(keys.check(made->text.reveal(), 5'000));
      QTRY_COMPARE_WITH_TIMEOUT(at(), std::optional(WallMillis{5'000}), 30'000);
      QVERIFY(keys.check(made->text.reveal(), 9'000));
      QTRY_COMPARE_WITH_TIMEOUT(at(), std::optional(WallMillis{9'000}), 30'000);
    }
    {
      const LastUse last(*store, keys, Millis(3'600'000));
      QVERIFY(keys.check(made->text.reveal(), 15'000));
    }
    QCOMPARE(at(), std::optional(WallMillis{15'000}));
  }

  void aDamagedFileIsNotSetAside() {
    const Folder folder;
    {
      const auto store = *folder.open();
      for (int i = 0; i < 50; ++i)
        QVERIFY(store->create(named(QByteArray::number(i).constData())));
    }
    QByteArray bytes = bytesOf(folder.file("state.db"));
    for (int i = 0; i < 100; ++i)
      bytes[i] = 'x';
    put(folder.file("state.db"), bytes);
    QCOMPARE(kindOf(folder.open()), ErrorKind::StoreCorrupt);
    QCOMPARE(kindOf(folder.open()), ErrorKind::StoreCorrupt);
    QCOMPARE(bytesOf(folder.file("state.db")), bytes);
  }

  void aDamagedPageIsNoticed() {
    const Folder folder;
    {
      const auto store = *folder.open();
      for (int i = 0; i < 200; ++i)
        QVERIFY(store->create(named(QByteArray::number(i).constData())));
    }
    QByteArray bytes = bytesOf(folder.file("state.db"));
    QVERIFY(bytes.size() > 3 * 4096);
    for (int i = 4096; i < bytes.size(); ++i)
      bytes[i] = static_cast<char>(i);
    put(folder.file("state.db"), bytes);
    QCOMPARE(kindOf(folder.open()), ErrorKind::StoreCorrupt);
  }

  void withoutItsPepperNothingIsServed() {
    const Folder folder;
    QVERIFY((*folder.open())->create(named("a")));
    const QByteArray pepper = bytesOf(folder.file("pepper"));
    put(folder.file("pepper"), QByteArray(32, 'p'));
    QCOMPARE(kindOf(folder.open()), ErrorKind::StoreCorrupt);
    put(folder.file("pepper"), QByteArray(31, 'p'));
    QCOMPARE(kindOf(folder.open()), ErrorKind::StoreCorrupt);
    QVERIFY(QFile::remove(folder.file("pepper")));
    QCOMPARE(kindOf(folder.open()), ErrorKind::StoreCorrupt);
    QVERIFY2(!QFile::exists(folder.file("pepper")), "a new pepper would hide the loss");
    put(folder.file("pepper"), pepper);
    QVERIFY(folder.open());
  }

  void whatIsStoredLetsIn() {
    const Folder folder;
    const auto store = *folder.open();
    const auto key = *store->create(named("a"));
    GatewayKeys keys(store->hasher());
    keys.setStored(*(*folder.open())->list());
    const auto found = keys.check(key.text.reveal(), 1);
    QVERIFY(found);
    QCOMPARE((*found)->id, key.record.id);
  }
};

SB_TEST(KeyStoreTest);

}  // namespace sb::policy

#include "key_store_test.moc"
