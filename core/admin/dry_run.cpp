// The way that a request would take: the directory and the plan of real traffic, without sending.
// Each attempt is taken to fail in a way that leads on, so that the whole way shows.
#include <boost/json.hpp>

#include "core/admin/operations.h"
#include "core/admin/saved.h"
#include "core/admin/status.h"
#include "core/admin/yaml_json.h"
#include "core/base/json.h"
#include "core/config/edit.h"
#include "core/dialects/prompt_estimate.h"
#include "core/gateway/attempt.h"
#include "core/gateway/labels.h"
#include "core/gateway/request_world.h"
#include "core/gateway/route_prompt.h"

namespace sb::admin {

namespace bj = boost::json;

namespace {

constexpr std::size_t kMostAttempts = 1'000;

struct Walk {
  std::vector<routing::Attempt> attempts;
  std::vector<routing::Step> path;
  std::vector<std::string> copies;  // targets that a copy would be sent to
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

std::string nameOf(const config::Node& target) { return target.provider + "/" + target.model; }

// Steps in the order in which they are taken: those of racers and copies where these begin.
class Follower {
 public:
  explicit Follower(bool onlyFirst = false) : m_onlyFirst(onlyFirst) {}

  void follow(routing::Plan& plan) {
    std::size_t told = 0;
    for (auto attempt = plan.next(std::nullopt); attempt && m_walk.attempts.size() < kMostAttempts;
         attempt = m_onlyFirst ? std::nullopt : afterSomeFailure(plan)) {
      tell(plan, told);
      for (routing::Plan& shadow : attempt->shadows)
        followCopy(shadow);
      for (routing::Plan& racer : attempt->racers)
        follow(racer);
      if (attempt->target != nullptr) m_walk.attempts.push_back(std::move(*attempt));
    }
    tell(plan, told);
  }
  Walk take() { return std::move(m_walk); }

 private:
  void tell(const routing::Plan& plan, std::size_t& told) {
    for (; told < plan.path().size(); ++told)
      m_walk.path.push_back(plan.path()[told]);
  }

  // Nobody gets its answer, so its targets are no attempts: those that get one while all goes well.
  void followCopy(routing::Plan& plan) {
    Follower other(true);
    other.follow(plan);
    for (routing::Step& step : other.m_walk.path) {
      if (step.kind == "target") step.kind = "copy";
      m_walk.path.push_back(std::move(step));
    }
    for (const routing::Attempt& attempt : other.m_walk.attempts)
      m_walk.copies.push_back(nameOf(*attempt.target));
    m_walk.copies.insert(m_walk.copies.end(), other.m_walk.copies.begin(),
                         other.m_walk.copies.end());
  }

