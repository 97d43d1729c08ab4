#include "core/tokens/token_counter.h"

#include <QtTest/QtTest>
#include <thread>

#include "core/tokens/pieces.h"
#include "tests/support/test_main.h"

namespace sb::tokens {

class TokenCounterTest : public QObject {
  Q_OBJECT

 private slots:
  void carriesAllTokens();
  void knowsClassesOfCharacters();
  void cutsAsThePatternDoes_data();
  void cutsAsThePatternDoes();
  void givesEachByteToOnePiece();
  void takesSpecialTokensForText();
  void takesAnyBytes();
  void staysQuickOnHostileText_data();
  void staysQuickOnHostileText();
  void countsOnSeveralThreadsAtOnce();
};

void TokenCounterTest::carriesAllTokens() {
  const Ranks& ranks = o200k().ranks;
  QCOMPARE(ranks.size(), std::size_t{199'998});
  QCOMPARE(ranks.find("!"), 0U);
  QCOMPARE(ranks.find(" the"), 290U);
  QCOMPARE(ranks.find(" cocos"), 199'997U);
  QCOMPARE(ranks.find("zxqjvk"), Ranks::kNone);
  QCOMPARE(ranks.find(""), Ranks::kNone);
  QCOMPARE(ranks.find(std::string(200, ' ')), Ranks::kNone);
  for (int byte = 0; byte < 256; ++byte)
    QVERIFY(ranks.find(std::string(1, static_cast<char>(byte))) != Ranks::kNone);
}

void TokenCounterTest::knowsClassesOfCharacters() {
  const CharClasses& classes = o200k().classes;
  QCOMPARE(classes.of('a'), CharClass::Lower);
  QCOMPARE(classes.of('Z'), CharClass::Upper);
  QCOMPARE(classes.of(0x1c5), CharClass::Upper);  // a titlecase letter
  QCOMPARE(classes.of(0x4e2d), CharClass::Letter);
  QCOMPARE(classes.of(0x301), CharClass::Mark);
  QCOMPARE(classes.of(0x664), CharClass::Number);
  QCOMPARE(classes.of(0x3000), CharClass::Space);
  QCOMPARE(classes.of(0x85), CharClass::Space);
  QCOMPARE(classes.of('\n'), CharClass::Break);
  QCOMPARE(classes.of(0x1f600), CharClass::Other);
  QCOMPARE(classes.of(0x10ffff), CharClass::Other);
}

void TokenCounterTest::cutsAsThePatternDoes_data() {
  QTest::addColumn<QStringList>("pieces");
  const auto row = [](const char* name, const QStringList& pieces) {
    QTest::newRow(name) << pieces;
  };
  row("words", {"Hello", " big", " world"});
  row("a sign before a word", {"(foo", ".bar", "\tbaz"});
  row("capitals before small letters", {"HTTPServer"});
  row("camel case", {"camel", "Case"});
  row("capitals alone", {"HTTP", " API", "!"});
  row("capitals behind letters without case", {QString::fromUtf8("中"), "AB"});
  row("suffixes", {"it's", " THEY'RE", " o", "'clock"});
  row("numbers", {"123", "456", "7", "x"});
  row("signs", {" ==>", " //\n\n/", "!!"});
  row("blanks before a word", {"a", "  ", " b"});
  row("blanks at the end", {"a", "   "});
  row("lines", {"a", " \n\n", " ", " b"});
  row("a tab before a number", {"\t", "1"});
  row("a mark alone", {QString::fromUtf8("\u0301"), " "});
  row("a mark before capitals", {QString::fromUtf8("\u0301"), "AB"});
}

void TokenCounterTest::cutsAsThePatternDoes() {
  QFETCH(QStringList, pieces);
  const std::string text = pieces.join(QString()).toStdString();
  QStringList found;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t length = pieceLength(rest, o200k().classes);
    found.append(QString::fromUtf8(rest.data(), static_cast<qsizetype>(length)));
    rest.remove_prefix(length);
  }
  QCOMPARE(found, pieces);
}

void TokenCounterTest::givesEachByteToOnePiece() {
  std::string all;
  for (int i = 0; i < 70'000; ++i)
    all += static_cast<char>((i * 7919) >> 5);
  std::size_t done = 0;
  while (done < all.size()) {
    const std::size_t length = pieceLength(std::string_view(all).substr(done), o200k().classes);
    QVERIFY(length > 0 && length <= all.size() - done);
    done += length;
  }
  QCOMPARE(pieceLength("", o200k().classes), std::size_t{0});
}

void TokenCounterTest::takesSpecialTokensForText() {
  QCOMPARE(TokenCounter().count("<|endoftext|>"), 7);
}

void TokenCounterTest::takesAnyBytes() {
  TokenCounter counter;
  QCOMPARE(counter.count(""), 0);
  QCOMPARE(counter.count("\xff"), 1);
  QCOMPARE(counter.count("\xe4\xb8"), 1);  // the beginning of a character, a token as it is
  QVERIFY(counter.count("a\xc0\x80\xf8\x88\x80\x80\x80 \xed\xa0\x80\xf4\x90\x80\x80") > 0);
  QVERIFY(counter.count(std::string(3, '\0')) > 0);
}

void TokenCounterTest::staysQuickOnHostileText_data() {
  QTest::addColumn<QByteArray>("unit");
  QTest::newRow("one letter") << QByteArray("a");
  QTest::newRow("one capital") << QByteArray("A");
  QTest::newRow("blanks") << QByteArray(" ");
  QTest::newRow("lines") << QByteArray("\n");
  QTest::newRow("blanks and lines") << QByteArray(" \n");
  QTest::newRow("signs") << QByteArray("!");
  QTest::newRow("digits") << QByteArray("1");
  QTest::newRow("no UTF-8") << QByteArray("\xff");
  QTest::newRow("marks and capitals") << QByteArray("\xcc\x81\x41");
  QTest::newRow("no words") << QByteArray("zxqjvk");
  QTest::newRow("ideographs") << QByteArray("\xe9\xbe\x98");
}

// A quadratic way would take minutes for a megabyte.
void TokenCounterTest::staysQuickOnHostileText() {
  QFETCH(QByteArray, unit);
  const std::string text = unit.repeated((1 << 20) / unit.size()).toStdString();
  TokenCounter counter;
  QElapsedTimer timer;
  timer.start();
  const std::int64_t tokens = counter.count(text);
  QVERIFY2(timer.elapsed() < 20'000, std::to_string(timer.elapsed()).c_str());
  QVERIFY(tokens >= 8192 && tokens <= 1 << 20);
}

void TokenCounterTest::countsOnSeveralThreadsAtOnce() {
  std::vector<std::int64_t> counts(4, 0);
  std::vector<std::thread> threads;
  for (std::int64_t& count : counts)
    threads.emplace_back([&count] { count = TokenCounter().count("Hello big world"); });
  for (std::thread& thread : threads)
    thread.join();
  QCOMPARE(counts, (std::vector<std::int64_t>(4, 3)));
}

SB_TEST(TokenCounterTest);

}  // namespace sb::tokens

#include "token_counter_test.moc"
