// The calendar windows of budgets, in the local time of the process. Pure but for the time zone.
#pragma once

#include <cstdint>

#include "core/base/clock.h"

namespace sb::routing {

enum class SpendPeriod : std::uint8_t { Day, Week, Month, Total };  // a week begins on Monday

// The window that holds `now`, in the local time of the process.
struct SpendWindow {
  std::int64_t number = 0;  // counts up by one from window to window
  WallMillis starts = 0, ends = 0;
};
SpendWindow spendWindow(SpendPeriod period, WallMillis now);

}  // namespace sb::routing
