#include "core/vault/secrets.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/base/log.h"
#include "tests/support/fake_keychain.h"
#include "tests/support/test_main.h"

namespace sb::vault {
namespace {

using Source = config::SecretRef::Source;

Secrets withoutVault() {
  return Secrets(Error(ErrorKind::StoreCorrupt, "the vault does not open"));
}

config::SecretRef fileRef(const QTemporaryDir& folder, const QByteArray& content, bool isPrivate) {
  const QString path = folder.path() + "/secret";
  QFile file(path);
  file.open(QIODevice::WriteOnly);
  file.write(content);
  file.close();
  QFile::Permissions mode = QFile::ReadOwner | QFile::WriteOwner;
  if (!isPrivate) mode |= QFile::ReadOther;
  QFile::setPermissions(path, mode);
  return {Source::File, path.toStdString()};
}

}  // namespace

class SecretsTest : public QObject {
  Q_OBJECT

 private slots:
  void readsTheEnvironment_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("kind");  // -1: found
    QTest::newRow("set") << QByteArray("sk-env-0123456789") << -1;
    QTest::newRow("empty") << QByteArray("") << static_cast<int>(ErrorKind::SecretMissing);
    QTest::newRow("line break") << QByteArray("sk-a\r\nX-Evil: 1")
                                << static_cast<int>(ErrorKind::BadRequest);
  }
  void readsTheEnvironment() {
    QFETCH(QByteArray, value);
    QFETCH(int, kind);
    qputenv("SB_TEST_SECRET", value);
    const auto found = withoutVault().fetchNow({Source::Env, "SB_TEST_SECRET"});
    QCOMPARE(found ? -1 : static_cast<int>(found.error().kind), kind);
    if (found) QCOMPARE(std::string(found->secret.reveal()), value.toStdString());
    if (!found) QVERIFY(found.error().message.find("sk-a") == std::string::npos);
    qunsetenv("SB_TEST_SECRET");
  }

  void namesTheMissingVariable() {
    const auto found = withoutVault().fetchNow({Source::Env, "SB_TEST_NOT_SET"});
    QCOMPARE(found.error().kind, ErrorKind::SecretMissing);
    QVERIFY(found.error().message.find("SB_TEST_NOT_SET") != std::string::npos);
  }

  void readsFiles_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("secret");  // empty: an error
    QTest::newRow("plain") << QByteArray("sk-file-0123456789") << QByteArray("sk-file-0123456789");
    QTest::newRow("line end") << QByteArray("sk-file-1\n") << QByteArray("sk-file-1");
    QTest::newRow("line end of DOS") << QByteArray("sk-file-2\r\n") << QByteArray("sk-file-2");
    QTest::newRow("spaces stay") << QByteArray(" pass word \n") << QByteArray(" pass word ");
    QTest::newRow("empty") << QByteArray() << QByteArray();
    QTest::newRow("only line ends") << QByteArray("\n\n") << QByteArray();
    QTest::newRow("two lines") << QByteArray("one\ntwo\n") << QByteArray();
    QTest::newRow("largest") << QByteArray(65'536, 'x') << QByteArray(65'536, 'x');
    QTest::newRow("too large") << QByteArray(65'537, 'x') << QByteArray();
  }
  void readsFiles() {
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, secret);
    const QTemporaryDir folder;
    const auto found = withoutVault().fetchNow(fileRef(folder, content, true));
    QCOMPARE(static_cast<bool>(found), !secret.isEmpty());
    if (!found) return;
    QCOMPARE(std::string(found->secret.reveal()), secret.toStdString());
    QVERIFY(found->warning.empty());
  }

  void warnsOfFilesThatOthersMayRead() {
    const QTemporaryDir folder;
    const auto found = withoutVault().fetchNow(fileRef(folder, "sk-file-open", false));
    QVERIFY(found->warning.find("chmod") != std::string::npos);
  }

  void refusesFilesThatAreNone_data() {
    QTest::addColumn<QString>("path");
    for (const char* path : {"/nonexistent/file", "/dev/zero", "/", "relative-nowhere"})
      QTest::newRow(path) << path;
  }
  void refusesFilesThatAreNone() {
    QFETCH(QString, path);
    const auto found = withoutVault().fetchNow({Source::File, path.toStdString()});
    QCOMPARE(found.error().kind, ErrorKind::SecretMissing);
  }

  void readsTheVault() {
    const QTemporaryDir folder;
    VaultOptions options;
    options.folder = folder.path().toStdString();
    std::shared_ptr<Vault> vault = *Vault::open(options);
    QVERIFY(vault->set("openai", Secret("sk-vault-0123456789")));
    const Secrets secrets{Result<std::shared_ptr<Vault>>(vault)};
    QCOMPARE(std::string(secrets.fetchNow({Source::Vault, "openai"})->secret.reveal()),
             std::string("sk-vault-0123456789"));
    QCOMPARE(secrets.fetchNow({Source::Vault, "x"}).error().kind, ErrorKind::SecretMissing);
  }

  void aVaultThatDoesNotOpenAnswersWithItsError() {
    const auto found = withoutVault().fetchNow({Source::Vault, "openai"});
    QCOMPARE(found.error().kind, ErrorKind::StoreCorrupt);
  }

  void whatWasFoundIsRedactedFromTheLog() {
    qputenv("SB_TEST_SECRET", "plain-looking-canary");
    QVERIFY(log::redacted("x plain-looking-canary y").find("canary") != std::string::npos);
    QVERIFY(withoutVault().fetchNow({Source::Env, "SB_TEST_SECRET"}));
    QVERIFY(log::redacted("x plain-looking-canary y").find("canary") == std::string::npos);
    qunsetenv("SB_TEST_SECRET");
  }

  void withoutAKeychainItsReferencesNameTheAlternatives() {
    const auto found = withoutVault().fetchNow({Source::Keychain, "openai"});
    QCOMPARE(found.error().kind, ErrorKind::SecretMissing);
    QVERIFY(found.error().message.find("vault:") != std::string::npos);
  }

  void aKeychainAnswersLaterAndIsNeverWaitedFor() {
    Secrets secrets = withoutVault();
    const auto keychain = std::make_shared<sb::test::FakeKeychain>();
    secrets.setKeychain(keychain);
    const config::SecretRef ref{Source::Keychain, "openai"};
    QCOMPARE(secrets.fetchNow(ref).error().kind, ErrorKind::SecretWaiting);
    keychain->keep("openai", "sk-from-the-keychain");
    std::string got;
    secrets.fetch(ref, [&](Result<Fetched> found) {
      got = found ? std::string(found->secret.reveal()) : found.error().message;
    });
    QVERIFY(got.empty());
    keychain->answer();
    QCOMPARE(std::string(secrets.fetchNow(ref)->secret.reveal()),
             std::string("sk-from-the-keychain"));
    keychain->answer();
    QCOMPARE(got, std::string("sk-from-the-keychain"));
    QVERIFY(log::redacted("sk-from-the-keychain") == "[redacted]");
  }

  void asksForOthersAtOnce() {
    Secrets secrets = withoutVault();
    int calls = 0;
    secrets.fetch({Source::Env, "SB_TEST_NOT_SET"}, [&](Result<Fetched>) { ++calls; });
    QCOMPARE(calls, 1);
  }
};

SB_TEST(SecretsTest);

}  // namespace sb::vault

#include "secrets_test.moc"
