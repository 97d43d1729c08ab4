// The tree form: what it means as text, and which member a mistake is found at.
#include <QtTest>
#include <boost/json.hpp>

#include "core/base/json.h"
#include "core/conditions/condition.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::conditions;

class ConditionTree : public QObject {
  Q_OBJECT

 private slots:
  void readsTrees_data();
  void readsTrees();
  void namesTheMember_data();
  void namesTheMember();
  void writesEachForm_data();
  void writesEachForm();
};

void ConditionTree::readsTrees_data() {
  QTest::addColumn<QString>("plain");
  const auto row = [](const char* tree, const char* plain) {
    QTest::newRow(tree) << QString(plain);
  };
  row(R"({"metadata.tier": {"$eq": "gold"}})", "metadata.tier == \"gold\"");
  row(R"({"metadata.tier": "gold"})", "metadata.tier == \"gold\"");
  row(R"({"tokens": {"$gt": 1, "$lte": 5}})", "tokens > 1 and tokens <= 5");
  row(R"({"tokens": {"$gte": 1}, "stream": true})", "tokens >= 1 and stream == true");
  row(R"({"tokens": {"$lt": 1.5}})", "tokens < 1.5");
  row(R"({"tokens": {"$ne": 18446744073709551615}})", "tokens != 1.8446744073709552e+19");
  row(R"({"key": {"$in": ["a", "b"]}})", "key in [\"a\", \"b\"]");
  row(R"({"key": {"$nin": ["a"]}})", "key not in [\"a\"]");
  row(R"({"user": {"$regex": "^a"}})", "user matches \"^a\"");
  row(R"({"tags": {"$contains": "a"}})", "tags contains \"a\"");
  row(R"({"metadata.x": {"$exists": true}})", "exists(metadata.x)");
  row(R"({"metadata.x": {"$exists": false}})", "not exists(metadata.x)");
  row(R"({"images": {"$has": true}})", "has(images)");
  row(R"({"images": {"$has": false}})", "not has(images)");
  row(R"({"tokens": {"$not": {"$gt": 1, "$lt": 9}}})", "not (tokens > 1 and tokens < 9)");
  row(R"({"$not": {"stream": true}})", "not stream == true");
  row(R"({"$or": [{"stream": true}, {"schema": true, "tools": {"$gt": 0}}]})",
      "stream == true or schema == true and tools > 0");
  row(R"({"$and": [{"$or": [{"stream": true}, {"schema": true}]}, {"tools": 1}]})",
      "(stream == true or schema == true) and tools == 1");
  row(R"({"$and": [{"stream": true}]})", "stream == true");
  row(R"({"$or": [true, {"stream": true}]})", "true or stream == true");
  row(R"({"headers.X-App": "a", "$or": [{"stream": true}, {"tools": 0}]})",
      "headers.x-app == \"a\" and (stream == true or tools == 0)");
  row(R"({"body.messages[-1].role": "user"})", "body.messages[-1].role == \"user\"");
  row(R"({"body[\"a.b\"]": 1})", "body[\"a.b\"] == 1");
  row(R"({"weekday": {"$in": ["Saturday", "sun"]}})", "weekday in [\"sat\", \"sun\"]");
  row("true", "true");
  row(R"("tokens > 5 or stream")", "tokens > 5 or stream == true");
}

void ConditionTree::readsTrees() {
  QFETCH(QString, plain);
  const auto tree = json::parse(QTest::currentDataTag());
  QVERIFY(tree);
  const auto read = Condition::fromJson(*tree);
  QVERIFY2(read, read ? "" : read.error().toText().c_str());
  QCOMPARE(QString::fromStdString(read->toText()), plain);
  QVERIFY(*Condition::parse(read->toText()) == *read);
  QVERIFY(*Condition::fromJson(read->toJson()) == *read);
}

