// What stands behind the name of each node kind.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/text.h"
#include "core/config/conditions.h"
#include "core/config/node_tree.h"
#include "core/config/units.h"

namespace sb::config {
namespace {

constexpr std::int64_t kMostRate = 1'000'000'000;
constexpr std::array<std::string_view, 6> kLimits{"rpm",         "tpm",          "parallel",
                                                  "usd_per_day", "usd_per_week", "usd_per_month"};
constexpr std::array<std::string_view, 2> kLaterWords{"guard", "budget"};

void readTarget(const Value& value, Node& out, Tree& tree) {
  std::string got;
  text(got)(value);
  if (got.empty()) return;
  const std::size_t slash = got.find('/');
  if (slash == std::string::npos || slash == 0 || slash + 1 == got.size())
    return value.problem(shown(got) + " is no target, expected provider/model");
  out.provider = got.substr(0, slash);
  out.model = got.substr(slash + 1);
  expectProvider(value, out.provider, tree.context);
}

bool isStatus(std::string_view word) {
  return word.size() == 3 && (word[0] == '4' || word[0] == '5') && word[1] >= '0' &&
         word[1] <= '9' && word[2] >= '0' && word[2] <= '9';
}

bool* flagOf(MoveOn& rules, std::string_view word) {
  if (word == "timeout") return &rules.timeout;
  if (word == "connect") return &rules.connect;
  if (word == "cut") return &rules.cut;
  if (word == "limit") return &rules.limit;
  if (word == "content_policy") return &rules.contentPolicy;
  if (word == "context_length") return &rules.contextLength;
  return nullptr;
}

void readOutcome(const Value& item, MoveOn& out) {
  const std::string word = item.isScalar() ? item.text() : "";
  if (bool* flag = flagOf(out, word)) {
    *flag = true;
  } else if (word == "4xx" || word == "5xx") {
    out.statusGroups.push_back(word[0] - '0');
  } else if (isStatus(word)) {
    out.statuses.push_back((word[0] - '0') * 100 + (word[1] - '0') * 10 + (word[2] - '0'));
  } else {
    const std::string got = item.isScalar() ? shown(word) : kindOf(item);
    const bool later = std::ranges::find(kLaterWords, word) != kLaterWords.end();
    const std::string why =
        later ? " is not available in this version" : " is no outcome to move on from";
    item.problem(got + why +
                 ", expected a status from 400 to 599, 4xx, 5xx, timeout, connect, cut, limit, "
                 "content_policy or context_length");
  }
}

bool isEmpty(const Value& value) {
  return value.isNull() || (value.isList() && value.yaml().items.empty());
}

void readMoveOn(const Value& value, MoveOn& out) {
  MoveOn read;
  read.connect = read.timeout = read.cut = read.limit = false;
  listOf("outcomes, e.g. [429, 5xx, timeout]",
         [&](const Value& item) { readOutcome(item, read); })(value);
  if (isEmpty(value))
    return value.problem("no outcome, expected at least one, e.g. [429, 5xx, timeout]");
  out = std::move(read);
}

Field moveOn(Node& out) {
  return {"move_on", [&out](const Value& v) { readMoveOn(v, out.moveOn); }};
}

Read children(Node& out, Tree& tree) {
  return [&out, &tree](const Value& value) {
    listOf("nodes", [&](const Value& item) { readChild(item, out, tree); })(value);
    if (isEmpty(value)) value.problem("nothing to try, expected at least one node");
  };
}

// One child that has a name of its own: `then`, `else`, `to`.
Read child(Node& out, Tree& tree) {
  return [&out, &tree](const Value& value) { readChild(value, out, tree); };
}

void readFallback(const Value& value, Node& out, Tree& tree) {
  readMap(value, {moveOn(out), {"try", children(out, tree), kRequired}});
}

// "key", "header:x-tenant": whose requests belong together.
Read sharing(Sharing& out) {
  return [&out](const Value& value) {
    const std::string word = value.isScalar() ? value.text() : "";
    constexpr std::string_view kHeader = "header:";
    if (word.starts_with(kHeader)) {
      out.scope = Scope::Header;
      out.header = lower(word.substr(kHeader.size()));
      if (!isToken(out.header)) value.problem(shown(word) + " names no header field");
      return;
    }
    choice<Scope>(out.scope, {{"key", Scope::Key},
                              {"team", Scope::Team},
                              {"user", Scope::User},
                              {"session", Scope::Session},
                              {"header:NAME", Scope::Header},
                              {"route", Scope::Route},
                              {"all", Scope::All}})(value);
  };
}

void readBalance(const Value& value, Node& out, Tree& tree) {
  using By = Balance::By;
  readMap(value, {{"by", choice<By>(out.balance.by, {{"weight", By::Weight},
                                                     {"round_robin", By::RoundRobin},
                                                     {"least_busy", By::LeastBusy},
                                                     {"least_latency", By::LeastLatency},
                                                     {"fastest_first_token", By::FastestFirstToken},
                                                     {"highest_throughput", By::HighestThroughput},
                                                     {"lowest_price", By::LowestPrice},
                                                     {"usage", By::Usage},
                                                     {"sticky", By::Sticky}})},
                  {"sticky", sharing(out.balance.sticky)},
                  {"failover", flag(out.balance.failover)},
                  moveOn(out),
                  {"over", children(out, tree), kRequired}});
  const bool sticky = value.isMap() && value.yaml().find("sticky") != nullptr;
  if (sticky && out.balance.by != By::Sticky)
    value.problem("sticky is only of use with by: sticky");
}

Read percent(double& out, double least) {
  return [&out, least](const Value& value) {
    const auto number = value.isScalar() ? parseNumber(value.text()) : std::nullopt;
    if (!number || *number < least || *number > 100)
      return value.problem((value.isScalar() ? shown(value.text()) : kindOf(value)) +
                           " is no share, expected a number of percent up to 100");
    out = *number;
  };
}

void readPart(const Value& value, Node& out, Tree& tree) {
  double share = -1;
  const std::size_t before = out.children.size();
  readMap(value,
          {{"percent", percent(share, 0), kRequired}, {"then", child(out, tree), kRequired}});
  if (out.children.size() > before) out.children.back().percent = share;
}

Read parts(Node& out, Tree& tree) {
  return [&out, &tree](const Value& value) {
    listOf("parts, each with percent and then",
           [&](const Value& item) { readPart(item, out, tree); })(value);
    if (isEmpty(value)) return value.problem("nothing to choose from, expected at least one part");
    double sum = 0;
    bool known = true;  // else what is wrong with a share has been told
    for (const Node& node : out.children) {
      sum += node.percent;
      known = known && node.percent >= 0;
    }
    if (known && std::abs(sum - 100) > 0.001)
      value.problem(fmt::format("the parts make {:g} percent together, expected 100", sum));
  };
}

void readSplit(const Value& value, Node& out, Tree& tree) {
  if (!value.isMap()) return parts(out, tree)(value);
  const auto sticky = [&](const Value& v) { sharing(out.split.sticky.emplace())(v); };
  readMap(value, {{"sticky", sticky}, {"of", parts(out, tree), kRequired}});
}

void readCase(const Value& value, Node& out, Tree& tree, bool last) {
  if (value.isMap() && value.yaml().find("else") != nullptr) {
    if (!last) value.problem("else before the last case, which would never be reached");
    return readMap(value, {{"else", child(out, tree), kRequired}});
  }
  std::shared_ptr<const conditions::Condition> condition;
  const std::size_t before = out.children.size();
  readMap(value, {{"if", [&](const Value& v) { condition = readCondition(v); }, kRequired},
                  {"then", child(out, tree), kRequired}});
  if (out.children.size() > before) out.children.back().condition = std::move(condition);
}

void readWhen(const Value& value, Node& out, Tree& tree) {
  std::size_t n = 0;
  const auto each = [&](const Value& item) {
    readCase(item, out, tree, ++n == value.yaml().items.size());
  };
  listOf("cases, each with if and then, or else", each)(value);
  if (isEmpty(value)) value.problem("no case, expected at least one with if and then");
}

Read rate(std::optional<std::int64_t>& out) {
  return [&out](const Value& value) {
    std::int64_t number = 0;
    integer(number, 1, kMostRate)(value);
    if (number > 0) out = number;
  };
}

Read dollars(std::optional<NanoUsd>& out) {
  return [&out](const Value& value) {
    const auto usd = value.isScalar() ? parseNanoUsd(value.text()) : std::nullopt;
    if (!usd || usd->value <= 0)
      return value.problem((value.isScalar() ? shown(value.text()) : kindOf(value)) +
                           " is no amount of US dollars, expected a number above 0");
    out = *usd;
  };
}

void readLimit(const Value& value, Node& out, Tree& tree) {
  Limit& limit = out.limit;
  // `then` is the first child whichever stands first in the file.
  Node then, other;
  readMap(value, {{"by", sharing(limit.by)},
                  {"rpm", rate(limit.rpm)},
                  {"tpm", rate(limit.tpm)},
                  {"parallel", rate(limit.parallel)},
                  {"usd_per_week", dollars(limit.usdPerWeek)},
                  {"usd_per_day", dollars(limit.usdPerDay)},
                  {"usd_per_month", dollars(limit.usdPerMonth)},
                  {"unpriced", choice<bool>(limit.pricedOnly, {{"pass", false}, {"refuse", true}})},
                  {"then", child(then, tree), kRequired},
                  {"else", child(other, tree)}});
  if (then.children.empty()) return;
  out.children.push_back(std::move(then.children.front()));
  if (!other.children.empty()) out.children.push_back(std::move(other.children.front()));
  if (!value.isMap() || std::ranges::none_of(kLimits, [&](std::string_view name) {
        return value.yaml().find(name) != nullptr;
      }))
    value.problem(
        "no limit, expected rpm, tpm, parallel, usd_per_day, usd_per_week or usd_per_month");
  if (limit.pricedOnly && !limit.usdPerDay && !limit.usdPerWeek && !limit.usdPerMonth)
    value.problem("unpriced says what becomes of money, and this limit counts none");
}

// … and below which no cache acts.
Read uncached(Tree& tree, Read read) {
  return [&tree, read = std::move(read)](const Value& value) {
    ++tree.uncached;
    read(value);
    --tree.uncached;
  };
}

void readRace(const Value& value, Node& out, Tree& tree) {
  readMap(value, {{"after", duration(out.race.after)},
                  {"try", uncached(tree, children(out, tree)), kRequired}});
}

void readMirror(const Value& value, Node& out, Tree& tree) {
  Node then, to;
  readMap(value, {{"percent", percent(out.mirror.percent, 0)},
                  {"then", child(then, tree), kRequired},
                  {"to", uncached(tree, child(to, tree)), kRequired}});
  if (then.children.empty() || to.children.empty()) return;
  out.children.push_back(std::move(then.children.front()));
  out.children.push_back(std::move(to.children.front()));
}

}  // namespace

const std::vector<KindReader>& kindReaders() {
  using Kind = Node::Kind;
  static const std::vector<KindReader> all{
      {"target", Kind::Target, readTarget},    {"fallback", Kind::Fallback, readFallback},
      {"balance", Kind::Balance, readBalance}, {"split", Kind::Split, readSplit},
      {"when", Kind::When, readWhen},          {"limit", Kind::Limit, readLimit},
      {"race", Kind::Race, readRace},          {"mirror", Kind::Mirror, readMirror}};
  return all;
}

}  // namespace sb::config
