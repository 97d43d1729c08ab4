#include <boost/json.hpp>

#include "core/admin/operations.h"
#include "core/admin/status.h"

namespace sb::admin {

namespace bj = boost::json;

namespace {

bj::value diskJson(const cache::CacheDisk* disk) {
  if (disk == nullptr) return nullptr;
  return bj::object{{"entries", disk->entries()},
                    {"bytes", disk->bytes()},
                    {"problem", textOrNull(disk->problem())}};
}

}  // namespace

// Since the start, but for what is there.
Result<Answer> getCache(Call& call) {
  gateway::AnswerCache& cache = call.gateway().cache();
  const gateway::CacheCounts& counts = cache.counts();
  return Answer(
      bj::object{{"memory", bj::object{{"entries", cache.entries()}, {"bytes", cache.bytes()}}},
                 {"disk", diskJson(cache.disk())},
                 {"hits", counts.hits.load()},
                 {"misses", counts.misses.load()},
                 {"joined", counts.joined.load()},
                 {"stored", counts.stored.load()},
                 {"saved_usd", toString(NanoUsd{counts.savedNanoUsd.load()})}});
}

Result<Answer> clearCache(Call& call) {
  const std::string& route = call.query.get("route");
  if (call.query.has("route") && call.settings().config()->route(route) == nullptr)
    return Error(ErrorKind::NotFound, "there is no route \"" + route + "\"");
  call.gateway().cache().clear(route);
  return Answer::empty();
}

}  // namespace sb::admin
