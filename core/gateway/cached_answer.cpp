#include "core/gateway/cached_answer.h"

#include <utility>

#include "core/gateway/cached_flight.h"
#include "core/gateway/cached_key.h"
#include "core/gateway/cached_listen.h"
#include "core/gateway/relay.h"

namespace sb::gateway {
namespace {

using cache::RequestDigest;
using cache::StoredAnswerPtr;
using net::Task;

// What another thread has to say to a task.
template <class T>
struct Reply {
  explicit Reply(net::Worker& of) : worker(of) {}
  net::Worker& worker;
  net::Signal signal;
  T value{};
  bool there = false;
};

template <class T>
void say(const std::shared_ptr<Reply<T>>& to, T value) {
  to->worker.post([to, value = std::move(value)] {
    to->value = value;
    to->there = true;
    to->signal.fire();
  });
}

// What `ask` finds on the thread of the key's owner.
template <class T>
Task<T> atOwner(Exchange& x, CacheShare& owner, std::function<T(CacheShare&)> ask) {
  if (&owner == &x.lane.share) co_return ask(owner);
  auto reply = std::make_shared<Reply<T>>(x.lane.worker);
  owner.worker.post([reply, &owner, ask] { say(reply, ask(owner)); });
  while (!reply->there)
    co_await reply->signal.wait();
  co_return reply->value;
}

Task<StoredAnswerPtr> findOnDisk(Exchange& x, cache::CacheDisk& disk, const RequestDigest& key,
                                 WallMillis now) {
  auto reply = std::make_shared<Reply<StoredAnswerPtr>>(x.lane.worker);
  disk.find(key, now, [reply](StoredAnswerPtr answer) { say(reply, std::move(answer)); });
  while (!reply->there)
    co_await reply->signal.wait();
  co_return reply->value;
}

Task<StoredAnswerPtr> findStored(Exchange& x, const RequestDigest& key, Millis ttl) {
  AnswerCache& cache = x.lane.services.cache;
  CacheShare& owner = cache.owner(key);
  const WallMillis now = x.lane.services.clock.wall();
  StoredAnswerPtr found;
  if (&owner == &x.lane.share) {
    found = owner.shelf.find(key, now);
  } else {
    std::function<StoredAnswerPtr(CacheShare&)> ask = [key, now](CacheShare& share) {
      return share.shelf.find(key, now);
    };
    found = co_await atOwner(x, owner, std::move(ask));
  }
  cache::CacheDisk* const disk = cache.disk();
  if (!found && disk != nullptr && disk->mayHave(key)) {
    found = co_await findOnDisk(x, *disk, key, now);
    if (found) owner.worker.post([&owner, found] { owner.shelf.put(found); });
  }
  // The time may have become shorter since.
  if (found && found->storedAt + ttl.count() <= now) found.reset();
  co_return found;
}

void noteHit(Exchange& x, const cache::StoredAnswer& stored) {
  ledger::Record& record = *x.record;
  record.cache = "hit";
  record.provider = stored.provider;
  record.model = stored.model;
  record.finishReason = stored.finishReason;
  record.saved = stored.cost;
  record.status = 200;
  record.outcome = ledger::OutcomeClass::Ok;
  const Steady now = std::chrono::steady_clock::now();
  record.ms.queue = record.ms.firstToken = x.millisSinceAccepted(now);
  x.cachedBy.clear();  // it was stored when it was made
  x.bytes = static_cast<std::int64_t>(stored.body.size());
  if (x.keepBodies()) {
    record.response.fullSize = x.bytes;
    record.response.bytes = stored.body;
  }
  x.workPauses(now);
  CacheCounts& counts = x.lane.services.cache.counts();
  counts.hits.fetch_add(1, std::memory_order_relaxed);
  if (stored.cost) counts.savedNanoUsd.fetch_add(stored.cost->value, std::memory_order_relaxed);
}

// RFC 9111 section 5.1.
void appendAge(std::string& lines, const cache::StoredAnswer& stored, WallMillis now) {
  const WallMillis age = std::max<WallMillis>(0, now - stored.storedAt);
  net::appendHeader(lines, "Age", std::to_string(age / 1000));
}

Task<void> giveStored(Exchange& x, StoredAnswerPtr stored) {
  noteHit(x, *stored);
  std::string lines = answerLines(x, true);
  appendAge(lines, *stored, x.lane.services.clock.wall());
  bool received = false;
  if (x.look.stream) {
    beginStream(x, std::move(lines));
    if (x.strict()) co_await settle(x);
    x.http.send(stored->body);
    received = co_await x.http.end();
  } else {
    net::appendHeader(lines, "Content-Type", "application/json");
    if (x.strict()) co_await settle(x);
    received = co_await x.http.respond(200, lines, stored->body);
  }
  if (received || !x.record) co_return;
  x.record->outcome = ledger::OutcomeClass::ClientGone;
  x.record->error = ErrorKind::ClientGone;
}

// What the owner of a key says to one that wants to share a call.
struct Boarding {
  StoredAnswerPtr answer;  // stored meanwhile
  std::shared_ptr<FlightLink> link;
};

Boarding board(CacheShare& owner, const KeepAs& keep, WallMillis now, const ListenerPtr& listener) {
  Boarding boarding;
  if (keep.ttl) boarding.answer = owner.shelf.find(keep.key, now);
  if (boarding.answer) return boarding;
  std::shared_ptr<FlightLink>& link = owner.flights[keep.key];
  listener->first = link == nullptr;
  if (!link) link = std::make_shared<FlightLink>(owner.worker);
  link->join(listener);
  boarding.link = link;
  return boarding;
}

// The rest of the plan, for the one who asked first and those who join.
void takeOff(Exchange& x, Lane& lane, std::shared_ptr<FlightLink> link, routing::Plan& plan,
             const routing::Destination& to, const KeepAs& keep) {
  auto flight = std::make_unique<Flight>(lane, std::move(link), x, std::move(plan), to, keep);
  if (&lane == &x.lane) return Flight::start(std::move(flight));
  auto held = std::make_shared<std::unique_ptr<Flight>>(std::move(flight));
  lane.worker.post([held] { Flight::start(std::move(*held)); });
}

Task<bool> callAlone(Exchange& x, routing::Plan& plan, const routing::Destination& to,
                     const KeepAs& keep) {
  auto link = std::make_shared<FlightLink>(x.lane.worker);
  auto listener = std::make_shared<Listener>(x.lane.worker);
  listener->first = true;
  link->join(listener);
  takeOff(x, x.lane, link, plan, to, keep);
  co_return co_await listen(x, listener, link);
}

Task<bool> callTogether(Exchange& x, routing::Plan& plan, const routing::Destination& to,
                        const KeepAs& keep) {
  CacheShare& owner = x.lane.services.cache.owner(keep.key);
  auto listener = std::make_shared<Listener>(x.lane.worker);
  const WallMillis now = x.lane.services.clock.wall();
  std::function<Boarding(CacheShare&)> ask = [keep, now, listener](CacheShare& share) {
    return board(share, keep, now, listener);
  };
  Boarding boarding = co_await atOwner(x, owner, std::move(ask));
  if (boarding.answer) {
    co_await giveStored(x, boarding.answer);
    co_return true;
  }
  if (listener->first) takeOff(x, owner.lane, boarding.link, plan, to, keep);
  co_return co_await listen(x, listener, boarding.link);
}

// A person who compares answers wants one for each lane.
bool mayShare(const Exchange& x, const config::CacheRule& rule, const CacheWish& wish) {
  const bool console = x.key && x.key->origin == policy::KeyEntry::Origin::Session;
  return rule.coalesce && wish.usual() && !console;
}

}  // namespace

Task<bool> answerFromCache(Exchange& x, routing::Plan& plan, const config::Node& node,
                           const routing::Destination& to) {
  const config::CacheRule& rule = *node.cache;
  const CacheWish wish = wishOf(x.http.request().headers);
  if (!wish.read && !wish.store) co_return false;
  if (!x.digest) {
    const Result<RequestDigest> digest = co_await digestOfRequest(x);
    if (!digest) co_return false;
    x.digest = *digest;
  }
  KeepAs keep;
  keep.node = &node;
  keep.key = keyAt(x, *x.digest, node, plan.world());
  keep.shared = mayShare(x, rule, wish);
  if (wish.store) keep.ttl = rule.ttl;
  if (wish.read && rule.ttl) {
    const StoredAnswerPtr stored = co_await findStored(x, keep.key, *rule.ttl);
    if (stored) {
      co_await giveStored(x, stored);
      co_return true;
    }
  }
  x.record->cache = "miss";
  x.lane.services.cache.counts().misses.fetch_add(1, std::memory_order_relaxed);
  if (keep.shared) co_return co_await callTogether(x, plan, to, keep);
  if (!keep.ttl) co_return false;
  co_return co_await callAlone(x, plan, to, keep);
}

}  // namespace sb::gateway
