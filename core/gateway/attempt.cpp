#include "core/gateway/attempt.h"

#include <algorithm>
#include <utility>

#include "core/base/log.h"
#include "core/base/text.h"
#include "core/dialects/error_cause.h"
#include "core/gateway/prompt_tokens.h"
#include "core/gateway/race.h"
#include "core/gateway/relay.h"
#include "core/gateway/translated_body.h"
#include "core/gateway/upstream_request.h"
#include "core/providers/limits_left.h"
#include "core/providers/retry_after.h"

namespace sb::gateway {
namespace {

using dialects::AnswerFacts;
using dialects::Edits;
using net::Task;

constexpr std::size_t kMostDetail = 2048;
constexpr std::size_t kMostErrorBody = 256 * 1024;
constexpr Millis kDefaultRest{20'000};  // after a 429 that names no time

std::vector<providers::HeaderField> fieldsOf(const net::ResponseHead& head) {
  std::vector<providers::HeaderField> fields;
  fields.reserve(head.headers.size());
  for (std::size_t i = 0; i < head.headers.size(); ++i)
    fields.push_back({head.headers.name(i), head.headers.value(i)});
  return fields;
}

// What the provider says is left of its limits, for those who balance by it.
void noteAllowance(AttemptContext& c) {
  const auto left = providers::limitsLeft(fieldsOf(c.call.head()), c.x.lane.services.clock.wall());
  routing::TargetHealth* health = c.passage.target();
  if (left && health != nullptr) health->allowance().note(coarseSteady(), left->share, left->reset);
}

struct Gather final : net::BodySink {
  void bodyPart(std::string_view part) override {
    if (bytes.size() < kMostErrorBody) bytes.append(part);
  }
  std::string bytes;
};

// Some say 400 of what others have a status of its own for: Google and xAI of keys that they do not
// know, Groq and OpenRouter of models.
int statusMeant(int status, dialects::ErrorCause cause) {
  if (status != 400) return status;
  if (cause == dialects::ErrorCause::Key) return 401;
  return cause == dialects::ErrorCause::Model ? 404 : status;
}

// A status that is no success: its body is read as far as it says why.
Task<AttemptEnd> upstreamRefused(AttemptContext& c) {
  const int status = c.call.head().status;
  AttemptEnd end;
  end.outcome.error = ErrorKind::UpstreamStatus;
  end.retryAfter =
      providers::retryAfter(fieldsOf(c.call.head()), c.upstream.runtime->preset->retryHeaders,
                            c.x.lane.services.clock.wall());
  const std::string coding(c.call.head().headers.get("Content-Encoding"));
  const std::string location(c.call.head().headers.get("Location"));
  Gather gathered;
  c.guard.set(net::Limit::Stall, c.limits.stall);
  bool complete = false;
  while (gathered.bytes.size() < kMostErrorBody) {
    const Result<bool> more = co_await c.call.read(gathered);
    complete = more && !*more;
    if (!more || !*more) break;
  }
  if (complete) c.call.finish();
  c.guard.clear(net::Limit::Stall);
  std::string text = gathered.bytes;
  if (auto decoder = net::makeDecoder(coding); decoder && *decoder) {
    text.clear();
    if (!(*decoder)->decode(gathered.bytes, text)) text.clear();
  }
  dialects::JsonIndex index;
  const AnswerFacts facts = c.way.tools->readAnswer(text, 0, index);
  const bool spoke = !facts.errorMessage.empty() && !trim(text).empty() && trim(text)[0] == '{';
  if (!end.retryAfter && facts.retryMillis > 0) end.retryAfter = Millis(facts.retryMillis);
  const dialects::ErrorCause cause = dialects::errorCause(facts);
  end.outcome.contextLength = cause == dialects::ErrorCause::ContextLength;
  end.outcome.contentPolicy = cause == dialects::ErrorCause::ContentPolicy;
  end.outcome.status = statusMeant(status, cause);
  const bool refused = end.outcome.status == 401 || end.outcome.status == 403;
  end.keyRefused =
      refused && (cause == dialects::ErrorCause::Other || cause == dialects::ErrorCause::Key);
  end.keyMayNot = refused && cause == dialects::ErrorCause::Model;
  if (spoke) {
    end.said.message = facts.errorMessage;
    // What another dialect calls it means nothing to the caller.
    if (!c.way.translated) {
      end.said.type = facts.errorType;
      end.said.param = facts.errorParam;
      end.said.code = facts.errorCode;
    }
  }
  std::string what = c.upstream.runtime->id + " answered " + std::to_string(status);
  if (status / 100 == 3)
    what +=
        ": it redirects to " + excerpt(log::redacted(location), 200) + ", which is not followed";
  else if (spoke)
    what += ": " + excerpt(facts.errorMessage, 500);
  end.error = Error(ErrorKind::UpstreamStatus, what, excerpt(log::redacted(text), kMostDetail));
  co_return end;
}

bool mayHaveBeenCharged(const ledger::Attempt& attempt, const net::UpstreamCall& call) {
  if (attempt.ok || !call.sent()) return false;
  if (attempt.error == ErrorKind::RaceLost) return attempt.status == 0 || attempt.status / 100 == 2;
  // Nothing came: on a kept connection the provider most likely never saw the request.
  if (attempt.status == 0) return !call.reusedConnection();
  // An answer that broke off was worked on; an error may have been said instead of work.
  const bool worked = attempt.error != ErrorKind::UpstreamError || attempt.ms.firstToken;
  return attempt.status / 100 == 2 && worked;
}

// What an answer teaches about the key that was used; where none is needed, about the target.
void judgeKey(const AttemptContext& c, const AttemptEnd& end) {
  const int status = end.outcome.status;
  const bool rests = status == 429 || ((status == 503 || status == 529) && end.retryAfter);
  if (!rests && !end.keyRefused) return;
  if (c.x.record->mirror) return;  // a copy takes nothing away from callers
  if (c.key != nullptr && end.keyRefused) providers::KeyRing::mark(*c.key, c.record.status);
  if (!rests) return;
  const Steady back = std::chrono::steady_clock::now() + end.retryAfter.value_or(kDefaultRest);
  if (c.key != nullptr)
    providers::KeyRing::rest(*c.key, c.record.model, back);
  else if (routing::TargetHealth* const health = c.passage.target(); health != nullptr)
    health->coolUntil(back);
}

// Waits for the upstream's answer to a stream; while the caller would hear nothing, the relay
// speaks to it.
Task<Status> awaitHead(AttemptContext& c, Relay& relay) {
  net::Guard& guard = c.guard;
  for (;;) {
    relay.armHold();
    const Status arrived = co_await c.call.awaitHead();
    const bool held = !arrived && relay.holdPassed();
    guard.clear(net::Limit::Hold);
    if (!held) co_return arrived;
    const bool there = co_await relay.heartbeat();
    if (there) continue;
    const Error gone(c.x.http.guard().expired().value_or(ErrorKind::ClientGone),
                     "the client closed the connection");
    co_return gone;
  }
}

Task<AttemptEnd> exchangeOnce(AttemptContext& c, std::span<const std::string_view> pieces) {
  c.x.workPauses();
  const Status sent = co_await c.call.send(pieces, c.limits.connect, c.limits.poolWait);
  if (!sent) co_return failed(sent.error());
  net::Guard& guard = c.guard;
  std::optional<Relay> relay;
  if (c.x.look.stream) {
    guard.set(net::Limit::FirstToken, dialects::asksForReasoning(c.x.look, c.x.body)
                                          ? c.limits.firstTokenReasoning
                                          : c.limits.firstToken);
    relay.emplace(c);
  }
  Status arrived;
  if (relay)
    arrived = co_await awaitHead(c, *relay);
  else
    arrived = co_await c.call.awaitHead();
  c.record.ms.connect = c.call.connectMs();
  c.record.reusedConnection = c.call.reusedConnection();
  if (!arrived) co_return failed(arrived.error());
  c.record.status = c.call.head().status;
  c.contentType = c.call.head().headers.get("Content-Type");
  noteAllowance(c);
  if (c.record.status < 200 || c.record.status > 299) co_return co_await upstreamRefused(c);
  if (relay) co_return co_await relay->run();
  co_return co_await answerWhole(c);
}

// What leaves for the upstream, but for the head. Views into the exchange's body and into this.
struct Outgoing {
  Edits edits;
  Translated translated;
};

const catalog::ModelFacts* factsOf(const Exchange& x, const Upstream& upstream,
                                   const std::string& provider, std::string_view model) {
  return x.snapshot->catalog->findFor(provider, upstream.runtime->preset->id, model);
}

// The pieces of the body behind the head's place, as the target's dialect has it …
Task<Status> translatedBody(AttemptContext& c, Outgoing& out, std::vector<std::string_view>& pieces,
                            std::size_t& size) {
  const Status done = co_await translateFor(c, out.translated);
  if (!done) co_return done;
  c.dropped = out.translated.dropped;
  c.converted = out.translated.converted;
  c.tools = std::move(out.translated.tools);
  pieces.push_back(out.translated.body);
  size = out.translated.body.size();
  co_return Status();
}

Result<Edits> editsFor(const AttemptContext& c) {
  return makeEdits(c.body(), c.look(), c.plan, *c.upstream.runtime->preset, *c.way.tools);
}

// … and as it came: most requests, so no coroutine.
Status ownBody(AttemptContext& c, Outgoing& out, std::vector<std::string_view>& pieces,
               std::size_t& size, Result<Edits> edits) {
  if (!edits) return edits.error();
  c.usageInserted = edits->usageInserted;
  c.dropped = edits->droppedParams;
  out.edits = std::move(*edits);
  dialects::pieces(c.body(), out.edits, pieces, size);
  return {};
}

// What the route does to the system prompt, before anything else.
Task<Status> changePrompt(AttemptContext& c) {
  if (c.plan.prompts.empty() || embeds(c.x.endpoint)) co_return Status();
  Prompted made;
  const Status done = co_await makePrompted(c.x, c.plan.prompts, made);
  if (!done) co_return done;
  c.prompted.emplace(std::move(made));
  co_return chargeCopies(c, c.body().size());
}

Task<AttemptEnd> attemptOnce(AttemptContext& c) {
  const providers::ProviderRuntime& provider = *c.upstream.runtime;
  const providers::Endpoint* endpoint = provider.endpoint(c.way.call);
  Outgoing out;
  std::size_t size = 0;
  std::vector<std::string_view> pieces(1);  // the head's place
  Status prepared = co_await changePrompt(c);
  if (!prepared) co_return failed(prepared.error());
  if (c.way.translated) {
    prepared = co_await translatedBody(c, out, pieces, size);
  } else if (c.body().size() < net::kLargeBody) {
    prepared = ownBody(c, out, pieces, size, editsFor(c));
  } else {
    Result<Edits> edits = Error();
    std::function<void()> work = [&c, &edits] { edits = editsFor(c); };
    prepared = co_await c.x.lane.services.offload.run(c.x.lane.worker.loop(), std::move(work));
    if (prepared) prepared = ownBody(c, out, pieces, size, std::move(edits));
  }
  if (prepared && c.lost()) prepared = c.beaten().error;
  if (!prepared) co_return failed(prepared.error());
  const HeadInput input{provider,
                        *endpoint,
                        c.way.call,
                        c.key,
                        c.x.http.request().headers,
                        c.x.http.request().query(),
                        c.plan,
                        c.x.lane.services.via,
                        c.x.look.stream,
                        size,
                        *c.way.tools,
                        !c.way.translated};
  std::string head = makeHead(input);
  pieces.front() = head;
  const std::string_view target = endpoint->target;
  c.record.url.reserve(endpoint->origin.size() + target.size());
  c.record.url.append(endpoint->origin).append(target.substr(0, target.find('?')));
  AttemptEnd end = co_await exchangeOnce(c, pieces);
  explicit_bzero(head.data(), head.size());
  co_return end;
}

// A request keeps its snapshot, but what was switched off since is not asked any more.
bool switchedOff(const Exchange& x, const Upstream& upstream, const std::string& id) {
  if (upstream.runtime->disabled || x.snapshot == x.lane.snapshot)
    return upstream.runtime->disabled;
  const Upstream* now = x.lane.snapshot->upstream(id);
  return now != nullptr && now->runtime && now->runtime->disabled;
}

// Asked only where the answer may differ from the caller's own dialect.
Preferred preferredOf(const Exchange& x, const Upstream& upstream, const config::Node& to) {
  const providers::Preset& preset = *upstream.runtime->preset;
  const bool own = preset.speaks(x.dialect) && !preset.openAiHints;
  if (own || preset.dialects.size() < 2) return {};
  return preferredFor(to.model, factsOf(x, upstream, to.provider, to.model));
}

// Null: the target cannot be tried at all; `why` says so.
const Upstream* usableUpstream(const Exchange& x, const routing::Attempt& attempt,
                               std::optional<Way>& way, Error& why) {
  const std::string& id = attempt.target->provider;
  const Upstream* upstream = x.snapshot->upstream(id);
  if (upstream == nullptr) {
    why = Error(ErrorKind::NoTarget,
                "the provider " + id + " " + std::string(providers::whyMissing(id)));
  } else if (!upstream->problem.empty()) {
    why =
        Error(ErrorKind::NoTarget, "the provider " + id + " cannot be used: " + upstream->problem);
  } else if (switchedOff(x, *upstream, id)) {
    why = Error(ErrorKind::NoTarget, "the provider " + id + " is switched off");
  } else if (x.keptAt && x.keptAt->provider != id) {
    why = Error(ErrorKind::NoTarget, "the conversation goes on from an answer that the provider " +
                                         x.keptAt->provider + " keeps");
  } else if (way = wayTo(*upstream->runtime, x.endpoint, x.look.stream,
                         preferredOf(x, *upstream, *attempt.target));
             !way) {
    why = Error(ErrorKind::NoTarget, "the provider " + id + " has no address for this endpoint");
  } else {
    if (wantsList(x)) way->translated = true;
    return upstream;
  }
  return nullptr;
}

// A target that was not even called still has its line in the log.
AttemptEnd notCalled(Exchange& x, const routing::Attempt& attempt, const Error& why) {
  AttemptEnd end = failed(why);
  ledger::Attempt line;
  line.n = ++x.attempts;
  line.provider = attempt.target->provider;
  line.model = attempt.target->model;
  line.why = attempt.why;
  line.error = why.kind;
  line.detail = excerpt(log::redacted(why.message), kMostDetail);
  x.record->attempts.push_back(std::move(line));
  return end;
}

// The time limits of one attempt; its total is the smaller of its own and what the request has
// left.
void setLimits(AttemptContext& c, const config::TimeoutOverrides& route) {
  c.limits = c.x.snapshot->config->timeouts;
  c.limits.apply(c.upstream.runtime->timeouts);
  c.limits.apply(route);
  c.limits.apply(c.plan.limits);
  c.guard.set(net::Limit::Total, std::min(c.x.deadline, c.began + c.limits.total));
}

routing::Passage beginPassage(Exchange& x, const routing::Attempt& attempt, Steady now) {
  const auto& health = x.lane.target(attempt.target->provider, attempt.target->model).health;
  return routing::Passage(health, now, x.look.stream, health->admit(now, x.lane.random()));
}

Result<const providers::Key*> chooseKey(Exchange& x, const providers::KeyRing& keys,
                                        const std::string& model,
                                        std::span<const providers::Key* const> tried) {
  if (x.keptAt)
    if (const providers::Key* key = keys.find(x.keptAt->key);
        key != nullptr && !key->disabled && key->secret)
      return key;
  Result<const providers::Key*> key = keys.choose(model, x.lane.random(), coarseSteady(), tried);
  // The coarse clock is late: whoever comes back when told to must not come too early by it.
  if (!key && key.error().kind == ErrorKind::CoolingDown)
    key = keys.choose(model, x.lane.random(), std::chrono::steady_clock::now(), tried);
  return key;
}

// What the provider keeps under its own id.
void rememberKeeper(const AttemptContext& c, const AnswerFacts& facts) {
  if (c.x.endpoint != Endpoint::Responses || c.way.translated || facts.id.empty()) return;
  if (!c.x.look.store) return;
  c.x.lane.services.responses.remember(
      facts.id, {c.record.provider, c.record.keyName, c.x.key ? c.x.key->id : std::string()});
}

bool keyAtFault(const AttemptEnd& end) {
  return !end.delivered && (end.keyRefused || end.keyMayNot || end.outcome.status == 429);
}

}  // namespace

AttemptEnd failed(const Error& error, int status) {
  AttemptEnd end;
  end.outcome.error = error.kind;
  end.outcome.status = status;
  end.error = error;
  return end;
}

AttemptContext::AttemptContext(Exchange& exchange, const routing::Attempt& with, const Upstream& to,
                               const Way& by, Racer* in)
    : x(exchange),
      plan(with),
      upstream(to),
      way(by),
      racer(in),
      guard(in == nullptr ? exchange.http.guard() : in->guard),
      call(exchange.lane.pool, to.destinations[static_cast<std::size_t>(by.call)], guard),
      began(std::chrono::steady_clock::now()) {
  if (!x.record->ms.queue) x.record->ms.queue = x.millisSinceAccepted(began);
  record.n = ++x.attempts;
  record.provider = plan.target->provider;
  record.model = plan.target->model;
  record.why = plan.why;
  nameInRecord();
  if (racer == nullptr) return;
  racer->attempt = this;
  record.ms.queue = x.millisSinceAccepted(began);
}

AttemptContext::~AttemptContext() {
  if (racer != nullptr) racer->attempt = nullptr;
}

// The request's own line shows the attempt that was begun, won or ended last.
void AttemptContext::nameInRecord() {
  x.record->provider = plan.target->provider;
  x.record->model = plan.target->model;
  x.record->demo = upstream.runtime != nullptr && upstream.runtime->preset->id == "demo";
  x.record->droppedParams = dropped;
  x.record->convertedParams = converted;
}

std::vector<FetchedMedia>& AttemptContext::media() const {
  return racer == nullptr ? x.media : racer->media;
}

bool AttemptContext::lost() const { return racer != nullptr && racer->lost; }

bool AttemptContext::claim() {
  if (racer == nullptr) return true;
  if (!racer->race.claim(*racer)) return false;
  nameInRecord();
  return true;
}

void AttemptContext::lose() {
  const bool works = record.status == 0 || record.status / 100 == 2;
  if (call.sent() && works) meter(watch == nullptr ? AnswerFacts() : watch->facts(), true);
  close(beaten());
}

AttemptEnd AttemptContext::beaten() const {
  return failed(Error(ErrorKind::RaceLost, "another target of the race answered first"),
                record.status);
}

dialects::AnswerName AttemptContext::answerName() const {
  return m_name ? *m_name : answerNameOf(x, record.model);
}

void AttemptContext::keepName() { m_name = answerNameOf(x, record.model); }

std::int64_t AttemptContext::mostOutput() const {
  const catalog::ModelFacts* facts = factsOf(x, upstream, record.provider, record.model);
  return facts == nullptr ? 0 : facts->maxOutput.value_or(0);
}

double AttemptContext::millis(Steady now) const {
  return std::chrono::duration<double, std::milli>(now - began).count();
}

void AttemptContext::noteUntold(const Untold& untold) {
  dropped.insert(dropped.end(), untold.list().begin(), untold.list().end());
}

void AttemptContext::close(const AttemptEnd& end, Steady now) {
  if (std::exchange(m_closed, true)) return;
  nameInRecord();
  record.ms.total = millis(now);
  record.ok = end.outcome.ok;
  record.error = end.outcome.error;
  if (!record.ok)
    record.detail =
        excerpt(log::redacted(end.error.detail.empty() ? end.error.message : end.error.detail),
                kMostDetail);
  record.mayHaveBeenCharged = mayHaveBeenCharged(record, call);
  passage.end(now, routing::healthOf(end.outcome), record.usage.totalOutput());
  x.places.charge(plan.within, record.usage.totalInput() + record.usage.totalOutput(),
                  record.cost.usd);
  // What works on a large answer may still read the names in it.
  if (lost())
    x.record->attempts.push_back(record);
  else
    x.record->attempts.push_back(std::move(record));
}

bool AttemptContext::wantsPrompt(const AnswerFacts& facts) const {
  return !countsTokens(x.endpoint) && !facts.hasUsage && !facts.hasInput;
}

void AttemptContext::meter(const AnswerFacts& facts, bool broken) {
  if (countsTokens(x.endpoint)) return;  // costs nothing
  rememberKeeper(*this, facts);
  record.finishReason = facts.finishReason;
  record.usage = facts.usage;
  record.usageEstimated = !facts.hasUsage;
  if (!facts.hasUsage) {
    if (!facts.hasInput) record.usage = Usage();
    record.usage.output = facts.textTokens;
    if (!facts.hasInput) record.usage.input = countedPrompt(*this);
  } else if (broken && facts.finishReason.empty()) {
    record.usageEstimated = true;
    const std::int64_t more = facts.textTokens - record.usage.totalOutput();
    if (more > 0) record.usage.output += more;
  }
  price(facts);
  if (facts.charged && believesCharge(*facts.charged))
    record.cost = catalog::costAsCharged(*facts.charged);
}

// What a provider says that it charges is truer than a list of prices, unless the user has written
// down a price of their own. The lines of a calculation that comes to the same say more.
bool AttemptContext::believesCharge(NanoUsd charged) const {
  const bool states = upstream.runtime->preset->statesCost;
  // Others fill in a zero for what they do not know.
  if (!record.cost.priced) return states || charged.value > 0;
  if (!states || charged.value <= 0 || charged == record.cost.usd) return false;
  const catalog::ModelFacts* model = factsOf(x, upstream, record.provider, record.model);
  return model == nullptr || !model->ownPrice;
}

void AttemptContext::price(const AnswerFacts& facts) {
  // A request finishes on its own snapshot; the lane's prices belong to the one in force.
  if (x.snapshot != x.lane.snapshot) return priceSlowly(facts);
  const catalog::Price* price = x.lane.target(record.provider, record.model).price;
  if (price == nullptr && !facts.model.empty())
    price = x.lane.target(record.provider, facts.model).price;
  if (price != nullptr) record.cost = catalog::costOf(record.usage, *price, facts.billed);
}

void AttemptContext::priceSlowly(const AnswerFacts& facts) {
  const catalog::ModelFacts* model = factsOf(x, upstream, record.provider, record.model);
  if (model == nullptr && !facts.model.empty())
    model = factsOf(x, upstream, record.provider, facts.model);
  if (model != nullptr && model->price)
    record.cost = catalog::costOf(record.usage, *model->price, facts.billed);
}

Task<AttemptEnd> tryTarget(Exchange& x, const routing::Attempt& attempt,
                           const config::TimeoutOverrides& route, Racer* racer) {
  Error why;
  std::optional<Way> way;
  const Upstream* upstream = usableUpstream(x, attempt, way, why);
  if (upstream == nullptr) co_return notCalled(x, attempt, why);
  routing::Attempt own = attempt;
  const std::size_t mostKeys =
      x.keptAt ? 1 : std::max<std::size_t>(1, upstream->runtime->keys.keys().size());
  AttemptEnd end;
  std::vector<const providers::Key*> tried;
  for (std::size_t i = 0; i < mostKeys; ++i) {
    if (x.key && x.key->revoked()) {
      const Error revoked(ErrorKind::KeyRevoked, "the gateway key was revoked");
      co_return failed(revoked);
    }
    if (i > 0 && switchedOff(x, *upstream, attempt.target->provider)) co_return end;
    const Result<const providers::Key*> key =
        chooseKey(x, upstream->runtime->keys, attempt.target->model, tried);
    if (!key) {
      if (i == 0) end = notCalled(x, attempt, key.error());
      co_return end;
    }
    AttemptContext c(x, own, *upstream, *way, racer);
    c.key = *key;
    if (c.key != nullptr) c.record.keyName = c.key->name;
    if (way->translated) c.record.dialect = dialects::dialectName(way->tools->dialect);
    setLimits(c, route);
    c.passage = beginPassage(x, attempt, c.began);
    end = co_await attemptOnce(c);
    if (c.lost()) co_return end;
    if (!end.delivered) x.workStarts();
    c.guard.clear(net::Limit::FirstToken);
    c.guard.clear(net::Limit::Stall);
    c.guard.set(net::Limit::Total, x.deadline);
    judgeKey(c, end);
    // Whoever leaves before the answer has still had the prompt read.
    if (!end.delivered && c.guard.cancelled() && c.call.sent()) {
      const AnswerFacts none;
      if (c.wantsPrompt(none)) co_await countPrompt(c);
      if (c.lost()) co_return end;
      c.meter(none);
    }
    // A delivered answer has closed its attempt before its last bytes left.
    if (!end.delivered) c.close(end);
    // A copy asks with one key only.
    if (!keyAtFault(end) || c.guard.cancelled() || x.record->mirror) co_return end;
    tried.push_back(*key);
    own.why = "next key after " + routing::toString(end.outcome);
  }
  co_return end;
}

}  // namespace sb::gateway
