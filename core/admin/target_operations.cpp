// How the targets are that traffic has reached: what their breakers say, who is left alone and for
// how long, and what their attempts came to lately.
#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "core/admin/operations.h"
#include "core/admin/status.h"
#include "core/base/text.h"
#include "core/routing/health_board.h"

namespace sb::admin {

namespace bj = boost::json;

namespace {

using routing::Admission;
using routing::AttemptEnd;
using routing::TargetHealth;
using routing::WindowView;

struct Span {
  routing::Window window;
  int seconds;
};
constexpr std::array<Span, 3> kSpans{{{routing::Window::Seconds30, 30},
                                      {routing::Window::Minute, 60},
                                      {routing::Window::Minutes5, 300}}};

struct EndName {
  AttemptEnd end;
  std::string_view name;
};
constexpr std::array<EndName, routing::kAttemptEnds> kEnds{
    {{AttemptEnd::Ok, "ok"},
     {AttemptEnd::Neutral, "neutral"},
     {AttemptEnd::Unreachable, "unreachable"},
     {AttemptEnd::TimedOut, "timed_out"},
     {AttemptEnd::Limited, "limited"},
     {AttemptEnd::Failing, "failing"},
     {AttemptEnd::Cut, "cut"}}};

// How it stands with a target at the moment.
struct Standing {
  std::string_view state = "ok";
  Millis wait{0};  // until it is asked again
};

// All keys of its provider rest for it: until the first is back.
std::optional<Millis> restOf(const gateway::Snapshot& snapshot, const std::string& provider,
                             const std::string& model, Steady now) {
  const gateway::Upstream* upstream = snapshot.upstream(provider);
  if (upstream == nullptr || !upstream->runtime) return std::nullopt;
  const auto back = upstream->runtime->keys.restsUntil(model, now);
  if (!back) return std::nullopt;
  return std::chrono::ceil<Millis>(*back - now);
}

Standing standingOf(const TargetHealth& health, std::optional<Millis> rest, Steady now) {
  using State = routing::Breaker::State;
  const Admission admission = health.peek(now);
  if (health.breaker().state() == State::HalfOpen) return {"half_open", Millis(0)};
  if (health.breaker().state() == State::Open) return {"open", admission.wait};
  if (admission.kind == Admission::Kind::Ejected) return {"ejected", admission.wait};
  if (admission.kind == Admission::Kind::Cooling) return {"resting", admission.wait};
  if (rest) return {"resting", *rest};
  if (health.share(now) < 1) return {"recovering", Millis(0)};
  return {};
}

bj::value quantilesJson(const routing::Quantiles& of) {
  if (of.count == 0) return nullptr;
  return bj::object{{"count", of.count}, {"p50", of.p50}, {"p90", of.p90}, {"p99", of.p99}};
}

bj::object windowJson(const WindowView& view, int seconds) {
  bj::object ends;
  for (const EndName& each : kEnds)
    ends[each.name] = view.of(each.end);
  return {{"seconds", seconds},
          {"attempts", view.attempts()},
          {"failures", view.failures()},
          {"failure_share", view.failureShare()},
          {"ends", std::move(ends)},
          {"first_token_ms", quantilesJson(view.firstTokenMs)},
          {"total_ms", quantilesJson(view.totalMs)},
          {"tokens_per_second", quantilesJson(view.tokensPerSecond)}};
}

bj::object targetJson(const std::string& name, const TargetHealth& health,
                      const gateway::Snapshot& snapshot, Steady now) {
  const std::size_t slash = name.find('/');
  const std::string provider = name.substr(0, slash), model = name.substr(slash + 1);
  const Standing standing = standingOf(health, restOf(snapshot, provider, model, now), now);
  const auto used = std::chrono::duration_cast<std::chrono::seconds>(now - health.lastUsed());
  bj::array windows;
  for (const Span& span : kSpans)
    windows.push_back(windowJson(health.view(now, span.window), span.seconds));
  bj::object json{{"name", name},
                  {"provider", provider},
                  {"model", name.substr(std::min(slash, name.size() - 1) + 1)},
                  {"state", standing.state},
                  {"wait_ms", nullptr},
                  {"share", health.share(now)},
                  {"open", health.inFlight()},
                  {"used_s_ago", std::max<std::int64_t>(0, used.count())},
                  {"windows", std::move(windows)}};
  if (standing.wait.count() > 0) json["wait_ms"] = standing.wait.count();
  return json;
}

}  // namespace

Result<Answer> listTargets(Call& call) {
  const Result<std::int64_t> limit = call.query.number("limit", 100, 1, 1'000);
  if (!limit) return limit.error();
  const Result<std::int64_t> offset = call.query.number("offset", 0, 0, 1'000'000);
  if (!offset) return offset.error();
  const std::string q = lower(call.query.get("q"));
  const gateway::SnapshotPtr snapshot = call.gateway().snapshot();
  const Steady now = std::chrono::steady_clock::now();
  bj::array targets;
  std::int64_t total = 0;
  for (const auto& [name, health] : call.gateway().steering().health.all()) {
    // One that was only looked at, for a choice, has no health.
    if (!health->used() || lower(name).find(q) == std::string::npos) continue;
    if (total >= *offset && total < *offset + *limit)
      targets.push_back(targetJson(name, *health, *snapshot, now));
    ++total;
  }
  return Answer(bj::object{{"targets", std::move(targets)}, {"total", total}, {"offset", *offset}});
}

}  // namespace sb::admin
