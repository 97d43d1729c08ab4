#include "core/routing/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/routing/choose.h"

namespace sb::routing {

using config::Node;

namespace {

constexpr Millis kFirstPause{250};  // before a repeat; doubles, at most …
constexpr Millis kMostPause{4'000};

void inheritLimit(std::optional<Millis>& outer, const std::optional<Millis>& own) {
  if (own) outer = own;
}

// What a node says over what its parents said. What bounds the whole is never larger than theirs.
config::TimeoutOverrides inherited(config::TimeoutOverrides outer,
                                   const config::TimeoutOverrides& own) {
  inheritLimit(outer.connect, own.connect);
  inheritLimit(outer.poolWait, own.poolWait);
  inheritLimit(outer.firstToken, own.firstToken);
  inheritLimit(outer.stall, own.stall);
  inheritLimit(outer.holdHead, own.holdHead);
  if (own.total) outer.total = outer.total ? std::min(*outer.total, *own.total) : *own.total;
  return outer;
}

// Between half of it and all: those that failed together do not come back together.
Millis pauseBefore(int repeat, double random) {
  const Millis most = std::min(kMostPause, kFirstPause * (1 << std::min(repeat - 1, 10)));
  return Millis(static_cast<Millis::rep>(static_cast<double>(most.count()) * (0.5 + random / 2)));
}

Outcome outcomeOf(const Error& error) {
  Outcome outcome;
  outcome.error = error.kind;
  return outcome;
}

const Node& chosen(const Node& node, const std::vector<std::uint16_t>& order, std::size_t at) {
  return node.children[order.empty() ? at : order[at]];
}

std::string nameOf(const Node& target) { return target.provider + "/" + target.model; }

}  // namespace

Plan::Plan(const Node& root, World& world, bool traced)
    : m_root(&root), m_world(&world), m_traced(traced) {
  m_frames.reserve(4);
}

Plan::Plan(const Plan& above, const Node& root)
    : m_root(&root),
      m_world(above.m_world),
      m_traced(above.m_traced),
      m_floor(above.m_frames.size()),
      m_frames(above.m_frames) {}

void Plan::push(const Node& node) {
  Frame frame{&node, {}, {}};
  frame.limits =
      m_frames.empty() ? node.timeouts : inherited(m_frames.back().limits, node.timeouts);
  frame.mostRetries = node.retries.value_or(m_frames.empty() ? 0 : m_frames.back().mostRetries);
  m_frames.push_back(std::move(frame));
}

// Fills the order of the children that are walked. False: there is none, and m_refusal says why.
bool Plan::choose(Frame& frame, std::string& why) {
  const Node& node = *frame.node;
  Choice choice;
  switch (node.kind) {
    case Node::Kind::Balance:
      choice = chooseBalanced(node, *m_world);
      break;
    case Node::Kind::Split:
      choice = drawPart(node, *m_world);
      break;
    case Node::Kind::When:
      choice = firstCase(node, *m_world);
      if (choice.order.empty())
        m_refusal = {Error(ErrorKind::NoTarget, "no case of the node " + node.id + " holds"), {}};
      break;
    case Node::Kind::Limit:
      if (auto full = m_world->enter(node)) {
        choice.why = "beyond the limit: " + full->error.message;
        if (node.children.size() > 1)
          choice.order = {1};
        else
          m_refusal = std::move(*full);
      } else {
        choice.order = {0};
        choice.why = "within the limit";
      }
      break;
    case Node::Kind::Mirror:
      choice = chooseMirrored(node);
      break;
    default:
      return true;
  }
  frame.order = std::move(choice.order);
  if (frame.order.empty()) return false;
  why = why.empty() ? std::move(choice.why) : why + ", " + choice.why;
  return true;
}

// The answer comes from the first child; who only asks for the way sees the copy's too.
Choice Plan::chooseMirrored(const Node& node) {
  const double percent = node.mirror.percent;
  const bool copied = m_traced ? percent > 0 : m_world->random() * 100 < percent;
  if (copied) m_shadows.push_back(Plan(*this, node.children[1]));
  Choice choice{{0}, copied ? "mirrored to " + node.children[1].id : "not mirrored this time"};
  if (copied && percent < 100) choice.why += fmt::format(" ({:g} %)", percent);
  return choice;
}

// From the node on top down to a target or a race.
std::optional<Attempt> Plan::descend(std::string why) {
  for (;;) {
    Frame& frame = m_frames.back();
    const Node& node = *frame.node;
    if (m_stopsAtCaches && node.cache && node.cache->active() && !frame.looked)
      return atCache(std::move(why));
    if (node.kind == Node::Kind::Target) return atTarget(std::move(why));
    if (node.kind == Node::Kind::Race) return startRace(std::move(why));
    if (node.kind == Node::Kind::Fallback) {
      std::string place = fmt::format("fallback {} of {}", frame.at + 1, node.children.size());
      why = why.empty() ? std::move(place) : place + " " + why;
    } else if (frame.order.empty() && !choose(frame, why)) {
      return refused();
    }
    const Node& child = chosen(node, frame.order, frame.at);
    step({node.id, std::string(kindName(node.kind)), child.id, why});
    push(child);
  }
}

std::optional<Attempt> Plan::atTarget(std::string why) {
  const Node& target = *m_frames.back().node;
  if (!m_insisting) {
    std::string avoided = m_world->avoided(target);
    if (!avoided.empty()) {
      step({target.id, "target", "", "passed over: " + avoided});
      m_avoided.push_back({m_frames, avoided});
      Outcome outcome;
      outcome.error = ErrorKind::CoolingDown;
      m_frames.pop_back();
      return onward(outcome, fmt::format("past {}: {}", nameOf(target), avoided));
    }
  }
  if (!std::exchange(m_counted, true)) m_world->failsOver();
  Attempt attempt;
  attempt.target = &target;
  attempt.why = why.empty() ? "the only target" : std::move(why);
  inherit(attempt);
  step({target.id, "target", nameOf(target), attempt.why});
  return attempt;
}

std::optional<Attempt> Plan::startRace(std::string why) {
  const Node& node = *m_frames.back().node;
  if (!std::exchange(m_counted, true)) m_world->failsOver();  // its racers count themselves
  Attempt attempt;
  attempt.after = node.race.after;
  attempt.why = std::move(why);
  for (const Node& child : node.children)
    attempt.racers.push_back(Plan(*this, child));
  inherit(attempt);
  const std::string how = attempt.after.count() == 0 ? "all at once"
                                                     : "the next after " + toString(attempt.after) +
                                                           " of silence, or when one has failed";
  step({node.id, "race", "", fmt::format("{} race, {}", node.children.size(), how)});
  return attempt;
}

std::optional<Attempt> Plan::atCache(std::string why) {
  Frame& frame = m_frames.back();
  frame.looked = true;
  m_stopped = std::move(why);
  Attempt attempt;
  attempt.cached = frame.node;
  return attempt;
}

void Plan::inherit(Attempt& attempt) const {
  attempt.limits = m_frames.back().limits;
  for (const Frame& frame : m_frames) {
    if (frame.node->cache && !frame.node->cache->active()) attempt.caches.clear();
    if (frame.looked) attempt.caches.push_back(frame.node);
    if (!frame.node->params.empty()) attempt.params.push_back(&frame.node->params);
    if (!frame.node->prompt.empty()) attempt.prompts.push_back(&frame.node->prompt);
    if (!frame.node->headers.empty()) attempt.headers.push_back(&frame.node->headers);
    const bool room = !frame.order.empty() && frame.order.front() == 0;
    if (frame.node->kind == Node::Kind::Limit && room) attempt.within.push_back(frame.node);
  }
}

// The node on top has nothing to offer.
std::optional<Attempt> Plan::refused() {
  const Node& node = *m_frames.back().node;
  const Error& error = m_refusal->error;
  step({node.id, std::string(kindName(node.kind)), "", error.message});
  m_frames.pop_back();
  const Outcome outcome = outcomeOf(error);
  return onward(outcome, "after " + toString(outcome));
}

std::optional<Attempt> Plan::afterFailure(const Outcome& outcome) {
  const std::string after = "after " + toString(outcome);
  Frame& last = m_frames.back();
  const bool target = last.node->kind == Node::Kind::Target;
  const bool again = target && last.retries < last.mostRetries && repeats(outcome);
  // Who is asked as the last resort is asked once; a repeat at who rests by now would only begin
  // elsewhere.
  const bool there = again && !m_insisting && m_world->avoided(*last.node).empty();
  if (there && m_world->mayRepeat()) {
    ++last.retries;
    std::optional<Attempt> next = descend("retry " + after);
    const int done = next ? m_frames.back().retries : 0;
    if (done > 0) next->pause = pauseBefore(done, m_world->random());
    return next;
  }
  m_frames.pop_back();
  if (wasSent(outcome)) m_counted = false;
  return onward(outcome, after);
}

// To the next child of the nearest node that has one and moves on after this.
std::optional<Attempt> Plan::onward(const Outcome& outcome, const std::string& after) {
  while (!m_insisting && m_frames.size() > m_floor) {
    Frame& frame = m_frames.back();
    const Node& node = *frame.node;
    const bool tries = node.kind == Node::Kind::Fallback || node.kind == Node::Kind::Balance;
    if (node.kind == Node::Kind::Balance && isFailure(healthOf(outcome)))
      m_world->childFailed(node);
    const std::size_t walked = frame.order.empty() ? node.children.size() : frame.order.size();
    if (tries && frame.at + 1 < walked && movesOn(node.moveOn, outcome)) {
      ++frame.at;
      return descend(after);
    }
    m_frames.pop_back();
  }
  return lastResort(outcome);
}

// Nothing else is left: the targets that traffic goes past may still serve.
std::optional<Attempt> Plan::lastResort(const Outcome& outcome) {
  if (m_avoided.empty() || !movesOn(config::MoveOn::standard(), outcome)) return std::nullopt;
  m_insisting = true;
  Avoided next = std::move(m_avoided.front());
  m_avoided.erase(m_avoided.begin());
  m_frames = std::move(next.frames);
  return atTarget("nothing else is left, although " + next.why);
}

std::optional<Attempt> Plan::next(const std::optional<Outcome>& last) {
  std::optional<Attempt> attempt;
  if (m_stopped) {
    std::string why = std::move(*m_stopped);
    m_stopped.reset();
    attempt = descend(std::move(why));
  } else if (!last) {
    push(*m_root);
    attempt = descend({});
  } else if (!last->ok && m_frames.size() > m_floor) {
    attempt = afterFailure(*last);
  }
  if (attempt) attempt->shadows = std::move(m_shadows);
  m_shadows.clear();
  return attempt;
}

}  // namespace sb::routing
