// Secrets of a keychain by the admin API: where they are kept, and that nobody waits for it.
#include <QTest>

#include <future>

#include "tests/core/admin/support.h"
#include "tests/support/fake_keychain.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::admin::test;
using sb::test::FakeKeychain;
using State = vault::Keychain::State;

namespace {

const std::string kInKeychain =
    "version: 1\n"
    "listen: { address: 127.0.0.1, port: 0 }\n"
    "admin: { address: 127.0.0.1, port: 0 }\n"
    "providers:\n"
    "  - id: openai\n"
    "    kind: openai\n"
    "    keys: [ { name: main, secret: \"keychain:openai\" } ]\n";

const std::string kSecret = "sk-keychain-0123456789";

struct Desktop {
  explicit Desktop(bool answersAtOnce = true, const std::string& config = kInKeychain)
      : keychain(std::make_shared<FakeKeychain>(answersAtOnce)), home(config, keychain) {
    home.ready();
  }

  // "usable", "waiting" …
  std::string status() const {
    const bj::object all = home.get("providers").json();
    return std::string(
        all.at("providers").as_array().at(0).at("keys").as_array().at(0).at("status").as_string());
  }
  Reply put(const std::string& name, const std::string& place) const {
    return home.call("PUT", "secrets/" + name, bj::object{{"value", kSecret}, {"place", place}});
  }

  std::shared_ptr<FakeKeychain> keychain;
  Home home;
};

}  // namespace

class KeychainSecretsTest : public QObject {
  Q_OBJECT

 private slots:
  void servesWhileTheKeychainIsSilentAndTakesWhatComes() {
    Desktop desktop(false);
    QCOMPARE(desktop.status(), "waiting");
    QCOMPARE(desktop.home.get("status").status, 200);
    desktop.keychain->keep("openai", kSecret);
    desktop.keychain->answer();
    QTRY_COMPARE(desktop.status(), "usable");
  }

  void asksAgainWhenAPersonWantsIt() {
    Desktop desktop;
    QCOMPARE(desktop.status(), "missing");
    desktop.keychain->keep("openai", kSecret);
    QCOMPARE(desktop.home.call("POST", "keychain/unlock").status, 204);
    QCOMPARE(desktop.keychain->askedAgain(), 1);
    QTRY_COMPARE(desktop.status(), "usable");
  }

  void asksAgainWhenTheConfigurationIsReadAgain() {
    Desktop desktop;
    desktop.keychain->keep("openai", kSecret);
    QCOMPARE(desktop.home.call("POST", "config/reload").status, 200);
    QTRY_COMPARE(desktop.status(), "usable");
  }

  void listsBothPlaces() {
    Desktop desktop;
    desktop.keychain->keep("openai", kSecret);
    desktop.home.call("POST", "keychain/unlock");
    QCOMPARE(desktop.put("spare", "vault").status, 204);
    QTRY_COMPARE(desktop.status(), "usable");
    const Reply reply = desktop.home.get("secrets");
    QVERIFY(reply.body.find(kSecret) == std::string::npos);
    const bj::object all = reply.json();
    QCOMPARE(all.at("keychain").as_string(), "open");
    QCOMPARE(all.at("default_place").as_string(), "keychain");
    QVERIFY(all.at("vault_file").as_string().ends_with("/vault.bin"));
    const bj::array& secrets = all.at("secrets").as_array();
    QCOMPARE(secrets.size(), std::size_t{2});
    QCOMPARE(secrets.at(0).at("place").as_string(), "vault");
    QCOMPARE(secrets.at(1).at("place").as_string(), "keychain");
    QCOMPARE(secrets.at(1).at("hint").as_string(), "…6789");
    QCOMPARE(secrets.at(1).at("used_by").as_array().at(0).as_string(), "providers/openai/main");
  }

