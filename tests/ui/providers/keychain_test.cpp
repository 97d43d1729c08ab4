// Where secrets are kept, with a keychain that does what the test says.
#include <QCheckBox>
#include <QLineEdit>
#include <QTableView>
#include <QTest>

#include "tests/support/fake_keychain.h"
#include "tests/support/test_main.h"
#include "tests/ui/providers/support.h"

using namespace sb;
using namespace sb::ui;
using sb::test::text;
using sb::test::until;

namespace {

const std::string kSecret = "sk-keychain-0123456789";

std::string providers(quint16 port, const std::string& keys) {
  return "providers: [ { id: up, kind: openai_compatible, base_url: \"http://127.0.0.1:" +
         std::to_string(port) + "/v1\", keys: [ " + keys + " ] } ]\n";
}

std::string keyIn(const std::string& reference, const std::string& name = "main") {
  return "{ name: " + name + ", secret: \"" + reference + "\" }";
}

}  // namespace

class KeychainTest : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    m_upstream = std::make_unique<test::Peer>(test::models());
    m_keychain = std::make_shared<test::FakeKeychain>(true);
  }
  void cleanup() {
    m_window.reset();
    m_engine.reset();
    m_upstream.reset();
  }

  void keepsNewSecretsInTheKeychain();
  void offersTheEncryptedFileWhereTheKeychainRefuses();
  void offersNoKeychainWhereThereIsNone();
  void saysWhereAKeyIsKept_data();
  void saysWhereAKeyIsKept();
  void saysWhatToDoWhileTheKeychainIsLocked();
  void movesASecretIntoTheKeychain();
  void removesASecretWithItsKey();
  void keepsASecretThatAnotherKeyUses();

 private:
  void open(const std::string& yaml) {
    m_engine = std::make_unique<test::Engine>(yaml, m_keychain);
    QVERIFY(m_engine->started());
    m_window = std::make_unique<test::ProvidersWindow>(test::endpointOf(*m_engine));
  }
  void openProvider(const std::string& keys) {
    open(providers(m_upstream->port(), keys));
    m_window->click(text("open.up"));
    QVERIFY(m_window->wait(text("providerKeys")) != nullptr);
  }
  void fillAddDialog() {
    m_window->click(text("addProvider"));
    QVERIFY(until([&] { return !m_window->page()->known().presets().isEmpty(); }));
    m_window->click(text("customAddress"));
    m_window->wait<QLineEdit>(text("providerBaseUrl"))
        ->setText(text("http://127.0.0.1:%1/v1").arg(m_upstream->port()));
    m_window->wait<QLineEdit>(text("providerId"))->setText(text("mine"));
    m_window->wait<QLineEdit>(text("secret"))->setText(QString::fromStdString(kSecret));
  }
  QList<SecretName> secrets() {
    return test::get<Vault>(
               [&](auto* c, auto t) { return m_window->connection.client().secrets().list(c, t); })
        ->secrets;
  }
  const ProviderKey& key(int at = 0) { return m_window->providers().first().keys.at(at); }

  std::unique_ptr<test::Peer> m_upstream;
  std::shared_ptr<test::FakeKeychain> m_keychain;
  std::unique_ptr<test::Engine> m_engine;
  std::unique_ptr<test::ProvidersWindow> m_window;
};

void KeychainTest::keepsNewSecretsInTheKeychain() {
  open("ledger: { bodies: none }\n");
  fillAddDialog();
  QVERIFY(m_window->waitFor(text("Kept in the system's keychain")));
  m_window->click(text("addSubmit"));
  QVERIFY(m_window->waitFor(text("Works")));
  QCOMPARE(m_keychain->kept("mine"), kSecret);
  QCOMPARE(key().secret, text("keychain:mine"));
  const QList<SecretName> kept = secrets();
  QCOMPARE(kept.size(), 1);
  QCOMPARE(kept.first().place, text("keychain"));
}

void KeychainTest::offersTheEncryptedFileWhereTheKeychainRefuses() {
  m_keychain->setAtOnce(false);
  open("ledger: { bodies: none }\n");
  fillAddDialog();
  QVERIFY(m_window->waitFor(text("Kept in the system's keychain")));
  m_window->click(text("addSubmit"));
  QVERIFY(until([&] { return m_keychain->stores() == 1; }));
  m_keychain->answerStore(Error(ErrorKind::SecretWaiting, "the keychain is locked"));
  QVERIFY(m_window->waitFor(text("The keychain stayed locked")));
  QCOMPARE(m_window->wait<QLineEdit>(text("secret"))->text(), QString::fromStdString(kSecret));
  QVERIFY(m_window->providers().isEmpty());
  m_window->click(text("addSubmit"));
  QVERIFY(m_window->waitFor(text("Works")));
  QCOMPARE(key().secret, text("vault:mine"));
  QCOMPARE(m_keychain->kept("mine"), std::string());
}

