#include "core/vault/keychain_cache.h"

#include <QtTest/QtTest>

#include "core/base/log.h"
#include "tests/support/fake_keychain.h"
#include "tests/support/test_main.h"

namespace sb::vault {
namespace {

using State = Keychain::State;

struct Both {
  Both()
      : keychain(std::make_shared<sb::test::FakeKeychain>()), cache(KeychainCache::over(keychain)) {
    cache->onArrival([this] { ++arrivals; });
  }
  ~Both() { cache->close(); }

  std::string now(const std::string& name = "openai") const {
    const auto found = cache->now(name);
    return found ? std::string(found->secret.reveal()) : std::string(errorName(found.error().kind));
  }

  std::shared_ptr<sb::test::FakeKeychain> keychain;
  std::shared_ptr<KeychainCache> cache;
  int arrivals = 0;
};

Error waiting() { return {ErrorKind::SecretWaiting, "locked"}; }

}  // namespace

class KeychainCacheTest : public QObject {
  Q_OBJECT

 private slots:
  void asksOnceAndGivesWhatArrives() {
    Both all;
    all.keychain->keep("openai", "sk-one-0123456789");
    QCOMPARE(all.now(), std::string("secret_waiting"));
    QCOMPARE(all.now(), std::string("secret_waiting"));
    QCOMPARE(all.keychain->fetches(), std::size_t{1});
    all.keychain->answer();
    QCOMPARE(all.now(), std::string("sk-one-0123456789"));
    QCOMPARE(all.arrivals, 1);
    QCOMPARE(log::redacted("sk-one-0123456789"), std::string("[redacted]"));
  }

  void anAnswerAtOnceIsGivenAtOnce() {
    Both all;
    all.keychain->setAtOnce(true);
    all.keychain->keep("openai", "sk-one-0123456789");
    QCOMPARE(all.now(), std::string("sk-one-0123456789"));
  }

  void refusesWhatCannotGoIntoAHeader() {
    Both all;
    all.keychain->keep("openai", "sk-a\r\nX-Evil: 1");
    all.now();
    all.keychain->answer();
    QCOMPARE(all.now(), std::string("bad_request"));
  }

  void asksAgainWhenTheKeychainHasChanged() {
    Both all;
    all.now();
    all.keychain->answer(waiting());
    QCOMPARE(all.now(), std::string("secret_waiting"));
    QVERIFY(all.keychain->fetches() == 0);
    all.keychain->keep("openai", "sk-one-0123456789");
    all.keychain->tell();
    all.keychain->tell();
    QCOMPARE(all.keychain->fetches(), std::size_t{1});
    all.keychain->answer();
    QCOMPARE(all.now(), std::string("sk-one-0123456789"));
  }

  void keepsWhatItHadWhenTheKeychainIsGone_data() {
    QTest::addColumn<State>("state");
    QTest::addColumn<int>("kind");
    QTest::newRow("locked") << State::Locked << static_cast<int>(ErrorKind::SecretWaiting);
    QTest::newRow("absent") << State::Absent << static_cast<int>(ErrorKind::SecretMissing);
    QTest::newRow("silent") << State::Open << static_cast<int>(ErrorKind::SecretWaiting);
  }
  void keepsWhatItHadWhenTheKeychainIsGone() {
    QFETCH(State, state);
    QFETCH(int, kind);
    Both all;
    all.keychain->keep("openai", "sk-one-0123456789");
    all.now();
    all.keychain->answer();
    all.cache->refresh();
    all.keychain->setState(state);
    all.keychain->answer(Error(static_cast<ErrorKind>(kind), "gone"));
    QCOMPARE(all.now(), std::string("sk-one-0123456789"));
    QCOMPARE(all.arrivals, 1);
  }

  void forgetsWhatSomebodyTookOutOfAnOpenKeychain() {
    Both all;
    all.keychain->keep("openai", "sk-one-0123456789");
    all.now();
    all.keychain->answer();
    all.keychain->clear();
    all.cache->refresh();
    all.keychain->answer();
    QCOMPARE(all.now(), std::string("secret_missing"));
    QCOMPARE(all.arrivals, 2);
  }

  void knowsWhatItStoredWithoutAsking() {
    Both all;
    int told = 0;
    all.cache->store("openai", Secret("sk-two-0123456789"), false,
                     [&](const Status& s) { told += s ? 1 : 100; });
    QCOMPARE(told, 0);
    all.keychain->answerStore();
    QCOMPARE(told, 1);
    QCOMPARE(all.now(), std::string("sk-two-0123456789"));
    QVERIFY(all.keychain->fetches() == 0);
  }

  void takesOutWhatIsStoredAfterItWasGivenUp_data() {
    QTest::addColumn<bool>("replaces");
    QTest::newRow("new") << false;
    QTest::newRow("another one's place") << true;
  }
  void takesOutWhatIsStoredAfterItWasGivenUp() {
    QFETCH(bool, replaces);
    Both all;
    const auto change = all.cache->store("openai", Secret("sk-two-0123456789"), replaces,
                                         [](const Status&) { QFAIL("nobody waits any more"); });
    all.cache->giveUp(change);
    all.keychain->answerStore();
    QCOMPARE(all.keychain->kept("openai").empty(), !replaces);
  }

  void tellsNothingAfterItsEnd() {
    auto all = std::make_unique<Both>();
    const auto keychain = all->keychain;
    int told = 0;
    all->now();
    all->cache->store("a", Secret("sk"), false, [&](const Status&) { ++told; });
    all.reset();
    keychain->answer();
    keychain->answerStore();
    QCOMPARE(told, 0);
    QVERIFY(!keychain->isHeard());
  }
};

SB_TEST(KeychainCacheTest);

}  // namespace sb::vault

#include "keychain_cache_test.moc"
