#include "core/providers/key_ring.h"

#include <QtTest/QtTest>
#include <array>
#include <map>
#include <span>

#include "tests/support/test_main.h"

namespace sb::providers {
namespace {

const Steady kStart{std::chrono::hours(5)};

Key key(const char* name, double weight, bool disabled = false) {
  Key made;
  made.name = name;
  made.weight = weight;
  made.disabled = disabled;
  made.secret = Secret(std::string("sk-") + name + "-0123456789");
  made.state = std::make_shared<KeyState>();
  return made;
}

Key keyWithout(const char* name, ErrorKind kind) {
  Key made = key(name, 1);
  made.secret.reset();
  made.whyNoSecret = Error(kind, "set it");
  return made;
}

std::string chosen(const KeyRing& ring, double random, Steady now = kStart,
                   std::string_view model = "m") {
  const auto found = ring.choose(model, random, now);
  if (!found) return std::string(errorName(found.error().kind));
  return *found == nullptr ? "none" : (*found)->name;
}

}  // namespace

class KeyRingTest : public QObject {
  Q_OBJECT

 private slots:
  void choosesInProportionToWeight() {
    const KeyRing ring("p", {key("a", 1), key("b", 3), key("c", 0.5), key("d", 9, true)}, false);
    std::map<std::string, int> counts;
    for (int n = 0; n < 9000; ++n)
      ++counts[chosen(ring, n / 9000.0)];
    QCOMPARE(counts["a"], 2000);
    QCOMPARE(counts["b"], 6000);
    QCOMPARE(counts["c"], 1000);
    QCOMPARE(counts["d"], 0);
  }

  void theSameNumberChoosesTheSameKey_data() {
    QTest::addColumn<double>("random");
    QTest::addColumn<QString>("name");
    QTest::newRow("0") << 0.0 << "a";
    QTest::newRow("just below") << 0.4999 << "a";
    QTest::newRow("half") << 0.5 << "b";
    QTest::newRow("1") << 1.0 << "b";
    QTest::newRow("out of range") << 7.0 << "b";
    QTest::newRow("negative") << -1.0 << "a";
  }
  void theSameNumberChoosesTheSameKey() {
    QFETCH(double, random);
    QFETCH(QString, name);
    const KeyRing ring("p", {key("a", 1), key("b", 1)}, false);
    QCOMPARE(QString::fromStdString(chosen(ring, random)), name);
  }

  void T90_aRestingKeyIsLeftOutUntilItsTime() {
    const KeyRing ring("p", {key("a", 1), key("b", 1)}, false);
    KeyRing::rest(*ring.find("a"), "m", kStart + Millis(500));
    QCOMPARE(chosen(ring, 0.0), std::string("b"));
    QCOMPARE(chosen(ring, 0.0, kStart + Millis(499)), std::string("b"));
    QCOMPARE(chosen(ring, 0.0, kStart + Millis(500)), std::string("a"));
  }

  void T90_aRestIsTheModelsAlone() {
    const KeyRing ring("p", {key("a", 1)}, false);
    KeyRing::rest(*ring.find("a"), "m", kStart + Millis(500));
    QCOMPARE(chosen(ring, 0.0), std::string("cooling_down"));
    QCOMPARE(chosen(ring, 0.0, kStart, "n"), std::string("a"));
    QCOMPARE(chosen(ring, 0.0, kStart, ""), std::string("a"));
    QVERIFY(!ring.soonest("n", kStart));
    KeyRing::rest(*ring.find("a"), "n", kStart + Millis(900));
    QCOMPARE(chosen(ring, 0.0, kStart + Millis(500)), std::string("a"));
    QCOMPARE(chosen(ring, 0.0, kStart + Millis(500), "n"), std::string("cooling_down"));
    KeyRing::restore(*ring.find("a"));
    QCOMPARE(chosen(ring, 0.0, kStart, "n"), std::string("a"));
  }

