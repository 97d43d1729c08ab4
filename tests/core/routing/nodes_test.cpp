// What each node kind does, read from the file's own words.
#include <QTest>
#include <map>

#include "core/config/load.h"
#include "core/routing/choose.h"
#include "core/routing/plan.h"
#include "tests/core/routing/pretended_world.h"
#include "tests/support/test_main.h"

using namespace sb;
using routing::Attempt;
using routing::Outcome;
using routing::Plan;
using routing::PretendedWorld;

namespace {

struct Tree {
  config::Snapshot config;
  const config::Node& root() const { return config->routes.front().flow; }
};

// The flow of a route; providers a, b, c and d are known.
Tree tree(const std::string& flow) {
  std::string yaml = "version: 1\nproviders:\n";
  for (const char* id : {"a", "b", "c", "d"})
    yaml += std::string("  - { id: ") + id + ", kind: openai, base_url: 'https://x.example/v1' }\n";
  config::Known known;
  known.kinds = {"openai"};
  const config::Loaded loaded =
      config::load(yaml + "routes: [ { name: r, flow: " + flow + " } ]\n", known);
  if (!loaded.config) qFatal("%s", config::toString(loaded.problems, "test").c_str());
  return {loaded.config};
}

Outcome status(int code) {
  Outcome outcome;
  outcome.status = code;
  outcome.error = ErrorKind::UpstreamStatus;
  return outcome;
}

// The provider of the first attempt.
std::string first(const Tree& tree, PretendedWorld& world) {
  Plan plan(tree.root(), world);
  const auto attempt = plan.next(std::nullopt);
  return attempt && attempt->target != nullptr ? attempt->target->provider : "";
}

// … and of those after it while each fails so.
QStringList all(const Tree& tree, PretendedWorld& world, const Outcome& each = status(503)) {
  Plan plan(tree.root(), world);
  QStringList names;
  std::optional<Outcome> last;
  while (names.size() < 20) {
    const auto attempt = plan.next(last);
    if (!attempt) break;
    names << QString::fromStdString(attempt->target->provider);
    last = each;
  }
  return names;
}

std::map<std::string, int> count(const Tree& tree, PretendedWorld& world, int times) {
  std::map<std::string, int> counts;
  for (int i = 0; i < times; ++i)
    ++counts[first(tree, world)];
  return counts;
}

const std::string kTwo = "over: [ { target: a/m, weight: 3 }, { target: b/m } ]";

}  // namespace

class NodesTest : public QObject {
  Q_OBJECT

 private slots:
  void weightsHoldWithinTwoPercent();
  void turnsGoRound();
  void turnsFollowWeights();
  void theBestScoreIsTaken();
  void equalsShare();
  void stickyGroupsStay();
  void fewGroupsMoveWhenATargetLeaves();
  void theOthersFollow();
  void failoverCanBeOff();
  void sharesOfASplitHold();
  void aSplitCanStick();
  void theFirstCaseThatHoldsIsTaken();
  void noCaseIsARefusal();
  void aLimitLeadsElsewhere();
  void aFullLimitIsAnOutcome();
  void aSickTargetIsPassedOver();
  void aSickTargetIsTheLastResort();
  void aSickTargetIsNoResortForABadRequest();
  void aRaceYieldsItsRacers();
  void aMirrorYieldsAShadow();
  void repeatsPauseAndEnd();
  void repeatsAreInherited();
  void whoRestsByNowIsNotRepeated();
  void whoRefusesTheAccountIsNotRepeated();
  void whatWasNotSentIsNotRepeated_data();
  void whatWasNotSentIsNotRepeated();
  void theLastResortIsAskedOnce();
  void aNarrowListGoesPastWhoRests();
  void failoversAreCounted();
  void failoversToAndFromARaceAreCounted();
  void whatTheProviderSaysOfTheRequestMovesOnIfAsked();
};

