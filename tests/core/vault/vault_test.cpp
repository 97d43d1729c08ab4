#include "core/vault/vault.h"

#include <sys/stat.h>

#include <QDirIterator>
#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/base/files.h"
#include "tests/support/test_main.h"

namespace sb::vault {
namespace {

constexpr const char* kCanary = "sk-canary-7f3a9b2c5d8e1f40";

VaultOptions at(const QTemporaryDir& folder) {
  VaultOptions options;
  options.folder = folder.path().toStdString();
  return options;
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

// Names of the files below the folder that hold the canary, as it is, reversed, or in hex or
// base64.
QStringList filesWith(const QString& folder, const QByteArray& canary) {
  QByteArray reversed = canary;
  std::reverse(reversed.begin(), reversed.end());
  const QList<QByteArray> forms{canary, reversed, canary.toHex(), canary.toBase64().left(20)};
  QStringList found;
  QDirIterator it(folder, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
  while (it.hasNext()) {
    const QByteArray bytes = bytesOf(it.next());
    for (const QByteArray& form : forms)
      if (bytes.contains(form)) found << it.filePath();
  }
  return found;
}

ErrorKind kindOf(const Result<std::unique_ptr<Vault>>& opened) {
  return opened ? ErrorKind::Internal : opened.error().kind;
}

}  // namespace

class VaultTest : public QObject {
  Q_OBJECT

 private slots:
  void keepsSecretsOverARestart() {
    const QTemporaryDir folder;
    {
      const auto vault = *Vault::open(at(folder));
      QVERIFY(vault->list().empty());
      QVERIFY(vault->set("openai", Secret(kCanary)));
      QVERIFY(vault->set("b", Secret("another-secret-value")));
      QVERIFY(vault->set("openai", Secret(std::string(kCanary) + "X")));
      QVERIFY(vault->remove("b"));
    }
    const auto vault = *Vault::open(at(folder));
    QCOMPARE(vault->list().size(), std::size_t{1});
    QCOMPARE(vault->list()[0].hint, std::string("…f40X"));
    QCOMPARE(std::string(vault->get("openai")->reveal()), std::string(kCanary) + "X");
    QVERIFY(vault->warnings().empty());
    QCOMPARE(vault->protection(), Protection::Kind::KeyFile);
  }

  void openingMakesNoFile() {
    const QTemporaryDir folder;
    QVERIFY(Vault::open(at(folder)));
    QVERIFY(QDir(folder.path()).isEmpty());
  }

  void filesArePrivate() {
    const QTemporaryDir folder;
    QVERIFY((*Vault::open(at(folder)))->set("a", Secret(kCanary)));
    for (const char* name : {"/vault.bin", "/vault.key"}) {
      struct stat info {};
      QCOMPARE(::stat((folder.path() + name).toUtf8().constData(), &info), 0);
      QCOMPARE(info.st_mode & 0777, mode_t{0600});
    }
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 2);
  }

  void noFileHoldsASecretInPlain() {
    const QTemporaryDir folder;
    const auto vault = *Vault::open(at(folder));
    QVERIFY(vault->set("canary", Secret(kCanary)));
    QVERIFY(vault->set("passphrase-next", Secret("something else")));
    QCOMPARE(filesWith(folder.path(), kCanary), QStringList());
    QVERIFY(vault->setPassphrase(Secret("a passphrase canary")));
    QCOMPARE(filesWith(folder.path(), kCanary), QStringList());
    QCOMPARE(filesWith(folder.path(), "a passphrase canary"), QStringList());
    put(folder.path() + "/leak", QByteArray("xx") + kCanary);
    QCOMPARE(filesWith(folder.path(), kCanary).size(), 1);
  }

  void anotherKeyOpensNothingAndOverwritesNothing() {
    const QTemporaryDir folder;
    QVERIFY((*Vault::open(at(folder)))->set("a", Secret(kCanary)));
    const QByteArray before = bytesOf(folder.path() + "/vault.bin");
    put(folder.path() + "/vault.key", QByteArray(32, 'k'));
    QCOMPARE(kindOf(Vault::open(at(folder))), ErrorKind::StoreCorrupt);
    QFile::remove(folder.path() + "/vault.key");
    QCOMPARE(kindOf(Vault::open(at(folder))), ErrorKind::SecretMissing);
    QVERIFY(!QFile::exists(folder.path() + "/vault.key"));
    QCOMPARE(bytesOf(folder.path() + "/vault.bin"), before);
  }

  void everyDamagedByteIsNoticed() {
    const QTemporaryDir folder;
    QVERIFY((*Vault::open(at(folder)))->set("a", Secret(kCanary)));
    const QString path = folder.path() + "/vault.bin";
    const QByteArray good = bytesOf(path);
    for (int i = 0; i < good.size(); ++i) {
      QByteArray bad = good;
      bad[i] = static_cast<char>(bad[i] ^ 0x01);
      put(path, bad);
      const ErrorKind kind = kindOf(Vault::open(at(folder)));
      // Byte 8 says how the vault is protected; with a passphrase the rest makes no sense.
      QVERIFY2(kind == ErrorKind::StoreCorrupt, QByteArray::number(i).constData());
      QCOMPARE(bytesOf(path), bad);
    }
    for (int size = 0; size < good.size(); ++size) {
      put(path, good.left(size));
      QCOMPARE(kindOf(Vault::open(at(folder))), ErrorKind::StoreCorrupt);
    }
    put(path, good);
    QVERIFY(Vault::open(at(folder)));
  }

  void aPassphraseProtects() {
    const QTemporaryDir folder;
    VaultOptions options = at(folder);
    options.passphrase = Secret("correct horse");
    QVERIFY((*Vault::open(options))->set("a", Secret(kCanary)));
    QVERIFY(!QFile::exists(folder.path() + "/vault.key"));
    QCOMPARE((*Vault::open(options))->protection(), Protection::Kind::Passphrase);
    QCOMPARE(std::string((*Vault::open(options))->get("a")->reveal()), std::string(kCanary));
    options.passphrase = Secret("wrong horse");
    QCOMPARE(kindOf(Vault::open(options)), ErrorKind::StoreCorrupt);
    options.passphrase.reset();
    QCOMPARE(kindOf(Vault::open(options)), ErrorKind::SecretWaiting);
  }

  void aPassphraseCanBeSetLater() {
    const QTemporaryDir folder;
    const auto vault = *Vault::open(at(folder));
    QVERIFY(vault->set("a", Secret(kCanary)));
    QVERIFY(vault->setPassphrase(Secret("later")));
    QVERIFY(vault->set("b", Secret("set-after-the-passphrase")));
    QCOMPARE(kindOf(Vault::open(at(folder))), ErrorKind::SecretWaiting);
    VaultOptions options = at(folder);
    options.passphrase = Secret("later");
    QCOMPARE((*Vault::open(options))->list().size(), std::size_t{2});
  }

  void absurdDerivationCostsAreRefused() {
    const QTemporaryDir folder;
    Protection protection = newPassphraseProtection();
    protection.memory = 1ULL << 40;
    const std::string file = seal({}, protection, Secret(std::string(kKeyBytes, 'k')));
    put(folder.path() + "/vault.bin", QByteArray::fromStdString(file));
    VaultOptions options = at(folder);
    options.passphrase = Secret("x");
    QCOMPARE(kindOf(Vault::open(options)), ErrorKind::StoreCorrupt);
  }

  void keyFilesOfOtherPlaces_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("good");
    QTest::newRow("32 bytes") << QByteArray(32, '\x07') << true;
    QTest::newRow("64 hex digits") << QByteArray(64, 'a') << true;
    QTest::newRow("64 hex digits and a line end") << QByteArray(64, 'B') + "\n" << true;
    QTest::newRow("31 bytes") << QByteArray(31, 'k') << false;
    QTest::newRow("no hex") << QByteArray(64, 'g') << false;
    QTest::newRow("66 hex digits") << QByteArray(66, 'a') << false;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("huge") << QByteArray(100'000, 'a') << false;
  }
  void keyFilesOfOtherPlaces() {
    QFETCH(QByteArray, content);
    QFETCH(bool, good);
    const QTemporaryDir folder;
    const QTemporaryDir other;
    put(other.path() + "/vault.key", content);
    VaultOptions byFile = at(folder);
    byFile.keyFile = (other.path() + "/vault.key").toStdString();
    const auto vault = Vault::open(byFile);
    QCOMPARE(static_cast<bool>(vault), good);
    if (!good) return;
    QVERIFY((*vault)->set("a", Secret(kCanary)));
    QVERIFY2(!(*vault)->warnings().empty(), "this key file is readable by others");
    QVERIFY(!QFile::exists(folder.path() + "/vault.key"));
    VaultOptions byCredential = at(folder);
    byCredential.credentials = other.path().toStdString();
    QCOMPARE(std::string((*Vault::open(byCredential))->get("a")->reveal()), std::string(kCanary));
  }

  void aNamedKeyFileMustExist() {
    const QTemporaryDir folder;
    VaultOptions options = at(folder);
    options.keyFile = (folder.path() + "/nowhere").toStdString();
    QCOMPARE(kindOf(Vault::open(options)), ErrorKind::SecretMissing);
  }

  void refusesBadNamesAndSecrets_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("size");
    QTest::newRow("no name") << "" << 5;
    QTest::newRow("space") << "a b" << 5;
    QTest::newRow("line break") << "a\nb" << 5;
    QTest::newRow("long name") << QString(129, 'a') << 5;
    QTest::newRow("empty secret") << "a" << 0;
    QTest::newRow("huge secret") << "a" << 65'537;
  }

