#include "core/routing/choose.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/conditions/condition.h"

namespace sb::routing {
namespace {

using config::Balance;
using config::Node;
using Order = std::vector<std::uint16_t>;

// SplitMix64: spreads neighbouring numbers over all values.
std::uint64_t mixed(std::uint64_t z) {
  z += 0x9e3779b97f4a7c15ULL;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

double unit(std::uint64_t number) { return static_cast<double>(number >> 11) * 0x1.0p-53; }

std::uint64_t nameHash(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;  // FNV-1a
  for (const char c : name)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash;
}

Order all(const Node& node) {
  Order order(node.children.size());
  std::iota(order.begin(), order.end(), std::uint16_t{0});
  return order;
}

// Each in front with a chance equal to its weight: the order of exponential waiting times.
Order byWeight(const Node& node, World& world) {
  Order order = all(node);
  std::vector<double> waits;
  for (const Node& child : node.children)
    waits.push_back(-std::log1p(-world.random()) / child.weight);
  std::ranges::stable_sort(order, {}, [&](std::uint16_t i) { return waits[i]; });
  return order;
}

// Each as often in turn as its weight says: the turns are spread evenly over the weights (the
// golden ratio's additive recurrence, whose points never crowd).
Order byTurn(const Node& node, World& world) {
  const std::uint64_t turn = world.turn(node);
  const std::size_t size = node.children.size();
  double sum = 0;
  for (const Node& child : node.children)
    sum += child.weight;
  std::size_t pick = turn % size;
  const bool even = std::ranges::all_of(
      node.children, [&](const Node& child) { return child.weight == node.children[0].weight; });
  if (!even) {
    constexpr double kGolden = 0.618033988749894848;
    double at = std::fmod(static_cast<double>(turn) * kGolden, 1.0) * sum;
    for (pick = 0; pick + 1 < size && at >= node.children[pick].weight; ++pick)
      at -= node.children[pick].weight;
  }
  Order order = all(node);
  std::ranges::rotate(order, order.begin() + static_cast<std::ptrdiff_t>(pick));
  return order;
}

// Rendezvous hashing with weights (Thaler and Ravishankar 1998; Schindelhauer and Schomaker 2005):
// when a child goes, only its own groups move.
Order byGroup(const Node& node, std::uint64_t group) {
  Order order = all(node);
  std::vector<double> waits;
  for (const Node& child : node.children) {
    const Node& target = firstTarget(child);
    const std::uint64_t name = nameHash(target.provider + "/" + target.model);
    waits.push_back(-std::log(unit(mixed(group ^ mixed(name))) + 0x1.0p-60) / child.weight);
  }
  std::ranges::stable_sort(order, {}, [&](std::uint16_t i) { return waits[i]; });
  return order;
}

// Equals in turn, so that they share.
Order byScore(const Node& node, World& world) {
  Order order = all(node);
  std::vector<double> scores;
  for (const Node& child : node.children)
    scores.push_back(world.score(node.balance.by, firstTarget(child)) / child.weight);
  const auto first = static_cast<std::ptrdiff_t>(world.turn(node) % order.size());
  std::ranges::rotate(order, order.begin() + first);
  std::ranges::stable_sort(order, {}, [&](std::uint16_t i) { return scores[i]; });
  return order;
}

std::string_view byName(Balance::By by) {
  using enum Balance::By;
  switch (by) {
    case Weight:
      return "weight";
    case RoundRobin:
      return "round_robin";
    case LeastBusy:
      return "least_busy";
    case LeastLatency:
      return "least_latency";
    case FastestFirstToken:
      return "fastest_first_token";
    case HighestThroughput:
      return "highest_throughput";
    case LowestPrice:
      return "lowest_price";
    case Usage:
      return "usage";
    case Sticky:
      return "sticky";
  }
  return "";
}

Order ordered(const Node& node, World& world, std::string& why) {
  using enum Balance::By;
  switch (node.balance.by) {
    case Weight:
      return byWeight(node, world);
    case RoundRobin:
      return byTurn(node, world);
    case Sticky:
      if (const auto group = world.group(node.balance.sticky)) return byGroup(node, *group);
      why = ": nothing to stick to, by weight";
      return byWeight(node, world);
    default: {
      Order order = byScore(node, world);
      why = ": " + world.scoreText(node.balance.by, firstTarget(node.children[order.front()]));
      return order;
    }
  }
}

}  // namespace

const Node& firstTarget(const Node& node) {
  const Node* at = &node;
  while (at->kind != Node::Kind::Target)
    at = &at->children.front();
  return *at;
}

Choice chooseBalanced(const Node& node, World& world) {
  Choice choice;
  std::string why;
  choice.order = ordered(node, world, why);
  // Those that traffic goes past at the moment come last, in the same order.
  const std::uint16_t best = choice.order.front();
  std::ranges::stable_partition(choice.order, [&](std::uint16_t i) {
    return world.avoided(firstTarget(node.children[i])).empty();
  });
  if (choice.order.front() != best) why = ", as " + world.avoided(firstTarget(node.children[best]));
  choice.why = fmt::format("balance by {}{}", byName(node.balance.by), why);
  if (!node.balance.failover) choice.order.resize(1);
  return choice;
}

Choice drawPart(const Node& node, World& world) {
  std::optional<std::uint64_t> group;
  if (node.split.sticky) group = world.group(*node.split.sticky);
  const double draw = group ? unit(mixed(*group ^ nameHash(node.id))) : world.random();
  double at = draw * 100;
  std::uint16_t pick = 0;
  while (pick + 1u < node.children.size() && at >= node.children[pick].percent)
    at -= node.children[pick++].percent;
  Choice choice;
  choice.order = {pick};
  choice.why = fmt::format("split, {:g} %", node.children[pick].percent);
  return choice;
}

Choice firstCase(const Node& node, World& world) {
  Choice choice;
  for (std::uint16_t i = 0; i < node.children.size(); ++i) {
    const auto& condition = node.children[i].condition;
    if (condition && !condition->holds(world.facts())) continue;
    choice.order = {i};
    choice.why =
        condition
            ? fmt::format("case {}: {}", i + 1,
                          condition->explain(world.facts(), conditions::Shown::NoBodyTexts).why)
            : "else: no other case holds";
    break;
  }
  return choice;
}

}  // namespace sb::routing
