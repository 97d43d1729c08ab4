#include "core/gateway/exchange.h"

#include <fmt/format.h>

#include "core/base/ids.h"
#include "core/base/log.h"
#include "core/dialects/errors.h"
#include "core/dialects/openai_responses/echo.h"
#include "core/gateway/way.h"
#include "core/ledger/ledger.h"

namespace sb::gateway {

using net::Task;

Exchange::Exchange(Lane& onLane, net::Caller& caller, SnapshotPtr with)
    : lane(onLane), http(caller), snapshot(std::move(with)), workBegan(caller.receivedAt()) {}

Exchange::~Exchange() {
  if (entered) lane.leave(*this);
}

void Exchange::takeOver(Exchange& from) {
  if (from.entered) from.lane.leave(from);
  from.entered = false;
  endpoint = from.endpoint;
  dialect = from.dialect;
  pathModel = from.pathModel;
  key = from.key;
  corsLines = from.corsLines;
  body = std::move(from.body);
  look = std::move(from.look);
  promptTokens = from.promptTokens;
  media = std::move(from.media);
  copied = from.copied;
  record = std::move(from.record);
  keptAt = std::move(from.keptAt);
  places.takeOver(from.places);
  deadline = from.deadline;
  attempts = from.attempts;
  soonest = from.soonest;
  counted = from.counted;
  goesOn = from.goesOn;
  digest = from.digest;
  workBegan = from.workBegan;
  working = from.working;
}

void AnswerNote::take(const Exchange& x) {
  made = true;
  if (!x.record) return;
  outcome = x.record->outcome;
  error = x.record->error;
  errorMessage = x.record->errorMessage;
  provider = x.record->provider;
  model = x.record->model;
  finishReason = x.record->finishReason;
  if (!x.record->attempts.empty()) finishReason = x.record->attempts.back().finishReason;
  cost = x.record->charged();
  cachedBy = x.cachedBy;
}

void Exchange::workStarts(Steady now) {
  workBegan = now;
  working = true;
}

void Exchange::workPauses(Steady now) {
  if (!working) return;
  working = false;
  const auto spent = now - workBegan;
  record->overheadMicros += std::chrono::duration_cast<std::chrono::microseconds>(spent).count();
}

double Exchange::millisSinceAccepted(Steady now) const {
  return std::chrono::duration<double, std::milli>(now - http.receivedAt()).count();
}

bool Exchange::strict() const {
  const bool keepsRows = endpoint == Endpoint::Responses && keepBodies();
  return keepsRows || snapshot->config->ledger.durability == config::Ledger::Durability::Strict;
}

bool Exchange::keepBodies() const {
  return look.store && snapshot->config->ledger.bodies != config::Ledger::Bodies::None;
}

std::string commonLines(const Exchange& x) {
  std::string lines;
  lines.reserve(512 + x.corsLines.size());
  lines.append(x.corsLines);
  if (x.record) {
    net::appendHeader(lines, "x-signalbox-request-id", x.record->id);
    net::appendHeader(lines, "x-request-id", x.record->id);
    const std::string_view own = dialects::toolsOf(x.dialect)->requestIdHeader;
    if (!own.empty()) net::appendHeader(lines, own, x.record->id);
  }
  return lines;
}

std::string answerLines(const Exchange& x, bool costKnown, std::size_t running) {
  std::string lines = commonLines(x);
  const ledger::Record& record = *x.record;
  if (!record.provider.empty() && net::validHeaderValue(record.provider))
    net::appendHeader(lines, "x-signalbox-provider", record.provider);
  if (!record.model.empty() && net::validHeaderValue(record.model))
    net::appendHeader(lines, "x-signalbox-model", record.model);
  net::appendHeader(lines, "x-signalbox-attempts",
                    std::to_string(record.attempts.size() + running));
  net::appendHeader(lines, "x-signalbox-cache", record.cache);
  net::appendHeader(lines, "x-signalbox-overhead-us", std::to_string(record.overheadMicros));
  if (!costKnown) return lines;
  if (const std::optional<NanoUsd> cost = record.charged())
    net::appendHeader(lines, "x-signalbox-cost-usd", toString(*cost));
  return lines;
}

namespace {

void recordError(ledger::Record& record, const Error& error, int status) {
  const bool gone = error.kind == ErrorKind::ClientGone;
  record.status = status;
  record.outcome = gone ? ledger::OutcomeClass::ClientGone : ledger::OutcomeClass::Failed;
  record.error = error.kind;
  record.errorMessage = log::redacted(error.message);
}

void appendWait(std::string& lines, Millis wait) {
  const std::int64_t millis = std::max<std::int64_t>(1, wait.count());
  net::appendHeader(lines, "Retry-After", std::to_string((millis + 999) / 1000));
  net::appendHeader(lines, "retry-after-ms", std::to_string(millis));
}

}  // namespace

std::vector<dialects::AttemptLine> attemptLines(const Exchange& x) {
  std::vector<dialects::AttemptLine> lines;
  if (!x.record) return lines;
  for (const ledger::Attempt& attempt : x.record->attempts)
    lines.push_back({attempt.provider, attempt.model, attempt.status,
                     std::string(attempt.error ? errorName(*attempt.error) : "ok")});
  return lines;
}

Task<void> answerError(Exchange& x, const Error& error) {
  const UpstreamWords nothing;
  std::optional<Millis> retryAfter;
  if (error.kind == ErrorKind::Overloaded) retryAfter = Millis(1'000);
  co_await answerError(x, error, errorStatus(error.kind), retryAfter, nothing);
}

Task<void> answerError(Exchange& x, const Error& error, int status,
                       std::optional<Millis> retryAfter, const UpstreamWords& said) {
  // Who has left gets no error: whatever failed last, it is the caller who has ended the request.
  if (x.http.guard().cancelledFor() == ErrorKind::ClientGone &&
      error.kind != ErrorKind::ClientGone) {
    const Error left(ErrorKind::ClientGone, "the client closed the connection");
    co_await answerError(x, left);
    co_return;
  }
  if (x.record) recordError(*x.record, error, x.http.begun() ? 200 : status);
  if (x.http.gone() && !x.http.lastWord()) co_return;
  if (x.http.begun()) {
    co_await answerBroken(x, error, nullptr);
    co_return;
  }
  const std::vector<dialects::AttemptLine> attempts = attemptLines(x);
  dialects::ErrorDetails details;
  if (x.record) details.requestId = x.record->id;
  details.attempts = attempts;
  details.status = status;
  details.upstreamMessage = said.message;
  details.upstreamType = said.type;
  details.param = said.param;
  details.upstreamCode = said.code;
  const std::string body = dialects::errorBody(x.dialect, error, details);
  std::string lines = attempts.empty() ? commonLines(x) : answerLines(x, false);
  net::appendHeader(lines, "Content-Type", "application/json");
  if (retryAfter) appendWait(lines, *retryAfter);
  if (error.kind == ErrorKind::MethodNotAllowed) net::appendHeader(lines, "Allow", error.detail);
  if (status == 401) net::appendHeader(lines, "WWW-Authenticate", "Bearer");
  if (x.record && x.strict()) co_await settle(x);
  co_await x.http.respond(status, lines, body);
}

// Gemini's streams are one JSON list unless their caller asks for events.
bool wantsList(const Exchange& x) {
  return x.endpoint == Endpoint::StreamContent &&
         x.http.request().query().find("alt=sse") == std::string_view::npos;
}

namespace {

bool asks(const dialects::Look& look, std::string_view name) {
  return std::any_of(look.members.begin(), look.members.end(),
                     [name](const dialects::Member& one) { return one.name == name; });
}

}  // namespace

dialects::AnswerName answerNameOf(const Exchange& x, std::string model) {
  dialects::AnswerName name;
  const std::string& id = x.record->id;
  name.id = id.substr(id.find('_') + 1);
  name.model = std::move(model);
  name.created = x.record->at / 1000;
  name.streamUsage = x.look.includeUsage;
  name.functions = x.endpoint == Endpoint::ChatCompletions && asks(x.look, "functions") &&
                   !asks(x.look, "tools");
  name.list = wantsList(x);
  if (x.endpoint == Endpoint::Responses) name.echo = dialects::openai_responses::echoOf(x.body);
  return name;
}

Task<void> answerBroken(Exchange& x, const Error& error, dialects::ChatStreamWriter* writer) {
  if (x.http.gone() && !x.http.lastWord()) co_return;
  if (!x.record) {  // its last word is said
    co_await x.http.end();
    co_return;
  }
  const std::vector<dialects::AttemptLine> attempts = attemptLines(x);
  dialects::ErrorDetails details;
  details.requestId = x.record->id;
  details.attempts = attempts;
  std::unique_ptr<dialects::ChatStreamWriter> fresh;
  if (writer == nullptr) {
    fresh = callerCodec(x.endpoint).streamWriter(answerNameOf(x, x.look.model));
    writer = fresh.get();
  }
  std::string last;
  writer->breakOff(error, details, last);
  if (x.strict()) co_await settle(x);
  x.http.send(last);
  co_await x.http.end();
}

namespace {

// Wakes the exchange on its own loop.
struct Word {
  explicit Word(net::Worker& w) : worker(w) {}
  net::Worker& worker;
  net::Signal signal;
  Status status;
  bool said = false;
};

}  // namespace

// Not under the guard: a client that leaves now has been served all the same.
Task<Status> wordOfLedger(Lane& lane, std::function<void(std::function<void(Status)>)> ask) {
  auto word = std::make_shared<Word>(lane.worker);
  ask([word](Status status) {
    word->worker.post([word, status] {
      word->status = status;
      word->said = true;
      word->signal.fire();
    });
  });
  while (!word->said)
    co_await word->signal.wait();
  co_return word->status;
}

namespace {

// What a provider says of a request may repeat it: of one that is not to be stored no word stays.
void forgetWords(ledger::Record& record) {
  const bool itsWords = record.error == ErrorKind::UpstreamStatus ||
                        record.error == ErrorKind::UpstreamError ||
                        record.error == ErrorKind::UpstreamProtocol;
  if (itsWords) record.errorMessage = "What the provider said is not kept: store is false.";
  for (ledger::Attempt& attempt : record.attempts)
    attempt.detail.clear();
}

}  // namespace

Task<void> settle(Exchange& x) {
  if (!x.record) co_return;
  ledger::Record& record = *x.record;
  record.ms.total = x.millisSinceAccepted();
  if (!x.look.store) forgetWords(record);
  if (!record.attempts.empty()) {
    const ledger::Attempt& last = record.attempts.back();
    record.provider = last.provider;
    record.model = last.model;
    record.finishReason = last.finishReason;
  }
  x.places.settle();
  if (x.keepBodies()) {
    record.request.fullSize = static_cast<std::int64_t>(x.body.size());
    if (x.besides == 0)
      record.request.bytes = std::move(x.body);
    else
      record.request.bytes = x.body;
  }
  if (x.note != nullptr && !x.note->made) x.note->take(x);
  x.lane.metrics.count(record);
  if (x.entered) x.lane.leave(x);
  x.entered = false;
  if (!x.strict()) {
    x.lane.services.ledger.submit(std::move(x.record));
    co_return;
  }
  std::function<void(std::function<void(Status)>)> ask = [&x](std::function<void(Status)> done) {
    x.lane.services.ledger.submitDurable(std::move(x.record), std::move(done));
  };
  co_await wordOfLedger(x.lane, std::move(ask));
}

}  // namespace sb::gateway
