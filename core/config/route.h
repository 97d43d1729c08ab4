// A route of the configuration: a small tree of nodes, and what each node says. Immutable after
// loading, like the rest of the configuration. Durations are milliseconds, money NanoUsd.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/clock.h"
#include "core/base/money.h"

namespace sb::conditions {
class Condition;
}

namespace sb::config {

struct Where {
  int line = 0;
  int column = 0;
};

// Each unset value is inherited: target ← outer nodes ← route ← provider ← global.
struct TimeoutOverrides {
  std::optional<Millis> connect, poolWait, firstToken, stall, total, holdHead;
};

struct Header {
  std::string name, value;
};

// What a node does to the request body before it goes to a target. Values are raw JSON.
struct Params {
  std::vector<std::pair<std::string, std::string>> defaults;   // where the caller set none
  std::vector<std::pair<std::string, std::string>> overrides;  // always
  std::vector<std::string> drop;                               // removed
  // What happens to a parameter that the target is known not to take.
  enum class Unsupported { Refuse, Drop, Pass };
  std::optional<Unsupported> unsupported;
  bool empty() const {
    return defaults.empty() && overrides.empty() && drop.empty() && !unsupported;
  }
};

// What a node does to the system prompt before it goes to a target: the template first, then what
// is put around it.
struct Prompt {
  std::string prepend, append;  // "" = nothing; a blank line between them and what is there
  // The whole of it: what stands before and behind what is there, or, unless it `keeps` that, in
  // `before`, instead of it.
  struct Template {
    std::string before, after;
    bool keeps = false;
  };
  std::optional<Template> whole;
  bool empty() const { return prepend.empty() && append.empty() && !whole; }
};

struct HeaderRules {
  std::vector<Header> set;
  std::vector<std::string> remove;  // "name", or "name: value" for one value of a list
  bool empty() const { return set.empty() && remove.empty(); }
};

// Which outcomes of a child make its parent try the next one.
struct MoveOn {
  bool connect = true;  // refused, DNS, TLS, proxy, reset before an answer
  bool timeout = true;
  bool cut = true;                // ended, or an error event, before content
  bool limit = true;              // a limit node below had no room
  bool contentPolicy = false;     // the provider refused what was asked
  bool contextLength = false;     // the prompt is longer than the model's context
  std::vector<int> statuses;      // e.g. 429
  std::vector<int> statusGroups;  // 5 = 500–599
  // The default: connect, timeout, cut, limit, 401, 402, 403, 408, 409, 425, 429, 5xx.
  static MoveOn standard();
};

// Whose requests belong together: for a limit they share what is counted, for a choice they go the
// same way.
enum class Scope { All, Route, Key, Team, User, Session, Header };

struct Sharing {
  Scope scope = Scope::Key;
  std::string header;  // Scope::Header: its name
};

struct Balance {
  enum class By {
    Weight,
    RoundRobin,
    LeastBusy,
    LeastLatency,
    FastestFirstToken,
    HighestThroughput,
    LowestPrice,
    Usage,
    Sticky,
  };
  By by = By::Weight;
  bool failover = true;  // the children that were not chosen follow, as in a fallback
  Sharing sticky;        // By::Sticky
};

struct Split {
  std::optional<Sharing> sticky;  // else each request is drawn anew
};

// At least one of these; a request must find room in all.
struct Limit {
  Sharing by;
  std::optional<std::int64_t> rpm, tpm;  // requests, tokens in a minute
  std::optional<std::int64_t> parallel;  // requests that are open at a time
  std::optional<NanoUsd> usdPerDay, usdPerWeek, usdPerMonth;
  bool pricedOnly = false;  // refuses while a target below [0] has no known price
};

struct Race {
  Millis after{0};  // silence after which the next child joins; 0 = all begin at once
};

struct Mirror {
  double percent = 100;
};

// What a node does about answers that were given before.
struct CacheRule {
  enum class Scope { Key, All };  // whose requests share answers
  std::optional<Millis> ttl;      // they are kept for so long; none = not at all
  Scope scope = Scope::Key;
  bool coalesce = false;  // requests that are the same share one call while it runs
  bool active() const { return ttl || coalesce; }
};

// The node kinds; children and what they mean:
//   Target    none
//   Fallback  tried in order
//   Balance   one is chosen (`weight` counts)
//   Split     one is drawn by `percent`
//   When      the first whose `condition` holds; none = always ("else", the last)
//   Limit     [0] while there is room, [1], if there, beyond it
//   Race      each begins while those before are silent
//   Mirror    [0] answers, [1] gets the copy
struct Node {
  enum class Kind { Target, Fallback, Balance, Split, When, Limit, Race, Mirror };
  Kind kind = Kind::Target;
  std::string id;  // unique in the route; "n1", "n2" … in reading order where the file gives none
  std::string label;  // for people
  std::vector<Node> children;
  // What the parent says of this one.
  double weight = 1;                                       // below a balance; > 0
  double percent = 0;                                      // below a split
  std::shared_ptr<const conditions::Condition> condition;  // below a when
  // By kind.
  std::string provider, model;  // target
  MoveOn moveOn;                // fallback, balance with failover
  Balance balance;
  Split split;
  Limit limit;
  Race race;
  Mirror mirror;
  // Any kind; children inherit.
  TimeoutOverrides timeouts;
  std::optional<int> retries;  // further attempts on the same target; default 0
  Params params;
  Prompt prompt;
  HeaderRules headers;
  std::optional<CacheRule> cache;  // what is not active says: not below here
  Where where;
};

// "fallback": as the file and the log call it.
std::string_view kindName(Node::Kind kind);

// A route is a small tree of nodes. At most 64 levels and 1,000 nodes.
struct Route {
  std::string name;
  std::vector<std::string> match;  // glob patterns
  TimeoutOverrides timeouts;
  Node flow;
  Where where;
};

}  // namespace sb::config
