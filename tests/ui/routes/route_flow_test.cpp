// Trees of routes as values: what is edited changes, everything else stays.
#include "ui/routes/route_flow.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include "tests/support/test_main.h"
#include "ui/routes/node_words.h"

using namespace sb::ui;

namespace {

QJsonObject json(const char* text) { return QJsonDocument::fromJson(text).object(); }

const char* const kTree =
    R"({"label":"cheap first","fallback":{"move_on":[429],"try":[
        {"target":"a/one","retry":1},
        {"id":"home","fallback":{"try":[{"target":"b/two"},{"target":"b/three"}]}},
        {"target":"c/four","params":{"drop":["logprobs"]}}]}})";

QStringList targets(const QJsonObject& root) {
  QStringList all;
  for (const FlowNode& node : nodesOf(root))
    if (node.kind == NodeKind::Target) all.append(node.target);
  return all;
}

QString at(const char* text) { return QLatin1String(text); }

}  // namespace

class RouteFlowTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void nodesStandInReadingOrderWithTheGatewaysIds();
  void aSecondTargetMakesAFallback();
  void removingTheLastOfAFallbackTakesItAway();
  void oneTargetAlwaysStays();
  void movingKeepsWhatIsNotKnown();
  void timeLimitsAreOneSpanOrAMap();
  void timeSpansHaveAUnit_data();
  void timeSpansHaveAUnit();
  void changesAreCountedAsAPersonCounts();
  void everyKindHasItsChildrenInTheGatewaysOrder_data();
  void everyKindHasItsChildrenInTheGatewaysOrder();
  void aChildOfAnyKindChangesAlone_data();
  void aChildOfAnyKindChangesAlone();
  void whatHasNoEditorIsNotEdited();
  void everyKindHasWordsOfItsOwn();
  void saysWhatANodeDoes_data();
  void saysWhatANodeDoes();
};

namespace {

void addKinds() {
  QTest::addColumn<QJsonObject>("root");
  const auto row = [](const char* name, const char* text) { QTest::newRow(name) << json(text); };
  row("fallback", R"({"fallback":{"try":[{"target":"a/b"},{"target":"c/d"}]}})");
  row("race", R"({"race":{"after":"2s","try":[{"target":"a/b"},{"target":"c/d"}]}})");
  row("balance", R"({"balance":{"by":"usage","over":[{"target":"a/b"},{"target":"c/d"}]}})");
  row("split", R"({"split":[{"percent":9,"then":{"target":"a/b"}},
                            {"percent":91,"then":{"target":"c/d"}}]})");
  row("sticky split", R"({"split":{"sticky":"user","of":[{"percent":9,"then":{"target":"a/b"}},
                            {"percent":91,"then":{"target":"c/d"}}]}})");
  row("when", R"({"when":[{"if":"stream","then":{"target":"a/b"}},{"else":{"target":"c/d"}}]})");
  row("limit", R"({"limit":{"else":{"target":"c/d"},"rpm":5,"then":{"target":"a/b"}}})");
  row("mirror", R"({"mirror":{"to":{"target":"c/d"},"then":{"target":"a/b"}}})");
}

}  // namespace

void RouteFlowTest::nodesStandInReadingOrderWithTheGatewaysIds() {
  QStringList ids, places;
  for (const FlowNode& node : nodesOf(json(kTree))) {
    ids.append(node.id);
    places.append(placeText(node.path));
  }
  QCOMPARE(ids.join(QLatin1Char(' ')), at("n1 n2 home n4 n5 n6"));
  QCOMPARE(places.join(QLatin1Char(' ')), at(" 1 2 2.1 2.2 3"));
}

void RouteFlowTest::aSecondTargetMakesAFallback() {
  const QJsonObject one = targetNode(at("a/one"));
  const QJsonObject two = withAdded(one, targetNode(at("b/two")));
  QCOMPARE(kindOf(two), NodeKind::Fallback);
  QCOMPARE(targets(two), (QStringList{at("a/one"), at("b/two")}));
  QCOMPARE(targets(withAdded(two, targetNode(at("c/x/y")))).last(), at("c/x/y"));
}

