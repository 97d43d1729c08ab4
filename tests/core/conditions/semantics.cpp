// What holds of which request, and how that is explained.
#include <QtTest>
#include <limits>

#include "known_facts.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::conditions;

namespace {

test::KnownFacts request() {
  test::KnownFacts facts;
  facts.text("metadata.tier", "gold").text("metadata.level", "7").text("metadata.beta", "True");
  facts.real("metadata.share", 0.5).text("metadata.empty", "");
  facts.text("headers.x-app", "Console/1.2").text("headers.x-count", "12.5");
  facts.text("key", "ci").list("tags", {"prod", "eu"}).text("user", "ada");
  facts.number("tokens", 120'431).number("messages", 3).number("images", 0).number("tools", 2);
  facts.flag("schema", false).flag("stream", true).text("language", "en");
  facts.text("time", "09:30").text("weekday", "wed").text("client", "10.1.2.3");
  facts.real("body.temperature", 0.7).text("body.model", "fast").number("body.n", 2);
  facts.list("body.stop", {"END", "STOP"}).whole("body.tools", 2).whole("body.metadata", 0);
  facts.flag("body.store", false).number("body.seed", std::numeric_limits<std::int64_t>::max());
  facts.text("body.messages[-1].role", "user");
  return facts;
}

}  // namespace

class ConditionSemantics : public QObject {
  Q_OBJECT