void NodesTest::weightsHoldWithinTwoPercent() {
  PretendedWorld world;
  const auto counts = count(tree("{ balance: { " + kTwo + " } }"), world, 10'000);
  QVERIFY(std::abs(counts.at("a") - 7'500) < 200);
}

void NodesTest::turnsGoRound() {
  PretendedWorld world;
  const Tree round = tree(
      "{ balance: { by: round_robin, over: [ { target: a/m }, { target: b/m }, { target: c/m "
      "} ] } }");
  std::string seen;
  for (int i = 0; i < 6; ++i)
    seen += first(round, world);
  QCOMPARE(seen, std::string("abcabc"));
}

void NodesTest::turnsFollowWeights() {
  PretendedWorld world;
  const auto counts = count(tree("{ balance: { by: round_robin, " + kTwo + " } }"), world, 400);
  QVERIFY2(std::abs(counts.at("a") - 300) <= 3, std::to_string(counts.at("a")).c_str());
}

void NodesTest::theBestScoreIsTaken() {
  PretendedWorld world;
  world.scores = {{"a", 200}, {"b", 10}};
  const Tree busy =
      tree("{ balance: { by: least_latency, over: [ { target: a/m }, { target: b/m } ] } }");
  QCOMPARE(first(busy, world), std::string("b"));
  Plan plan(busy.root(), world);
  QCOMPARE(plan.next(std::nullopt)->why, std::string("balance by least_latency: 10"));
}

void NodesTest::equalsShare() {
  PretendedWorld world;
  const auto counts =
      count(tree("{ balance: { by: least_busy, over: [ { target: a/m }, { target: b/m } ] } }"),
            world, 10);
  QCOMPARE(counts.at("a"), 5);
}

void NodesTest::stickyGroupsStay() {
  PretendedWorld world;
  const Tree sticky = tree("{ balance: { by: sticky, sticky: user, " + kTwo + " } }");
  int onA = 0;
  for (std::uint64_t group = 0; group < 10'000; ++group) {
    world.of = group * 0x9e3779b97f4a7c15ULL;
    const std::string chosen = first(sticky, world);
    QCOMPARE(first(sticky, world), chosen);
    if (chosen == "a") ++onA;
  }
  QVERIFY2(std::abs(onA - 7'500) < 200, std::to_string(onA).c_str());
  world.of.reset();
  QVERIFY(count(sticky, world, 200).size() == 2);  // whoever belongs to nobody is drawn
}

void NodesTest::fewGroupsMoveWhenATargetLeaves() {
  PretendedWorld world;
  const std::string head = "{ balance: { by: sticky, over: [ { target: a/m }, { target: b/m }, ";
  const Tree four = tree(head + "{ target: c/m }, { target: d/m } ] } }");
  const Tree three = tree(head + "{ target: c/m } ] } }");
  int moved = 0;
  for (std::uint64_t group = 0; group < 4'000; ++group) {
    world.of = group * 0x9e3779b97f4a7c15ULL + 1;
    const std::string before = first(four, world);
    if (before != first(three, world)) {
      ++moved;
      QCOMPARE(before, std::string("d"));
    }
  }
  QVERIFY2(moved <= 4'000 / 4 + 200, std::to_string(moved).c_str());
}

void NodesTest::theOthersFollow() {
  PretendedWorld world;
  world.scores = {{"a", 3}, {"b", 1}, {"c", 2}};
  const Tree over = tree(
      "{ balance: { by: least_busy, over: [ { target: a/m }, { target: b/m }, { target: c/m } ] } "
      "}");
  QCOMPARE(all(over, world), QStringList({"b", "c", "a"}));
  QCOMPARE(world.failed, 3);
  QCOMPARE(all(over, world, status(400)), QStringList({"b"}));
}

void NodesTest::failoverCanBeOff() {
  PretendedWorld world;
  QCOMPARE(all(tree("{ balance: { failover: false, " + kTwo + " } }"), world).size(), 1);
}

void NodesTest::sharesOfASplitHold() {
  PretendedWorld world;
  const Tree split = tree(
      "{ split: [ { percent: 5, then: { target: a/m } }, { percent: 95, then: { target: b/m } } ] "
      "}");
  const auto counts = count(split, world, 10'000);
  QVERIFY(std::abs(counts.at("a") - 500) < 100);
  QCOMPARE(all(split, world).size(), 1);  // a part is not the other's fallback
}

void NodesTest::aSplitCanStick() {
  PretendedWorld world;
  const Tree split = tree(
      "{ split: { sticky: key, of: [ { percent: 50, then: { target: a/m } }, { percent: 50, then: "
      "{ "
      "target: b/m } } ] } }");
  for (std::uint64_t group = 1; group < 100; ++group) {
    world.of = group * 77'777'777'777;
    QCOMPARE(first(split, world), first(split, world));
  }
}

void NodesTest::theFirstCaseThatHoldsIsTaken() {
  PretendedWorld world;
  const Tree when = tree(
      "{ when: [ { if: 'tokens > 1000', then: { target: a/m } }, { if: { tokens: { $gt: 100 } }, "
      "then: { target: b/m } }, { else: { target: c/m } } ] }");
  world.known.tokens = 5'000;
  QCOMPARE(first(when, world), std::string("a"));
  world.known.tokens = 500;
  QCOMPARE(first(when, world), std::string("b"));
  Plan plan(when.root(), world);
  QCOMPARE(plan.next(std::nullopt)->why, std::string("case 2: tokens = 500 > 100"));
  world.known.tokens = 5;
  QCOMPARE(first(when, world), std::string("c"));
}

void NodesTest::noCaseIsARefusal() {
  PretendedWorld world;
  const Tree when = tree("{ when: [ { if: 'tokens > 1000', then: { target: a/m } } ] }");
  Plan plan(when.root(), world);
  QVERIFY(!plan.next(std::nullopt));
  QVERIFY(plan.refusal());
  QCOMPARE(plan.refusal()->error.message, std::string("no case of the node n1 holds"));
}

void NodesTest::aLimitLeadsElsewhere() {
  PretendedWorld world;
  world.room = 2;
  const Tree limit =
      tree("{ limit: { by: key, rpm: 2, then: { target: a/m }, else: { target: b/m } } }");
  std::string seen;
  for (int i = 0; i < 3; ++i)
    seen += first(limit, world);
  QCOMPARE(seen, std::string("aab"));
}

void NodesTest::aFullLimitIsAnOutcome() {
  PretendedWorld world;
  world.room = 0;
  const std::string limit = "{ limit: { rpm: 2, then: { target: a/m } } }";
  QCOMPARE(first(tree("{ fallback: { try: [ " + limit + ", { target: b/m } ] } }"), world),
           std::string("b"));
  QCOMPARE(
      first(tree("{ fallback: { move_on: [ 5xx ], try: [ " + limit + ", { target: b/m } ] } }"),
            world),
      std::string());
  const Tree alone = tree(limit);
  Plan plan(alone.root(), world);
  QVERIFY(!plan.next(std::nullopt));
  QCOMPARE(plan.refusal()->wait.count(), 7'000);
}

void NodesTest::aSickTargetIsPassedOver() {
  PretendedWorld world;
  world.sick = {"a"};
  const Tree two = tree("{ fallback: { try: [ { target: a/m }, { target: b/m } ] } }");
  Plan plan(two.root(), world);
  const auto attempt = plan.next(std::nullopt);
  QCOMPARE(attempt->target->provider, std::string("b"));
  QCOMPARE(attempt->why, std::string("fallback 2 of 2 past a/m: a is sick"));
  const auto counts = count(tree("{ balance: { " + kTwo + " } }"), world, 50);
  QCOMPARE(counts.at("b"), 50);
}

void NodesTest::aSickTargetIsTheLastResort() {
  PretendedWorld world;
  world.sick = {"a", "b"};
  const Tree two = tree("{ fallback: { try: [ { target: a/m }, { target: b/m } ] } }");
  QCOMPARE(all(two, world), QStringList({"a", "b"}));
  world.sick = {"a"};
  QCOMPARE(all(two, world), QStringList({"b", "a"}));
  QCOMPARE(all(tree("{ target: a/m }"), world), QStringList({"a"}));
}

void NodesTest::aSickTargetIsNoResortForABadRequest() {
  PretendedWorld world;
  world.sick = {"a"};
  const Tree two = tree("{ fallback: { try: [ { target: a/m }, { target: b/m } ] } }");
  QCOMPARE(all(two, world, status(400)), QStringList({"b"}));
}

void NodesTest::aRaceYieldsItsRacers() {
  PretendedWorld world;
  const Tree two = tree("{ fallback: { try: [ { target: b/m }, { target: c/m } ] } }");
  config::Node race;
  race.kind = config::Node::Kind::Race;
  race.race.after = Millis(2'000);
  race.params.overrides = {{"seed", "1"}};
  race.children = {two.root().children[0], two.root()};
  Plan plan(race, world);
  auto attempt = plan.next(std::nullopt);
  QVERIFY(attempt && attempt->target == nullptr);
  QCOMPARE(attempt->after.count(), 2'000);
  QCOMPARE(attempt->racers.size(), std::size_t{2});
  auto second = attempt->racers[1].next(std::nullopt);
  QCOMPARE(second->target->provider, std::string("b"));
  QCOMPARE(second->params.size(), std::size_t{1});  // of the race
  second = attempt->racers[1].next(status(500));
  QCOMPARE(second->target->provider, std::string("c"));
  QVERIFY(!attempt->racers[1].next(status(500)));
  QVERIFY(!plan.next(status(500)));
}

void NodesTest::aMirrorYieldsAShadow() {
  PretendedWorld world;
  const Tree two = tree("{ fallback: { try: [ { target: a/m }, { target: b/m } ] } }");
  config::Node mirror;
  mirror.kind = config::Node::Kind::Mirror;
  mirror.children = two.root().children;
  Plan plan(mirror, world);
  auto attempt = plan.next(std::nullopt);
  QCOMPARE(attempt->target->provider, std::string("a"));
  QCOMPARE(attempt->shadows.size(), std::size_t{1});
  QCOMPARE(attempt->shadows[0].next(std::nullopt)->target->provider, std::string("b"));
  mirror.mirror.percent = 0;
  Plan other(mirror, world);
  QVERIFY(other.next(std::nullopt)->shadows.empty());
}

void NodesTest::repeatsPauseAndEnd() {
  PretendedWorld world;
  const Tree retried = tree("{ target: a/m, retry: 3 }");
  Plan plan(retried.root(), world);
  QCOMPARE(plan.next(std::nullopt)->pause.count(), 0);
  const auto second = plan.next(status(503));
  QVERIFY(second->pause.count() >= 125 && second->pause.count() <= 250);
  const auto third = plan.next(status(503));
  QVERIFY(third->pause.count() >= 250 && third->pause.count() <= 500);
  world.repeats = 0;
  QVERIFY(!plan.next(status(503)));
}

void NodesTest::repeatsAreInherited() {
  PretendedWorld world;
  const Tree two = tree(
      "{ retry: 1, fallback: { try: [ { target: a/m }, { target: b/m, retry: 0 }, "
      "{ balance: { over: [ { target: c/m }, { target: d/m } ], by: round_robin } } ] } }");
  QCOMPARE(all(two, world), QStringList({"a", "a", "b", "c", "c", "d", "d"}));
}

void NodesTest::whoRestsByNowIsNotRepeated() {
  PretendedWorld world;
  const Tree two = tree("{ retry: 2, fallback: { try: [ { target: a/m }, { target: b/m } ] } }");
  Plan plan(two.root(), world);
  QVERIFY(plan.next(std::nullopt));
  world.sick = {"a"};
  const auto next = plan.next(status(429));
  QCOMPARE(next->target->provider, std::string("b"));
  QCOMPARE(next->pause.count(), 0);
  QCOMPARE(world.repeats, 1'000'000);
}

// The provider's next key was tried by then.
void NodesTest::whoRefusesTheAccountIsNotRepeated() {
  PretendedWorld world;
  const Tree two = tree("{ fallback: { try: [ { target: a/m, retry: 3 }, { target: b/m } ] } }");
  for (const int refused : {401, 402, 403})
    QCOMPARE(all(two, world, status(refused)), QStringList({"a", "b"}));
  QCOMPARE(world.repeats, 1'000'000);
  QCOMPARE(all(two, world, status(500)), QStringList({"a", "a", "a", "a", "b"}));
}

void NodesTest::whatWasNotSentIsNotRepeated_data() {
  QTest::addColumn<int>("kind");
  using enum ErrorKind;
  for (const ErrorKind kind : {CoolingDown, SecretMissing, SecretWaiting, NoTarget, RateLimited,
                               BudgetExceeded, UnsupportedParameter})
    QTest::addRow("%s", std::string(errorName(kind)).c_str()) << static_cast<int>(kind);
}

void NodesTest::whatWasNotSentIsNotRepeated() {
  QFETCH(int, kind);
  PretendedWorld world;
  Outcome outcome;
  outcome.error = static_cast<ErrorKind>(kind);
  const Tree two = tree("{ fallback: { try: [ { target: a/m, retry: 3 }, { target: b/m } ] } }");
  QCOMPARE(all(two, world, outcome), QStringList({"a", "b"}));
  QCOMPARE(world.failovers, 0);
  QCOMPARE(world.repeats, 1'000'000);
}

// What a provider says of the key or the account, it says again.
void NodesTest::theLastResortIsAskedOnce() {
  PretendedWorld world;
  world.sick = {"a", "b"};
  const Tree two = tree("{ retry: 2, fallback: { try: [ { target: a/m }, { target: b/m } ] } }");
  QCOMPARE(all(two, world), QStringList({"a", "b"}));
}

// What a list leaves out is about answers: who rests was not asked.
void NodesTest::aNarrowListGoesPastWhoRests() {
  PretendedWorld world;
  const Tree two =
      tree("{ fallback: { move_on: [ 5xx ], try: [ { target: a/m }, { target: b/m } ] } }");
  Outcome cooling;
  cooling.error = ErrorKind::CoolingDown;
  QCOMPARE(all(two, world, cooling), QStringList({"a", "b"}));
  world.sick = {"a"};
  Plan plan(two.root(), world);
  QCOMPARE(plan.next(std::nullopt)->target->provider, std::string("b"));
}

void NodesTest::failoversAreCounted() {
  PretendedWorld world;
  const Tree three =
      tree("{ fallback: { try: [ { target: a/m }, { target: b/m }, { target: c/m } ] } }");
  QCOMPARE(all(three, world), QStringList({"a", "b", "c"}));
  QCOMPARE(world.failovers, 2);
  world.sick = {"b"};
  world.failovers = 0;
  QCOMPARE(all(three, world), QStringList({"a", "c", "b"}));
  QCOMPARE(world.failovers, 2);
}

void NodesTest::failoversToAndFromARaceAreCounted() {
  PretendedWorld world;
  const Tree flow = tree(
      "{ fallback: { try: [ { target: a/m }, { race: { try: [ { target: b/m }, { target: c/m } ] } "
      "}, { target: d/m } ] } }");
  Plan plan(flow.root(), world);
  plan.next(std::nullopt);
  const auto raced = plan.next(status(503));
  QCOMPARE(raced->racers.size(), std::size_t{2});
  QCOMPARE(world.failovers, 1);
  QCOMPARE(plan.next(status(503))->target->provider, std::string("d"));
  QCOMPARE(world.failovers, 2);
}

void NodesTest::whatTheProviderSaysOfTheRequestMovesOnIfAsked() {
  PretendedWorld world;
  Outcome tooLong = status(400);
  tooLong.contextLength = true;
  const std::string children = "try: [ { target: a/m }, { target: b/m } ] } }";
  QCOMPARE(all(tree("{ fallback: { " + children), world, tooLong), QStringList({"a"}));
  QCOMPARE(all(tree("{ fallback: { move_on: [ context_length ], " + children), world, tooLong),
           QStringList({"a", "b"}));
  QCOMPARE(all(tree("{ fallback: { move_on: [ content_policy ], " + children), world, tooLong),
           QStringList({"a"}));
}

SB_TEST(NodesTest);
#include "nodes_test.moc"