void RouteFlowTest::removingTheLastOfAFallbackTakesItAway() {
  QJsonObject root = withoutNode(json(kTree), {1, 0});
  root = withoutNode(root, {1, 0});
  QCOMPARE(targets(root), (QStringList{at("a/one"), at("c/four")}));
  QCOMPARE(nodesOf(root).size(), 3);
}

void RouteFlowTest::oneTargetAlwaysStays() {
  const QJsonObject one = targetNode(at("a/one"));
  QVERIFY(!canRemove(one, {}));
  const QJsonObject two = withoutNode(withAdded(one, targetNode(at("b/two"))), {0});
  QVERIFY(!canRemove(two, {0}));
  QCOMPARE(withoutNode(two, {0}), two);
  QCOMPARE(withoutNode(two, {7}), two);
}

void RouteFlowTest::movingKeepsWhatIsNotKnown() {
  const QJsonObject root = withMoved(json(kTree), {2}, -2);
  QCOMPARE(targets(root).first(), at("c/four"));
  QVERIFY(nodeAt(root, {0}).contains(at("params")));
  QCOMPARE(root.value(at("label")).toString(), at("cheap first"));
  QVERIFY(!canMove(root, {0}, -1));
  QVERIFY(!canMove(root, {}, 1));
  QCOMPARE(withMoved(root, {2}, 1), root);
}

void RouteFlowTest::timeLimitsAreOneSpanOrAMap() {
  const QJsonValue alone(at("5m"));
  QCOMPARE(timeLimit(alone, at("total")), at("5m"));
  QCOMPARE(timeLimit(alone, at("connect")), QString());
  const QJsonValue both = withTimeLimit(alone, at("connect"), at("2s"));
  QCOMPARE(timeLimit(both, at("total")), at("5m"));
  QCOMPARE(timeLimit(both, at("connect")), at("2s"));
  QCOMPARE(withTimeLimit(both, at("connect"), {}), alone);
  QVERIFY(withTimeLimit(alone, at("total"), {}).isUndefined());
}

void RouteFlowTest::timeSpansHaveAUnit_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<bool>("good");
  QTest::newRow("seconds") << at("30s") << true;
  QTest::newRow("milliseconds") << at("250ms") << true;
  QTest::newRow("no unit") << at("30") << false;
  QTest::newRow("zero") << at("0s") << false;
  QTest::newRow("negative") << at("-1s") << false;
  QTest::newRow("line end") << at("1s\n") << false;
  QTest::newRow("words") << at("soon") << false;
  QTest::newRow("endless") << QString(10'000, QLatin1Char('9')) + at("s") << false;
}

void RouteFlowTest::timeSpansHaveAUnit() {
  QFETCH(const QString, text);
  QTEST(isTimeSpan(text), "good");
}

void RouteFlowTest::changesAreCountedAsAPersonCounts() {
  Route before;
  before.name = at("fast");
  before.flow = json(kTree);
  Route after = before;
  QCOMPARE(changesBetween(before, after), 0);
  after.match = {at("claude-*")};
  after.flow = withAdded(after.flow, targetNode(at("d/five")));
  QCOMPARE(changesBetween(before, after), 2);
  after.timeout = at("5m");
  after.name = at("quick");
  QCOMPARE(changesBetween(before, after), 4);
  Route moved = before;
  moved.flow = withMoved(before.flow, {0}, 1);
  QCOMPARE(changesBetween(before, moved), 1);
  QVERIFY(!sameRoute(before, moved));
  Route same = before;
  same.timeout = QJsonValue(QJsonValue::Undefined);
  QVERIFY(sameRoute(before, same));
}

void RouteFlowTest::everyKindHasItsChildrenInTheGatewaysOrder_data() { addKinds(); }

