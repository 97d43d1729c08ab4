// Time, injectable. Wall times are milliseconds since 1970 UTC (logs, expiry), steady times measure
// durations and deadlines. Implementations are callable from any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace sb {

using Millis = std::chrono::milliseconds;
using Steady = std::chrono::steady_clock::time_point;
using WallMillis = std::int64_t;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual WallMillis wall() const = 0;
  virtual Steady steady() const = 0;
};

// The system's clocks. Lives for ever.
const Clock& systemClock();

// The steady clock to about 4 ms, never ahead of it, at a fifth of the cost.
Steady coarseSteady();

// "2026-11-22T10:00:00.123Z" (RFC 3339).
std::string rfc3339(WallMillis at);

}  // namespace sb
