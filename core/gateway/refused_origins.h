// The web origins whose pages were refused, so that a person can see and allow them. At most 20
// different ones, those refused last; what `origins` could not hold, or is longer than 300 bytes,
// is not remembered: pages choose this text, and it is shown. In memory only. Owner: Gateway; any
// thread, by a lock that only refusals and readers take.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/clock.h"
#include "core/gateway/snapshot.h"

namespace sb::gateway {

struct RefusedOrigin {
  std::string origin;  // in lower case
  WallMillis lastAt = 0;
  std::int64_t count = 0;  // requests, preflights too
};

class RefusedOrigins {
 public:
  void note(std::string_view origin, WallMillis at);
  // Those that may call now.
  void forgetAllowed(const Snapshot& snapshot);
  // The one refused last comes first.
  std::vector<RefusedOrigin> list() const;

 private:
  mutable std::mutex m_mutex;
  std::vector<RefusedOrigin> m_newestFirst;
};

}  // namespace sb::gateway
