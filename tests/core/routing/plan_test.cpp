#include "core/routing/plan.h"

#include <QTest>

#include "tests/core/routing/pretended_world.h"
#include "tests/support/test_main.h"

using namespace sb;
using routing::Outcome;
using routing::Plan;

namespace {

config::Node target(const std::string& provider, int retries = 0) {
  config::Node node;
  node.kind = config::Node::Kind::Target;
  node.id = provider;
  node.provider = provider;
  node.model = "m";
  if (retries > 0) node.retries = retries;
  return node;
}

config::Node fallback(std::vector<config::Node> children) {
  config::Node node;
  node.kind = config::Node::Kind::Fallback;
  node.id = "f";
  node.moveOn = config::MoveOn::standard();
  node.children = std::move(children);
  return node;
}

Outcome status(int code) {
  Outcome outcome;
  outcome.status = code;
  outcome.error = ErrorKind::UpstreamStatus;
  return outcome;
}

Outcome error(ErrorKind kind) {
  Outcome outcome;
  outcome.error = kind;
  return outcome;
}

config::Node cached(config::Node node) {
  node.cache = config::CacheRule();
  node.cache->ttl = Millis(60'000);
  return node;
}

config::Node uncached(config::Node node) {
  node.cache = config::CacheRule();
  return node;
}

// Where it stops and what it calls, with the nodes whose caches are on the way, while every attempt
// ends so.
QStringList walked(const config::Node& root, const Outcome& each, bool stops = true) {
  routing::PretendedWorld world;
  Plan plan(root, world);
  if (stops) plan.stopAtCaches();
  QStringList steps;
  std::optional<Outcome> last;
  for (int i = 0; i < 100; ++i) {
    const auto attempt = plan.next(last);
    if (!attempt) return steps;
    if (attempt->cached != nullptr) {
      steps << "look at " + QString::fromStdString(attempt->cached->id);
      continue;
    }
    QStringList caches;
    for (const config::Node* node : attempt->caches)
      caches << QString::fromStdString(node->id);
    steps << QString::fromStdString(attempt->target->provider) + " [" + caches.join(' ') + "]";
    last = each;
  }
  return steps << "endless";
}

// The providers that are tried while every attempt ends so.
QStringList tried(const config::Node& root, const Outcome& each) {
  routing::PretendedWorld world;
  Plan plan(root, world);
  QStringList names;
  std::optional<Outcome> last;
  for (int i = 0; i < 100; ++i) {
    const auto attempt = plan.next(last);
    if (!attempt) return names;
    names << QString::fromStdString(attempt->target->provider);
    last = each;
  }
  return names << "endless";
}

}  // namespace

Q_DECLARE_METATYPE(sb::routing::Outcome)

class PlanTest : public QObject {
  Q_OBJECT

 private slots:
  void triesChildrenInOrder() {
    const auto root = fallback({target("a"), target("b"), target("c")});
    QCOMPARE(tried(root, status(500)), QStringList({"a", "b", "c"}));
  }

  void goesOnOnlyAfterWhatMovesOn_data() {
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<bool>("goesOn");
    for (const int code : {401, 402, 403, 408, 409, 425, 429, 500, 502, 503, 529})
      QTest::addRow("T93 status %d", code) << status(code) << true;
    for (const int code : {400, 404, 413, 422, 301})
      QTest::addRow("T93 status %d", code) << status(code) << false;
    using enum ErrorKind;
    for (const ErrorKind kind :
         {ConnectRefused, DnsFailed, TlsFailed, ProxyFailed, ConnectTimeout, PoolTimeout,
          FirstTokenTimeout, StallTimeout, TotalTimeout, UpstreamCut, UpstreamReset, UpstreamError,
          UpstreamProtocol, UpstreamTooLarge, CoolingDown, SecretMissing, SecretWaiting, NoTarget,
          UnsupportedParameter})
      QTest::addRow("T86 %s", std::string(errorName(kind)).c_str()) << error(kind) << true;
    for (const ErrorKind kind : {ClientGone, KeyRevoked, BadRequest})
      QTest::addRow("T100 %s", std::string(errorName(kind)).c_str()) << error(kind) << false;
  }
  void goesOnOnlyAfterWhatMovesOn() {
    QFETCH(Outcome, outcome);
    QFETCH(bool, goesOn);
    const auto root = fallback({target("a"), target("b")});
    QCOMPARE(tried(root, outcome).size(), goesOn ? 2 : 1);
  }

  void takesItsRulesFromTheNode() {
    auto root = fallback({target("a"), target("b")});
    root.moveOn = config::MoveOn();
    root.moveOn.statuses = {404};
    QCOMPARE(tried(root, status(404)).size(), 2);
    QCOMPARE(tried(root, status(500)).size(), 1);
    root.moveOn.connect = false;
    QCOMPARE(tried(root, error(ErrorKind::ConnectRefused)).size(), 1);
  }

