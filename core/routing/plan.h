// The interpreter of a route's tree: it yields one attempt at a time, with the reason for the
// choice, and decides from each outcome what comes next. Pure: it sends nothing, so a dry run is
// the same code. Owner: one request; one thread. The tree must outlive the plan.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/config/config.h"

namespace sb::routing {

// What one attempt needs to know.
struct Attempt {
  const config::Node* target = nullptr;
  config::TimeoutOverrides limits;  // of the nodes on the way; the inner one wins
  // Of the nodes on the way, outermost first; a later one wins.
  std::vector<const config::Params*> params;
  std::vector<const config::HeaderRules*> headers;
  std::string why;  // "fallback 2 of 3 after 429", for the log
};

// How an attempt ended, as far as the tree cares.
struct Outcome {
  bool ok = false;
  int status = 0;  // of the upstream's answer; 0 = none
  std::optional<ErrorKind> error;
};

// One step of the way through the tree, for the dry run.
struct Step {
  std::string node, kind, chose, why;
};

class Plan {
 public:
  // `traced`: keeps the path.
  explicit Plan(const config::Node& root, bool traced = false);

  // The next attempt, or nothing when the tree has no further choice. `last` is the outcome of the
  // one before; empty at the start.
  std::optional<Attempt> next(const std::optional<Outcome>& last);

  const std::vector<Step>& path() const { return m_path; }

 private:
  struct Frame {
    const config::Node* node;
    config::TimeoutOverrides limits;
    std::size_t child = 0;  // fallback: the child in use
    int retriesLeft = 0;    // target
  };

  void push(const config::Node& node);
  std::optional<Attempt> descend(const std::string& why);
  std::optional<Attempt> afterFailure(const Outcome& outcome);

  void step(Step step) {
    if (m_traced) m_path.push_back(std::move(step));
  }

  const config::Node* m_root;
  bool m_traced;
  std::vector<Frame> m_frames;
  std::vector<Step> m_path;
};

// True if the outcome is one of those that make a fallback move on.
bool movesOn(const config::MoveOn& rules, const Outcome& outcome);

// "429", "first_token_timeout": for reasons.
std::string toString(const Outcome& outcome);

}  // namespace sb::routing
