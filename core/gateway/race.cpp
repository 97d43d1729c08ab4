#include "core/gateway/race.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/log.h"
#include "core/gateway/prompt_tokens.h"
#include "core/gateway/relay.h"
#include "core/gateway/translate.h"
#include "core/gateway/walk.h"
#include "core/gateway/way.h"

namespace sb::gateway {
namespace {

using net::Task;

Millis holdHeadOf(const Exchange& x, const routing::Attempt& attempt,
                  const routing::Destination& to) {
  config::Timeouts limits = x.snapshot->config->timeouts;
  limits.apply(to.timeouts);
  limits.apply(attempt.limits);
  return limits.holdHead;
}

// The request's own fault: whoever is asked next would say the same. Another model may have room
// for the prompt, or answer it.
bool isTheRequests(const routing::Outcome& outcome) {
  if (outcome.contextLength || outcome.contentPolicy) return false;
  return outcome.error == ErrorKind::UpstreamStatus &&
         (outcome.status == 400 || outcome.status == 413 || outcome.status == 422);
}

}  // namespace

void Racer::lose() {
  if (std::exchange(lost, true)) return;
  if (inner != nullptr) inner->lose();
  if (attempt != nullptr) attempt->lose();
  guard.cancel(ErrorKind::RaceLost);
}

// A racer's task that is destroyed before its end: the loop ends, and with it whoever waits here.
class Race::Leaving {
 public:
  explicit Leaving(Race& race) : m_race(race) {}
  ~Leaving() {
    if (!m_left) m_race.m_signal.abandon();
  }
  Leaving(const Leaving&) = delete;
  Leaving& operator=(const Leaving&) = delete;
  void done() { m_left = true; }