  void refusesControlCharacters_data() {
    QTest::addColumn<char>("inside");
    for (const char c : {'\n', '\r', '\t', '\0', '\x1f', '\x7f'})
      QTest::addRow("%d", int(c)) << c;
  }
  void refusesControlCharacters() {
    QFETCH(char, inside);
    const QTemporaryDir folder;
    const auto vault = *Vault::open(at(folder));
    const Status done = vault->set("a", Secret(std::string("ab") + inside + "cd"));
    QCOMPARE(done.error().kind, ErrorKind::BadRequest);
    QVERIFY(vault->list().empty());
  }

  void refusesBadNamesAndSecrets() {
    QFETCH(QString, name);
    QFETCH(int, size);
    const QTemporaryDir folder;
    const auto vault = *Vault::open(at(folder));
    const Secret secret(std::string(static_cast<std::size_t>(size), 's'));
    QCOMPARE(vault->set(name.toStdString(), secret).error().kind, ErrorKind::BadRequest);
  }

  void aMissingSecretSaysWhatToDo() {
    const QTemporaryDir folder;
    const auto vault = *Vault::open(at(folder));
    QCOMPARE(vault->get("x").error().kind, ErrorKind::SecretMissing);
    QVERIFY(vault->get("x").error().message.find("secrets set x") != std::string::npos);
    QCOMPARE(vault->remove("x").error().kind, ErrorKind::NotFound);
  }

  void aFailedWriteKeepsTheOldState() {
    const QTemporaryDir folder;
    const auto vault = *Vault::open(at(folder));
    QVERIFY(vault->set("a", Secret(kCanary)));
    QVERIFY(QFile::remove(folder.path() + "/vault.bin"));
    QVERIFY(QDir().mkdir(folder.path() + "/vault.bin"));
    QVERIFY(!vault->set("b", Secret("new-secret-value")));
    QCOMPARE(vault->list().size(), std::size_t{1});
  }
};

SB_TEST(VaultTest);

}  // namespace sb::vault

#include "vault_test.moc"
