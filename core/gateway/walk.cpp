#include "core/gateway/walk.h"

#include <algorithm>

#include "core/gateway/cached_answer.h"
#include "core/gateway/cached_key.h"
#include "core/gateway/mirror.h"
#include "core/gateway/prompt_tokens.h"
#include "core/gateway/race.h"
#include "core/gateway/request_world.h"
#include "core/gateway/translate.h"
#include "core/gateway/way.h"

namespace sb::gateway {
namespace {

using net::Task;

Steady deadlineOf(const Exchange& x, const routing::Destination& to) {
  config::Timeouts limits = x.snapshot->config->timeouts;
  limits.apply(to.timeouts);
  return x.http.receivedAt() + limits.total;
}

// What the caller gets when nothing is left to try: the last upstream's status and message in the
// caller's dialect, or our own reason.
Task<void> answerFailure(Exchange& x, const AttemptEnd& end) {
  const std::optional<Millis> soonest = x.soonest;
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
void noteRest(Exchange& x, const routing::Attempt& attempt) {
  const Upstream* upstream = x.snapshot->upstream(attempt.target->provider);
  if (upstream == nullptr || !upstream->runtime) return;
  const Steady now = std::chrono::steady_clock::now();
  const auto back = upstream->runtime->keys.soonest(attempt.target->model, now);
  if (!back) return;
  const auto wait = std::chrono::ceil<Millis>(*back - now);
  if (!x.soonest || wait < *x.soonest) x.soonest = wait;
}

// The prompt's length by our own estimate, where no provider says it.
Task<void> answerEstimate(Exchange& x) {
  co_await countAsked(x);
  const std::int64_t tokens = x.promptTokens.value_or(0);
  std::string lines = commonLines(x);
  net::appendHeader(lines, "Content-Type", "application/json");
  net::appendHeader(lines, "x-signalbox-estimated", "true");
  x.record->status = 200;
  x.record->outcome = ledger::OutcomeClass::Ok;
  x.record->error.reset();
  x.workPauses();
  const std::string body = countAnswer(x.dialect, tokens);
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

// What conditions ask of a large body is read away from the event loop.
Task<Status> prepareFacts(Exchange& x, RequestWorld& world, conditions::FactSet needs) {
  if (needs.empty() || x.body.size() < net::kLargeBody) co_return Status();
  std::function<void()> work = [&world, needs] { world.facts().prepare(needs); };
  co_return co_await x.lane.services.offload.run(x.lane.worker.loop(), std::move(work));
}

// Waits before a repeat; false: the caller has left, the time is up, or another racer has won.
Task<bool> pauseBefore(Exchange& x, const routing::Attempt& attempt, net::Guard& guard) {
  if (attempt.pause.count() == 0) co_return true;
  x.workPauses();
  const bool slept = co_await guard.sleep(attempt.pause);
  if (slept) x.workStarts();
  co_return slept;
}

// "race 2 of 3 after 2 s, fallback 2 of 2 after 429".
std::string placeIn(const Racer& racer, const std::string& why) {
  return why.empty() || why == "the only target" ? racer.place : racer.place + ", " + why;
}

// One step of the tree: a target, or several that race.
Task<AttemptEnd> attemptAt(Exchange& x, routing::Attempt attempt, const routing::Destination& to,
                           Racer* racer) {
  if (racer != nullptr) attempt.why = placeIn(*racer, attempt.why);
  if (!attempt.racers.empty()) co_return co_await race(x, std::move(attempt), to, racer);
  AttemptEnd end = co_await tryTarget(x, attempt, to.timeouts, racer);
  const bool rests = end.error.kind == ErrorKind::CoolingDown || end.outcome.status == 429;
  if (!end.delivered && rests) noteRest(x, attempt);
  co_return end;
}

routing::Plan* planAnew(const Exchange& x, const routing::Destination& to, routing::World& world,
                        std::optional<routing::Plan>& plan) {
  plan.emplace(*to.flow, world);
  if (!x.snapshot->prints.empty() && cacheable(x)) plan->stopAtCaches();
  return &*plan;
}

}  // namespace

Task<AttemptEnd> walkPlan(Exchange& x, routing::Plan& plan, const routing::Destination& to,
                          Racer* racer) {
  net::Guard& guard = racer == nullptr ? x.http.guard() : racer->guard;
  std::optional<routing::Outcome> last;
  AttemptEnd end;
  bool heard = false;  // `end` is what somebody who was asked said
  for (;;) {
    std::optional<routing::Attempt> attempt = plan.next(last);
    if (!attempt && !last && plan.refusal()) end = refusedByTree(*plan.refusal());
    if (!attempt) break;
    if (countsTokens(x.endpoint)) {
      // One target is enough to count a prompt, and a copy of it tells nothing.
      if (!attempt->racers.empty()) {
        routing::Plan first = std::move(attempt->racers.front());
        end = co_await walkPlan(x, first, to, racer);
        co_return end;
      }
      x.prompts = attempt->prompts;
      if (!canCount(x, *attempt)) break;
    } else if (!attempt->shadows.empty()) {
      startShadows(x, std::move(attempt->shadows), to);
    }
    if (attempt->cached != nullptr) {
      end.delivered = co_await answerFromCache(x, plan, *attempt->cached, to);
      if (end.delivered) break;
      continue;
    }
    x.cachedBy = attempt->caches;
    const bool on = co_await pauseBefore(x, *attempt, guard);
    if (!on) break;
    // What the cache answers asks no provider, and a copy is no request of a client's.
    if (!x.record->mirror && !std::exchange(x.counted, true))
      x.lane.services.steering.repeats.request(coarseSteady());
    AttemptEnd one = co_await attemptAt(x, std::move(*attempt), to, racer);
    last = one.outcome;
    // Who was not asked does not hide what another one said.
    const bool sent = one.delivered || routing::wasSent(one.outcome);
    if (sent || !heard) end = std::move(one);
    heard = heard || sent;
    if (end.delivered || guard.cancelled() || std::chrono::steady_clock::now() >= x.deadline) break;
  }
  co_return end;
}

Task<void> walk(Exchange& x, const routing::Destination& to, routing::Plan* part) {
  x.deadline = deadlineOf(x, to);
  x.http.guard().set(net::Limit::Total, x.deadline);
  if (to.needs.has(conditions::Fact::Tokens)) co_await countPrompt(x);
  const AskedRequest asked = askedOf(x);
  RequestWorld world(sourcesOf(x), asked, to.route);
  const Status prepared = co_await prepareFacts(x, world, to.needs);
  if (!prepared) {
    co_await answerError(x, prepared.error());
    co_return;
  }
  std::optional<routing::Plan> whole;
  if (part == nullptr)
    part = planAnew(x, to, world, whole);
  else
    part->use(world);
  const AttemptEnd end = co_await walkPlan(x, *part, to, nullptr);
  if (end.delivered) co_return;
  if (!x.record->ms.queue) x.record->ms.queue = x.millisSinceAccepted();
  if (countsTokens(x.endpoint) && !x.http.gone())
    co_await answerEstimate(x);
  else
    co_await answerFailure(x, end);
}

}  // namespace sb::gateway
