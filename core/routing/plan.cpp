#include "core/routing/plan.h"

#include <fmt/format.h>

#include <algorithm>

namespace sb::routing {
namespace {

using config::Node;

enum class Cause { Connect, Timeout, Cut, Status, Never };

Cause causeOf(const Outcome& outcome) {
  using enum ErrorKind;
  if (!outcome.error) return outcome.ok ? Cause::Never : Cause::Status;
  switch (*outcome.error) {
    case ConnectRefused:
    case DnsFailed:
    case TlsFailed:
    case ProxyFailed:
    case UpstreamReset:
    case LoopRefused:
    case NoTarget:
    case SecretMissing:
    case SecretWaiting:
    case CoolingDown:
      return Cause::Connect;
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
    case UpstreamStatus:
      return Cause::Status;
    default:
      return Cause::Never;  // the request itself is over: client gone, key revoked, bad parameter
  }
}

}  // namespace

bool movesOn(const config::MoveOn& rules, const Outcome& outcome) {
  switch (causeOf(outcome)) {
    case Cause::Connect:
      return rules.connect;
    case Cause::Timeout:
      return rules.timeout;
    case Cause::Cut:
      return rules.cut;
    case Cause::Status: {
      const auto has = [](const std::vector<int>& list, int n) {
        return std::find(list.begin(), list.end(), n) != list.end();
      };
      return has(rules.statuses, outcome.status) || has(rules.statusGroups, outcome.status / 100);
    }
    case Cause::Never:
      return false;
  }
  return false;
}

std::string toString(const Outcome& outcome) {
  if (outcome.ok) return "ok";
  if (outcome.error && *outcome.error != ErrorKind::UpstreamStatus)
    return std::string(errorName(*outcome.error));
  return std::to_string(outcome.status);
}

Plan::Plan(const Node& root, bool traced) : m_root(&root), m_traced(traced) { m_frames.reserve(4); }

namespace {

void inherit(std::optional<Millis>& outer, const std::optional<Millis>& own) {
  if (own) outer = own;
}

// What a node says over what its parents said. What bounds the whole is never larger than theirs.
config::TimeoutOverrides inherited(config::TimeoutOverrides outer,
                                   const config::TimeoutOverrides& own) {
  inherit(outer.connect, own.connect);
  inherit(outer.poolWait, own.poolWait);
  inherit(outer.firstToken, own.firstToken);
  inherit(outer.stall, own.stall);
  inherit(outer.holdHead, own.holdHead);
  if (own.total) outer.total = outer.total ? std::min(*outer.total, *own.total) : *own.total;
  return outer;
}

}  // namespace

void Plan::push(const Node& node) {
  config::TimeoutOverrides outer;
  if (!m_frames.empty()) outer = m_frames.back().limits;
  Frame frame{&node, inherited(outer, node.timeouts)};
  frame.retriesLeft = node.retries.value_or(0);
  m_frames.push_back(std::move(frame));
}

std::optional<Attempt> Plan::descend(const std::string& why) {
  std::string place = why.empty() ? "the only target" : why;
  while (m_frames.back().node->kind == Node::Kind::Fallback) {
    const Frame& frame = m_frames.back();
    const Node& node = *frame.node;
    const Node& child = node.children[frame.child];
    place = fmt::format("fallback {} of {}", frame.child + 1, node.children.size());
    if (!why.empty()) place += " " + why;
    step({node.id, "fallback", child.id, place});
    push(child);
  }
  Attempt attempt;
  attempt.target = m_frames.back().node;
  attempt.limits = m_frames.back().limits;
  for (const Frame& frame : m_frames) {
    if (!frame.node->params.empty()) attempt.params.push_back(&frame.node->params);
    const config::HeaderRules& rules = frame.node->headers;
    if (!rules.set.empty() || !rules.remove.empty()) attempt.headers.push_back(&rules);
  }
  attempt.why = std::move(place);
  step({attempt.target->id, "target", attempt.target->provider + "/" + attempt.target->model,
        attempt.why});
  return attempt;
}

std::optional<Attempt> Plan::afterFailure(const Outcome& outcome) {
  const std::string after = "after " + toString(outcome);
  Frame& last = m_frames.back();
  if (last.retriesLeft > 0 && movesOn(config::MoveOn::standard(), outcome)) {
    --last.retriesLeft;
    return descend("retry " + after);
  }
  m_frames.pop_back();
  while (!m_frames.empty()) {
    Frame& frame = m_frames.back();
    if (frame.child + 1 < frame.node->children.size() && movesOn(frame.node->moveOn, outcome)) {
      ++frame.child;
      return descend(after);
    }
    m_frames.pop_back();
  }
  return std::nullopt;
}

std::optional<Attempt> Plan::next(const std::optional<Outcome>& last) {
  if (!last) {
    push(*m_root);
    return descend({});
  }
  if (last->ok || m_frames.empty()) return std::nullopt;
  return afterFailure(*last);
}

}  // namespace sb::routing
