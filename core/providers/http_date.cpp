#include <array>
#include <charconv>
#include <chrono>

#include "core/base/text.h"
#include "core/providers/retry_after.h"

namespace sb::providers {
namespace {

struct Parts {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
};

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool takeNumber(std::string_view& text, std::size_t digits, int& out) {
  if (text.size() < digits) return false;
  const auto [end, error] = std::from_chars(text.data(), text.data() + digits, out);
  if (error != std::errc() || end != text.data() + digits || out < 0) return false;
  text.remove_prefix(digits);
  return true;
}

bool takeMonth(std::string_view& text, int& out) {
  constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  for (std::size_t i = 0; i < kMonths.size(); ++i)
    if (take(text, kMonths[i])) {
      out = static_cast<int>(i) + 1;
      return true;
    }
  return false;
}

bool takeTime(std::string_view& text, Parts& p) {
  return takeNumber(text, 2, p.hour) && take(text, ":") && takeNumber(text, 2, p.minute) &&
         take(text, ":") && takeNumber(text, 2, p.second);
}

// "06 Nov 1994 08:49:37 GMT", after the day's name.
bool takeImf(std::string_view text, Parts& p) {
  return takeNumber(text, 2, p.day) && take(text, " ") && takeMonth(text, p.month) &&
         take(text, " ") && takeNumber(text, 4, p.year) && take(text, " ") && takeTime(text, p) &&
         text == " GMT";
}

// "06-Nov-94 08:49:37 GMT".
bool takeRfc850(std::string_view text, Parts& p) {
  return takeNumber(text, 2, p.day) && take(text, "-") && takeMonth(text, p.month) &&
         take(text, "-") && takeNumber(text, 2, p.year) && take(text, " ") && takeTime(text, p) &&
         text == " GMT";
}

// "Nov  6 08:49:37 1994".
bool takeAsctime(std::string_view text, Parts& p) {
  if (!takeMonth(text, p.month) || !take(text, " ")) return false;
  const std::size_t digits = take(text, " ") ? 1 : 2;
  return takeNumber(text, digits, p.day) && take(text, " ") && takeTime(text, p) &&
         take(text, " ") && takeNumber(text, 4, p.year) && text.empty();
}

std::optional<WallMillis> toMillis(const Parts& p) {
  using namespace std::chrono;
  const year_month_day date{year(p.year), month(static_cast<unsigned>(p.month)),
                            day(static_cast<unsigned>(p.day))};
  if (!date.ok() || p.hour > 23 || p.minute > 59 || p.second > 60) return std::nullopt;
  const auto at = sys_days(date) + hours(p.hour) + minutes(p.minute) + seconds(p.second);
  return duration_cast<milliseconds>(at.time_since_epoch()).count();
}

int yearOf(WallMillis now) {
  using namespace std::chrono;
  return static_cast<int>(
      year_month_day(floor<days>(sys_time<milliseconds>(milliseconds(now)))).year());
}

// RFC 9110: a two-digit year that looks more than 50 years ahead is in the past century.
int fullYear(int twoDigits, WallMillis now) {
  const int thisYear = yearOf(now);
  const int year = thisYear - thisYear % 100 + twoDigits;
  return year > thisYear + 50 ? year - 100 : year;
}

}  // namespace

std::optional<WallMillis> parseHttpDate(std::string_view text, WallMillis now) {
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos || space == 0) return std::nullopt;
  const bool comma = text[space - 1] == ',';
  const std::string_view rest = text.substr(space + 1);
  Parts parts;
  if (!comma) return takeAsctime(rest, parts) ? toMillis(parts) : std::nullopt;
  if (takeImf(rest, parts)) return toMillis(parts);
  parts = {};
  if (!takeRfc850(rest, parts)) return std::nullopt;
  parts.year = fullYear(parts.year, now);
  return toMillis(parts);
}

}  // namespace sb::providers
