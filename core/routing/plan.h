// The interpreter of a route's tree: it yields one attempt at a time, with the reason for the
// choice, and decides from each outcome what comes next. It sends nothing: a dry run is the same
// code with a world that only looks. Owner: one request; one thread. Tree and world outlive it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/config/config.h"
#include "core/routing/outcome.h"
#include "core/routing/world.h"

namespace sb::routing {

class Plan;
struct Choice;

// What comes next: one call of a target, or children that race.
struct Attempt {
  const config::Node* target = nullptr;  // null: a race, or `cached`
  // No call: a node with a cache is entered, whose answer may be there already. next() goes on.
  const config::Node* cached = nullptr;
  // The nodes with a cache on the way, outermost first.
  std::vector<const config::Node*> caches;
  config::TimeoutOverrides limits;  // of the nodes on the way; the inner one wins
  // Of the nodes on the way, outermost first; a later one wins, or has the last word.
  std::vector<const config::Params*> params;
  std::vector<const config::Prompt*> prompts;
  std::vector<const config::HeaderRules*> headers;
  // The limit nodes on the way that had room: what this uses counts there.
  std::vector<const config::Node*> within;
  std::string why;  // "fallback 2 of 3 after 429", for the log
  Millis pause{0};  // to wait before it
  // A race: each is walked on its own, with its own outcomes; the next begins after so much
  // silence, or when one is out.
  std::vector<Plan> racers;
  Millis after{0};
  // Copies to be sent that nobody waits for; begun once, before this.
  std::vector<Plan> shadows;
};

// One step of the way through the tree, for the dry run.
struct Step {
  std::string node, kind, chose, why;
};

class Plan {
 public:
  // `traced`: keeps the path.
  Plan(const config::Node& root, World& world, bool traced = false);

  // From now on it asks this one: where it is walked for another request than it was made for.
  void use(World& world) { m_world = &world; }

  // From now on it stops at nodes with a cache as it enters them.
  void stopAtCaches() { m_stopsAtCaches = true; }
  World& world() { return *m_world; }

  // The next attempt, or nothing when the tree has no further choice. `last` is the outcome of the
  // one before; empty at the start.
  std::optional<Attempt> next(const std::optional<Outcome>& last);

  // Why a node had nothing to choose from (no room below a limit, no case that holds): what the
  // caller hears where nothing else was tried.
  const std::optional<Refusal>& refusal() const { return m_refusal; }

  const std::vector<Step>& path() const { return m_path; }

 private:
  struct Frame {
    const config::Node* node;
    config::TimeoutOverrides limits;
    std::vector<std::uint16_t> order;  // of children to walk; unused for a fallback
    std::size_t at = 0;                // the place in it
    int mostRetries = 0;               // at each target below
    int retries = 0;                   // done; a target's
    bool looked = false;               // into its cache
  };
  // A target that traffic goes past, kept for when all else has failed.
  struct Avoided {
    std::vector<Frame> frames;
    std::string why;
  };

  Plan(const Plan& above, const config::Node& root);  // a racer or shadow below it

  void push(const config::Node& node);
  bool choose(Frame& frame, std::string& why);
  Choice chooseMirrored(const config::Node& node);
  std::optional<Attempt> descend(std::string why);
  std::optional<Attempt> atTarget(std::string why);
  std::optional<Attempt> startRace(std::string why);
  std::optional<Attempt> atCache(std::string why);
  std::optional<Attempt> afterFailure(const Outcome& outcome);
  std::optional<Attempt> onward(const Outcome& outcome, const std::string& after);
  std::optional<Attempt> lastResort(const Outcome& outcome);
  std::optional<Attempt> refused();
  void inherit(Attempt& attempt) const;

  void step(Step step) {
    if (m_traced) m_path.push_back(std::move(step));
  }

  const config::Node* m_root;
  World* m_world;
  bool m_traced;
  std::size_t m_floor = 0;  // frames of the nodes above a racer: they give their settings only
  std::vector<Frame> m_frames;
  std::vector<Avoided> m_avoided;
  std::vector<Plan> m_shadows;
  std::optional<Refusal> m_refusal;
  bool m_insisting = false;  // at the avoided ones
  bool m_counted = true;     // the next attempt is no extra load, or is counted as such already
  bool m_stopsAtCaches = false;
  std::optional<std::string> m_stopped;  // at a cache; why it was entered
  std::vector<Step> m_path;
};

}  // namespace sb::routing
