#include "core/routing/spend_window.h"

#include <chrono>
#include <ctime>
#include <limits>

namespace sb::routing {

namespace {

using namespace std::chrono;

std::tm localTime(WallMillis at) {
  const auto seconds = static_cast<std::time_t>(floor<std::chrono::seconds>(Millis(at)).count());
  std::tm parts{};
  ::localtime_r(&seconds, &parts);
  return parts;
}

// The instant at which that civil day begins here.
WallMillis beginOf(sys_days day) {
  const year_month_day date(day);
  std::tm parts{};
  parts.tm_year = static_cast<int>(date.year()) - 1900;
  parts.tm_mon = static_cast<int>(static_cast<unsigned>(date.month())) - 1;
  parts.tm_mday = static_cast<int>(static_cast<unsigned>(date.day()));
  parts.tm_isdst = -1;
  return static_cast<WallMillis>(std::mktime(&parts)) * 1000;
}

SpendWindow window(std::int64_t number, sys_days first, sys_days after) {
  SpendWindow result;
  result.number = number;
  result.starts = beginOf(first);
  result.ends = beginOf(after);
  return result;
}

SpendWindow month(year_month_day date) {
  const year_month here = date.year() / date.month();
  const std::int64_t number =
      12 * static_cast<int>(date.year()) + static_cast<int>(static_cast<unsigned>(date.month()));
  return window(number, sys_days(here / 1), sys_days((here + months(1)) / 1));
}

}  // namespace

SpendWindow spendWindow(SpendPeriod period, WallMillis now) {
  if (period == SpendPeriod::Total) {
    SpendWindow all;
    all.starts = std::numeric_limits<WallMillis>::min();
    all.ends = std::numeric_limits<WallMillis>::max();
    return all;
  }
  const std::tm parts = localTime(now);
  const year_month_day date(year(parts.tm_year + 1900),
                            std::chrono::month(static_cast<unsigned>(parts.tm_mon + 1)),
                            day(static_cast<unsigned>(parts.tm_mday)));
  if (period == SpendPeriod::Month) return month(date);
  const sys_days today(date);
  const std::int64_t days = today.time_since_epoch().count();
  if (period == SpendPeriod::Day) return window(days, today, today + std::chrono::days(1));
  // The first day of 1970 was a Thursday.
  const sys_days monday = today - (weekday(today) - Monday);
  return window((monday.time_since_epoch().count() + 3) / 7, monday, monday + weeks(1));
}

}  // namespace sb::routing
