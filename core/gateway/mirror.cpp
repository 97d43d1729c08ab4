#include "core/gateway/mirror.h"

#include <memory>

#include "core/base/ids.h"
#include "core/base/log.h"
#include "core/gateway/nobody.h"
#include "core/gateway/walk.h"
#include "core/ledger/ledger.h"

namespace sb::gateway {
namespace {

using net::Task;

constexpr std::size_t kSpare = 64;  // simdjson reads beyond the end

// A copy on its way.
struct Shadow {
  Shadow(Lane& lane, std::unique_ptr<Nobody> caller, SnapshotPtr snapshot, routing::Plan with,
         routing::Destination destination)
      : nobody(std::move(caller)),
        x(lane, *nobody, std::move(snapshot)),
        plan(std::move(with)),
        to(std::move(destination)) {}

  std::unique_ptr<Nobody> nobody;
  Exchange x;
  routing::Plan plan;
  routing::Destination to;
};

std::unique_ptr<ledger::Record> recordOf(const Exchange& x) {
  const ledger::Record& of = *x.record;
  auto record = std::make_unique<ledger::Record>();
  record->at = x.lane.services.clock.wall();
  record->id = newRequestId(record->at);
  record->endpoint = of.endpoint;
  record->dialect = of.dialect;
  record->keyId = of.keyId;
  record->keyName = of.keyName;
  record->team = of.team;
  record->route = of.route;
  record->modelAsked = of.modelAsked;
  record->stream = of.stream;
  record->tags = of.tags;
  record->metadata = of.metadata;
  record->user = of.user;
  record->session = of.session;
  record->clientAddress = of.clientAddress;
  record->userAgent = of.userAgent;
  record->mirror = true;
  return record;
}

Task<void> run(std::unique_ptr<Shadow> shadow) {
  Exchange& x = shadow->x;
  co_await net::GiveWay(x.lane.worker.loop());  // the request itself goes first
  bool failed = false;
  try {
    Result<std::string> body = co_await shadow->nobody->readBody(0);
    x.body = std::move(*body);
    co_await walk(x, shadow->to, &shadow->plan);
  } catch (const std::exception& e) {
    log::error(std::string("a copy of a request ended by an exception: ") + e.what());
    failed = true;
  }
  if (failed) {
    const Error bug(ErrorKind::Internal, "the gateway failed on this request; its log says more");
    co_await answerError(x, bug);
  }
  co_await settle(x);
}

bool roomFor(const Exchange& x) {
  const Lane& lane = x.lane;
  const auto size = static_cast<std::int64_t>(x.body.size());
  return lane.counters.shadowsOpen.load(std::memory_order_relaxed) < kMostShadows &&
         lane.shadowBytes + size <= kMostShadowBytes;
}

std::unique_ptr<Shadow> shadowOf(const Exchange& x, routing::Plan plan,
                                 const routing::Destination& to) {
  std::string body;
  body.reserve(x.body.size() + kSpare);
  body.append(x.body);
  auto nobody =
      std::make_unique<Nobody>(x.lane, x.http.request(), x.http.clientAddress(), std::move(body));
  auto shadow =
      std::make_unique<Shadow>(x.lane, std::move(nobody), x.snapshot, std::move(plan), to);
  Exchange& copy = shadow->x;
  copy.endpoint = x.endpoint;
  copy.dialect = x.dialect;
  copy.pathModel = x.pathModel;
  copy.key = x.key;
  copy.look = x.look;
  copy.record = recordOf(x);
  return shadow;
}

}  // namespace

void startShadows(const Exchange& x, std::vector<routing::Plan> plans,
                  const routing::Destination& to) {
  for (routing::Plan& plan : plans) {
    if (!roomFor(x)) {
      x.lane.counters.shadowsSkipped.fetch_add(1, std::memory_order_relaxed);
      continue;
    }
    std::unique_ptr<Shadow> shadow = shadowOf(x, std::move(plan), to);
    x.lane.enter(shadow->x);
    shadow->x.entered = true;
    net::spawn(x.lane.worker.loop(), run(std::move(shadow)));
  }
}

}  // namespace sb::gateway
