#include "core/cache/known_digests.h"

#include <QTest>

#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::cache;

class KnownDigestsTest : public QObject {
  Q_OBJECT
 private slots:
  void knowsWhatIsTheSameByteByByte();
  void keepsNoLongBodies();
  void forgetsInsteadOfGrowing();
};

namespace {

RequestDigest digestOf(std::string_view text) { return DigestMaker().add(text).finish(); }

}  // namespace

void KnownDigestsTest::knowsWhatIsTheSameByteByByte() {
  KnownDigests known;
  QVERIFY(known.find("chat", "{}") == nullptr);
  known.keep("chat", "{}", digestOf("one"));
  const RequestDigest* const found = known.find("chat", "{}");
  QVERIFY(found != nullptr && *found == digestOf("one"));
  QVERIFY(known.find("chat", "{ }") == nullptr);
  QVERIFY(known.find("messages", "{}") == nullptr);
  known.keep("messages", "{}", digestOf("two"));
  QVERIFY(known.find("chat", "{}") == nullptr);
  QVERIFY(*known.find("messages", "{}") == digestOf("two"));
}

void KnownDigestsTest::keepsNoLongBodies() {
  KnownDigests known;
  const std::string most(KnownDigests::kMostBody, 'x');
  known.keep("", most, digestOf("most"));
  QVERIFY(known.find("", most) != nullptr);
  known.keep("", most + "x", digestOf("more"));
  QVERIFY(known.find("", most + "x") == nullptr);
  known.keep("", "", digestOf("nothing"));
  QVERIFY(known.find("", "") == nullptr);
}

void KnownDigestsTest::forgetsInsteadOfGrowing() {
  constexpr int kMany = 10'000;
  KnownDigests known;
  for (int i = 0; i < kMany; ++i)
    known.keep("", std::to_string(i), digestOf(std::to_string(i)));
  int there = 0;
  for (int i = 0; i < kMany; ++i) {
    const RequestDigest* const found = known.find("", std::to_string(i));
    if (found == nullptr) continue;
    ++there;
    QVERIFY(*found == digestOf(std::to_string(i)));
  }
  QVERIFY(there > 100 && there < 1'000);
}

SB_TEST(KnownDigestsTest);
#include "known_digests_test.moc"
