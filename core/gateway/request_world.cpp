#include "core/gateway/request_world.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/base/text.h"
#include "core/routing/choose.h"
#include "core/routing/outliers.h"
#include "core/routing/score.h"

namespace sb::gateway {
namespace {

using config::Balance;
using routing::Admission;
using routing::Refusal;

constexpr double kUnknown = std::numeric_limits<double>::infinity();
constexpr std::int64_t kUsualAnswer = 4'096;  // tokens, where nobody says how long it may become
constexpr Millis kMinute{60'000};
constexpr Millis kSoon{1'000};  // when another request may have ended

std::uint64_t hashOf(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;  // FNV-1a
  for (const char c : text)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash;
}

std::string seconds(Millis wait) {
  return fmt::format("{} s", std::max<std::int64_t>(1, (wait.count() + 999) / 1000));
}

// What open requests have reserved may come back before the window ends.
Millis untilRoom(const routing::SpendLimit& full, WallMillis now) {
  if (!full.gate) return kSoon;
  const routing::SpendGate::Use use = full.gate->use(now);
  return use.spent < full.limit ? kSoon : Millis(use.window.ends - now);
}

std::string_view wordOf(config::Scope scope) {
  constexpr std::array<std::string_view, 7> kNames{"all",  "route",   "key",    "team",
                                                   "user", "session", "header:"};
  return kNames[static_cast<std::size_t>(scope)];
}

Refusal full(std::string what, Millis wait) {
  return {Error(ErrorKind::RateLimited, std::move(what)), wait};
}

}  // namespace

RequestWorld::RequestWorld(WorldSources sources, const AskedRequest& asked, std::string route)
    : m_from(std::move(sources)),
      m_route(std::move(route)),
      m_facts(asked),
      m_chance(m_from.random()) {}

std::uint64_t RequestWorld::turn(const config::Node& node) {
  return m_from.steering.turn(nameOf(node), m_from.places != nullptr);
}

// Whom the request belongs to; "" = to nobody.
std::string RequestWorld::member(const config::Sharing& sharing) const {
  const ledger::Record& record = m_facts.asked().record;
  switch (sharing.scope) {
    case config::Scope::All:
      return "all";
    case config::Scope::Route:
      return "route";
    case config::Scope::Key:
      return record.keyId.empty() ? "no key" : record.keyId;
    case config::Scope::Team:
      return record.team;
    case config::Scope::User:
      return record.user;
    case config::Scope::Session:
      return record.session;
    case config::Scope::Header:
      return std::string(excerpt(m_facts.asked().headers.get(sharing.header), 256));
  }
  return {};
}

// Whose count it is, also after a restart: the route, the node, and who its `by` tells apart.
std::string RequestWorld::scopeOf(const config::Node& limit) const {
  const config::Sharing& by = limit.limit.by;
  return fmt::format("{} {}{}:{}", nameOf(limit), wordOf(by.scope), by.header, member(by));
}

std::optional<std::uint64_t> RequestWorld::group(const config::Sharing& sharing) {
  const std::string whose = member(sharing);
  if (whose.empty()) return std::nullopt;
  return hashOf(whose);
}

std::string RequestWorld::avoided(const config::Node& target) {
  const TargetNotes notes = m_from.target(target);
  const Steady now = coarseSteady();
  Admission admission = notes.health->peek(now, m_chance);
  if (notes.keys != nullptr && admission.may())
    if (const auto back = notes.keys->restsUntil(target.model, now))
      admission = {Admission::Kind::Cooling, std::chrono::ceil<Millis>(*back - now)};
  if (admission.may()) return {};
  const std::string name = target.provider + "/" + target.model;
  switch (admission.kind) {
    case Admission::Kind::Allowed:
    case Admission::Kind::Probe:
      break;
    case Admission::Kind::Easing:
      return name + " is recovering and gets little traffic";
    case Admission::Kind::Ejected:
      return name + " fails more often than its siblings, for " + seconds(admission.wait);
    case Admission::Kind::Cooling:
      return name + " asked for a rest of " + seconds(admission.wait);
    case Admission::Kind::Open:
      return name + " has failed, its breaker is open for " + seconds(admission.wait);
  }
  return {};
}

double RequestWorld::score(Balance::By by, const config::Node& target) {
  const TargetNotes notes = m_from.target(target);
  if (by == Balance::By::LowestPrice)
    return notes.price == nullptr ? kUnknown : static_cast<double>(worstCase(target).value);
  return routing::scoreOf(by, *notes.health, std::chrono::steady_clock::now(),
                          m_facts.asked().look.stream);
}

std::string RequestWorld::scoreText(Balance::By by, const config::Node& target) {
  const TargetNotes notes = m_from.target(target);
  if (by == Balance::By::LowestPrice)
    return notes.price == nullptr ? "no price known"
                                  : "$" + toString(worstCase(target)) + " at most";
  return routing::scoreText(by, *notes.health, std::chrono::steady_clock::now(),
                            m_facts.asked().look.stream);
}

// The prompt by its estimate, and the longest answer that was asked for.
NanoUsd RequestWorld::worstCase(const config::Node& target) {
  const catalog::Price* price = m_from.target(target).price;
  if (price == nullptr) return {};
  Usage usage;
  usage.input = m_facts.promptTokens();
  usage.output =
      (m_facts.asked().look.maxTokens > 0 ? m_facts.asked().look.maxTokens : kUsualAnswer) *
      std::max<std::int64_t>(1, m_facts.asked().look.choices);
  const catalog::Cost cost = catalog::costOf(usage, *price);
  return cost.usd;
}

// What a subtree is reserved at: the dearest way through it, of which a race goes all at once.
NanoUsd RequestWorld::worstCaseBelow(const config::Node& node) {
  using Kind = config::Node::Kind;
  if (node.kind == Kind::Target) return worstCase(node);
  if (node.kind == Kind::Mirror) return worstCaseBelow(node.children.front());
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  std::int64_t worst = 0;
  for (const config::Node& child : node.children) {
    const std::int64_t below = worstCaseBelow(child).value;
    if (node.kind == Kind::Race)
      worst = below > kMost - worst ? kMost : worst + below;
    else
      worst = std::max(worst, below);
  }
  return {worst};
}

// Below such a node nothing may be called whose cost nobody knows.
std::optional<Refusal> RequestWorld::refuseUnpriced(const config::Node& node) {
  if (node.kind == config::Node::Kind::Target && m_from.target(node).price == nullptr)
    return Refusal{Error(ErrorKind::BudgetExceeded,
                         fmt::format("{}/{} has no known price, and this limit counts dollars",
                                     node.provider, node.model)),
                   Millis(0)};
  for (const config::Node& child : node.children)
    if (auto refusal = refuseUnpriced(child)) return refusal;
  return std::nullopt;
}

std::optional<Refusal> RequestWorld::enterRates(const config::Limit& limit,
                                                const std::string& scope) {
  routing::Steering& steering = m_from.steering;
  const Steady now = std::chrono::steady_clock::now();
  const auto take = [&](std::int64_t most, const char* what,
                        std::int64_t units) -> std::optional<Refusal> {
    const auto gate =
        steering.limits.rate(scope + " " + what, routing::Rate{most, kMinute, most}, now);
    if (!gate) return full("more rates are counted than there is room for", kSoon);
    const auto answer = takes() ? gate->take(now, units) : gate->peek(now, units);
    if (!answer.passed)
      return full(fmt::format("{} {} a minute are used up", most, what), answer.wait);
    if (!takes()) return std::nullopt;
    if (units == 1)
      m_from.places->request(gate);
    else
      m_from.places->tokens(gate, units);
    return std::nullopt;
  };
  if (limit.rpm)
    if (auto error = take(*limit.rpm, "requests", 1)) return error;
  if (limit.tpm)
    if (auto error = take(*limit.tpm, "tokens", std::max<std::int64_t>(2, m_facts.promptTokens())))
      return error;
  if (!limit.parallel) return std::nullopt;
  auto place = steering.parallel(scope);
  if (!place) return full("more open requests are counted than there is room for", kSoon);
  const bool room = takes() ? place->enter(*limit.parallel) : place->open() < *limit.parallel;
  if (!room)
    return full(fmt::format("{} requests are open at the same time", *limit.parallel), kSoon);
  if (takes()) m_from.places->parallel(std::move(place));
  return std::nullopt;
}

std::optional<Refusal> RequestWorld::enterSpend(const config::Node& node,
                                                const std::string& scope) {
  using routing::SpendPeriod;
  const config::Limit& limit = node.limit;
  struct Row {
    std::optional<NanoUsd> most;
    SpendPeriod period;
    std::string_view name;
  };
  const std::array<Row, 3> rows{{{limit.usdPerDay, SpendPeriod::Day, "day"},
                                 {limit.usdPerWeek, SpendPeriod::Week, "week"},
                                 {limit.usdPerMonth, SpendPeriod::Month, "month"}}};
  const WallMillis wall = m_from.clock.wall();
  std::vector<routing::SpendLimit> limits;
  std::vector<const Row*> asked;
  for (const Row& row : rows) {
    if (!row.most) continue;
    auto spend = m_from.steering.limits.spend(scope, row.period, wall);
    if (!spend) return full("more budgets are counted than there is room for", kSoon);
    limits.push_back({std::move(spend), *row.most});
    asked.push_back(&row);
  }
  if (limits.empty()) return std::nullopt;
  std::size_t refusedBy = 0;
  auto reservation =
      routing::Reservation::make(wall, limits, worstCaseBelow(node.children.front()), &refusedBy);
  if (!reservation) {
    const Row& row = *asked[refusedBy];
    return Refusal{Error(ErrorKind::BudgetExceeded,
                         fmt::format("${} a {} are spent", toString(*row.most), row.name)),
                   untilRoom(limits[refusedBy], wall)};
  }
  // One that only looks gives it back at once.
  if (takes()) m_from.places->money(std::move(*reservation));
  return std::nullopt;
}

std::optional<Refusal> RequestWorld::enter(const config::Node& node) {
  if (node.limit.pricedOnly)
    if (auto refusal = refuseUnpriced(node.children.front())) return refusal;
  const std::string scope = scopeOf(node);
  if (auto error = enterSpend(node, scope)) return error;
  auto error = enterRates(node.limit, scope);
  if (!takes()) return error;
  if (error)
    m_from.places->giveBack();
  else
    m_from.places->keep(node);
  return error;
}

void RequestWorld::childFailed(const config::Node& balance) {
  if (!takes()) return;
  std::vector<std::shared_ptr<routing::TargetHealth>> kept;
  std::vector<routing::TargetHealth*> siblings;
  for (const config::Node& child : balance.children) {
    kept.push_back(m_from.target(routing::firstTarget(child)).health);
    siblings.push_back(kept.back().get());
  }
  routing::ejectOutliers(siblings, std::chrono::steady_clock::now());
}

// Copies are no load that a client asked for, and take nothing from what clients may.
void RequestWorld::failsOver() {
  if (takes() && !m_facts.asked().record.mirror)
    m_from.steering.repeats.extra(std::chrono::steady_clock::now());
}

bool RequestWorld::mayRepeat() {
  if (m_facts.asked().record.mirror) return false;  // what callers may need is not for copies
  return !takes() || m_from.steering.repeats.take(std::chrono::steady_clock::now());
}

}  // namespace sb::gateway