  void retriesTheSameTargetFirst() {
    const auto root = fallback({target("a", 2), target("b")});
    QCOMPARE(tried(root, status(503)), QStringList({"a", "a", "a", "b"}));
    QCOMPARE(tried(root, status(400)), QStringList({"a"}));
  }

  void leavesAnInnerFallbackForTheOuter() {
    const auto root = fallback({fallback({target("a"), target("b")}), target("c")});
    QCOMPARE(tried(root, status(500)), QStringList({"a", "b", "c"}));
  }

  void stopsAfterSuccess() {
    const auto root = fallback({target("a"), target("b")});
    routing::PretendedWorld world;
    Plan plan(root, world);
    QVERIFY(plan.next(std::nullopt));
    Outcome ok;
    ok.ok = true;
    QVERIFY(!plan.next(ok));
  }

  void innerLimitsWinAndTotalsOnlyShrink() {
    auto inner = target("a");
    inner.timeouts.firstToken = Millis(3'000);
    inner.timeouts.total = Millis(90'000);
    auto root = fallback({inner});
    root.timeouts.firstToken = Millis(1'000);
    root.timeouts.total = Millis(60'000);
    root.timeouts.connect = Millis(200);
    routing::PretendedWorld world;
    Plan plan(root, world);
    const auto attempt = plan.next(std::nullopt);
    QVERIFY(attempt);
    QCOMPARE(attempt->limits.firstToken->count(), 3'000);
    QCOMPARE(attempt->limits.total->count(), 60'000);
    QCOMPARE(attempt->limits.connect->count(), 200);
    QVERIFY(!attempt->limits.stall);
  }

  void givesParametersOutermostFirst() {
    auto inner = target("a");
    inner.params.overrides = {{"temperature", "0"}};
    inner.prompt.append = "inner";
    auto root = fallback({inner});
    root.params.overrides = {{"temperature", "1"}};
    root.prompt.append = "outer";
    routing::PretendedWorld world;
    Plan plan(root, world);
    const auto attempt = plan.next(std::nullopt);
    QCOMPARE(attempt->params.size(), std::size_t{2});
    QCOMPARE(attempt->params.back()->overrides.front().second, std::string("0"));
    QCOMPARE(attempt->prompts.size(), std::size_t{2});
    QCOMPARE(attempt->prompts.back()->append, std::string("inner"));
  }

  void saysWhy() {
    const auto root = fallback({target("a"), target("b")});
    routing::PretendedWorld world;
    Plan plan(root, world, true);
    QCOMPARE(plan.next(std::nullopt)->why, std::string("fallback 1 of 2"));
    QCOMPARE(plan.next(status(429))->why, std::string("fallback 2 of 2 after 429"));
    QCOMPARE(plan.path().size(), std::size_t{4});
  }

  void stopsAtEachCacheAsItEnters() {
    const auto root = cached(fallback({target("a"), cached(target("b"))}));
    QCOMPARE(walked(root, status(500)),
             QStringList({"look at f", "a [f]", "look at b", "b [f b]"}));
    QCOMPARE(walked(root, status(400)), QStringList({"look at f", "a [f]"}));
  }

  void passesCachesByUnlessItIsToStop() {
    const auto root = cached(fallback({target("a"), cached(target("b"))}));
    QCOMPARE(walked(root, status(500), false), QStringList({"a []", "b []"}));
  }

  void looksOnceForAllRepeatsOfATarget() {
    const auto root = fallback({cached(target("a", 2)), target("b")});
    QCOMPARE(walked(root, status(503)),
             QStringList({"look at a", "a [a]", "a [a]", "a [a]", "b []"}));
  }

  void aNodeThatIsTakenOutKeepsNothingAbove() {
    const auto root = cached(fallback({uncached(target("a")), target("b")}));
    QCOMPARE(walked(root, status(500)), QStringList({"look at f", "a []", "b [f]"}));
  }

  void remembersWhyAcrossAStop() {
    const auto root = fallback({target("a"), cached(target("b"))});
    routing::PretendedWorld world;
    Plan plan(root, world);
    plan.stopAtCaches();
    QVERIFY(plan.next(std::nullopt)->cached == nullptr);
    QCOMPARE(plan.next(status(429))->cached, &root.children[1]);
    QCOMPARE(plan.next(status(429))->why, std::string("fallback 2 of 2 after 429"));
  }

  void doesNotLookAgainWhereItInsists() {
    const auto root = fallback({cached(target("a")), target("b")});
    routing::PretendedWorld world;
    world.sick = {"a"};
    Plan plan(root, world);
    plan.stopAtCaches();
    QCOMPARE(plan.next(std::nullopt)->cached, &root.children[0]);
    QCOMPARE(plan.next(std::nullopt)->target, &root.children[1]);
    const auto resort = plan.next(status(500));
    QCOMPARE(resort->target, &root.children[0]);
    QCOMPARE(resort->caches.size(), std::size_t{1});
  }
};

SB_TEST(PlanTest);
#include "plan_test.moc"