void ConditionTree::namesTheMember_data() {
  QTest::addColumn<QString>("problem");
  const auto row = [](const char* tree, const char* problem) {
    QTest::newRow(tree) << QString(problem);
  };
  row(R"({"metadata.tier": {"$gte": true}})", "metadata.tier.$gte: true and false have no order");
  row(R"({"tokens": {"$gt": "5"}})", "tokens.$gt: `tokens` is a number: expected a number");
  row(R"({"tokens": {"$in": [1, "5"]}})", "tokens.$in.1: `tokens` is a number: expected a number");
  row(R"({"tokens": {"$in": []}})", "tokens.$in: expected a list of values for $in");
  row(R"({"tokens": {"$in": 5}})", "tokens.$in: expected a list of values for $in");
  row(R"({"tokens": {"$in": [[5]]}})", "tokens.$in.0: expected a text, a number, true or false");
  row(R"({"tokens": [5]})",
      "tokens: expected a value or a map of operators; one of several is {$in: […]}");
  row(R"({"user": null})",
      "user: expected a value or a map of operators; what is missing is {$exists: false}");
  row(R"({"user": 5})", "user: `user` is a text: expected a text in quotes");
  row(R"({"user": {}})", "user: expected an operator such as $eq");
  row(R"({"tokens": {"$gtt": 5}})",
      "tokens.$gtt: there is no operator $gtt here, did you mean $gt?");
  row(R"({"user": {"$regex": "a", "$options": "i"}})",
      "user.$options: there is no $options: a pattern begins with (?i) instead");
  row(R"({"user": {"$regex": "["}})", "user.$regex: no regular expression: missing ]: [");
  row(R"({"user": {"$exists": 1}})", "user.$exists: expected true or false for $exists");
  row(R"({"user": {"$not": 1}})", "user.$not: expected a map of operators for $not");
  row(R"({"$gt": 5})", "$gt: $gt stands below a fact: {tokens: {$gt: …}}");
  row(R"({"$orr": []})", "$orr: there is no operator $orr here, did you mean $or?");
  row(R"({"$or": {}})", "$or: expected a list of conditions for $or");
  row(R"({"$or": [{"stream": true}, 5]})",
      "$or.1: expected a map such as {tokens: {$gt: 1000}}, true or false");
  row(R"({"$or": [{"stream": {"$not": {"$eq": 1}}}]})",
      "$or.0.stream.$not.$eq: `stream` is true or false: expected true or false");
  row(R"({"tokns": 5})", "tokns: there is no fact `tokns`, did you mean `tokens` or `tools`?");
  row(R"({"tokens > 5": true})", "tokens > 5: unexpected ` > 5` after `tokens`");
  row(R"({"": 5})", ": expected the name of a fact");
  row(R"({"headers.cookie": "a"})",
      "headers.cookie: `headers.cookie` carries a credential, which no condition reads; `key` is "
      "the "
      "name of the gateway key");
  row("{}", "line 1, column 1: expected a map such as {tokens: {$gt: 1000}}, true or false");
  row("[]", "line 1, column 1: expected a map such as {tokens: {$gt: 1000}}, true or false");
  row(R"("tokens >")", "line 1, column 9: expected a text in quotes, a number, true or false");
}

void ConditionTree::namesTheMember() {
  QFETCH(QString, problem);
  const auto tree = json::parse(QTest::currentDataTag());
  QVERIFY(tree);
  const auto read = Condition::fromJson(*tree);
  QVERIFY(!read);
  QCOMPARE(QString::fromStdString(read.error().toText()), problem);
}

void ConditionTree::writesEachForm_data() {
  QTest::addColumn<QString>("tree");
  const auto row = [](const char* text, const char* tree) { QTest::newRow(text) << QString(tree); };
  row("has(images) or tokens > 100k",
      R"({"$or":[{"images":{"$has":true}},{"tokens":{"$gt":100000}}]})");
  row("not (key in ['a'] and stream)",
      R"({"$not":{"$and":[{"key":{"$in":["a"]}},{"stream":{"$eq":true}}]}})");
  row("not exists(metadata['a b'])", R"({"$not":{"metadata[\"a b\"]":{"$exists":true}}})");
  row("body.t <= 0.25", R"({"body.t":{"$lte":0.25}})");
  row("false", "false");
}

void ConditionTree::writesEachForm() {
  QFETCH(QString, tree);
  const auto read = Condition::parse(QTest::currentDataTag());
  QVERIFY(read);
  QCOMPARE(QString::fromStdString(json::write(read->toJson())), tree);
}

SB_TEST(ConditionTree);
#include "tree.moc"
