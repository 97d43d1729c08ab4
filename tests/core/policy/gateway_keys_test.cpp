#include "core/policy/gateway_keys.h"

#include <QtTest/QtTest>
#include <thread>

#include "core/base/log.h"
#include "tests/support/test_main.h"

namespace sb::policy {
namespace {

constexpr WallMillis kNow = 1'795'341'600'000;

KeyHasher hasher() { return KeyHasher(Secret(std::string(32, 'p'))); }

struct Made {
  KeyRecord record;
  std::string text;
};

Made make(const char* name) {
  const KeyText key = newKeyText();
  Made made;
  made.text = key.text.reveal();
  made.record.id = key.publicId;
  made.record.name = name;
  made.record.digest = hasher()(made.text);
  return made;
}

FileKey fileKey(const char* name, const char* text) {
  FileKey key;
  key.configured.name = name;
  key.text = Secret(text);
  return key;
}

std::string resultOf(const GatewayKeys& keys, std::string_view text, WallMillis now = kNow) {
  const auto found = keys.check(text, now);
  return found ? (*found)->name : std::string(errorName(found.error().kind));
}

}  // namespace

class GatewayKeysTest : public QObject {
  Q_OBJECT

 private slots:
  void admitsKnownKeysOnly_data() {
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("result");
    QTest::newRow("as it is") << ""
                              << "a";
    QTest::newRow("nothing") << "empty"
                             << "key_missing";
    QTest::newRow("another secret") << "last"
                                    << "key_invalid";
    QTest::newRow("upper case") << "upper"
                                << "key_invalid";
    QTest::newRow("cut") << "cut"
                         << "key_invalid";
    QTest::newRow("longer") << "longer"
                            << "key_invalid";
    QTest::newRow("space") << "space"
                           << "key_invalid";
    QTest::newRow("only the public part") << "public"
                                          << "key_invalid";
    QTest::newRow("huge") << "huge"
                          << "key_invalid";
    QTest::newRow("a zero byte") << "zero"
                                 << "key_invalid";
  }
  void admitsKnownKeysOnly() {
    QFETCH(QString, change);
    QFETCH(QString, result);
    const Made a = make("a");
    GatewayKeys keys(hasher());
    keys.setStored({a.record, make("b").record});
    std::string text = a.text;
    if (change == "empty") text.clear();
    if (change == "last") text.back() = text.back() == '0' ? '1' : '0';
    if (change == "upper") text = QString::fromStdString(text).toUpper().toStdString();
    if (change == "cut") text.pop_back();
    if (change == "longer") text += '0';
    if (change == "space") text += ' ';
    if (change == "public") text = text.substr(0, 18);
    if (change == "huge") text = std::string(100'000, 'a');
    if (change == "zero") text += '\0';
    QCOMPARE(QString::fromStdString(resultOf(keys, text)), result);
  }

  void anEmptyTableAdmitsNobody() {
    const GatewayKeys keys(hasher());
    QCOMPARE(resultOf(keys, make("a").text), std::string("key_invalid"));
  }

  void anotherPepperAdmitsNobody() {
    const Made a = make("a");
    GatewayKeys keys(KeyHasher(Secret(std::string(32, 'q'))));
    keys.setStored({a.record});
    QCOMPARE(resultOf(keys, a.text), std::string("key_invalid"));
  }

  void keysOfTheFileMayHaveAnyForm() {
    const Made lookalike = make("x");
    GatewayKeys keys(hasher());
    keys.setFile(
        {fileKey("ci", "plain-old-password-text"), fileKey("other", lookalike.text.c_str())});
    QCOMPARE(resultOf(keys, "plain-old-password-text"), std::string("ci"));
    QCOMPARE(resultOf(keys, lookalike.text), std::string("other"));
    QCOMPARE(resultOf(keys, "plain-old-password-texT"), std::string("key_invalid"));
  }

  void tellsOfWeakAndDoubleTexts() {
    GatewayKeys keys(hasher());
    const auto notes =
        keys.setFile({fileKey("b", "same-text-0123456789"), fileKey("a", "same-text-0123456789"),
                      fileKey("short", "tiny")});
    QCOMPARE(notes.size(), std::size_t{2});
    QCOMPARE(resultOf(keys, "same-text-0123456789"), std::string("b"));
    for (const std::string& note : notes)
      QVERIFY(note.find("0123456789") == std::string::npos);
  }

  void rejectsKeyAfterRevocation() {
    const Made a = make("a");
    GatewayKeys keys(hasher());
    keys.setStored({a.record});
    const KeyHandle held = *keys.check(a.text, kNow);
    QVERIFY(keys.revoke(a.record.id));
    QVERIFY(held->revoked());
    QCOMPARE(resultOf(keys, a.text), std::string("key_revoked"));
    keys.setStored({a.record});
    QVERIFY2(resultOf(keys, a.text) == "key_revoked", "a reload must not bring it back");
    QVERIFY(!keys.revoke("nobody"));
  }

  void rejectsKeyStoredAsRevoked() {
    Made a = make("a");
    a.record.revoked = 5;
    GatewayKeys keys(hasher());
    keys.setStored({a.record});
    QCOMPARE(resultOf(keys, a.text), std::string("key_revoked"));
  }

  void rejectsKeyFromItsExpiryOn_data() {
    QTest::addColumn<qint64>("now");
    QTest::addColumn<QString>("result");
    QTest::newRow("just before") << qint64{kNow - 1} << "a";
    QTest::newRow("then") << qint64{kNow} << "key_invalid";
    QTest::newRow("later") << qint64{kNow + 1'000'000} << "key_invalid";
  }
  void rejectsKeyFromItsExpiryOn() {
    QFETCH(qint64, now);
    QFETCH(QString, result);
    Made a = make("a");
    a.record.expires = kNow;
    GatewayKeys keys(hasher());
    keys.setStored({a.record});
    QCOMPARE(QString::fromStdString(resultOf(keys, a.text, now)), result);
  }

  void aKeyTakenOutOfTheFileIsRevoked() {
    GatewayKeys keys(hasher());
    keys.setFile({fileKey("a", "text-of-key-a-0123"), fileKey("b", "text-of-key-b-0123")});
    const KeyHandle held = *keys.check("text-of-key-a-0123", kNow);
    std::vector<std::string> told;
    const auto subscription =
        keys.subscribe([&](const KeyHandle& handle) { told.push_back(handle->id); });
    keys.setFile({fileKey("b", "text-of-key-b-0123")});
    QVERIFY(held->revoked());
    QCOMPARE(told, (std::vector<std::string>{"file:a"}));
    QCOMPARE(resultOf(keys, "text-of-key-a-0123"), std::string("key_invalid"));
    keys.setFile({fileKey("a", "text-of-key-a-0123")});
    QCOMPARE(resultOf(keys, "text-of-key-a-0123"), std::string("a"));
  }

  void originsDoNotTouchEachOther() {
    const Made a = make("a");
    GatewayKeys keys(hasher());
    keys.setStored({a.record});
    keys.setFile({fileKey("f", "text-of-key-f-0123")});
    const auto session = keys.addSessionKey("console");
    keys.setFile({});
    keys.setStored({a.record});
    QCOMPARE(resultOf(keys, a.text), std::string("a"));
    QCOMPARE(resultOf(keys, session.text.reveal()), std::string("console"));
    QCOMPARE(keys.list().size(), std::size_t{2});
  }

  void liveStateSurvivesAReload() {
    const Made a = make("a");
    GatewayKeys keys(hasher());
    keys.setStored({a.record});
    QVERIFY(keys.check(a.text, kNow));
    keys.setStored({a.record});
    QCOMPARE(keys.find(a.record.id)->live->lastUsed.load(), kNow);
    QCOMPARE(keys.usedSince(kNow),
             (std::vector<std::pair<std::string, WallMillis>>{{a.record.id, kNow}}));
    QVERIFY(keys.usedSince(kNow + 1).empty());
  }

  void subscribersHearOnceAndOnlyWhileSubscribed() {
    const Made a = make("a");
    const Made b = make("b");
    GatewayKeys keys(hasher());
    keys.setStored({a.record, b.record});
    int told = 0;
    {
      auto first = keys.subscribe([&](const KeyHandle&) { ++told; });
      const GatewayKeys::Subscription moved = std::move(first);
      keys.revoke(a.record.id);
      keys.revoke(a.record.id);
      QCOMPARE(told, 1);
    }
    keys.revoke(b.record.id);
    QCOMPARE(told, 1);
  }

  void aSubscriptionMayOutliveTheKeys() {
    GatewayKeys::Subscription kept;
    {
      GatewayKeys keys(hasher());
      kept = keys.subscribe([](const KeyHandle&) {});
    }
    kept = {};
  }

  void sessionKeysWorkUntilRevokedAndAreBounded() {
    GatewayKeys keys(hasher());
    const auto first = keys.addSessionKey("console");
    QCOMPARE(resultOf(keys, first.text.reveal()), std::string("console"));
    QVERIFY(log::redacted(first.text.reveal()).find(first.text.reveal()) == std::string::npos);
    for (int i = 0; i < 64; ++i)
      keys.addSessionKey("console");
    QVERIFY(first.handle->revoked());
    QCOMPARE(resultOf(keys, first.text.reveal()), std::string("key_invalid"));
    QCOMPARE(keys.list().size(), std::size_t{64});
  }

  void aDamagedStoreStopsAllKeyedTraffic() {
    GatewayKeys keys(hasher());
    keys.setFile({fileKey("f", "text-of-key-f-0123")});
    keys.suspend(Error(ErrorKind::StoreCorrupt, "state.db is damaged"));
    QCOMPARE(resultOf(keys, "text-of-key-f-0123"), std::string("store_corrupt"));
    keys.resume();
    QCOMPARE(resultOf(keys, "text-of-key-f-0123"), std::string("f"));
  }

  void patternsSayWhatAKeyMayUse_data() {
    QTest::addColumn<QStringList>("models");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("no list") << QStringList{} << "anything" << true;
    QTest::newRow("named") << QStringList{"fast"} << "fast" << true;
    QTest::newRow("not named") << QStringList{"fast"} << "faster" << false;
    QTest::newRow("pattern") << QStringList{"x", "openai/*"} << "openai/gpt-4o" << true;
    QTest::newRow("other provider") << QStringList{"openai/*"} << "xopenai/gpt-4o" << false;
    QTest::newRow("empty name") << QStringList{"fast"} << "" << false;
  }
  void patternsSayWhatAKeyMayUse() {
    QFETCH(QStringList, models);
    QFETCH(QString, name);
    QFETCH(bool, allowed);
    KeyEntry entry;
    for (const QString& one : models)
      entry.models.push_back(one.toStdString());
    QCOMPARE(allows(entry, name.toStdString()), allowed);
  }

  void twoTablesInOneThreadAreKeptApart() {
    const Made a = make("a");
    GatewayKeys first(hasher());
    GatewayKeys second(hasher());
    first.setStored({a.record});
    for (int i = 0; i < 3; ++i) {
      QCOMPARE(resultOf(first, a.text), std::string("a"));
      QCOMPARE(resultOf(second, a.text), std::string("key_invalid"));
    }
  }

  void checksWhileOthersChangeTheTable() {
    const Made a = make("a");
    GatewayKeys keys(hasher());
    keys.setStored({a.record});
    std::atomic<bool> stop{false};
    std::atomic<int> refused{0};
    std::vector<std::thread> readers;
    for (int n = 0; n < 3; ++n)
      readers.emplace_back([&] {
        while (!stop)
          if (!keys.check(a.text, kNow)) ++refused;
      });
    for (int i = 0; i < 200; ++i) {
      keys.setFile({fileKey("f", "text-of-key-f-0123")});
      keys.setStored({a.record, make("b").record});
    }
    stop = true;
    for (std::thread& reader : readers)
      reader.join();
    QCOMPARE(refused.load(), 0);
    keys.revoke(a.record.id);
    QCOMPARE(resultOf(keys, a.text), std::string("key_revoked"));
  }

  void timeOfACheck() {
    GatewayKeys keys(hasher());
    std::vector<KeyRecord> records;
    const Made a = make("a");
    for (int i = 0; i < 1000; ++i)
      records.push_back(make("k").record);
    records.push_back(a.record);
    keys.setStored(records);
    QBENCHMARK { QVERIFY(keys.check(a.text, kNow)); }
  }
};

SB_TEST(GatewayKeysTest);

}  // namespace sb::policy

#include "gateway_keys_test.moc"
