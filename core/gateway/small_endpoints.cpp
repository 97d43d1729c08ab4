#include "core/gateway/small_endpoints.h"

#include <boost/json.hpp>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/dialects/anthropic/models.h"
#include "core/dialects/openai_chat/models.h"
#include "core/gateway/metrics.h"
#include "core/ledger/ledger.h"

namespace sb::gateway {
namespace {

using dialects::openai_chat::ModelLine;
using net::Task;

constexpr std::int64_t kFeedbackBody = 64 * 1024;

Task<void> answerJson(Exchange& x, int status, std::string body) {
  std::string lines = commonLines(x);
  net::appendHeader(lines, "Content-Type", "application/json");
  co_await x.http.respond(status, lines, body);
}

// Only Anthropic's clients send it, and they always do.
bool asksAsAnthropic(const Exchange& x) {
  return x.http.request().headers.has("anthropic-version");
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
  return asksAsAnthropic(x) ? dialects::anthropic::modelBody(name)
                            : dialects::openai_chat::modelBody(lineOf(x, name));
}

std::string listOf(const Exchange& x, const std::vector<std::string>& names) {
  if (asksAsAnthropic(x)) return dialects::anthropic::modelsBody(names);
  std::vector<ModelLine> lines;
  for (const std::string& name : names)
    lines.push_back(lineOf(x, name));
  return dialects::openai_chat::modelsBody(lines);
}

bool mayUse(const Exchange& x, const std::string& name) {
  return !x.key || policy::allows(*x.key, name);
}

}  // namespace

Task<void> listModels(Exchange& x) {
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
  Status taken = Error(ErrorKind::BadRequest,
                       "expected {\"request_id\": \"req_…\", \"score\": 0..1, \"comment\": \"…\"}");
  if (parsed && parsed->is_object()) {
    const boost::json::object& object = parsed->get_object();
    const boost::json::value* score = object.if_contains("score");
    const std::string_view id = json::text(object, "request_id");
    if (!id.empty() && score != nullptr && score->is_number())
      taken = x.lane.services.ledger.feedback(std::string(id), score->to_number<double>(),
                                              std::string(json::text(object, "comment")));
  }
  if (!taken)
    co_await answerError(x, taken.error());
  else
    co_await answerJson(x, 202, R"({"accepted":true})");
}

Task<void> answerHealth(Exchange& x) { co_await answerJson(x, 200, R"({"status":"ok"})"); }

Task<void> answerReady(Exchange& x) {
  const bool ready = x.lane.services.ready && x.lane.services.ledger.accepting();
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
