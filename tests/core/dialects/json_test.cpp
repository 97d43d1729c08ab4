#include <QTest>
#include <boost/json.hpp>
#include <random>
#include <string>

#include "core/base/json.h"
#include "core/dialects/estimate.h"
#include "core/dialects/json_index.h"
#include "core/dialects/json_text.h"
#include "tests/support/test_main.h"

Q_DECLARE_METATYPE(std::string)

namespace {

using namespace sb::dialects;

bool valid(const std::string& text) {
  JsonIndex index;
  auto cursor = index.read(text);
  if (!cursor) return false;
  cursor->checked();
  return !cursor->bad() && cursor->atEnd();
}

class JsonTest : public QObject {
  Q_OBJECT

 private slots:
  void checksTheGrammar_data();
  void checksTheGrammar();
  void agreesWithAnotherParser();
  void limitsDepth();
  void unescapes_data();
  void unescapes();
  void countsHostileNumbers_data();
  void countsHostileNumbers();
  void handsOutSlices();
  void walksHostileTextToItsEnd();
  void readsInPlaceOnlyWithPadding();
  void estimatesTokens();
};

void JsonTest::checksTheGrammar_data() {
  QTest::addColumn<std::string>("text");
  QTest::addColumn<bool>("ok");
  const auto row = [](std::string text, bool ok) {
    QTest::newRow(text.empty() ? "empty" : text.c_str()) << text << ok;
  };
  for (const char* text :
       {"{}", "[]", " { } ", "0", "-0", "1.5e+10", "-1E5", "true", "false", "null", "\"\"", "\"a\"",
        R"("\u00e9\n\"\\\/")", R"("\ud83d")", "[1,2,[3,{\"a\":[]}]]", "{\"a\":1,\"a\":2}",
        "\"\xf0\x9f\x98\x80\"", "\n[\t1\r,2 ]\n"})
    row(text, true);
  for (const char* text : {"",
                           "  ",
                           "{",
                           "}",
                           "[",
                           "]",
                           "[1,]",
                           "[,1]",
                           "[,]",
                           "{\"a\"}",
                           "{\"a\":}",
                           "{\"a\":1,}",
                           "{,}",
                           "{a:1}",
                           "{1:1}",
                           "[1 2]",
                           "{\"a\" 1}",
                           "{\"a\":1 \"b\":2}",
                           "[1}",
                           "{\"a\":1]",
                           "01",
                           "-",
                           "1.",
                           ".5",
                           "1e",
                           "+1",
                           "0x1",
                           "NaN",
                           "tru",
                           "truex",
                           "nul",
                           "'a'",
                           "\"a",
                           "\"\\x\"",
                           "\"\\u12g4\"",
                           "\"\\\"",
                           "\"\t\"",
                           "1 2",
                           "{} {}",
                           "[]]",
                           "\"a\"b",
                           "\"a\"\"b\"",
                           "{\"a\"b:1}",
                           "\"\xff\"",
                           "\"\xc3\"",
                           "\"\xed\xa0\x80\"",
                           ":",
                           ",",
                           "[:]",
                           "{\"a\":1:2}"})
    row(text, false);
  row(std::string("[\0]", 3), false);
  row(std::string("\0", 1), false);
}

void JsonTest::checksTheGrammar() {
  QFETCH(std::string, text);
  QTEST(valid(text), "ok");
}

// Mutations of a document: valid for us exactly if valid for Boost.JSON, but for lone surrogates.
void JsonTest::agreesWithAnotherParser() {
  const std::string seed =
      R"({"a":[1,-2.5e3,"x\ny",{"b":null,"c":true}],"d":"\u00e9 q","e":{},"f":[]})";
  const std::string alphabet = "{}[],:\"\\ \n0159.-+eEtfnulabx\x01\xc3\xa9";
  std::mt19937 random(11);
  int accepted = 0;
  for (int round = 0; round < 30'000; ++round) {
    std::string text = seed;
    for (std::size_t n = random() % 4; n > 0; --n) {
      const std::size_t at = random() % text.size();
      const char c = alphabet[random() % alphabet.size()];
      switch (random() % 3) {
        case 0:
          text[at] = c;
          break;
        case 1:
          text.insert(at, 1, c);
          break;
        default:
          text.erase(at, 1 + random() % 3);
      }
    }
    const bool expected = bool(sb::json::parse(text));
    accepted += expected;
    if (valid(text) != expected) QFAIL(text.c_str());
  }
  QVERIFY(accepted > 1000);
}

void JsonTest::limitsDepth() {
  const auto nested = [](std::size_t n) { return std::string(n, '[') + std::string(n, ']'); };
  QVERIFY(valid(nested(kMostDepth)));
  QVERIFY(!valid(nested(kMostDepth + 1)));
  JsonIndex index;
  const std::string deep = nested(100'000);
  auto cursor = index.read(deep);
  QVERIFY(cursor);
  cursor->checked();
  QVERIFY(cursor->tooDeep());
}

void JsonTest::unescapes_data() {
  QTest::addColumn<std::string>("token");
  QTest::addColumn<std::string>("text");
  const auto row = [](const char* name, std::string token, std::string text) {
    QTest::newRow(name) << token << text;
  };
  row("plain", "\"abc\"", "abc");
  row("simple", R"("\"\\\/\b\f\n\r\t")", "\"\\/\b\f\n\r\t");
  row("two bytes", R"("\u00e9")", "\xc3\xa9");
  row("three bytes", R"("\u65e5")", "\xe6\x97\xa5");
  row("pair", R"("\ud83d\ude00")", "\xf0\x9f\x98\x80");
  row("lone high", R"("\ud83dx")", "\xef\xbf\xbdx");
  row("lone low", R"("\ude00")", "\xef\xbf\xbd");
  row("high twice", R"("\ud83d\ud83d\ude00")", "\xef\xbf\xbd\xf0\x9f\x98\x80");
  row("no escape", R"("\q")", "\\q");
  row("cut escape", "\"\\u12\"", "\\u12");
  row("no string", "12", "");
  row("one quote", "\"", "");
}

void JsonTest::unescapes() {
  QFETCH(std::string, token);
  QTEST(unescape(token), "text");
}

void JsonTest::countsHostileNumbers_data() {
  QTest::addColumn<std::string>("token");
  QTest::addColumn<qint64>("count");
  const auto row = [](const char* token, qint64 count) {
    QTest::newRow(token) << std::string(token) << count;
  };
  row("12", 12);
  row("12.9", 12);
  row("1.2e3", 1200);
  row("-5", 0);
  row("1e400", 1'000'000'000'000);
  row("-1e400", 0);
  row("1e-400", 0);
  row("99999999999999999999999", 1'000'000'000'000);
  row("\"12\"", 0);
  row("null", 0);
  row("nan", 0);
  row("inf", 0);
  row("{}", 0);
  row("12x", 0);
}

void JsonTest::countsHostileNumbers() {
  QFETCH(std::string, token);
  QTEST(qint64(countOf(token)), "count");
}

void JsonTest::handsOutSlices() {
  const std::string text = R"( {"a" : [ 1, {"b": 2} ] , "c" : "x" } )";
  JsonIndex index;
  auto cursor = index.read(text);
  std::string seen;
  cursor->members([&](std::string_view key, JsonCursor& value) {
    seen.append(key).append("=").append(value.value()).append(";");
  });
  QCOMPARE(seen, std::string(R"("a"=[ 1, {"b": 2} ];"c"="x";)"));
  QVERIFY(!cursor->bad());
  QVERIFY(cursor->atEnd());
}

void JsonTest::walksHostileTextToItsEnd() {
  JsonIndex index;
  for (const std::string text :
       {"{\"a\":", "{\"a\"", "{", "[{\"a\":[", "{\"a\":}", "[[[]", "]", "{]"}) {
    auto cursor = index.read(text);
    if (!cursor) continue;
    cursor->elements([](JsonCursor& e) { e.members([](auto, JsonCursor& v) { v.value(); }); });
    QVERIFY(cursor->bad());
    cursor = index.read(text);
    cursor->members([](auto, JsonCursor&) {});
    QVERIFY(cursor->bad());
  }
}

void JsonTest::readsInPlaceOnlyWithPadding() {
  JsonIndex index;
  std::string text = "{}";
  text.reserve(text.size() + kJsonPadding);
  QVERIFY(index.read(text, text.size() + kJsonPadding));
  QVERIFY(index.text().data() == text.data());
  QVERIFY(index.read(text, text.size() + kJsonPadding - 1));
  QVERIFY(index.text().data() != text.data());
  QCOMPARE(std::string(index.text()), text);
}

void JsonTest::estimatesTokens() {
  QCOMPARE(estimateTokens(""), 0);
  QCOMPARE(estimateTokens("a"), 1);
  QCOMPARE(estimateTokens("four char toks!!"), 4);
  QCOMPARE(estimateTokens("\xe6\x97\xa5\xe6\x9c\xac"), 2);
  TokenEstimate cut;
  for (const char c : std::string("\xd0\xbc\xd0\xb8\xd1\x80\xf0\x9f\x98\x80"))
    cut.add({&c, 1});
  QCOMPARE(cut.tokens(), estimateTokens("\xd0\xbc\xd0\xb8\xd1\x80\xf0\x9f\x98\x80"));
}

SB_TEST(JsonTest);

}  // namespace

#include "json_test.moc"
