#include "core/gateway/pipeline.h"

#include <boost/json/value.hpp>

#include <algorithm>

#include "core/base/json.h"
#include "core/base/log.h"
#include "core/base/text.h"
#include "core/dialects/gemini/count.h"
#include "core/gateway/attempt.h"
#include "core/gateway/kept_responses.h"
#include "core/gateway/prompt_tokens.h"
#include "core/gateway/request_world.h"
#include "core/gateway/way.h"
#include "core/ledger/ledger.h"

namespace sb::gateway {
namespace {

using net::Task;

constexpr std::size_t kMostTags = 32;
constexpr std::size_t kMostText = 256;  // of a tag, user, session
constexpr std::size_t kMostMetadata = 8192;

// What the caller wants to find again in the log.
void readLabels(Exchange& x) {
  const net::Headers& headers = x.http.request().headers;
  ledger::Record& record = *x.record;
  if (const std::string_view tags = headers.get("x-signalbox-tags"); !tags.empty())
    for (const std::string_view tag : split(tags, ','))
      if (!trim(tag).empty() && record.tags.size() < kMostTags)
        record.tags.push_back(excerpt(trim(tag), kMostText));
  record.user = excerpt(headers.get("x-signalbox-user"), kMostText);
  if (record.user.empty()) record.user = excerpt(x.look.user, kMostText);
  record.session = excerpt(headers.get("x-signalbox-session"), kMostText);
  if (record.session.empty())
    record.session = excerpt(headers.get("x-claude-code-session-id"), kMostText);
  std::string_view metadata = headers.get("x-signalbox-metadata");
  if (metadata.empty() && x.look.metadata.present()) metadata = x.look.metadata.of(x.body);
  if (metadata.size() <= kMostMetadata && metadata.starts_with('{') && json::parse(metadata))
    record.metadata = metadata;
}

// Reads and looks. What is wrong with the request itself ends here.
Task<Status> readRequest(Exchange& x) {
  Result<std::string> body = co_await x.http.readBody(x.snapshot->config->limits.body);
  if (!body) co_return body.error();
  x.body = std::move(*body);
  Result<dialects::Look> look = Error();
  if (x.body.size() < net::kLargeBody) {
    look = x.lane.looker.look(x.body, x.body.capacity() + 1, formOf(x.endpoint));
  } else {
    std::function<void()> work = [&x, &look] {
      dialects::Looker looker;
      look = looker.look(x.body, x.body.capacity() + 1, formOf(x.endpoint));
    };
    const Status done = co_await x.lane.services.offload.run(x.lane.worker.loop(), std::move(work));
    if (!done) co_return done;
  }
  if (!look) co_return look.error();
  x.look = std::move(*look);
  if (!x.pathModel.empty()) {
    x.look.model = x.pathModel;
    x.look.stream = x.endpoint == Endpoint::StreamContent;
  }
  if (x.endpoint == Endpoint::Responses) {
    const Status earlier = co_await putBackEarlier(x);
    if (!earlier) co_return earlier.error();
  }
  x.record->modelAsked = excerpt(x.look.model, 200);
  x.record->stream = x.look.stream;
  readLabels(x);
  co_return Status();
}

Result<routing::Destination> resolve(Exchange& x) {
  std::string_view name = x.http.request().headers.get("x-signalbox-route");
  if (name.empty()) name = x.look.model;
  if (x.key && !policy::allows(*x.key, name))
    return Error(
        ErrorKind::KeyNotAllowed,
        "the key \"" + x.key->name + "\" may not use the model \"" + excerpt(name, 120) + "\"");
  return x.snapshot->directory->resolve(name, x.lane.random());
}

Steady deadlineOf(const Exchange& x, const routing::Destination& to) {
  config::Timeouts limits = x.snapshot->config->timeouts;
  limits.apply(to.timeouts);
  return x.http.receivedAt() + limits.total;
}

// What the caller gets when nothing is left to try: the last upstream's status and message in the
// caller's dialect, or our own reason.
Task<void> answerFailure(Exchange& x, const AttemptEnd& end, std::optional<Millis> soonest) {
  Error error = end.error;
  int status = errorStatus(error.kind);
  if (error.kind == ErrorKind::UpstreamStatus && end.outcome.status >= 400)
    status = end.outcome.status;
  std::optional<Millis> wait = end.retryAfter;
  if (error.kind == ErrorKind::CoolingDown || (soonest && status == 429)) {
    status = 429;
    if (error.kind == ErrorKind::CoolingDown) error.kind = ErrorKind::AllCoolingDown;
    if (soonest && (!wait || *soonest < *wait)) wait = soonest;
  }
  const bool waits = status == 429 || status == 503 || status == 529;
  if (!waits) wait.reset();
  co_await answerError(x, error, status, wait, end.said);
}

// When the first of the targets that are resting is back.
void noteRest(const Exchange& x, const routing::Attempt& attempt, std::optional<Millis>& soonest) {
  const Upstream* upstream = x.snapshot->upstream(attempt.target->provider);
  if (upstream == nullptr || !upstream->runtime) return;
  const Steady now = std::chrono::steady_clock::now();
  const auto back = upstream->runtime->keys.soonest(now);
  if (!back) return;
  const auto wait = std::chrono::ceil<Millis>(*back - now);
  if (!soonest || wait < *soonest) soonest = wait;
}

// The prompt's length by our own estimate, where no provider says it.
Task<void> answerEstimate(Exchange& x) {
  co_await countPrompt(x);
  const std::int64_t tokens = x.promptTokens.value_or(0);
  std::string lines = commonLines(x);
  net::appendHeader(lines, "Content-Type", "application/json");
  net::appendHeader(lines, "x-signalbox-estimated", "true");
  x.record->status = 200;
  x.record->outcome = ledger::OutcomeClass::Ok;
  x.record->error.reset();
  x.workPauses();
  const bool google = x.dialect == dialects::Dialect::Gemini;
  const std::string body = google ? dialects::gemini::countBody(tokens)
                                  : "{\"input_tokens\":" + std::to_string(tokens) + "}";
  if (x.strict()) co_await settle(x);
  co_await x.http.respond(200, lines, body);
}

// Whether the target counts tokens itself.
bool canCount(const Exchange& x, const routing::Attempt& attempt) {
  const Upstream* upstream = x.snapshot->upstream(attempt.target->provider);
  return upstream != nullptr && upstream->runtime && wayTo(*upstream->runtime, x.endpoint, false);
}

// No target was tried: a limit had no room, or no case holds.
AttemptEnd refusedByTree(const routing::Refusal& why) {
  AttemptEnd end = failed(why.error);
  if (why.wait.count() > 0) end.retryAfter = why.wait;
  return end;
}

AskedRequest askedOf(const Exchange& x) {
  return {x.body,
          x.look,
          x.dialect,
          endpointName(x.endpoint),
          *x.record,
          x.http.request().headers,
          x.promptTokens.value_or(0)};
}

WorldSources sourcesOf(Exchange& x) {
  return {x.lane.services.steering, x.lane.services.clock, [&x] { return x.lane.random(); },
          [&x](const config::Node& target) { return x.lane.target(target.provider, target.model); },
          &x.places};
}

// Waits before a repeat; false: the caller has left, or the time is up.
Task<bool> pauseBefore(Exchange& x, const routing::Attempt& attempt) {
  if (attempt.pause.count() == 0) co_return true;
  x.workPauses();
  const bool slept = co_await x.http.guard().sleep(attempt.pause);
  x.workStarts();
  co_return slept;
}

Task<void> walk(Exchange& x, const routing::Destination& to) {
  x.deadline = deadlineOf(x, to);
  x.http.guard().set(net::Limit::Total, x.deadline);
  if (to.needs.has(conditions::Fact::Tokens)) co_await countPrompt(x);
  const AskedRequest asked = askedOf(x);
  RequestWorld world(sourcesOf(x), asked, to.route);
  if (!to.needs.empty() && x.body.size() >= net::kLargeBody) {
    // What conditions ask of a large body is read away from the event loop.
    std::function<void()> work = [&] { world.facts().prepare(to.needs); };
    const Status read = co_await x.lane.services.offload.run(x.lane.worker.loop(), std::move(work));
    if (!read) {
      co_await answerError(x, read.error());
      co_return;
    }
  }
  x.lane.services.steering.repeats.request(coarseSteady());
  routing::Plan plan(*to.flow, world);
  std::optional<routing::Outcome> last;
  std::optional<Millis> soonest;
  AttemptEnd end;
  for (;;) {
    const std::optional<routing::Attempt> attempt = plan.next(last);
    if (!attempt || (countsTokens(x.endpoint) && !canCount(x, *attempt))) break;
    const bool on = co_await pauseBefore(x, *attempt);
    if (!on) break;
    end = co_await tryTarget(x, *attempt, to.timeouts);
    if (end.delivered) co_return;
    last = end.outcome;
    if (end.error.kind == ErrorKind::CoolingDown || end.outcome.status == 429)
      noteRest(x, *attempt, soonest);
    if (x.http.gone() || std::chrono::steady_clock::now() >= x.deadline) break;
  }
  if (x.record->attempts.empty() && plan.refusal()) end = refusedByTree(*plan.refusal());
  if (!x.record->ms.queue) x.record->ms.queue = x.millisSinceAccepted();
  if (countsTokens(x.endpoint) && !x.http.gone())
    co_await answerEstimate(x);
  else
    co_await answerFailure(x, end, soonest);
}

}  // namespace

Task<void> generate(Exchange& x) {
  if (!x.lane.services.ledger.accepting()) {
    const Error full(ErrorKind::StoreFull,
                     "the request log cannot be written and this gateway is set to refuse then");
    co_await answerError(x, full);
    co_return;
  }
  const Status read = co_await readRequest(x);
  if (!read) {
    co_await answerError(x, read.error());
    co_return;
  }
  const Result<routing::Destination> to = resolve(x);
  if (!to) {
    co_await answerError(x, to.error());
    co_return;
  }
  x.record->route = to->route;
  co_await walk(x, *to);
}

}  // namespace sb::gateway