 private slots:
  void decides_data();
  void decides();
  void decidesByKind_data();
  void decidesByKind() { decides(); }
  void comparesNumbersExactly();
  void explains_data();
  void explains();
  void hidesTextsOfTheBody();
  void asksOnlyWhatDecides();
  void saysWhatItNeeds();
};

void ConditionSemantics::decides_data() {
  QTest::addColumn<bool>("holds");
  const auto yes = [](const char* text) { QTest::newRow(text) << true; };
  const auto no = [](const char* text) { QTest::newRow(text) << false; };
  yes("tokens > 120_430");
  no("tokens > 120_431");
  yes("tokens >= 120431");
  yes("tokens <= 120431.0");
  no("tokens < 120431");
  yes("tokens != 5");
  yes("tokens in [1, 120431]");
  yes("has(images) or tokens > 100000");
  no("has(images) and tokens > 100000");
  yes("has(tools)");
  yes("exists(images)");
  no("exists(files)");
  no("has(files)");
  no("has(schema)");
  yes("exists(schema)");
  yes("stream");
  no("schema");
  yes("not schema");
  // What is missing compares with nothing.
  no("team == 'a'");
  yes("team != 'a'");
  no("team in ['a']");
  yes("team not in ['a']");
  no("team matches ''");
  no("team contains ''");
  no("files < 5");
  no("files >= 0");
  yes("not files < 5");
  // Nor does what is of another kind.
  no("body.model > 5");
  no("body.model < 5");
  yes("body.model != 5");
  no("body.n == '2'");
  no("body.store == 0");
  no("body.tools == 2");
  yes("body.tools != 2");
  no("body.temperature matches '0'");
}

void ConditionSemantics::decidesByKind_data() {
  QTest::addColumn<bool>("holds");
  const auto yes = [](const char* text) { QTest::newRow(text) << true; };
  const auto no = [](const char* text) { QTest::newRow(text) << false; };
  // Headers and metadata are texts that are read as what they are compared with.
  yes("metadata.level == 7");
  yes("metadata.level >= 6.5");
  yes("metadata.level == '7'");
  no("metadata.tier > 1");
  no("metadata.empty < 1");
  yes("metadata.beta == true");
  no("metadata.beta == false");
  yes("metadata.beta != false");
  no("metadata.tier == true");
  no("metadata.tier == false");
  yes("metadata.share < 1");
  yes("headers.X-Count > 12");
  yes("headers.x-app matches '^Console/[0-9.]+$'");
  no("headers.x-app matches 'console'");
  yes("headers.x-app =~ '(?i)console'");
  yes("headers.x-app contains 'sole/'");
  no("has(metadata.empty)");
  yes("exists(metadata.empty)");
  // Of a list, one member is enough; its negation holds of all.
  yes("tags == 'eu'");
  no("tags == 'us'");
  no("tags != 'eu'");
  yes("tags != 'us'");
  yes("tags in ['us', 'prod']");
  no("tags not in ['us', 'prod']");
  yes("tags contains 'prod'");
  no("tags contains 'pro'");
  yes("tags matches '^pr'");
  yes("has(tags)");
  yes("body.stop == 'END'");
  yes("body.stop > 'S'");
  // Texts compare by their bytes.
  yes("user < 'b'");
  no("user < 'Z'");
  yes("metadata.tier == 'gold' and key in ['ci']");
  // Time and weekdays.
  yes("time >= '08:00' and time < '18:00'");
  no("time >= '22:00' or time < '06:00'");
  yes("weekday >= 'mon' and weekday <= 'fri'");
  no("weekday in ['sat', 'sun']");
  yes("weekday > 'tue' and weekday < 'thu'");
  // Addresses.
  yes("client == '10.1.2.3'");
  yes("client in ['192.168.0.0/16', '10.0.0.0/8']");
  no("client in ['10.2.0.0/16', '::1']");
  yes("client not in ['10.2.0.0/16']");
  yes("client == '::ffff:10.0.0.0/104'");
  yes("client in ['0.0.0.0/0']");
  yes("client == '10.1.2.2/31'");
  no("client == '10.1.2.4/31'");
  // The body.
  yes("body.temperature > 0.5");
  yes("body.messages[-1].role == 'user'");
  no("body.messages[0].role == 'user'");
  yes("exists(body.tools)");
  yes("has(body.tools)");
  no("has(body.metadata)");
  yes("body.store == false");
  // Joined.
  yes("true");
  no("false");
  yes("false or not false");
  no("not (stream or schema)");
  yes("schema or stream and tokens > 5");
  no("(schema or stream) and tokens < 5");
  yes("not not stream");
}

void ConditionSemantics::decides() {
  QFETCH(bool, holds);
  const test::KnownFacts facts = request();
  const Condition condition = test::conditionOf(QTest::currentDataTag());
  QCOMPARE(condition.holds(facts), holds);
  const Explained explained = condition.explain(facts);
  QCOMPARE(explained.holds, holds);
  QVERIFY(!explained.why.empty());
}

void ConditionSemantics::comparesNumbersExactly() {
  const auto holds = [](std::int64_t tokens, const char* text) {
    return test::conditionOf(text).holds(test::KnownFacts().number("tokens", tokens));
  };
  QVERIFY(holds(9'223'372'036'854'775'807, "tokens > 9223372036854775806"));
  QVERIFY(!holds(9'223'372'036'854'775'806, "tokens > 9223372036854775806"));
  QVERIFY(holds(9'223'372'036'854'775'807, "tokens < 9223372036854775808"));
  QVERIFY(holds(9'007'199'254'740'993, "tokens > 9007199254740992"));
  QVERIFY(holds(9'007'199'254'740'993, "tokens != 9007199254740992.5"));
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const auto odd = test::KnownFacts().real("tokens", nan);
  QVERIFY(!test::conditionOf("tokens < 1 or tokens >= 1 or tokens == 1").holds(odd));
}

void ConditionSemantics::explains_data() {
  QTest::addColumn<QString>("why");
  const auto row = [](const char* text, const char* why) { QTest::newRow(text) << QString(why); };
  row("has(images) or tokens > 100000", "tokens = 120,431 > 100000");
  row("has(images) or tokens > 200k", "images = 0; tokens = 120,431, not > 200000");
  row("stream and metadata.tier == 'gold'", "stream = true; metadata.tier = \"gold\"");
  row("stream and metadata.tier == 'silver' and has(images)",
      "metadata.tier = \"gold\", not == \"silver\"");
  row("team == 'a'", "team is missing, not == \"a\"");
  row("team != 'a'", "team is missing, so != \"a\"");
  row("not exists(team)", "team is missing");
  row("tags == 'eu'", "tags = [\"prod\", \"eu\"] == \"eu\"");
  row("client in ['10.0.0.0/8']", "client = \"10.1.2.3\" in [\"10.0.0.0/8\"]");
  row("body.temperature <= 0.5", "body.temperature = 0.7, not <= 0.5");
  row("has(body.tools)", "body.tools = an object or list of 2");
  row("false or true", "true");
}

void ConditionSemantics::explains() {
  QFETCH(QString, why);
  const Explained explained = test::conditionOf(QTest::currentDataTag()).explain(request());
  QCOMPARE(QString::fromStdString(explained.why), why);
}

void ConditionSemantics::hidesTextsOfTheBody() {
  const std::string prompt(1'234, 'x');
  test::KnownFacts facts;
  facts.text("body.prompt", prompt).list("body.stop", {"secret"}).text("key", "ci");
  const auto why = [&](const char* text, Shown shown) {
    return test::conditionOf(text).explain(facts, shown).why;
  };
  QCOMPARE(why("body.prompt matches 'x'", Shown::NoBodyTexts),
           std::string("body.prompt = a text of 1,234 bytes matches \"x\""));
  QCOMPARE(why("body.stop == 'a'", Shown::NoBodyTexts),
           std::string("body.stop = a list of 1, not == \"a\""));
  QCOMPARE(why("key == 'ci'", Shown::NoBodyTexts), std::string("key = \"ci\""));
  QVERIFY(why("body.prompt matches 'x'", Shown::All).size() < 120);
}

void ConditionSemantics::asksOnlyWhatDecides() {
  const test::KnownFacts facts = request();
  QVERIFY(test::conditionOf("stream or tokens > 5 or has(images)").holds(facts));
  QCOMPARE(facts.asked, 1);
  QVERIFY(!test::conditionOf("schema and tokens > 5").explain(facts).holds);
  QCOMPARE(facts.asked, 2);
}

void ConditionSemantics::saysWhatItNeeds() {
  const Condition condition = test::conditionOf(
      "tokens > 1 and (body.a[0] == 1 or not body.b == 2 or body.a[0] == 3) and has(images)");
  FactSet needed;
  for (const Fact fact : {Fact::Tokens, Fact::Body, Fact::Images})
    needed.add(fact);
  QVERIFY(condition.needs() == needed);
  QVERIFY(!condition.needs().has(Fact::Language));
  QCOMPARE(condition.bodyPaths().size(), std::size_t(2));
  QCOMPARE(condition.bodyPaths()[0].toText(), std::string("body.a[0]"));
  QCOMPARE(condition.bodyPaths()[1].toText(), std::string("body.b"));
  QVERIFY(test::conditionOf("true").needs().empty());
}

SB_TEST(ConditionSemantics);
#include "semantics.moc"
