#include "core/ledger/filter_values.h"

#include <charconv>
#include <chrono>
#include <cmath>

#include "core/base/money.h"
#include "core/base/text.h"

namespace sb::ledger {
namespace {

constexpr std::int64_t kMostNumber = 1'000'000'000'000'000;

std::optional<std::int64_t> wholeNumber(std::string_view text) {
  std::int64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size())
    return std::nullopt;
  if (value > kMostNumber || value < -kMostNumber) return std::nullopt;
  return value;
}

struct Comparison {
  std::string_view sign;  // "", "=", ">", ">=", "<", "<="
  std::string_view number;
};

Comparison splitComparison(std::string_view value) {
  std::size_t length = 0;
  while (length < 2 && length < value.size() &&
         std::string_view("<>=").find(value[length]) != std::string_view::npos)
    ++length;
  return {value.substr(0, length), value.substr(length)};
}

std::optional<Range> rangeOf(std::string_view sign, std::int64_t number) {
  Range range;
  if (sign == ">")
    range.low = number + 1;
  else if (sign == ">=")
    range.low = number;
  else if (sign == "<")
    range.high = number - 1;
  else if (sign == "<=")
    range.high = number;
  else if (sign.empty() || sign == "=")
    range = {number, number};
  else
    return std::nullopt;
  return range;
}

// A comparison of what `read` makes of the number.
template <class Read>
bool addComparison(std::string_view value, Condition& into, Read read) {
  const Comparison parts = splitComparison(value);
  const std::optional<std::int64_t> number = read(parts.number);
  if (!number) return false;
  const std::optional<Range> range = rangeOf(parts.sign, *number);
  if (range) into.ranges.push_back(*range);
  return range.has_value();
}

std::optional<std::int64_t> tenths(std::string_view text) {
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size())
    return std::nullopt;
  if (!(value >= 0 && value < 1e12)) return std::nullopt;
  return std::llround(value * 10);
}

std::optional<std::int64_t> digits(std::string_view text, std::size_t at, std::size_t count,
                                   std::int64_t low, std::int64_t high) {
  if (text.size() < at + count || text[at] < '0' || text[at] > '9') return std::nullopt;
  const auto value = wholeNumber(text.substr(at, count));
  return value && *value >= low && *value <= high ? value : std::nullopt;
}

std::optional<WallMillis> dateOf(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text, 0, 4, 1970, 9999);
  const auto month = digits(text, 5, 2, 1, 12);
  const auto day = digits(text, 8, 2, 1, 31);
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date).time_since_epoch().count() * std::int64_t{86'400'000};
}

std::optional<WallMillis> timeOf(std::string_view text) {
  if (text.size() < 8 || text[2] != ':' || text[5] != ':') return std::nullopt;
  const auto hour = digits(text, 0, 2, 0, 23);
  const auto minute = digits(text, 3, 2, 0, 59);
  const auto second = digits(text, 6, 2, 0, 60);
  if (!hour || !minute || !second) return std::nullopt;
  WallMillis millis = ((*hour * 60 + *minute) * 60 + *second) * 1000;
  if (text.size() == 8) return millis;
  if (text[8] != '.' || text.size() < 10) return std::nullopt;
  std::string fraction(text.substr(9, 3));
  fraction.resize(3, '0');
  const auto part = digits(fraction, 0, 3, 0, 999);
  return part ? std::optional<WallMillis>(millis + *part) : std::nullopt;
}

// "Z", "+05:30".
std::optional<WallMillis> offsetOf(std::string_view text) {
  if (text == "Z" || text == "z") return 0;
  if (text.size() != 6 || text[3] != ':') return std::nullopt;
  const auto hours = digits(text, 1, 2, 0, 23);
  const auto minutes = digits(text, 4, 2, 0, 59);
  if (!hours || !minutes) return std::nullopt;
  const WallMillis millis = (*hours * 60 + *minutes) * 60'000;
  return text[0] == '-' ? -millis : millis;
}

std::optional<WallMillis> ago(std::string_view text, WallMillis now) {
  if (text.size() < 2) return std::nullopt;
  constexpr std::pair<char, WallMillis> kUnits[] = {
      {'s', 1'000}, {'m', 60'000}, {'h', 3'600'000}, {'d', 86'400'000}, {'w', 604'800'000}};
  const auto count = wholeNumber(text.substr(0, text.size() - 1));
  if (!count || *count < 0 || *count > 1'000'000) return std::nullopt;
  for (const auto& [unit, millis] : kUnits)
    if (text.back() == unit) return now - *count * millis;
  return std::nullopt;
}

std::optional<WallMillis> momentOf(std::string_view value, WallMillis now) {
  const auto moment = ago(value, now);
  return moment ? moment : parseMoment(value);
}

}  // namespace

std::optional<WallMillis> parseMoment(std::string_view text) {
  const auto date = dateOf(text.substr(0, 10));
  if (!date || text.size() == 10) return date;
  if (text[10] != 'T' && text[10] != 't') return std::nullopt;
  const std::string_view rest = text.substr(11);
  const std::size_t zone = rest.find_first_of("Zz+-");
  if (zone == std::string_view::npos) return std::nullopt;
  const auto time = timeOf(rest.substr(0, zone));
  const auto offset = offsetOf(rest.substr(zone));
  if (!time || !offset) return std::nullopt;
  return *date + *time - *offset;
}

bool readName(std::string_view value, WallMillis, Condition& into) {
  into.texts.push_back(lower(value));
  return true;
}

bool readStatus(std::string_view value, WallMillis, Condition& into) {
  if (value.size() == 3 && value.substr(1) == "xx" && value[0] >= '1' && value[0] <= '5') {
    const std::int64_t group = (value[0] - '0') * 100;
    into.ranges.push_back({group, group + 99});
    return true;
  }
  return addComparison(value, into, wholeNumber);
}

bool readCache(std::string_view value, WallMillis, Condition& into) {
  into.texts.push_back(lower(value));
  const std::string& text = into.texts.back();
  return text == "off" || text == "miss" || text == "hit" || text == "joined";
}

bool readTruth(std::string_view value, WallMillis, Condition& into) {
  const std::string text = lower(value);
  const bool yes = text == "true" || text == "yes";
  if (!yes && text != "false" && text != "no") return false;
  into.texts.push_back(yes ? "true" : "false");
  return true;
}

bool readCost(std::string_view value, WallMillis, Condition& into) {
  return addComparison(value, into, [](std::string_view number) -> std::optional<std::int64_t> {
    if (!number.empty() && number.front() == '$') number.remove_prefix(1);
    const std::optional<NanoUsd> usd = parseNanoUsd(number);
    if (!usd) return std::nullopt;
    if (usd->value > kMostNumber) return std::nullopt;
    return usd->value;
  });
}

bool readMillis(std::string_view value, WallMillis, Condition& into) {
  return addComparison(value, into, tenths);
}

bool readCount(std::string_view value, WallMillis, Condition& into) {
  return addComparison(value, into, wholeNumber);
}

bool readId(std::string_view value, WallMillis, Condition& into) {
  into.texts.emplace_back(value);
  return value.size() <= 200;
}

bool readSince(std::string_view value, WallMillis now, Condition& into) {
  const auto moment = momentOf(value, now);
  if (moment) into.ranges.push_back({*moment, Range().high});
  return moment.has_value();
}

bool readUntil(std::string_view value, WallMillis now, Condition& into) {
  const auto moment = momentOf(value, now);
  if (moment) into.ranges.push_back({Range().low, *moment - 1});
  return moment.has_value();
}

}  // namespace sb::ledger
