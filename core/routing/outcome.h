// How an attempt ended, as far as a route's tree cares, and what that leads to. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/config/route.h"
#include "core/routing/attempt_end.h"

namespace sb::routing {

struct Outcome {
  bool ok = false;
  int status = 0;  // of the upstream's answer; 0 = none
  std::optional<ErrorKind> error;
  bool contextLength = false;  // the prompt was too long for the model
  bool contentPolicy = false;  // the provider refused what was asked
};

// What an outcome is taken for. Every outcome has exactly one.
enum class Cause {
  Ok,
  Connect,
  Timeout,
  Cut,
  Limit,
  ContextLength,
  ContentPolicy,
  Status,
  Resting,  // not asked at the moment: its breaker is open, or its keys rest
  Untold,
  Final
};
Cause causeOf(const Outcome& outcome);
std::string_view causeName(Cause cause);

// True if the outcome is one of those that make a fallback move on.
bool movesOn(const config::MoveOn& rules, const Outcome& outcome);

// True if the same target may be asked again, where a node says `retry`.
bool repeats(const Outcome& outcome);

// True if something was sent to the provider.
bool wasSent(const Outcome& outcome);

// "429", "first_token_timeout": for reasons.
std::string toString(const Outcome& outcome);
// "2 s", "250 ms": the same for times.
std::string toString(Millis time);

// What is done about an outcome, as data: one row for people and for `signalboxctl routes actions`.
struct Action {
  std::string outcome;  // "429", "timeout" …; with a word where a status leads to different things
  std::string meaning;   // when it is that
  bool nextKey = false;  // the provider's next key is tried on the same target
  bool retry = false;    // counts for `retry`: the same target again, after a pause
  bool movesOn = false;  // by default; `move_on` of a node says otherwise
  bool breaker = false;  // counts against the target's health
  std::string key;       // what becomes of the key: "", "marked", "rests"
};
std::vector<Action> actions(const config::MoveOn& rules);

// What the target's health makes of it.
AttemptEnd healthOf(const Outcome& outcome);

}  // namespace sb::routing
