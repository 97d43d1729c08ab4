// The keychain against a real gnome-keyring: unlocked, locked, refused, gone.
#include <QElapsedTimer>
#include <QTest>
#include <csignal>
#include <future>

#include "tests/keychain/prompter.h"
#include "tests/keychain/support.h"
#include "tests/support/test_main.h"

using namespace sb;
using sb::test::KeychainEngine;
using sb::test::until;
using State = vault::Keychain::State;

namespace {

const std::string kSecret = "sk-keychain-0123456789";

// Waits for an answer that comes on another thread.
template <class T>
class Awaited {
 public:
  std::function<void(T)> taker() {
    return [told = m_told](T value) { told->set_value(std::move(value)); };
  }
  bool came() {
    return until(
        [this] { return m_future.wait_for(std::chrono::seconds(0)) == std::future_status::ready; });
  }
  T get() { return m_future.get(); }

 private:
  std::shared_ptr<std::promise<T>> m_told = std::make_shared<std::promise<T>>();
  std::future<T> m_future = m_told->get_future();
};

}  // namespace

class KeyringTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    m_prompter = std::make_unique<test::Prompter>();
    m_keychain = test::quickKeychain();
    QVERIFY(until([&] { return m_keychain->state() == State::Open; }));
  }
  void cleanupTestCase() { m_keychain->end(); }
  void init() {
    m_prompter->setRefuses(false);
    m_prompter->closeAll();
    test::unlockKeyring();
    QVERIFY(until([&] { return m_keychain->state() == State::Open; }));
    m_keychain->askAgain();
  }

  void storesReadsAndRemoves();
  void keepsWhatIsNotAscii();
  void aSecretThatIsNotThereIsMissing();
  void servesARequestWithASecretOfTheKeychain();
  void aLockedOneIsNotWaitedForAndServesOnceUnlocked();
  void aPromptThatStaysOpenHoldsUpNothing();
  void aRefusedPromptIsNotRepeatedUnasked();
  void storingIntoALockedOneSaysSo();
  void servesOnWhenTheKeyringIsLost();

 private:
  std::string fetch(const std::string& name) {
    Awaited<Result<vault::Fetched>> answer;
    m_keychain->fetch({config::SecretRef::Source::Keychain, name}, answer.taker());
    if (!answer.came()) return "no answer";
    const Result<vault::Fetched> found = answer.get();
    return found ? std::string(found->secret.reveal()) : std::string(errorName(found.error().kind));
  }
  std::string store(const std::string& name, const std::string& secret) {
    Awaited<Status> answer;
    m_keychain->store(name, Secret(secret), answer.taker());
    return told(answer);
  }
  std::string remove(const std::string& name) {
    Awaited<Status> answer;
    m_keychain->remove(name, answer.taker());
    return told(answer);
  }
  static std::string told(Awaited<Status>& answer) {
    if (!answer.came()) return "no answer";
    const Status status = answer.get();
    return status ? "" : std::string(errorName(status.error().kind));
  }
  void lock() {
    test::lockKeyring();
    QVERIFY(until([&] { return m_keychain->state() == State::Locked; }));
  }

  std::unique_ptr<test::Prompter> m_prompter;
  std::shared_ptr<app::DesktopKeychain> m_keychain;
};

void KeyringTest::storesReadsAndRemoves() {
  QCOMPARE(store("openai", kSecret), std::string());
  QCOMPARE(fetch("openai"), kSecret);
  QCOMPARE(store("openai", "sk-another-0123456789"), std::string());
  QCOMPARE(fetch("openai"), std::string("sk-another-0123456789"));
  QCOMPARE(remove("openai"), std::string());
  QCOMPARE(fetch("openai"), std::string("secret_missing"));
  QCOMPARE(m_prompter->prompts(), 0);
}

void KeyringTest::keepsWhatIsNotAscii() {
  const std::string secret = "pässwörd-鍵-0123";
  QCOMPARE(store("odd/name_1.x@y", secret), std::string());
  QCOMPARE(fetch("odd/name_1.x@y"), secret);
  QCOMPARE(remove("odd/name_1.x@y"), std::string());
}

void KeyringTest::aSecretThatIsNotThereIsMissing() {
  QCOMPARE(fetch("nobody"), std::string("secret_missing"));
}