 private:
  Race& m_race;
  bool m_left = false;
};

Race::Race(Exchange& x, routing::Attempt attempt, const routing::Destination& to, Racer* within)
    : m_x(x),
      m_snapshot(x.snapshot),
      m_to(to),
      m_within(within),
      m_plans(std::move(attempt.racers)),
      m_why(attempt.why.empty() ? "" : attempt.why + ", "),
      m_after(attempt.after),
      m_holdHead(holdHeadOf(x, attempt, to)),
      m_guard(x.lane.worker.loop()),
      m_nextAt(std::chrono::steady_clock::now()),
      m_lastSent(m_nextAt) {
  m_guard.follow(within == nullptr ? x.http.guard() : within->guard);
  if (within != nullptr) within->inner = this;
}

Race::~Race() {
  if (m_within != nullptr) m_within->inner = nullptr;
}

bool Race::mayStart(Steady now) const { return goesOn() && now >= m_nextAt && now < m_x.deadline; }

// Silence must not multiply what providers are asked; a failure is no reason to stop, and racers
// that begin at once are what was wanted.
bool Race::withinBudget(Steady now) {
  if (m_racers.empty() || m_after.count() == 0) return true;
  if (m_x.record->mirror) return !m_since.empty();  // the budget is the callers'
  routing::RetryBudget& budget = m_x.lane.services.steering.repeats;
  if (m_since.empty()) return budget.take(now);
  if (m_heard) budget.extra(now);
  return true;
}

void Race::start(Steady now) {
  const std::size_t i = m_racers.size();
  net::Loop& loop = m_x.lane.worker.loop();
  std::string place = m_why + fmt::format("race {} of {}", i + 1, m_plans.size());
  if (i > 0 && m_since.empty() && m_after.count() > 0)
    place += " after " + routing::toString(m_after);
  if (!m_since.empty()) place += " after " + std::exchange(m_since, {});
  m_racers.push_back(std::make_unique<Racer>(*this, std::move(m_plans[i]), std::move(place), loop));
  Racer& racer = *m_racers.back();
  racer.guard.follow(m_guard);
  racer.guard.set(net::Limit::Total, m_x.deadline);
  m_nextAt = now + m_after;
  ++m_running;
  ++m_x.besides;
  net::spawn(loop, go(shared_from_this(), racer));
  if (i != 1 || m_x.promptTokens) return;
  ++m_running;
  ++m_x.besides;
  net::spawn(loop, countWhatLosersCost(shared_from_this()));
}

// Whoever wins does not wait for a count, so it is made while they run.
Task<void> Race::countWhatLosersCost(std::shared_ptr<Race> self) {
  Leaving leaving(*self);
  co_await net::GiveWay(m_x.lane.worker.loop());
  co_await countPrompt(m_x);
  leaving.done();
  --m_x.besides;
  --m_running;
  wake();
}

Task<void> Race::go(std::shared_ptr<Race> self, Racer& racer) {
  Leaving leaving(*self);
  co_await net::GiveWay(m_x.lane.worker.loop());  // no task runs inside another
  AttemptEnd end;
  try {
    if (!racer.lost) end = co_await walkPlan(m_x, racer.plan, m_to, &racer);
  } catch (const std::exception& e) {
    log::error(std::string("a racer ended by an exception: ") + e.what());
    end = failed(Error(ErrorKind::Internal, "the gateway failed on this target"));
  }
  leaving.done();
  left(racer, std::move(end));
}

void Race::left(Racer& racer, AttemptEnd end) {
  --m_running;
  const routing::Outcome outcome = end.outcome;
  const bool won = m_winner == &racer;
  if (!won) --m_x.besides;
  const bool first = m_winner == nullptr && !racer.lost && !m_settled;
  // Who was not asked does not hide what another one said.
  const bool sent = routing::wasSent(outcome);
  if (won || (first && (sent || !m_heard))) m_end = std::move(end);
  m_heard = m_heard || sent;
  if (first && isTheRequests(outcome)) m_settled = true;
  if (m_winner == nullptr) {
    m_nextAt = std::chrono::steady_clock::now();
    m_since = routing::toString(outcome);
  }
  wake();
}

bool Race::claim(Racer& racer) {
  if (m_winner == &racer) return true;
  if (racer.lost || m_winner != nullptr) return false;
  if (m_within != nullptr && !m_within->race.claim(*m_within)) return false;
  m_winner = &racer;
  --m_x.besides;
  for (const auto& other : m_racers)
    if (other.get() != &racer) other->lose();
  wake();
  return true;
}

void Race::lose() {
  for (const auto& racer : m_racers)
    racer->lose();
}

// Posted: who says it is a task, and one never runs inside another.
void Race::wake() {
  m_x.lane.worker.post([weak = weak_from_this()] {
    if (const auto self = weak.lock()) self->m_signal.fire();
  });
}

// The caller hears of us while nobody has anything to say; a race within one leaves that to it.
void Race::heartbeat() {
  m_lastSent = std::chrono::steady_clock::now();
  if (!m_x.http.begun())
    beginStream(m_x, commonLines(m_x));
  else if (m_x.http.congested())
    return;
  m_x.http.send(heartbeatOf(callerCodec(m_x.endpoint)));
}

// Until somebody leaves or wins, the next one's time has come, or the caller must hear something.
Task<void> Race::pause() {
  m_x.workPauses();
  // Nobody begins once the request's time is over.
  if (goesOn() && std::chrono::steady_clock::now() < m_x.deadline)
    m_guard.set(net::Limit::Nap, m_nextAt);
  if (m_x.look.stream && m_within == nullptr)
    m_guard.set(net::Limit::Hold,
                m_x.http.begun() ? m_lastSent + kHeartbeat : m_x.http.receivedAt() + m_holdHead);
  const bool told = co_await m_guard.wait(m_signal);
  const bool held = !told && m_winner == nullptr && !m_guard.cancelled() &&
                    m_guard.expiredLimit() == net::Limit::Hold;
  m_guard.clear(net::Limit::Nap);
  m_guard.clear(net::Limit::Hold);
  if (held) heartbeat();
}

Task<AttemptEnd> Race::run() {
  while (m_winner == nullptr && !m_guard.cancelled()) {
    const Steady now = std::chrono::steady_clock::now();
    if (mayStart(now)) {
      if (withinBudget(now))
        start(now);
      else
        m_nextAt = now + m_after;
      continue;
    }
    if (m_running == 0) break;
    co_await pause();
  }
  // The losers have been cancelled and leave at once; the caller has its answer by then.
  while (m_running > 0)
    co_await m_signal.wait();
  co_return std::move(m_end);
}

Task<AttemptEnd> race(Exchange& x, routing::Attempt attempt, const routing::Destination& to,
                      Racer* within) {
  const auto running = std::make_shared<Race>(x, std::move(attempt), to, within);
  co_return co_await running->run();
}

}  // namespace sb::gateway
