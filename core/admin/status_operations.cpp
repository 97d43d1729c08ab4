#include <boost/json.hpp>

#include "core/admin/hub.h"
#include "core/admin/operations.h"
#include "core/admin/status.h"

namespace sb::admin {

using net::Task;

Result<Answer> getStatus(Call& call) { return Answer(statusJson(*call.admin)); }

Result<Answer> startGateway(Call& call) {
  gateway::Gateway& gateway = call.gateway();
  if (!gateway.listening()) {
    std::vector<config::Listener> wanted = call.settings().config()->listen;
    const auto& last = call.admin->lastAddresses;
    for (std::size_t i = 0; i < wanted.size(); ++i)
      if (wanted[i].port == 0 && last.size() == wanted.size()) wanted[i].port = last[i].port;
    const Status listening = gateway.listen(wanted);
    if (!listening) return listening.error();
    call.admin->hub->changed();
  }
  return getStatus(call);
}

Result<Answer> stopGateway(Call& call) {
  if (call.gateway().listening()) {
    call.admin->lastAddresses = call.gateway().addresses();
    call.gateway().stopListening();
    call.admin->hub->changed();
  }
  return getStatus(call);
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
