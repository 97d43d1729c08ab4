// One request on its way through the gateway: what is known of it so far. Owner: the coroutine that
// serves it; one thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/cache/request_digest.h"
#include "core/dialects/codec.h"
#include "core/dialects/dialect.h"
#include "core/dialects/errors.h"
#include "core/dialects/look.h"
#include "core/gateway/endpoints.h"
#include "core/gateway/lane.h"
#include "core/gateway/limit_places.h"
#include "core/gateway/media_by_url.h"
#include "core/gateway/provider_responses.h"
#include "core/ledger/record.h"
#include "core/net/caller.h"
#include "core/policy/gateway_keys.h"

namespace sb::gateway {

struct Exchange;

// How an answer came to be: what is told to those who wait for it beside the one whose row it has,
// and kept with it where it is stored.
struct AnswerNote {
  // Of a request whose answer is about to end; nothing but `made` where its row is gone.
  void take(const Exchange& x);

  bool made = false;
  ledger::OutcomeClass outcome = ledger::OutcomeClass::Failed;
  std::optional<ErrorKind> error;
  std::string errorMessage, provider, model, finishReason;
  std::optional<NanoUsd> cost;
  std::vector<const config::Node*> cachedBy;
};

struct Exchange {
  Exchange(Lane& onLane, net::Caller& caller, SnapshotPtr with);
  ~Exchange();
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  // All that is known of the request, its row and its places; `from` has none of them any more.
  void takeOver(Exchange& from);

  Lane& lane;
  net::Caller& http;
  const SnapshotPtr snapshot;
  Endpoint endpoint = Endpoint::Root;
  dialects::Dialect dialect = dialects::Dialect::OpenAiChat;
  std::string pathModel;  // of dialects that name it there
  policy::KeyHandle key;  // null: no key was needed
  std::string corsLines;  // headers that every answer carries
  std::string body;
  dialects::Look look;
  std::optional<std::int64_t> promptTokens;  // by our own count, once it was wanted
  // Of the latest attempt, where tokens are asked for and nothing else.
  std::vector<const config::Prompt*> prompts;
  std::vector<FetchedMedia> media;  // what URLs of the body held, once it was wanted
  std::size_t copied = 0;           // bytes of copies of the body that the cap counts
  std::unique_ptr<ledger::Record> record;
  std::optional<ProviderResponses::Place> keptAt;  // the answer that this request goes on from
  LimitPlaces places;                              // below limits, while it is open
  bool entered = false;
  Steady deadline = Steady::max();  // of the whole request
  int attempts = 0;                 // begun so far
  int besides = 0;                  // tasks besides this exchange's own that read its body
  std::optional<Millis> soonest;    // when the first of the targets that rest is back
  bool counted = false;             // as a request, by the budget of repeats

  // What may be kept of the answer, and where.
  bool goesOn = false;                         // from an answer that was kept here
  std::optional<cache::RequestDigest> digest;  // of what it says, once it was wanted
  std::vector<const config::Node*> cachedBy;   // nodes with a cache on the way to the target
  AnswerNote* note = nullptr;                  // filled before the row goes

  // Progress, for consoles.
  std::int64_t events = 0, bytes = 0;

  // Our own part of the time.
  Steady workBegan;  // the current stretch of our own work began
  bool working = true;
  void workStarts(Steady now = std::chrono::steady_clock::now());
  // Nothing where it pauses already.
  void workPauses(Steady now = std::chrono::steady_clock::now());

  double millisSinceAccepted(Steady now = std::chrono::steady_clock::now()) const;
  bool keepBodies() const;
  bool strict() const;  // the end of an answer waits for its row
};

// Header lines that every answer of the exchange carries: request id and CORS.
std::string commonLines(const Exchange& x);

// … and those of an answer from a provider: who, which model, attempts, cost where it is known.
// `running`: attempts that are not closed yet.
std::string answerLines(const Exchange& x, bool costKnown, std::size_t running = 0);

// An error of our own, or the last one of an upstream, in the caller's dialect. Also fills the
// record. `retryAfter`: where the caller should wait, told in
// seconds (RFC 9110) and in milliseconds (as OpenAI does). What the upstream's own error said
// stands in for our words.
struct UpstreamWords {
  std::string message, type, param, code;
};
net::Task<void> answerError(Exchange& x, const Error& error, int status,
                            std::optional<Millis> retryAfter, const UpstreamWords& said);
net::Task<void> answerError(Exchange& x, const Error& error);

// The same once the answer has begun: the writer breaks it off, whatever it has told so far. Null:
// nothing of an answer has reached the caller but signs of life.
net::Task<void> answerBroken(Exchange& x, const Error& error, dialects::ChatStreamWriter* writer);

// How an answer that is written here is called.
dialects::AnswerName answerNameOf(const Exchange& x, std::string model);

// The caller reads a stream that is no stream of events.
bool wantsList(const Exchange& x);

// The attempts so far, for an error's answer.
std::vector<dialects::AttemptLine> attemptLines(const Exchange& x);

// Closes the record: totals and outcome as they stand, usage priced. Afterwards it belongs to the
// ledger. With strict durability it returns once the row is on disk. Nothing on a second call.
net::Task<void> settle(Exchange& x);

// What the ledger says of what it is asked to do, once that is on disk or cannot be. `ask` hands
// the function over that the ledger calls then.
net::Task<Status> wordOfLedger(Lane& lane, std::function<void(std::function<void(Status)>)> ask);

}  // namespace sb::gateway
