#include "core/gateway/cached_print.h"

#include <QTest>
#include <functional>

#include "core/conditions/condition.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::gateway;
using config::Node;

namespace {

Node target(const std::string& provider, const std::string& model) {
  Node node;
  node.kind = Node::Kind::Target;
  node.provider = provider;
  node.model = model;
  return node;
}

config::CacheRule kept() {
  config::CacheRule rule;
  rule.ttl = Millis(60'000);
  return rule;
}

// A route "r": a fallback without a cache around one that has one, with two targets.
config::Config usual() {
  config::Config config;
  config::Provider provider;
  provider.id = "p";
  provider.kind = "openai_compatible";
  provider.baseUrl = "http://127.0.0.1:1/v1";
  config.providers = {provider};
  config::Route route;
  route.name = "r";
  route.flow.kind = Node::Kind::Fallback;
  Node inner;
  inner.kind = Node::Kind::Fallback;
  inner.cache = kept();
  inner.children = {target("p", "a"), target("p", "b")};
  route.flow.children = {inner, target("p", "c")};
  config.routes = {route};
  return config;
}

Node& innerOf(config::Config& config) { return config.routes[0].flow.children[0]; }

cache::RequestDigest printOf(const config::Config& config) {
  const NodePrints prints = printsOf(config);
  return prints.at(&config.routes[0].flow.children[0]).digest;
}

using Change = std::function<void(config::Config&)>;

}  // namespace

Q_DECLARE_METATYPE(Change)

class CachedPrintTest : public QObject {
  Q_OBJECT
 private slots:
  void hasOneForEachNodeWithACache();
  void isTheSameForTheSame();
  void changesWithWhatARequestBecomes_data();
  void changesWithWhatARequestBecomes();
  void staysWithWhatChangesNoAnswer_data();
  void staysWithWhatChangesNoAnswer();
  void saysWhereAConditionChooses();
};

void CachedPrintTest::hasOneForEachNodeWithACache() {
  config::Config config = usual();
  QCOMPARE(printsOf(config).size(), std::size_t{1});
  innerOf(config).children[1].cache = kept();
  QCOMPARE(printsOf(config).size(), std::size_t{2});
  innerOf(config).children[0].cache = config::CacheRule();  // not active: takes the node out
  QCOMPARE(printsOf(config).size(), std::size_t{2});
  innerOf(config).cache->ttl.reset();
  QCOMPARE(printsOf(config).size(), std::size_t{1});
  innerOf(config).cache->coalesce = true;
  QCOMPARE(printsOf(config).size(), std::size_t{2});
}

void CachedPrintTest::isTheSameForTheSame() { QVERIFY(printOf(usual()) == printOf(usual())); }

void CachedPrintTest::changesWithWhatARequestBecomes_data() {
  QTest::addColumn<Change>("change");
  const auto row = [](const char* name, Change change) { QTest::newRow(name) << change; };
  row("route", [](auto& c) { c.routes[0].name = "other"; });
  row("model", [](auto& c) { innerOf(c).children[0].model = "z"; });
  row("provider", [](auto& c) { innerOf(c).children[0].provider = "q"; });
  row("order", [](auto& c) { std::swap(innerOf(c).children[0], innerOf(c).children[1]); });
  row("one less", [](auto& c) { innerOf(c).children.pop_back(); });
  row("kind of node", [](auto& c) { innerOf(c).kind = Node::Kind::Balance; });
  row("provider's kind", [](auto& c) { c.providers[0].kind = "ollama"; });
  row("provider's address", [](auto& c) { c.providers[0].baseUrl = "http://127.0.0.1:2/v1"; });
  row("provider's headers", [](auto& c) { c.providers[0].headers = {{"x-a", "1"}}; });
  row("default", [](auto& c) { innerOf(c).params.defaults = {{"temperature", "0"}}; });
  row("override", [](auto& c) { innerOf(c).params.overrides = {{"temperature", "0"}}; });
  row("dropped", [](auto& c) { innerOf(c).params.drop = {"temperature"}; });
  row("of a child", [](auto& c) { innerOf(c).children[1].params.drop = {"n"}; });
  row("of the node above", [](auto& c) { c.routes[0].flow.params.drop = {"n"}; });
  row("prompt", [](auto& c) { innerOf(c).prompt.append = "Be brief."; });
  row("prompt, other side", [](auto& c) { innerOf(c).prompt.prepend = "Be brief."; });
  row("prompt above", [](auto& c) { c.routes[0].flow.prompt.append = "Be brief."; });
  row("header set", [](auto& c) { innerOf(c).headers.set = {{"x-a", "1"}}; });
  row("header removed", [](auto& c) { innerOf(c).headers.remove = {"x-a"}; });
}

void CachedPrintTest::changesWithWhatARequestBecomes() {
  QFETCH(Change, change);
  config::Config config = usual();
  change(config);
  QVERIFY(printOf(config) != printOf(usual()));
}

void CachedPrintTest::staysWithWhatChangesNoAnswer_data() {
  QTest::addColumn<Change>("change");
  const auto row = [](const char* name, Change change) { QTest::newRow(name) << change; };
  row("a sibling", [](auto& c) { c.routes[0].flow.children[1].model = "z"; });
  row("time limits", [](auto& c) { innerOf(c).timeouts.total = Millis(1); });
  row("repeats", [](auto& c) { innerOf(c).children[0].retries = 3; });
  row("label", [](auto& c) { innerOf(c).label = "mine"; });
  row("how long it keeps", [](auto& c) { innerOf(c).cache->ttl = Millis(1); });
  row("another route", [](auto& c) {
    c.routes.push_back(c.routes[0]);
    c.routes[1].name = "s";
  });
}

void CachedPrintTest::staysWithWhatChangesNoAnswer() {
  QFETCH(Change, change);
  config::Config config = usual();
  change(config);
  QVERIFY(printOf(config) == printOf(usual()));
}

void CachedPrintTest::saysWhereAConditionChooses() {
  config::Config config = usual();
  const auto chooses = [&] {
    const NodePrints prints = printsOf(config);
    return prints.at(&innerOf(config)).chooses;
  };
  QVERIFY(!chooses());
  Node when;
  when.kind = Node::Kind::When;
  when.children = {target("p", "a"), target("p", "b")};
  config.routes[0].flow.children[1] = when;  // beside it
  QVERIFY(!chooses());
  innerOf(config).children[1] = when;
  QVERIFY(chooses());
}

SB_TEST(CachedPrintTest);
#include "cached_print_test.moc"
