#include <boost/json.hpp>

#include "core/admin/hub.h"
#include "core/admin/operations.h"
#include "core/admin/saved.h"
#include "core/admin/status.h"
#include "core/net/port_taken.h"

namespace sb::admin {

namespace bj = boost::json;
using net::Task;

Result<Answer> getStatus(Call& call) { return Answer(statusJson(*call.admin)); }

namespace {

using Wanted = std::vector<std::pair<std::string, std::uint16_t>>;

// 409 with what is known of the port: who has it, and the next free one.
Result<Answer> takenAnswer(const Call& call, const std::vector<config::Listener>& listeners,
                           const Error& error) {
  Wanted wanted;
  for (const config::Listener& one : listeners)
    wanted.emplace_back(one.address, one.port);
  const auto taken = net::firstTaken(wanted, {call.settings().config()->admin.port});
  if (!taken) return error;
  bj::object json{{"address", taken->address},
                  {"port", taken->port},
                  {"program", textOrNull(taken->program)},
                  {"pid", nullptr},
                  {"next_free", nullptr}};
  if (taken->pid != 0) json["pid"] = taken->pid;
  if (taken->nextFree) json["next_free"] = *taken->nextFree;
  return Answer::refusal(error, {{"taken", std::move(json)}});
}

std::optional<std::uint16_t> portOf(const Call& call, std::string_view name) {
  const bj::value* value = call.member(name);
  if (value == nullptr || !value->is_int64()) return std::nullopt;
  const std::int64_t port = value->as_int64();
  if (port < 1 || port > 65535) return std::nullopt;
  return static_cast<std::uint16_t>(port);
}

// Another port than the configuration's, if the call says so; an answer only where that failed.
Result<std::optional<Answer>> movePort(Call& call) {
  if (call.body.empty()) return std::optional<Answer>();
  const auto to = portOf(call, "port"), from = portOf(call, "instead_of");
  if (!to || !from)
    return Error(ErrorKind::BadRequest, "expected {\"port\": 7413, \"instead_of\": 7411}");
  const auto moved = call.settings().usePort(*from, *to, changedBy(call));
  if (!moved) return moved.error();
  if (moved->problems.empty()) return std::optional<Answer>();
  bj::object more{{"problems", problemsJson(moved->problems)}};
  const Error wrong(ErrorKind::ConfigInvalid, "the configuration does not allow that port");
  return std::optional<Answer>(Answer::refusal(wrong, std::move(more)));
}

}  // namespace

Result<Answer> startGateway(Call& call) {
  gateway::Gateway& gateway = call.gateway();
  if (gateway.listening()) return getStatus(call);
  Result<std::optional<Answer>> moved = movePort(call);
  if (!moved) return moved.error();
  if (*moved) return std::move(**moved);
  std::vector<config::Listener> wanted = call.settings().config()->listen;
  const auto& last = call.admin->lastAddresses;
  for (std::size_t i = 0; i < wanted.size(); ++i)
    if (wanted[i].port == 0 && last.size() == wanted.size()) wanted[i].port = last[i].port;
  Status listening = gateway.listen(wanted);
  // Any port will do where the configuration says so.
  if (!listening && listening.error().kind == ErrorKind::Conflict) {
    wanted = call.settings().config()->listen;
    listening = gateway.listen(wanted);
  }
  call.admin->hub->changed();
  if (listening) return getStatus(call);
  if (listening.error().kind != ErrorKind::Conflict) return listening.error();
  return takenAnswer(call, wanted, listening.error());
}

Result<Answer> stopGateway(Call& call) {
  if (call.gateway().listening()) {
    call.admin->lastAddresses = call.gateway().addresses();
    call.gateway().stopListening();
    call.admin->hub->changed();
  }
  return getStatus(call);
}

Task<Result<Answer>> switchDemo(Call& call) {
  const bj::value* on = call.member("on");
  if (on == nullptr || !on->is_bool()) {
    Error shape(ErrorKind::BadRequest, "expected {\"on\": true} or {\"on\": false}");
    co_return shape;
  }
  DemoSwitch* demo = call.admin->parts.demo;
  if (demo == nullptr) {
    Error none(ErrorKind::NotFound, "this program has no demo provider");
    co_return none;
  }
  if (on->as_bool() && !call.settings().ownsDemo()) {
    Error taken(ErrorKind::Conflict,
                "the configuration has a provider \"demo\" of its own; give it another id");
    co_return taken;
  }
  if (on->as_bool() && !demo->isOn()) {
    const Status started = demo->switchOn();
    if (!started) co_return started.error();
  }
  if (!on->as_bool() && demo->isOn()) {
    Piece<bool>::Work work = [end = demo->switchOff()](ledger::LogReader*) -> Result<bool> {
      end();
      return true;
    };
    call.admin->hub->changed();
    const Result<bool> ended = co_await onPool<bool>(call, std::move(work), true);
    if (!ended) co_return ended.error();
  }
  call.admin->hub->changed();
  co_return getStatus(call);
}

namespace {

// The picture that the workers make together; arrives on the control loop.
struct Picture {
  std::vector<gateway::LiveExchange> all;
  net::Signal signal;
  bool done = false;
};

}  // namespace

Task<Result<Answer>> getLive(Call& call) {
  const auto picture = std::make_shared<Picture>();
  call.gateway().live([picture](std::vector<gateway::LiveExchange> all) {
    picture->all = std::move(all);
    picture->done = true;
    picture->signal.fire();
  });
  net::Guard& guard = call.http.guard();
  while (!picture->done) {
    const bool time = co_await guard.wait(picture->signal);
    if (time || picture->done) continue;
    Error gone(ErrorKind::ClientGone, "nobody waits any more");
    co_return gone;
  }
  co_return Answer(liveJson(picture->all, call.admin->clock.wall()));
}

}  // namespace sb::admin