  void tellsTheStateOfTheKeychain_data() {
    QTest::addColumn<State>("state");
    QTest::addColumn<std::string>("name");
    QTest::addColumn<std::string>("place");
    QTest::newRow("open") << State::Open << std::string("open") << std::string("keychain");
    QTest::newRow("locked") << State::Locked << std::string("locked") << std::string("keychain");
    QTest::newRow("absent") << State::Absent << std::string("absent") << std::string("vault");
  }
  void tellsTheStateOfTheKeychain() {
    QFETCH(State, state);
    QFETCH(std::string, name);
    QFETCH(std::string, place);
    Desktop desktop;
    desktop.keychain->setState(state);
    const bj::object all = desktop.home.get("secrets").json();
    QCOMPARE(std::string(all.at("keychain").as_string()), name);
    QCOMPARE(std::string(all.at("default_place").as_string()), place);
  }

  void storesInForceAtOnceAndOnlyThere() {
    Desktop desktop;
    QCOMPARE(desktop.put("openai", "keychain").status, 204);
    QCOMPARE(desktop.status(), "usable");
    QCOMPARE(desktop.keychain->kept("openai"), kSecret);
    QVERIFY(desktop.home.vault().list().empty());
    QCOMPARE(desktop.home.call("DELETE", "secrets/openai?place=keychain").status, 204);
    QCOMPARE(desktop.keychain->kept("openai"), std::string());
    QTRY_COMPARE(desktop.status(), "missing");
    QCOMPARE(desktop.home.call("DELETE", "secrets/openai?place=keychain").status, 404);
  }

  void keepsWhatIsStillNamed() {
    Desktop desktop;
    QCOMPARE(desktop.put("openai", "keychain").status, 204);
    const Reply refused = desktop.home.call("DELETE", "secrets/openai?place=keychain&unused=true");
    QCOMPARE(refused.status, 409);
    QVERIFY(refused.body.find("providers/openai/main") != std::string::npos);
    QCOMPARE(desktop.keychain->kept("openai"), kSecret);
    QCOMPARE(desktop.put("other", "keychain").status, 204);
    QCOMPARE(desktop.home.call("DELETE", "secrets/other?place=keychain&unused=true").status, 204);
  }

  void refuses_data() {
    QTest::addColumn<std::string>("name");
    QTest::addColumn<std::string>("place");
    QTest::newRow("place") << std::string("openai") << std::string("drawer");
    QTest::newRow("name") << std::string("a%20b") << std::string("keychain");
    QTest::newRow("long name") << std::string(200, 'a') << std::string("keychain");
  }
  void refuses() {
    QFETCH(std::string, name);
    QFETCH(std::string, place);
    Desktop desktop;
    QCOMPARE(desktop.put(name, place).status, 400);
    QCOMPARE(desktop.home.call("DELETE", "secrets/x?place=drawer").status, 400);
  }

  void saysWhyTheKeychainTookNothing() {
    Desktop desktop(false);
    auto answer = std::async(std::launch::async, [&] { return desktop.put("new", "keychain"); });
    QTRY_COMPARE(desktop.keychain->stores(), std::size_t{1});
    QCOMPARE(desktop.home.get("status").status, 200);
    desktop.keychain->answerStore(Error(ErrorKind::SecretWaiting, "the keychain is locked"));
    const Reply refused = answer.get();
    QCOMPARE(refused.status, 503);
    QCOMPARE(refused.kind(), "secret_waiting");
    QVERIFY(refused.body.find(kSecret) == std::string::npos);
  }

  void withoutAKeychainTheVaultIsNamed() {
    Home home;
    home.ready();
    const bj::object all = home.get("secrets").json();
    QCOMPARE(all.at("keychain").as_string(), "absent");
    QCOMPARE(all.at("default_place").as_string(), "vault");
    const Reply refused =
        home.call("PUT", "secrets/openai", bj::object{{"value", kSecret}, {"place", "keychain"}});
    QCOMPARE(refused.status, 503);
    QCOMPARE(refused.kind(), "secret_missing");
    QCOMPARE(home.call("POST", "keychain/unlock").status, 204);
  }

  void endsWhileTheKeychainIsAsked() {
    auto desktop = std::make_unique<Desktop>(false);
    auto answer = std::async(std::launch::async, [&] { return desktop->put("new", "keychain"); });
    QTRY_COMPARE(desktop->keychain->stores(), std::size_t{1});
    desktop->home.close();
    answer.get();
    const auto keychain = desktop->keychain;
    desktop.reset();
    keychain->answerStore();
    keychain->answer();
  }
};

SB_TEST(KeychainSecretsTest);
#include "secrets_test.moc"
