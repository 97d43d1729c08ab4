// Desktops without a keychain, and one that comes later.
#include <QProcess>
#include <QTest>

#include "tests/keychain/support.h"
#include "tests/support/test_main.h"

using namespace sb;
using sb::test::KeychainEngine;
using sb::test::until;
using State = vault::Keychain::State;

namespace {

const std::string kSecret = "sk-keychain-0123456789";

void servesWithoutAKeychain(const KeychainEngine& all) {
  QVERIFY(all.engine.started());
  QVERIFY(until([&] { return all.status() == "missing"; }));
  QCOMPARE(all.keychainState(), std::string("absent"));
  QCOMPARE(test::stringAt(all.engine.admin("GET", "secrets").body, "/default_place"),
           std::string("vault"));
  const auto refused = all.put("openai", kSecret);
  QCOMPARE(refused.status, 503);
  QCOMPARE(test::stringAt(refused.body, "/kind"), std::string("secret_missing"));
  QCOMPARE(all.engine.admin("PUT", "secrets/openai", "{\"value\":\"" + kSecret + "\"}").status,
           204);
  QCOMPARE(all.engine.chat("up/m").status, 503);
}

}  // namespace

class NoBusTest : public QObject {
  Q_OBJECT

 private slots:
  void servesWithoutABus() {
    const auto keychain = test::quickKeychain();
    {
      const KeychainEngine all(keychain);
      servesWithoutAKeychain(all);
    }
    keychain->end();
  }
};

class LateKeyringTest : public QObject {
  Q_OBJECT

 private slots:
  void servesWithoutAServiceAndTakesOneThatComes() {
    const auto keychain = test::quickKeychain();
    QProcess keyring;
    {
      const KeychainEngine all(keychain);
      servesWithoutAKeychain(all);
      keyring.start(QStringLiteral("gnome-keyring-daemon"),
                    {QStringLiteral("--foreground"), QStringLiteral("--unlock"),
                     QStringLiteral("--components=secrets")});
      keyring.write(qgetenv("KEYRING_PASSWORD"));
      keyring.closeWriteChannel();
      QVERIFY(until([&] { return all.keychainState() == "open"; }));
      QCOMPARE(all.put("openai", kSecret).status, 204);
      QCOMPARE(all.status(), std::string("usable"));
      QCOMPARE(all.engine.chat("up/m").status, 200);
      QCOMPARE(all.usedKey(), "Bearer " + kSecret);
    }
    keyring.kill();
    QVERIFY(keyring.waitForFinished());
    QVERIFY(until([&] { return keychain->state() == State::Absent; }));
    keychain->end();
  }
};

SB_TEST(NoBusTest);
SB_TEST(LateKeyringTest);
#include "absent_test.moc"
