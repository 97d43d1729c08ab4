#include "core/gateway/small_endpoints.h"

#include <boost/json.hpp>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/dialects/dialect_tools.h"
#include "core/gateway/metrics.h"
#include "core/ledger/id_time.h"
#include "core/ledger/ledger.h"
#include "core/ledger/reader.h"

namespace sb::gateway {
namespace {

using dialects::ModelLine;
using net::Task;

constexpr std::int64_t kFeedbackBody = 64 * 1024;
constexpr WallMillis kRowDelay = 10'000;

Task<void> answerJson(Exchange& x, int status, std::string body) {
  std::string lines = commonLines(x);
  net::appendHeader(lines, "Content-Type", "application/json");
  co_await x.http.respond(status, lines, body);
}

// Routes belong to the gateway; provider/model to the provider.
ModelLine lineOf(const Exchange& x, const std::string& name) {
  ModelLine line;
  line.id = name;
  const bool route = x.snapshot->config->route(name) != nullptr;
  line.ownedBy = route ? "signalbox" : name.substr(0, name.find('/'));
  return line;
}

std::string bodyOf(const Exchange& x, const std::string& name) {
  return dialects::toolsOf(x.dialect)->models.one(lineOf(x, name));
}

std::string listOf(const Exchange& x, const std::vector<std::string>& names) {
  std::vector<ModelLine> lines;
  for (const std::string& name : names)
    lines.push_back(lineOf(x, name));
  return dialects::toolsOf(x.dialect)->models.all(lines);
}

// A request of this moment may not have its row yet.
bool justNow(const Exchange& x, const std::string& id) {
  const std::optional<ledger::IdTimes> times = ledger::idTimes(id);
  const WallMillis now = x.lane.services.clock.wall();
  return times && times->last > now - kRowDelay && times->first <= now + kRowDelay;
}

// Nobody scores what another key has asked.
Task<Status> mayRate(Exchange& x, const std::string& id) {
  Result<ledger::Detail> found = Error();
  std::function<void()> work = [&x, &id, &found] {
    found = x.lane.services.ledger.reader()->get(id);
  };
  const Status done = co_await x.lane.services.offload.run(x.lane.worker.loop(), std::move(work));
  if (!done) co_return done;
  const std::string own = x.key ? x.key->id : std::string();
  if (found && found->keyId == own) co_return Status();
  if (!found && found.error().kind != ErrorKind::NotFound) co_return found.error();
  if (!found && justNow(x, id)) co_return Status();
  const Error unknown(ErrorKind::NotFound,
                      "no request of this key has the id \"" + excerpt(id, 60) + "\"");
  co_return unknown;
}

bool mayUse(const Exchange& x, const std::string& name) {
  return !x.key || policy::allows(*x.key, name);
}

// Thousands of names: written once for each snapshot, not for each key that may use them all.
const std::string* wholeList(Exchange& x) {
  const bool all = !x.key || x.key->models.empty();
  if (!all || x.snapshot != x.lane.snapshot) return nullptr;
  Lane::ModelLists& lists = x.lane.modelLists;
  std::string& list = lists[static_cast<std::size_t>(x.dialect)];
  if (list.empty()) list = listOf(x, x.snapshot->directory->names());
  return &list;
}

}  // namespace

Task<void> listModels(Exchange& x) {
  if (const std::string* whole = wholeList(x); whole != nullptr) {
    co_await answerJson(x, 200, *whole);
    co_return;
  }
  std::vector<std::string> names;
  for (const std::string& name : x.snapshot->directory->names())
    if (mayUse(x, name)) names.push_back(name);
  co_await answerJson(x, 200, listOf(x, names));
}

Task<void> showModel(Exchange& x, const std::string& id) {
  Status found;
  if (mayUse(x, id)) {
    const Result<routing::Destination> to = x.snapshot->directory->resolve(id, 0);
    if (!to) found = to.error();
  } else {
    found =
        Error(ErrorKind::UnknownModel, "the model \"" + excerpt(id, 120) + "\" is not known here");
  }
  if (!found)
    co_await answerError(x, found.error());
  else
    co_await answerJson(x, 200, bodyOf(x, id));
}

Task<void> takeFeedback(Exchange& x) {
  const Result<std::string> body = co_await x.http.readBody(kFeedbackBody);
  if (!body) {
    co_await answerError(x, body.error());
    co_return;
  }
  const Result<boost::json::value> parsed = json::parse(*body);
  std::string id;
  double score = -1;
  if (parsed && parsed->is_object()) {
    const boost::json::object& object = parsed->get_object();
    const boost::json::value* given = object.if_contains("score");
    id = json::text(object, "request_id");
    if (given != nullptr && given->is_number()) score = given->to_number<double>();
  }
  Status taken = Error(ErrorKind::BadRequest,
                       "expected {\"request_id\": \"req_…\", \"score\": 0..1, \"comment\": \"…\"}");
  if (!id.empty() && score >= 0) {
    taken = co_await mayRate(x, id);
    if (taken)
      taken = x.lane.services.ledger.feedback(
          id, score, std::string(json::text(parsed->get_object(), "comment")));
  }
  if (!taken)
    co_await answerError(x, taken.error());
  else
    co_await answerJson(x, 202, R"({"accepted":true})");
}

Task<void> answerHealth(Exchange& x) { co_await answerJson(x, 200, R"({"status":"ok"})"); }

Task<void> answerReady(Exchange& x) {
  const Services& services = x.lane.services;
  const bool keysKnown = !x.snapshot->config->authRequired || !services.keys.suspended();
  const bool ready = services.ready && services.ledger.accepting() && keysKnown;
  const int status = ready ? 200 : 503;
  std::string body = ready ? R"({"status":"ready"})" : R"({"status":"not ready"})";
  co_await answerJson(x, status, std::move(body));
}

Task<void> answerMetrics(Exchange& x) {
  std::string lines = commonLines(x);
  net::appendHeader(lines, "Content-Type", "text/plain; version=0.0.4; charset=utf-8");
  const std::string text = x.lane.services.metrics.text();
  co_await x.http.respond(200, lines, text);
}

Task<void> answerRoot(Exchange& x) {
  co_await answerJson(
      x, 200, R"({"name":"signalbox","version":")" SB_VERSION R"(","openai_base_url":"/v1"})");
}

}  // namespace sb::gateway
