// Several targets are asked for the one answer: the next one begins when those before it have been
// silent for a while or have failed; the first that has content, or a whole good answer, is the
// caller's, and the others end. Each racer is a task of its own on the exchange's loop and walks
// its own plan. Owner: the exchange's coroutine; one thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/gateway/attempt.h"
#include "core/net/signal.h"
#include "core/routing/directory.h"
#include "core/routing/plan.h"

namespace sb::gateway {

class Race;

// One of them.
struct Racer {
  Racer(Race& in, routing::Plan with, std::string at, net::Loop& loop)
      : race(in), plan(std::move(with)), place(std::move(at)), guard(loop) {}

  // Ends it, and keeps in the log what it cost.
  void lose();

  Race& race;
  routing::Plan plan;
  const std::string place;            // "race 2 of 3 after 2 s"
  net::Guard guard;                   // of its waits
  std::size_t copied = 0;             // bytes of copies of the body that the cap counts
  std::vector<FetchedMedia> media;    // what URLs of the request held: its own, others read theirs
  AttemptContext* attempt = nullptr;  // what it does at the moment: this …
  Race* inner = nullptr;              // … or this
  bool lost = false;                  // nothing of the exchange is to be touched any more
};

class Race : public std::enable_shared_from_this<Race> {
 public:
  // `within`: the racer of another race whose part this one is, or null.
  Race(Exchange& x, routing::Attempt attempt, const routing::Destination& to, Racer* within);
  ~Race();

  // Until the caller has the answer, or all that began have failed: then the last outcome, or the
  // first that is the request's own fault.
  net::Task<AttemptEnd> run();

  // The first that asks has won, and the others lose. False: another one has.
  bool claim(Racer& racer);
  // All of them lose.
  void lose();

 private:
  class Leaving;
  bool goesOn() const { return !m_settled && m_racers.size() < m_plans.size(); }
  bool mayStart(Steady now) const;
  bool withinBudget(Steady now);
  void start(Steady now);
  net::Task<void> go(std::shared_ptr<Race> self, Racer& racer);
  void left(Racer& racer, AttemptEnd end);
  net::Task<void> countWhatLosersCost(std::shared_ptr<Race> self);
  net::Task<void> pause();
  void heartbeat();
  void wake();

  Exchange& m_x;
  const SnapshotPtr m_snapshot;  // connections are closed with it, whatever has gone before
  const routing::Destination& m_to;
  Racer* const m_within;
  std::vector<routing::Plan> m_plans;  // moved from where a racer has its own
  const std::string m_why;             // it is run: what the tree says, for the log
  const Millis m_after;
  const Millis m_holdHead;
  net::Guard m_guard;  // follows the caller's
  net::Signal m_signal;
  std::vector<std::unique_ptr<Racer>> m_racers;
  Racer* m_winner = nullptr;
  std::size_t m_running = 0;
  Steady m_nextAt;         // the next one begins
  Steady m_lastSent;       // a sign of life
  std::string m_since;     // why the next one begins, where one has failed
  bool m_settled = false;  // one was told what others would tell: nobody else begins
  bool m_heard = false;    // somebody who was asked has failed
  AttemptEnd m_end;        // the winner's, or what settled it, or that of the last to fail
};

// `attempt` has racers.
net::Task<AttemptEnd> race(Exchange& x, routing::Attempt attempt, const routing::Destination& to,
                           Racer* within);

}  // namespace sb::gateway
