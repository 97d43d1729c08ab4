// The text form: what it means, written plainly, and where mistakes are found.
#include <QFile>
#include <QRegularExpression>
#include <QtTest>
#include <boost/json.hpp>

#include "core/conditions/condition.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::conditions;

class ConditionGrammar : public QObject {
  Q_OBJECT

 private slots:
  void readsText_data();
  void readsText();
  void placesMistakes_data();
  void placesMistakes();
  void countsLinesAndCharacters();
  void namesCredentials();
  void equalMeansTheSameTree();
  void documentationIsRight();
};

void ConditionGrammar::readsText_data() {
  QTest::addColumn<QString>("plain");
  const auto row = [](const char* text, const char* plain) {
    QTest::newRow(text) << QString(plain);
  };
  row("has(images) or tokens > 100000", "has(images) or tokens > 100000");
  row("HAS(images)OR tokens>100k", "has(images) or tokens > 100000");
  row("tokens >= 1_000_000 and tokens < 1.5M", "tokens >= 1000000 and tokens < 1500000");
  row("tokens = 5", "tokens == 5");
  row("tokens == 5.0", "tokens == 5");
  row("body.temperature > .5 ", "");
  row("body.temperature > 0.5", "body.temperature > 0.5");
  row("body.temperature > -1e-3", "body.temperature > -0.001");
  row("tokens == 9223372036854775807", "tokens == 9223372036854775807");
  row("tokens == 92233720368547758070", "tokens == 9.223372036854776e+19");
  row("key == 'a'", "key == \"a\"");
  row("key == 'it\\'s \"so\"'", "key == \"it's \\\"so\\\"\"");
  row("key == \"\\u00e9\\ud83d\\ude00\\n\"", "key == \"é😀\\n\"");
  row("user =~ '^\\d+\\\\.x$'", "user matches \"^\\\\d+\\\\.x$\"");
  row("stream", "stream == true");
  row("not stream and schema", "not stream == true and schema == true");
  row("stream != false", "stream != false");
  row("(tokens > 5)", "tokens > 5");
  row("((a", "");
  row("tokens > 1 or tokens > 2 and tokens > 3", "tokens > 1 or tokens > 2 and tokens > 3");
  row("(tokens > 1 or tokens > 2) and tokens > 3", "(tokens > 1 or tokens > 2) and tokens > 3");
  row("tokens > 1 and (tokens > 2 and tokens > 3)", "tokens > 1 and tokens > 2 and tokens > 3");
  row("(tokens > 1 or tokens > 2) or tokens > 3", "tokens > 1 or tokens > 2 or tokens > 3");
  row("not (tokens > 1 and tokens > 2)", "not (tokens > 1 and tokens > 2)");
  row("not not tokens > 1", "not not tokens > 1");
  row("not(tokens > 1)", "not tokens > 1");
  row("key in ['a','b']", "key in [\"a\", \"b\"]");
  row("key NOT IN [\"a\"]", "key not in [\"a\"]");
  row("key not matches '^a'", "not key matches \"^a\"");
  row("tags not contains 'a'", "not tags contains \"a\"");
  row("tags contains 'a'", "tags contains \"a\"");
  row("exists(metadata.tier)", "exists(metadata.tier)");
  row("exists ( metadata['a b'] )", "exists(metadata[\"a b\"])");
  row("metadata[\"tier\"] == 'gold'", "metadata.tier == \"gold\"");
  row("headers.X-App == 'a'", "headers.x-app == \"a\"");
  row("body.messages[-1].role == 'user'", "body.messages[-1].role == \"user\"");
  row("body[\"a.b\"][0].c == 1", "body[\"a.b\"][0].c == 1");
  row("body.tools.0 == 1", "body.tools.0 == 1");
  row("true", "true");
  row("FALSE or true", "false or true");
  row("weekday >= 'Monday' and weekday <= \"FRI\"", "weekday >= \"mon\" and weekday <= \"fri\"");
  row("time >= '22:00' or time < '06:00'", "time >= \"22:00\" or time < \"06:00\"");
  row("client in ['10.0.0.0/8', 'fd00::/8']", "client in [\"10.0.0.0/8\", \"fd00::/8\"]");
  row("language == 'EN'", "language == \"en\"");
  row("\n tokens\t>\r\n 1\n", "tokens > 1");
  row("key < 'm'", "key < \"m\"");
}