void KeyringTest::servesARequestWithASecretOfTheKeychain() {
  const KeychainEngine all(m_keychain);
  QVERIFY(until([&] { return all.status() == "missing"; }));
  QCOMPARE(all.put("openai", kSecret).status, 204);
  QCOMPARE(all.status(), std::string("usable"));
  QCOMPARE(all.engine.chat("up/m").status, 200);
  QCOMPARE(all.usedKey(), "Bearer " + kSecret);
  const KeychainEngine next(m_keychain);
  QVERIFY(until([&] { return next.status() == "usable"; }));
  QCOMPARE(next.engine.chat("up/m").status, 200);
  QCOMPARE(next.usedKey(), "Bearer " + kSecret);
  const auto gone = next.engine.admin("DELETE", "secrets/openai?place=keychain");
  QCOMPARE(gone.status, 204);
  QCOMPARE(fetch("openai"), std::string("secret_missing"));
}

void KeyringTest::aLockedOneIsNotWaitedForAndServesOnceUnlocked() {
  QCOMPARE(store("openai", kSecret), std::string());
  lock();
  QElapsedTimer time;
  time.start();
  const KeychainEngine all(m_keychain);
  QVERIFY(all.engine.started());
  QCOMPARE(all.status(), std::string("waiting"));
  QCOMPARE(all.engine.chat("up/m").status, 503);
  QVERIFY2(time.elapsed() < 3'000, "the start waits for the keychain");
  QCOMPARE(all.keychainState(), std::string("locked"));
  QVERIFY(until([&] { return m_prompter->prompts() > 0; }));
  QCOMPARE(all.status(), std::string("waiting"));
  test::unlockKeyring();
  QVERIFY(until([&] { return all.status() == "usable"; }));
  QCOMPARE(all.engine.chat("up/m").status, 200);
  QCOMPARE(all.usedKey(), "Bearer " + kSecret);
}

void KeyringTest::aPromptThatStaysOpenHoldsUpNothing() {
  QCOMPARE(store("openai", kSecret), std::string());
  lock();
  QCOMPARE(fetch("openai"), std::string("secret_waiting"));
  test::unlockKeyring();
  QVERIFY(until([&] { return m_keychain->state() == State::Open; }));
  QCOMPARE(fetch("openai"), kSecret);
  QCOMPARE(store("other", kSecret), std::string());
}

void KeyringTest::aRefusedPromptIsNotRepeatedUnasked() {
  QCOMPARE(store("openai", kSecret), std::string());
  lock();
  m_prompter->setRefuses(true);
  const int before = m_prompter->prompts();
  QCOMPARE(fetch("openai"), std::string("secret_waiting"));
  const int asked = m_prompter->prompts() - before;
  QVERIFY(asked > 0);
  QCOMPARE(fetch("openai"), std::string("secret_waiting"));
  QCOMPARE(fetch("other"), std::string("secret_waiting"));
  QCOMPARE(m_prompter->prompts() - before, asked);
  m_keychain->askAgain();
  QCOMPARE(fetch("openai"), std::string("secret_waiting"));
  QVERIFY(m_prompter->prompts() - before > asked);
}

void KeyringTest::storingIntoALockedOneSaysSo() {
  const KeychainEngine all(m_keychain, "new");
  lock();
  m_prompter->setRefuses(true);
  auto answer = std::async(std::launch::async, [&] { return all.put("new", kSecret); });
  QVERIFY(
      until([&] { return answer.wait_for(std::chrono::seconds(0)) == std::future_status::ready; }));
  const test::Gate::AdminReply refused = answer.get();
  QCOMPARE(refused.status, 503);
  QCOMPARE(test::stringAt(refused.body, "/kind"), std::string("secret_waiting"));
  test::unlockKeyring();
  QVERIFY(until([&] { return m_keychain->state() == State::Open; }));
  QCOMPARE(fetch("new"), std::string("secret_missing"));
}

void KeyringTest::servesOnWhenTheKeyringIsLost() {
  QCOMPARE(store("openai", kSecret), std::string());
  const KeychainEngine all(m_keychain);
  QVERIFY(until([&] { return all.status() == "usable"; }));
  const int pid = qEnvironmentVariableIntValue("KEYRING_PID");
  QVERIFY(pid > 1);
  ::kill(pid, SIGKILL);
  QVERIFY(until([&] { return m_keychain->state() != State::Open; }));
  QCOMPARE(all.engine.admin("POST", "config/reload").status, 200);
  QCOMPARE(all.engine.chat("up/m").status, 200);
  QCOMPARE(all.usedKey(), "Bearer " + kSecret);
  QCOMPARE(all.status(), std::string("usable"));
  // The bus starts another one when somebody asks.
  test::unlockKeyring();
  QVERIFY(until([&] { return m_keychain->state() == State::Open; }));
  QVERIFY(until([&] { return fetch("openai") == kSecret; }));
}

SB_TEST(KeyringTest);
#include "keyring_test.moc"