  void restsOfManyModelsAreBounded() {
    KeyState state;
    for (int i = 0; i < 10'000; ++i)
      state.rest("made-up-" + std::to_string(i), kStart + Millis(i + 1));
    QCOMPARE(state.rests(kStart).size(), std::size_t{256});
    QVERIFY(state.resting("made-up-9999", kStart));
    QVERIFY(!state.resting("made-up-1", kStart));
  }

  void T90_aRestIsNeverShortened() {
    const KeyRing ring("p", {key("a", 1)}, false);
    KeyRing::rest(*ring.find("a"), "m", kStart + Millis(500));
    KeyRing::rest(*ring.find("a"), "m", kStart + Millis(100));
    QCOMPARE(ring.soonest("m", kStart), std::optional(kStart + Millis(500)));
    QCOMPARE(chosen(ring, 0.0, kStart + Millis(400)), std::string("cooling_down"));
  }

  void whatWasTriedIsNotChosenAgain() {
    const KeyRing ring("p", {key("a", 1), key("b", 1)}, false);
    const std::array tried{ring.find("a"), ring.find("b")};
    for (const double random : {0.0, 0.3, 0.9})
      QCOMPARE((*ring.choose("m", random, kStart, std::span(tried).first(1)))->name,
               std::string("b"));
    QVERIFY(!ring.choose("m", 0, kStart, tried));
  }

  void T91_soonestIsTheFirstKeyToComeBack() {
    const KeyRing ring("p", {key("a", 1), key("b", 1)}, false);
    QVERIFY(!ring.soonest("m", kStart));
    KeyRing::rest(*ring.find("a"), "m", kStart + Millis(900));
    KeyRing::rest(*ring.find("b"), "m", kStart + Millis(300));
    QCOMPARE(ring.soonest("m", kStart), std::optional(kStart + Millis(300)));
  }

  void T93_aRefusedKeyIsLeftOutUntilRestored() {
    const KeyRing ring("p", {key("a", 1), key("b", 1)}, false);
    KeyRing::mark(*ring.find("a"), 401);
    QCOMPARE(chosen(ring, 0.0), std::string("b"));
    KeyRing::mark(*ring.find("b"), 403);
    QCOMPARE(chosen(ring, 0.0), std::string("secret_missing"));
    KeyRing::restore(*ring.find("a"));
    QCOMPARE(chosen(ring, 0.9), std::string("a"));
  }

  void saysWhyThereIsNoKey() {
    QCOMPARE(chosen(KeyRing("p", {}, false), 0), std::string("secret_missing"));
    QCOMPARE(chosen(KeyRing("p", {}, true), 0), std::string("none"));
    QCOMPARE(chosen(KeyRing("p", {key("a", 1, true)}, true), 0), std::string("secret_missing"));
    QCOMPARE(chosen(KeyRing("p", {keyWithout("a", ErrorKind::SecretWaiting)}, false), 0),
             std::string("secret_waiting"));
    QCOMPARE(chosen(KeyRing("p", {keyWithout("a", ErrorKind::SecretMissing)}, false), 0),
             std::string("secret_missing"));
  }

  void stateTellsWhatThePersonMayKnow() {
    const KeyRing ring("p",
                       {key("a", 2), key("b", 1), key("c", 1), key("d", 1, true),
                        keyWithout("e", ErrorKind::SecretWaiting)},
                       false);
    KeyRing::rest(*ring.find("b"), "m", kStart + Millis(250));
    KeyRing::mark(*ring.find("c"), 403);
    const auto state = ring.state(kStart);
    const std::vector<std::string> expected{"usable", "resting", "refused", "disabled", "waiting"};
    for (std::size_t i = 0; i < state.size(); ++i)
      QCOMPARE(std::string(statusName(state[i].status)), expected[i]);
    QCOMPARE(state[0].hint, std::string("…6789"));
    QCOMPARE(state[1].rests, (std::map<std::string, Millis>{{"m", Millis(250)}}));
    QCOMPARE(state[1].message, std::string("rests for m"));
    QCOMPARE(state[2].refusedWith, 403);
    QCOMPARE(state[4].message, std::string("set it"));
  }

  void statesSurviveAReload() {
    KeyStates states;
    auto before = states.of("p", "a", 1);
    before->refuse(401);
    before->rest("m", kStart);
    QCOMPARE(states.of("p", "a", 1), before);
    QCOMPARE(states.of("q", "a", 1)->refusedWith(), 0);
  }

  void aNewSecretClearsTheMark() {
    KeyStates states;
    auto before = states.of("p", "a", 1);
    before->refuse(401);
    auto after = states.of("p", "a", 2);
    QCOMPARE(after->refusedWith(), 0);
    before->refuse(401);
    QVERIFY2(after->refusedWith() == 0,
             "what still runs with the old secret must not mark the new");
  }

  void removedKeysAreForgotten() {
    KeyStates states;
    states.of("p", "a", 1)->refuse(401);
    QCOMPARE(states.of("p", "a", 1)->refusedWith(), 0);
  }
};

SB_TEST(KeyRingTest);

}  // namespace sb::providers

#include "key_ring_test.moc"