void ConditionGrammar::readsText() {
  QFETCH(QString, plain);
  const auto read = Condition::parse(QTest::currentDataTag());
  QCOMPARE(QString::fromStdString(read ? read->toText() : ""), plain);
  if (!read) return;
  const auto again = Condition::parse(read->toText());
  QVERIFY(again);
  QVERIFY(*again == *read);
  const auto tree = Condition::fromJson(read->toJson());
  QVERIFY(tree);
  QVERIFY(*tree == *read);
}

void ConditionGrammar::placesMistakes_data() {
  QTest::addColumn<int>("offset");
  QTest::addColumn<QString>("what");
  const auto row = [](const char* text, int offset, const char* what) {
    QTest::newRow(text) << offset << QString(what);
  };
  row("", 0, "expected a fact such as `tokens`, `not` or `(`");
  row("tokens", 6, "expected a comparison after `tokens`");
  row("tokens and stream", 7, "expected a comparison after `tokens`, not `and`");
  row("tokens >", 8, "expected a text in quotes, a number, true or false");
  row("tokens > and", 9, "expected a text in quotes, a number, true or false, not `and`");
  row("tokens > > 5", 9, "expected a text in quotes, a number, true or false, not `>`");
  row("tokens > 5 6", 11, "expected `and`, `or` or the end, not `6`");
  row("tokens > 5)", 10, "expected `and`, `or` or the end, not `)`");
  row("tokens > 5é", 10, "expected `and`, `or` or the end, not `é`");
  row("(tokens > 5", 11, "expected `and`, `or` or `)`");
  row("tokens > 5 and", 14, "expected a fact such as `tokens`, `not` or `(`");
  row("5 < tokens", 0, "expected a fact such as `tokens`, `not` or `(`, not `5`");
  row("tokens > 5 && stream", 11, "`&&` is written `and`");
  row("tokens > 5 || stream", 11, "`||` is written `or`");
  row("!stream", 0, "`!` is written `not`");
  row("tokns > 5", 0, "there is no fact `tokns`, did you mean `tokens` or `tools`?");
  row("Tokens > 5", 0, "there is no fact `Tokens`, did you mean `tokens`?");
  row("colour > 5", 0, "there is no fact `colour`");
  row("stream > 3", 7, "`stream` is true or false, which `>` does not fit");
  row("stream == 3", 10, "`stream` is true or false: expected true or false");
  row("tokens == '5'", 10, "`tokens` is a number: expected a number");
  row("tokens in [1, 'a']", 14, "`tokens` is a number: expected a number");
  row("tokens matches 'a'", 7, "`tokens` is a number, which `matches` does not fit");
  row("key == gold", 7, "a text stands in quotes: \"gold\"");
  row("key == 5", 7, "`key` is a text: expected a text in quotes");
  row("key == 'a", 7, "this text has no closing quote");
  row("key == 'a\\u12'", 9, "expected four digits of a character after \\u");
  row("key == '\\ud800'", 8, "expected four digits of a character after \\u");
  row("key in 'a'", 7, "expected a list in [ ] after `in`, not `'`");
  row("key in []", 8, "expected a text in quotes, a number, true or false, not `]`");
  row("key in ['a' 'b']", 12, "expected `,` or `]`, not `'`");
  row("key not 5", 8, "expected `in`, `matches` or `contains`, not `5`");
  row("has images", 4, "expected ( after `has`, not `images`");
  row("has(images", 10, "expected `)`");
  row("has()", 4, "expected a fact such as `tokens`, `not` or `(`, not `)`");
  row("metadata == 1", 8, "expected a name, as in metadata.tier");
  row("metadata.a.b == 1", 10, "a name with other characters is written metadata[\"…\"]");
  row("metadata[0] == 1", 11, "expected a name, as in metadata.tier");
  row("body > 1", 4, "expected a name, as in body.temperature");
  row("body. > 1", 5, "expected a name, as in body.temperature");
  row("body.a[x] > 1", 7, "expected an index or a name in quotes after [");
  row("body.a[1 > 1", 8, "expected ]");
  row("tokens.x > 1", 6, "`tokens` has no parts");
  row("time > '8:00'", 7, "`time` is a time of day: expected a time such as \"08:00\"");
  row("time > '24:00'", 7, "`time` is a time of day: expected a time such as \"08:00\"");
  row("time > 08:00", 7, "no number: 08:00 (100000, 1_000, 0.5, 100k and 2M are)");
  row("tokens > 1__0", 9, "no number: 1__0 (100000, 1_000, 0.5, 100k and 2M are)");
  row("tokens > 100x", 9, "no number: 100x (100000, 1_000, 0.5, 100k and 2M are)");
  row("tokens > 1e999", 9, "no number: 1e999 (100000, 1_000, 0.5, 100k and 2M are)");
  row("weekday == 'someday'", 11, "`weekday` is a day of the week: expected a day such as \"mon\"");
  row("client == '10.0.0.0/33'", 10,
      "`client` is an address: expected an address or a block such as \"10.0.0.0/8\"");
  row("client > '10.0.0.1'", 7, "`client` is an address, which `>` does not fit");
  row("language == 'english'", 12,
      "`language` is the code of a language: expected two letters (ISO 639-1) such as \"en\"");
  row("tags > 'a'", 5, "`tags` is a list of texts, which `>` does not fit");
  row("body.a > true", 9, "true and false have no order");
  row("body.a matches 5", 15, "expected a text in quotes after matches");
  row("user matches '('", 13, "no regular expression: missing ): (");
  row("user matches '(?=a)'", 13, "no regular expression: invalid perl operator: (?=");
  row("key == '\xff'", 0, "a condition is a text in UTF-8");
}

