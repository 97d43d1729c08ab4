// Answers that may be given again, of all workers: each key has one worker that owns it, keeps its
// answer and knows of the call that is under way for it. Behind them stands one file for all.
// Owner: Gateway; outlives the lanes.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/cache/cache_disk.h"
#include "core/cache/shelf.h"
#include "core/config/config.h"
#include "core/net/worker.h"

namespace sb::gateway {

struct FlightLink;
class Lane;

// One worker's part; used on its thread.
struct CacheShare {
  CacheShare(Lane& of, net::Worker& on, std::int64_t mostBytes)
      : lane(of), worker(on), shelf(mostBytes) {}

  Lane& lane;
  net::Worker& worker;
  cache::Shelf shelf;
  // Calls that others may join.
  using Flights =
      std::unordered_map<cache::RequestDigest, std::shared_ptr<FlightLink>, cache::DigestHash>;
  Flights flights;
};

// Since the start, of requests at nodes with a cache. `savedNanoUsd`: what answers that were given
// again had cost.
struct CacheCounts {
  std::atomic<std::int64_t> hits{0}, misses{0}, joined{0}, stored{0}, savedNanoUsd{0};
};

class AnswerCache {
 public:
  // `file`: "" = nothing is kept on disk.
  AnswerCache(const std::string& file, const Clock& clock);

  // One for each worker, before any of them serves.
  CacheShare& addShare(Lane& lane, net::Worker& worker);
  // Control thread. The file is opened where a route keeps answers.
  void use(const config::Config& config);
  // Once no worker runs any more, and before they go.
  void close();

  // From here on any thread.
  CacheShare& owner(const cache::RequestDigest& key);
  // `here`: of the calling worker. `disk`: it may be kept there too.
  void put(const CacheShare& here, cache::StoredAnswerPtr answer, bool disk);
  // Those of a route; "": all.
  void clear(const std::string& route);
  cache::CacheDisk* disk() { return m_disk.get(); }
  CacheCounts& counts() { return m_counts; }
  std::int64_t entries() const;  // in memory
  std::int64_t bytes() const;

 private:
  std::vector<std::unique_ptr<CacheShare>> m_shares;
  std::unique_ptr<cache::CacheDisk> m_disk;
  CacheCounts m_counts;
};

}  // namespace sb::gateway
