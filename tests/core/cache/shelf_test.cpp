#include <QTest>

#include "core/cache/shelf.h"
#include "tests/core/cache/support.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::cache;
using sb::test::digestOf;
using sb::test::storedAnswer;

class ShelfTest : public QObject {
  Q_OBJECT
 private slots:
  void digestsTellPartsApart();
  void givesBackWhatItTook();
  void forgetsWhatIsTooOld();
  void whoeverWasNotAskedForLongestLeavesFirst();
  void takesNothingThatIsTooLarge();
  void replacesWhatHasTheKey();
  void clearsOneRouteOrAll();
  void shrinksToANewSize();
};

void ShelfTest::digestsTellPartsApart() {
  const RequestDigest one = DigestMaker().add("ab").add("c").finish();
  const RequestDigest other = DigestMaker().add("a").add("bc").finish();
  QVERIFY(one != other);
  QVERIFY(one == DigestMaker().add("ab").add("c").finish());
}

void ShelfTest::givesBackWhatItTook() {
  Shelf shelf(1'000'000);
  shelf.put(storedAnswer("a", "body"));
  const StoredAnswerPtr found = shelf.find(digestOf("a"), 5);
  QVERIFY(found != nullptr);
  QCOMPARE(found->body, std::string("body"));
  QVERIFY(shelf.find(digestOf("b"), 5) == nullptr);
  QCOMPARE(shelf.entries(), std::int64_t(1));
  QCOMPARE(shelf.bytes(), found->size());
}

void ShelfTest::forgetsWhatIsTooOld() {
  Shelf shelf(1'000'000);
  shelf.put(storedAnswer("a", "body", 100));
  QVERIFY(shelf.find(digestOf("a"), 99) != nullptr);
  QVERIFY(shelf.find(digestOf("a"), 100) == nullptr);
  QCOMPARE(shelf.entries(), std::int64_t(0));
  QCOMPARE(shelf.bytes(), std::int64_t(0));
}

void ShelfTest::whoeverWasNotAskedForLongestLeavesFirst() {
  const std::string body(1'000, 'x');
  const std::int64_t one = storedAnswer("a", body)->size();
  Shelf shelf(one * 10);
  for (int i = 0; i < 10; ++i)
    shelf.put(storedAnswer(std::to_string(i), body));
  QVERIFY(shelf.find(digestOf("0"), 5) != nullptr);
  shelf.put(storedAnswer("new", body));
  QVERIFY(shelf.find(digestOf("0"), 5) != nullptr);
  QVERIFY(shelf.find(digestOf("1"), 5) == nullptr);
  QVERIFY(shelf.find(digestOf("2"), 5) != nullptr);
  QVERIFY(shelf.find(digestOf("new"), 5) != nullptr);
  QCOMPARE(shelf.entries(), std::int64_t(10));
  QVERIFY(shelf.bytes() <= one * 10);
}

void ShelfTest::takesNothingThatIsTooLarge() {
  Shelf shelf(80'000);
  shelf.put(storedAnswer("small", "x"));
  shelf.put(storedAnswer("large", std::string(10'001, 'x')));
  QVERIFY(shelf.find(digestOf("large"), 5) == nullptr);
  QVERIFY(shelf.find(digestOf("small"), 5) != nullptr);
}

void ShelfTest::replacesWhatHasTheKey() {
  Shelf shelf(1'000'000);
  shelf.put(storedAnswer("a", "old"));
  shelf.put(storedAnswer("a", "newer"));
  QCOMPARE(shelf.find(digestOf("a"), 5)->body, std::string("newer"));
  QCOMPARE(shelf.entries(), std::int64_t(1));
  QCOMPARE(shelf.bytes(), storedAnswer("a", "newer")->size());
}

void ShelfTest::clearsOneRouteOrAll() {
  Shelf shelf(1'000'000);
  shelf.put(storedAnswer("a", "x", 1'000, "one"));
  shelf.put(storedAnswer("b", "x", 1'000, "two"));
  shelf.clear("one");
  QVERIFY(shelf.find(digestOf("a"), 5) == nullptr);
  QVERIFY(shelf.find(digestOf("b"), 5) != nullptr);
  shelf.clear("");
  QCOMPARE(shelf.entries(), std::int64_t(0));
  QCOMPARE(shelf.bytes(), std::int64_t(0));
}

void ShelfTest::shrinksToANewSize() {
  Shelf shelf(1'000'000);
  for (int i = 0; i < 100; ++i)
    shelf.put(storedAnswer(std::to_string(i), "x"));
  shelf.setMost(10'000);
  QVERIFY(shelf.bytes() <= 10'000);
  QVERIFY(shelf.entries() > 0);
}

SB_TEST(ShelfTest);
#include "shelf_test.moc"