void ConditionGrammar::placesMistakes() {
  QFETCH(int, offset);
  QFETCH(QString, what);
  const auto read = Condition::parse(QTest::currentDataTag());
  QVERIFY(!read);
  QCOMPARE(QString::fromStdString(read.error().what), what);
  QCOMPARE(static_cast<int>(read.error().offset), offset);
  QVERIFY(read.error().member.empty());
}

void ConditionGrammar::countsLinesAndCharacters() {
  const auto read = Condition::parse("key == 'äöü' and\n  user == 'é' and tokens");
  QVERIFY(!read);
  QCOMPARE(read.error().line, std::size_t(2));
  QCOMPARE(read.error().column, std::size_t(25));
  QCOMPARE(read.error().toText(),
           std::string("line 2, column 25: expected a comparison after `tokens`"));
}

void ConditionGrammar::namesCredentials() {
  for (const char* name : {"Authorization", "cookie", "x-api-key", "X-Goog-Api-Key", "api-key"}) {
    const auto read = Condition::parse(std::string("exists(headers.") + name + ")");
    QVERIFY2(!read, name);
    QCOMPARE(read.error().offset, std::size_t(7));
    QVERIFY(read.error().what.find("carries a credential") != std::string::npos);
  }
}

void ConditionGrammar::equalMeansTheSameTree() {
  const auto same = [](const char* a, const char* b) {
    return *Condition::parse(a) == *Condition::parse(b);
  };
  QVERIFY(same("tokens > 1k", "( tokens>1000 )"));
  QVERIFY(!same("tokens > 1", "tokens >= 1"));
  QVERIFY(!same("tokens > 1", "messages > 1"));
  QVERIFY(!same("key in ['a']", "key in ['b']"));
  QVERIFY(!same("body.a[0] == 1", "body.a['0'] == 1"));
  QVERIFY(!same("body.a == 1", "body.a == '1'"));
  QVERIFY(!same("true", "false"));
  QVERIFY(!same("stream and schema", "stream or schema"));
}

// Its examples are conditions, and its table names every fact.
void ConditionGrammar::documentationIsRight() {
  QFile file(QStringLiteral(SB_SOURCE_DIR "/docs/conditions.md"));
  QVERIFY(file.open(QIODevice::ReadOnly));
  const QString page = QString::fromUtf8(file.readAll());
  const QStringList examples = page.section("```", 1, 1).split('\n', Qt::SkipEmptyParts);
  QVERIFY(examples.size() >= 8);
  for (const QString& example : examples) {
    const auto read = Condition::parse(example.toStdString());
    QVERIFY2(read, qPrintable(example));
  }
  const QString facts = page.section("## Facts", 1, 1).section("## Operators", 0, 0);
  for (int i = 0; i < kFacts; ++i) {
    const std::string name(factName(static_cast<Fact>(i)));
    QVERIFY2(facts.contains(QRegularExpression(QStringLiteral("`%1[.`]").arg(name.c_str()))),
             name.c_str());
  }
}

SB_TEST(ConditionGrammar);
#include "grammar.moc"