void RouteFlowTest::everyKindHasItsChildrenInTheGatewaysOrder() {
  QFETCH(const QJsonObject, root);
  QCOMPARE(targets(root), (QStringList{at("a/b"), at("c/d")}));
  const QList<FlowNode> nodes = nodesOf(root);
  QCOMPARE(nodes.size(), 3);
  QCOMPARE(nodes[2].id, at("n3"));
  QCOMPARE(nodes[2].above, nodes[0].kind);
  QVERIFY(kindOf(root) != NodeKind::Unknown);
}

void RouteFlowTest::aChildOfAnyKindChangesAlone_data() { addKinds(); }

void RouteFlowTest::aChildOfAnyKindChangesAlone() {
  QFETCH(const QJsonObject, root);
  const QJsonObject other = targetNode(at("x/y"));
  const QJsonObject changed = withNode(root, {1}, other);
  QCOMPARE(targets(changed), (QStringList{at("a/b"), at("x/y")}));
  QCOMPARE(withNode(changed, {1}, nodeAt(root, {1})), root);
  QCOMPARE(withNode(root, {2}, other), root);
  Route before, after;
  before.flow = root;
  after.flow = changed;
  QCOMPARE(changesBetween(before, after), 1);
}

void RouteFlowTest::whatHasNoEditorIsNotEdited() {
  const QJsonObject root = json(R"({"balance":{"over":[{"target":"a/b"},{"target":"c/d"}]}})");
  QVERIFY(!canAdd(root));
  QCOMPARE(withAdded(root, targetNode(at("x/y"))), root);
  QVERIFY(!canMove(root, {0}, 1));
  QVERIFY(!canRemove(root, {0}));
  QCOMPARE(withoutNode(root, {0}), root);
  QVERIFY(canAdd({}));
}

void RouteFlowTest::everyKindHasWordsOfItsOwn() {
  QStringList titles;
  for (int kind = 0; kind <= int(NodeKind::Unknown); ++kind)
    titles.append(kindTitle(NodeKind(kind)));
  QCOMPARE(titles.removeDuplicates(), 0);
  QVERIFY(!titles.contains(QString()));
  for (const char* kind : {"balance", "split", "when", "limit", "race", "mirror", "smart"})
    QVERIFY2(!summaryOf(QJsonObject{{at(kind), QJsonObject()}}).isEmpty(), kind);
}

void RouteFlowTest::saysWhatANodeDoes_data() {
  QTest::addColumn<QJsonObject>("node");
  QTest::addColumn<QString>("words");
  const auto row = [](const char* node, const QString& words) {
    QTest::newRow(node) << json(node) << words;
  };
  const QString dot = QStringLiteral(" · ");
  row(R"({"balance":{"by":"lowest_price"}})", at("the cheapest first"));
  row(R"({"balance":{}})", at("one is drawn by weight"));
  row(R"({"limit":{"rpm":60,"usd_per_day":"5","by":"user"}})",
      at("60 requests a minute") + dot + at("$5 a day") + dot + at("for each user"));
  row(R"({"race":{"after":"2s"}})", at("the next begins after 2s of silence"));
  row(R"({"mirror":{"percent":10}})", at("10 % of the requests are copied"));
  row(R"({"target":"a/b","cache":{"exact":{"ttl":"10m"}},"prompt":{"append":"x"}})",
      at("answers kept for 10m") + dot + at("changes the system prompt"));
  row(R"({"target":"a/b","cache":"off"})", at("keeps no answers"));
  row(R"({"target":"a/b","cache":{"coalesce":true}})", at("same requests share a call"));
  row(R"({"target":"a/b"})", QString());
}

void RouteFlowTest::saysWhatANodeDoes() {
  QFETCH(const QJsonObject, node);
  QTEST(summaryOf(node), "words");
}

SB_TEST(RouteFlowTest);
#include "route_flow_test.moc"
