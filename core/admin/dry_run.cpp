// The way that a request would take: the directory and the plan of real traffic, without sending.
// Each attempt is taken to fail in a way that leads on, so that the whole way shows.
#include <boost/json.hpp>

#include "core/admin/operations.h"
#include "core/admin/status.h"
#include "core/base/json.h"
#include "core/dialects/estimate.h"
#include "core/gateway/attempt.h"

namespace sb::admin {

namespace bj = boost::json;
namespace chat = dialects::openai_chat;

namespace {

constexpr std::size_t kMostAttempts = 1'000;

struct Walk {
  std::vector<routing::Attempt> attempts;
  std::vector<routing::Step> path;
};

routing::Outcome failing(std::optional<ErrorKind> error, int status) {
  routing::Outcome outcome;
  outcome.error = error;
  outcome.status = status;
  return outcome;
}

// The next attempt after the first of the usual failures that has one.
std::optional<routing::Attempt> afterSomeFailure(routing::Plan& plan) {
  for (const auto& outcome :
       {failing(ErrorKind::UpstreamStatus, 503), failing(ErrorKind::UpstreamStatus, 429),
        failing(ErrorKind::ConnectRefused, 0), failing(ErrorKind::FirstTokenTimeout, 0),
        failing(ErrorKind::UpstreamCut, 0), failing(ErrorKind::UpstreamStatus, 400)}) {
    routing::Plan copy = plan;
    if (auto attempt = copy.next(outcome)) {
      plan = std::move(copy);
      return attempt;
    }
  }
  return std::nullopt;
}

Walk walk(const config::Node& flow) {
  Walk walk;
  routing::Plan plan(flow, true);
  for (auto attempt = plan.next(std::nullopt); attempt && walk.attempts.size() < kMostAttempts;
       attempt = afterSomeFailure(plan))
    walk.attempts.push_back(std::move(*attempt));
  walk.path = plan.path();
  return walk;
}

// Why traffic would pass over the target now; "" if it would be called.
std::string obstacle(const gateway::Snapshot& snapshot, const config::Node& target) {
  const gateway::Upstream* upstream = snapshot.upstream(target.provider);
  if (upstream == nullptr) return "the provider is not configured";
  if (!upstream->problem.empty()) return upstream->problem;
  if (upstream->runtime->disabled) return "the provider is switched off";
  const auto key = upstream->runtime->keys.choose(0, std::chrono::steady_clock::now());
  return key ? "" : key.error().message;
}

// The request that is asked about: the body itself, or its member "request".
const bj::object& requestOf(const Call& call) {
  const bj::value* wrapped = call.member("request");
  return wrapped != nullptr && wrapped->is_object() ? wrapped->get_object() : call.body;
}

// What the gateway's own look says about the body; nothing where there is none to look at.
Result<std::optional<chat::Look>> look(const bj::object& request, const std::string& name) {
  chat::Endpoint endpoint = chat::Endpoint::ChatCompletions;
  if (request.contains("prompt"))
    endpoint = chat::Endpoint::Completions;
  else if (request.contains("input"))
    endpoint = chat::Endpoint::Embeddings;
  else if (!request.contains("messages"))
    return std::optional<chat::Look>();
  bj::object whole = request;
  whole["model"] = name;
  const std::string text = json::write(whole);
  chat::Looker looker;
  Result<chat::Look> seen = looker.look(text, text.capacity() + 1, endpoint);
  if (!seen) return seen.error();
  return std::optional<chat::Look>(std::move(*seen));
}

// At the first target's price: the prompt by its length, and the longest answer asked for.
bj::value estimate(const gateway::Snapshot& snapshot, const config::Node& target,
                   const chat::Look& look) {
  const config::Provider* provider = snapshot.config->provider(target.provider);
  const auto* facts = snapshot.catalog->findFor(
      target.provider, provider != nullptr ? provider->kind : "", target.model);
  if (facts == nullptr) return nullptr;
  Usage usage;
  usage.input = static_cast<std::int64_t>(look.promptBytes + 3) / 4;
  usage.output = look.maxTokens * std::max<std::int64_t>(1, look.choices);
  const catalog::Cost cost = catalog::costOf(usage, facts->price);
  if (!cost.priced) return nullptr;
  return bj::value(toString(cost.usd));
}

bj::array pathJson(const std::vector<routing::Step>& path) {
  bj::array steps;
  for (const routing::Step& step : path)
    steps.push_back(bj::object{
        {"node", step.node}, {"kind", step.kind}, {"chose", step.chose}, {"why", step.why}});
  return steps;
}

}  // namespace

Result<Answer> dryRun(Call& call) {
  const gateway::SnapshotPtr snapshot = call.gateway().snapshot();
  const std::string& name = call.path("name");
  const Result<routing::Destination> to = snapshot->directory->resolve(name, 0);
  if (!to) return to.error();
  const auto seen = look(requestOf(call), name);
  if (!seen) return seen.error();
  const Walk way = walk(*to->flow);
  bj::array attempts, obstacles;
  for (const routing::Attempt& attempt : way.attempts) {
    attempts.emplace_back(attempt.target->provider + "/" + attempt.target->model);
    obstacles.push_back(textOrNull(obstacle(*snapshot, *attempt.target)));
  }
  bj::object json{{"route", textOrNull(to->route)},
                  {"path", pathJson(way.path)},
                  {"attempts", std::move(attempts)},
                  {"obstacles", std::move(obstacles)},
                  {"estimate_usd", nullptr}};
  if (*seen && !way.attempts.empty())
    json["estimate_usd"] = estimate(*snapshot, *way.attempts.front().target, **seen);
  return Answer(std::move(json));
}

}  // namespace sb::admin