  const bool m_onlyFirst;  // as if nothing failed
  Walk m_walk;
};

Walk walk(const config::Node& flow, routing::World& world) {
  routing::Plan plan(flow, world, true);
  Follower follower;
  follower.follow(plan);
  return follower.take();
}

// The request that is asked about, as far as conditions may ask of it.
struct Pretended {
  std::string body;
  dialects::Look look;
  ledger::Record record;
  net::Headers headers;
};

// The gateway key of that name, as its requests have it. One that is not known yet is the draft's.
void noteKey(const Call& call, ledger::Record& record) {
  record.keyName = call.text("key");
  if (record.keyName.empty()) return;
  record.keyId = "file:" + record.keyName;
  for (const policy::KeyHandle& key : call.keys().list()) {
    if (key->name != record.keyName || key->revoked()) continue;
    record.keyId = key->id;
    record.tags = key->tags;
    return;
  }
}

void readPretended(const Call& call, Pretended& out) {
  out.record.at = systemClock().wall();
  out.record.clientAddress = "127.0.0.1";
  noteKey(call, out.record);
  const bj::value* headers = call.member("headers");
  if (headers != nullptr && headers->is_object())
    for (const auto& [name, value] : headers->get_object())
      if (value.is_string()) out.headers.add(name, value.get_string());
  gateway::readLabels(out.headers, out.look, out.body, out.record);
}

gateway::TargetNotes notesOf(const gateway::Snapshot& snapshot, routing::Steering& steering,
                             const config::Node& target) {
  gateway::TargetNotes notes;
  notes.health = steering.health.find(target.provider + "/" + target.model);
  if (!notes.health) notes.health = std::make_shared<routing::TargetHealth>();
  const gateway::Upstream* upstream = snapshot.upstream(target.provider);
  if (upstream != nullptr && upstream->runtime) notes.keys = &upstream->runtime->keys;
  const config::Provider* provider = snapshot.config->provider(target.provider);
  const auto* facts = snapshot.catalog->findFor(
      target.provider, provider != nullptr ? provider->kind : "", target.model);
  if (facts != nullptr && facts->price) notes.price = &*facts->price;
  return notes;
}

// Why traffic would pass over the target now; "" if it would be called.
std::string obstacle(const gateway::Snapshot& snapshot, const config::Node& target) {
  const gateway::Upstream* upstream = snapshot.upstream(target.provider);
  if (upstream == nullptr)
    return "the provider " + std::string(providers::whyMissing(target.provider));
  if (!upstream->problem.empty()) return upstream->problem;
  if (upstream->runtime->disabled) return "the provider is switched off";
  const auto key =
      upstream->runtime->keys.choose(target.model, 0, std::chrono::steady_clock::now());
  return key ? "" : key.error().message;
}

// The request that is asked about: the body itself, or its member "request", beside a draft.
const bj::object& requestOf(const Call& call) {
  static const bj::object kNone;
  const bj::value* wrapped = call.member("request");
  if (wrapped != nullptr && wrapped->is_object()) return wrapped->get_object();
  return call.body.contains("config") || call.body.contains("draft") ? kNone : call.body;
}

struct Asked {
  std::string body;
  dialects::Form form = dialects::Form::ChatCompletions;
  dialects::Look look;
  std::int64_t promptTokens = 0;
};

std::string withModel(bj::object request, const std::string& name) {
  request["model"] = name;
  return json::write(request);
}

// The body as a client would send it.
std::string wholeOf(const Call& call, const std::string& name) {
  return withModel(requestOf(call), name);
}

// What the gateway's own look says about the body; nothing where there is none to look at.
Result<std::optional<Asked>> look(const bj::object& request, const std::string& name) {
  dialects::Form form = dialects::Form::ChatCompletions;
  if (request.contains("prompt"))
    form = dialects::Form::Completions;
  else if (request.contains("input"))
    form = dialects::Form::Embeddings;
  else if (!request.contains("messages"))
    return std::optional<Asked>();
  std::string text = withModel(request, name);
  dialects::Looker looker;
  Result<dialects::Look> seen = looker.look(text, text.capacity() + 1, form);
  if (!seen) return seen.error();
  const std::int64_t tokens = dialects::estimatePrompt(text, text.capacity() + 1);
  return std::optional<Asked>(Asked{std::move(text), form, std::move(*seen), tokens});
}

// Of the prompt as the attempt would send it.
std::int64_t tokensOf(const routing::Attempt& attempt, const Asked& asked) {
  if (attempt.prompts.empty()) return asked.promptTokens;
  const auto body = dialects::withSystemPrompt(asked.body, asked.look, asked.form,
                                               gateway::systemPromptOf(attempt.prompts));
  return body ? dialects::estimatePrompt(*body, body->capacity() + 1) : asked.promptTokens;
}

// What the route does to the system prompt on its way to this target; null = nothing.
bj::value promptJson(const routing::Attempt& attempt) {
  if (attempt.prompts.empty()) return nullptr;
  const dialects::SystemPrompt prompt = gateway::systemPromptOf(attempt.prompts);
  return bj::object{
      {"before", prompt.before}, {"after", prompt.after}, {"replaces", !prompt.keeps}};
}

// At the first target's price: the prompt by its tokens, and the longest answer asked for.
bj::value estimate(const gateway::Snapshot& snapshot, const routing::Attempt& first,
                   const Asked& asked) {
  const config::Node& target = *first.target;
  const config::Provider* provider = snapshot.config->provider(target.provider);
  const auto* facts = snapshot.catalog->findFor(
      target.provider, provider != nullptr ? provider->kind : "", target.model);
  if (facts == nullptr) return nullptr;
  Usage usage;
  usage.input = tokensOf(first, asked);
  usage.output = asked.look.maxTokens * std::max<std::int64_t>(1, asked.look.choices);
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

namespace {

// The text that the call asks about: `config`, or the file's, with the route `draft` in it. Nothing
// where neither is given: what is in force is meant.
Result<std::optional<std::string>> draftText(const Call& call) {
  const bj::value* text = call.member("config");
  const bj::value* draft = call.member("draft");
  if ((text != nullptr && !text->is_string()) || (draft != nullptr && !draft->is_object()))
    return Error(ErrorKind::BadRequest, "config is a text, and draft a route");
  if (text == nullptr && draft == nullptr) return std::optional<std::string>();
  std::string now = text != nullptr ? call.text("config") : call.settings().text();
  if (draft == nullptr) return std::optional<std::string>(std::move(now));
  const std::string replaces = call.text("replaces");
  if (!replaces.empty() && replaces != call.path("name")) {
    const auto without = config::removeItem(now, "routes", "name", replaces);
    if (without) now = *without;
  }
  Result<std::string> edited = config::upsertItem(now, "routes", "name", call.path("name"),
                                                  yamlOf(routeItem(call.path("name"), *draft)));
  if (!edited) return edited.error();
  return std::optional<std::string>(std::move(*edited));
}

Answer refused(const std::vector<config::Problem>& problems) {
  const Error wrong(ErrorKind::ConfigInvalid, "the draft cannot be published as it is");
  return Answer::refusal(wrong, {{"problems", problemsJson(problems)}});
}

}  // namespace

Result<Answer> dryRun(Call& call) {
  gateway::SnapshotPtr snapshot = call.gateway().snapshot();
  const Result<std::optional<std::string>> draft = draftText(call);
  if (!draft) return draft.error();
  if (*draft) {
    const gateway::Settings::Preview preview = call.settings().preview(**draft);
    if (!preview.snapshot) return refused(preview.problems);
    snapshot = preview.snapshot;
  }
  const std::string& name = call.path("name");
  const Result<routing::Destination> to = snapshot->directory->resolve(name, 0);
  if (!to) return to.error();
  const auto seen = look(requestOf(call), name);
  if (!seen) return seen.error();
  Pretended request;
  if (*seen) request.look = (*seen)->look;
  request.body = wholeOf(call, name);
  readPretended(call, request);
  routing::Steering& steering = call.gateway().steering();
  const gateway::AskedRequest asked{
      request.body,   request.look,    dialects::Dialect::OpenAiChat,    "chat.completions",
      request.record, request.headers, *seen ? (*seen)->promptTokens : 0};
  gateway::WorldSources sources{
      steering, systemClock(), [] { return 0.5; },
      [&](const config::Node& target) { return notesOf(*snapshot, steering, target); }, nullptr};
  gateway::RequestWorld world(std::move(sources), asked, to->route);
  const Walk way = walk(*to->flow, world);
  bj::array attempts, obstacles, prompts;
  for (const routing::Attempt& attempt : way.attempts) {
    attempts.emplace_back(nameOf(*attempt.target));
    obstacles.push_back(textOrNull(obstacle(*snapshot, *attempt.target)));
    prompts.push_back(promptJson(attempt));
  }
  bj::object json{{"route", textOrNull(to->route)},  {"path", pathJson(way.path)},
                  {"attempts", std::move(attempts)}, {"obstacles", std::move(obstacles)},
                  {"prompts", std::move(prompts)},   {"copies", texts(way.copies)},
                  {"estimate_usd", nullptr}};
  if (*seen && !way.attempts.empty())
    json["estimate_usd"] = estimate(*snapshot, way.attempts.front(), **seen);
  return Answer(std::move(json));
}

}  // namespace sb::admin
