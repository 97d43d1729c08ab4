// One attempt at one target: key, URL, splices, send, and the answer up to its commit or its
// failure. Owner: the pipeline's coroutine; one thread.
#pragma once

#include <optional>
#include <string>

#include "core/dialects/answer_facts.h"
#include "core/dialects/tool_aliases.h"
#include "core/gateway/exchange.h"
#include "core/gateway/route_prompt.h"
#include "core/gateway/translate.h"
#include "core/gateway/way.h"
#include "core/net/upstream_call.h"
#include "core/routing/passage.h"
#include "core/routing/plan.h"

namespace sb::gateway {

struct Racer;

// How an attempt ended. Exactly one of: delivered (the caller has its answer, whole or broken), or
// not, and then `outcome` and `error` say why and the tree may go on.
struct AttemptEnd {
  AttemptEnd() = default;  // no aggregate: those do not go through co_await with g++ 12

  routing::Outcome outcome;
  Error error;
  bool delivered = false;
  std::optional<Millis> retryAfter;  // the upstream wants to be left alone for so long
  UpstreamWords said;                // its error body
  bool keyRefused = false;           // whatever it is asked for
  bool keyMayNot = false;            // use this model
};

// Tries the target with each usable key in turn while it is the key that is refused or limited.
// `racer`: on whose behalf; null: there is no race.
net::Task<AttemptEnd> tryTarget(Exchange& x, const routing::Attempt& attempt,
                                const config::TimeoutOverrides& route, Racer* racer);

// The parts of an attempt that the relays share.
struct AttemptContext {
  AttemptContext(Exchange& exchange, const routing::Attempt& with, const Upstream& to,
                 const Way& by, Racer* in);
  ~AttemptContext();
  AttemptContext(const AttemptContext&) = delete;
  AttemptContext& operator=(const AttemptContext&) = delete;

  Exchange& x;
  const routing::Attempt& plan;
  const Upstream& upstream;
  const Way way;
  Racer* const racer;       // null: it runs alone
  net::Guard& guard;        // of its waits for the upstream: the caller's, or the racer's
  config::Timeouts limits;  // global, then the provider's, the route's, the nodes'
  const providers::Key* key = nullptr;
  net::UpstreamCall call;
  ledger::Attempt record;
  Steady began;
  routing::Passage passage;                      // as the target's health sees it
  std::string contentType;                       // of the upstream's answer
  bool usageInserted = false;                    // we asked for usage, the caller did not
  std::vector<std::string> dropped, converted;   // parameters of the caller's, for the log
  const dialects::StreamWatch* watch = nullptr;  // of a stream that is being read
  dialects::ToolAliases tools;                   // as the upstream was told them
  std::optional<Prompted> prompted;              // the route changes the system prompt

  // What goes to the target, in the caller's dialect and before its splices.
  const std::string& body() const { return prompted ? prompted->body : x.body; }
  const dialects::Look& look() const { return prompted ? prompted->look : x.look; }
  double millis(Steady now = std::chrono::steady_clock::now()) const;
  std::int64_t mostOutput() const;  // tokens that the model can answer with; 0 = not known
  // How an answer that is written here is called.
  dialects::AnswerName answerName() const;
  // The same from now on, for work away from the event loop: a race that is lost meanwhile leaves
  // no exchange to ask.
  void keepName();
  // What of the answer the caller is not told goes into the log.
  void noteUntold(const Untold& untold);
  // What URLs of the request held, as far as this attempt may use it.
  std::vector<FetchedMedia>& media() const;

  // Before anything of the answer goes to the caller. False: another target of the race was first,
  // and nothing of the exchange may be touched any more.
  bool claim();
  bool lost() const;
  // The end of one that was lost.
  AttemptEnd beaten() const;
  // Another one was first: closes the record with what was used so far.
  void lose();

  // Closes the attempt's record and adds it to the exchange's. Nothing on a second call.
  void close(const AttemptEnd& end, Steady now = std::chrono::steady_clock::now());
  // Usage and finish reason as read on the side, estimated where the provider said nothing: then
  // countPrompt() comes first. `broken`: the answer ended early, so a report within it may count
  // less than was said.
  bool wantsPrompt(const dialects::AnswerFacts& facts) const;
  void meter(const dialects::AnswerFacts& facts, bool broken = false);

 private:
  void nameInRecord();
  void price(const dialects::AnswerFacts& facts);
  bool believesCharge(NanoUsd charged) const;
  void priceSlowly(const dialects::AnswerFacts& facts);

  std::optional<dialects::AnswerName> m_name;
  bool m_closed = false;
};

AttemptEnd failed(const Error& error, int status = 0);

}  // namespace sb::gateway