void KeychainTest::offersNoKeychainWhereThereIsNone() {
  m_keychain->setState(vault::Keychain::State::Absent);
  open("ledger: { bodies: none }\n");
  fillAddDialog();
  QVERIFY(m_window->waitFor(text("Kept in the encrypted file")));
  QVERIFY(m_window->find(text("secretPlace.keychain")) == nullptr);
  QVERIFY(m_window->find(text("secretPlace.vault")) != nullptr);
}

void KeychainTest::saysWhereAKeyIsKept_data() {
  QTest::addColumn<std::string>("reference");
  QTest::addColumn<QString>("words");
  const auto row = [](const char* name, const char* reference, const char* words) {
    QTest::newRow(name) << std::string(reference) << text(words);
  };
  row("keychain", "keychain:a", "Kept in the system's keychain, as a");
  row("vault", "vault:a", "vault.bin, as a");
  row("variable", "env:SB_NOT_THERE", "Read from the environment variable SB_NOT_THERE");
  row("file", "file:/nowhere/key", "Read from the file /nowhere/key");
}
void KeychainTest::saysWhereAKeyIsKept() {
  QFETCH(std::string, reference);
  QFETCH(QString, words);
  m_keychain->keep("a", kSecret);
  openProvider(keyIn(reference));
  QVERIFY(m_window->waitFor(words));
  m_window->click(text("editKey"));
  auto* const place = m_window->wait<QLabel>(text("keyPlace"));
  QVERIFY(until([&] { return place->text().contains(words); }));
}

void KeychainTest::saysWhatToDoWhileTheKeychainIsLocked() {
  m_keychain->setAtOnce(false);
  m_keychain->setState(vault::Keychain::State::Locked);
  openProvider(keyIn("keychain:a"));
  QVERIFY(m_window->waitFor(text("Waiting for the system's keychain")));
  m_keychain->answer(Error(ErrorKind::SecretWaiting, "the keychain is locked"));
  m_window->click(text("unlockKeychain"));
  QVERIFY(until([&] { return m_keychain->askedAgain() == 1 && m_keychain->fetches() == 1; }));
  QCOMPARE(key().state, KeyState::Waiting);
  m_keychain->setState(vault::Keychain::State::Open);
  m_keychain->keep("a", kSecret);
  m_keychain->answer();
  QVERIFY(until([&] { return key().state == KeyState::Usable; }));
  QVERIFY(m_window->find(text("unlockKeychain")) == nullptr);
}

void KeychainTest::movesASecretIntoTheKeychain() {
  openProvider(keyIn("vault:a"));
  QCOMPARE(m_engine->admin("PUT", "secrets/a", R"({"value":"sk-in-the-vault-0123"})").status, 204);
  m_window->click(text("editKey"));
  QVERIFY(m_window->waitFor(text("vault.bin, as a")));
  m_window->click(text("secretPlace.keychain"));
  m_window->wait<QLineEdit>(text("secret"))->setText(QString::fromStdString(kSecret));
  m_window->click(text("keySave"));
  QVERIFY(until([&] { return key().secret == text("keychain:up"); }));
  QCOMPARE(m_keychain->kept("up"), kSecret);
  QVERIFY(until([&] { return secrets().size() == 1; }));
  QCOMPARE(secrets().first().place, text("keychain"));
}

void KeychainTest::removesASecretWithItsKey() {
  m_keychain->keep("a", kSecret);
  openProvider(keyIn("keychain:a"));
  m_window->click(text("removeKey"));
  const auto* const box = m_window->wait<QCheckBox>(text("questionRemember"));
  QVERIFY(box->isChecked());
  QVERIFY(box->text().contains(text("keychain")));
  m_window->click(text("questionAccept"));
  QVERIFY(until([&] { return m_keychain->kept("a").empty(); }));
  QVERIFY(until([&] { return m_window->providers().first().keys.isEmpty(); }));
}

void KeychainTest::keepsASecretThatAnotherKeyUses() {
  m_keychain->keep("a", kSecret);
  openProvider(keyIn("keychain:a") + ", " + keyIn("keychain:a", "other"));
  m_window->click(text("removeKey"));
  m_window->click(text("questionAccept"));
  QVERIFY(until([&] { return m_window->providers().first().keys.size() == 1; }));
  QVERIFY(until([&] { return !m_window->notices.isEmpty(); }));
  const auto kept = test::get<Done>([&](auto* c, auto t) {
    return m_window->connection.client().secrets().remove(text("keychain:a"), c, t);
  });
  QCOMPARE(kept.error().status, 409);
  QCOMPARE(m_keychain->kept("a"), kSecret);
}

SB_TEST(KeychainTest);
#include "keychain_test.moc"
