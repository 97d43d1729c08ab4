#include "core/base/clock.h"

#include <fmt/format.h>

#include <ctime>

namespace sb {
namespace {

class SystemClock final : public Clock {
 public:
  WallMillis wall() const override {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
  }
  Steady steady() const override { return std::chrono::steady_clock::now(); }
};

}  // namespace

const Clock& systemClock() {
  static const SystemClock clock;
  return clock;
}

Steady coarseSteady() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
  return Steady(std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec));
}

std::string rfc3339(WallMillis at) {
  const WallMillis millis = ((at % 1000) + 1000) % 1000;
  const std::time_t seconds = static_cast<std::time_t>((at - millis) / 1000);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", parts.tm_year + 1900,
                     parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec,
                     millis);
}

}  // namespace sb
