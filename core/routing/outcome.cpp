#include "core/routing/outcome.h"

#include <algorithm>
#include <array>

namespace sb::routing {
namespace {

Cause causeOf(ErrorKind error) {
  using enum ErrorKind;
  switch (error) {
    case ConnectRefused:
    case DnsFailed:
    case TlsFailed:
    case ProxyFailed:
    case UpstreamReset:
    case LoopRefused:
    case NoTarget:
    case SecretMissing:
    case SecretWaiting:
      return Cause::Connect;
    case CoolingDown:
      return Cause::Resting;
    case ConnectTimeout:
    case PoolTimeout:
    case FirstTokenTimeout:
    case StallTimeout:
    case TotalTimeout:  // the attempt's own; a request whose time is up is not planned any further
      return Cause::Timeout;
    case UpstreamCut:
    case UpstreamError:
    case UpstreamProtocol:
    case UpstreamTooLarge:
      return Cause::Cut;
    case RateLimited:
    case BudgetExceeded:
      return Cause::Limit;
    case UpstreamStatus:
      return Cause::Status;
    case UnsupportedParameter:
      return Cause::Untold;
    default:
      return Cause::Final;  // the request itself is over: client gone, key revoked
  }
}

bool has(const std::vector<int>& list, int n) { return std::ranges::find(list, n) != list.end(); }

bool hasStatus(const config::MoveOn& rules, int status) {
  return has(rules.statuses, status) || has(rules.statusGroups, status / 100);
}

Outcome ofStatus(int status) {
  Outcome outcome;
  outcome.status = status;
  outcome.error = ErrorKind::UpstreamStatus;
  return outcome;
}

Outcome ofError(ErrorKind kind) {
  Outcome outcome;
  outcome.error = kind;
  return outcome;
}

struct Example {
  std::string_view name, meaning;
  Outcome outcome;
  std::string_view key = {};  // what becomes of it
  bool nextKey = false;
};

Outcome tooLong() {
  Outcome outcome = ofStatus(400);
  outcome.contextLength = true;
  return outcome;
}

Outcome refusedContent() {
  Outcome outcome = ofStatus(400);
  outcome.contentPolicy = true;
  return outcome;
}

// One of each kind of outcome.
std::vector<Example> examples() {
  return {
      {"connect", "refused, DNS, TLS, proxy, reset before an answer",
       ofError(ErrorKind::ConnectRefused)},
      {"unusable", "switched off, or no key that can be used; nothing was sent",
       ofError(ErrorKind::SecretMissing)},
      {"timeout", "connect, first token or attempt took too long",
       ofError(ErrorKind::FirstTokenTimeout)},
      {"pool_timeout", "all connections to the provider were in use for too long",
       ofError(ErrorKind::PoolTimeout)},
      {"cut", "an error event, the end or no JSON before any content",
       ofError(ErrorKind::UpstreamCut)},
      {"limit", "a limit node had no room", ofError(ErrorKind::RateLimited)},
      {"resting", "its breaker is open, or all its keys rest; nothing was sent",
       ofError(ErrorKind::CoolingDown)},
      {"untold", "the target's API cannot be told what is asked; nothing was sent",
       ofError(ErrorKind::UnsupportedParameter)},
      {"context_length", "the prompt is longer than the model's context", tooLong()},
      {"content_policy", "the provider refused what was asked", refusedContent()},
      {"400", "a request that the provider cannot read", ofStatus(400)},
      {"401", "the key is refused", ofStatus(401), "marked", true},
      {"402", "the provider's account is empty", ofStatus(402)},
      {"403", "the key may not do that", ofStatus(403), "marked", true},
      {"403 model", "the key may not use that model", ofStatus(403), "", true},
      {"404", "no such model there", ofStatus(404)},
      {"408", "the provider's time ran out", ofStatus(408)},
      {"409", "a conflict at the provider", ofStatus(409)},
      {"413", "the request is too large", ofStatus(413)},
      {"422", "a parameter is wrong", ofStatus(422)},
      {"425", "too early", ofStatus(425)},
      {"429", "the key has reached a limit", ofStatus(429), "rests", true},
      {"500", "the provider failed", ofStatus(500)},
      {"503", "the provider is overloaded", ofStatus(503)},
      {"503 Retry-After", "the provider is overloaded and says until when; so 529", ofStatus(503),
       "rests"},
      {"529", "the provider is overloaded (Anthropic)", ofStatus(529)},
      {"client_gone", "the caller left", ofError(ErrorKind::ClientGone)},
  };
}

}  // namespace

Cause causeOf(const Outcome& outcome) {
  if (outcome.ok) return Cause::Ok;
  if (outcome.contextLength) return Cause::ContextLength;
  if (outcome.contentPolicy) return Cause::ContentPolicy;
  return outcome.error ? causeOf(*outcome.error) : Cause::Status;
}

std::string_view causeName(Cause cause) {
  constexpr std::array<std::string_view, 11> kNames{
      "ok",     "connect", "timeout", "cut",  "limit", "context_length", "content_policy",
      "status", "resting", "untold",  "final"};
  return kNames[static_cast<std::size_t>(cause)];
}

bool movesOn(const config::MoveOn& rules, const Outcome& outcome) {
  switch (causeOf(outcome)) {
    case Cause::Connect:
      return rules.connect;
    case Cause::Timeout:
      return rules.timeout;
    case Cause::Cut:
      return rules.cut;
    case Cause::Limit:
      return rules.limit;
    // Its status may stand in the list as well.
    case Cause::ContextLength:
      return rules.contextLength || hasStatus(rules, outcome.status);
    case Cause::ContentPolicy:
      return rules.contentPolicy || hasStatus(rules, outcome.status);
    case Cause::Status:
      return hasStatus(rules, outcome.status);
    case Cause::Resting:
    case Cause::Untold:
      return true;  // whatever the list says: it was not asked at all
    case Cause::Ok:
    case Cause::Final:
      return false;
  }
  return false;
}

bool wasSent(const Outcome& outcome) {
  using enum ErrorKind;
  constexpr std::array kBefore{NoTarget, SecretMissing, SecretWaiting, LoopRefused};
  const Cause cause = causeOf(outcome);
  return cause != Cause::Limit && cause != Cause::Resting && cause != Cause::Untold &&
         !(outcome.error && std::ranges::find(kBefore, *outcome.error) != kBefore.end());
}

// The next key has been tried by then, and what a provider says of the account it says again.
bool repeats(const Outcome& outcome) {
  const bool refused = outcome.status == 401 || outcome.status == 402 || outcome.status == 403;
  return !refused && wasSent(outcome) && movesOn(config::MoveOn::standard(), outcome);
}

std::string toString(const Outcome& outcome) {
  if (outcome.ok) return "ok";
  if (outcome.contextLength) return "context_length";
  if (outcome.contentPolicy) return "content_policy";
  if (outcome.error && *outcome.error != ErrorKind::UpstreamStatus)
    return std::string(errorName(*outcome.error));
  return std::to_string(outcome.status);
}

std::string toString(Millis time) {
  const auto ms = time.count();
  return ms % 1000 == 0 ? std::to_string(ms / 1000) + " s" : std::to_string(ms) + " ms";
}

AttemptEnd healthOf(const Outcome& outcome) {
  if (outcome.ok) return AttemptEnd::Ok;
  if (outcome.contextLength || outcome.contentPolicy) return AttemptEnd::Neutral;
  return attemptEnd(outcome.status, outcome.error);
}

namespace {

bool opensBreaker(AttemptEnd end) { return isFailure(end) && end != AttemptEnd::Limited; }

}  // namespace

std::vector<Action> actions(const config::MoveOn& rules) {
  std::vector<Action> rows;
  for (const Example& each : examples()) {
    Action row;
    row.outcome = each.name;
    row.meaning = each.meaning;
    row.nextKey = each.nextKey;
    row.key = each.key;
    row.retry = repeats(each.outcome) && !row.nextKey;  // all keys rest by then
    row.movesOn = movesOn(rules, each.outcome);
    row.breaker = opensBreaker(healthOf(each.outcome));
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace sb::routing
