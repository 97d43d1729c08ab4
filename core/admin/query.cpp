#include "core/admin/query.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "core/base/text.h"
#include "core/config/units.h"

namespace sb::admin {
namespace {

std::string decoded(std::string_view text) {
  std::string plain(text);
  std::replace(plain.begin(), plain.end(), '+', ' ');
  return percentDecode(plain);
}

std::optional<std::int64_t> integer(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (ec != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

Error wrong(std::string_view name, std::string_view expected) {
  return {ErrorKind::BadRequest,
          fmt::format("the parameter {} is wrong, expected {}", name, expected), std::string(name)};
}

}  // namespace

Query::Query(std::string_view text) {
  for (const std::string_view part : split(text, '&')) {
    if (part.empty()) continue;
    const std::size_t equals = part.find('=');
    std::string value = equals == std::string_view::npos ? "" : decoded(part.substr(equals + 1));
    m_all.emplace_back(decoded(part.substr(0, equals)), std::move(value));
  }
}

const std::string& Query::get(std::string_view name) const {
  static const std::string kNone;
  for (const auto& [key, value] : m_all)
    if (key == name) return value;
  return kNone;
}

bool Query::has(std::string_view name) const {
  return std::any_of(m_all.begin(), m_all.end(),
                     [&](const auto& one) { return one.first == name; });
}

Result<std::int64_t> Query::number(std::string_view name, std::int64_t otherwise,
                                   std::int64_t least, std::int64_t most) const {
  if (get(name).empty()) return otherwise;
  const auto number = integer(get(name));
  if (!number || *number < least || *number > most)
    return wrong(name, fmt::format("a whole number from {} to {}", least, most));
  return *number;
}

Result<std::optional<std::int64_t>> Query::maybeNumber(std::string_view name) const {
  if (get(name).empty()) return std::optional<std::int64_t>();
  const auto number = integer(get(name));
  if (!number) return wrong(name, "a whole number");
  return number;
}

Result<WallMillis> Query::time(std::string_view name, WallMillis now, WallMillis otherwise) const {
  const std::string& text = get(name);
  if (text.empty()) return otherwise;
  if (text == "now") return now;
  if (const auto at = config::parseTime(text)) return *at;
  if (const auto ago = config::parseDuration(text)) return now - ago->count();
  const auto number = integer(text);
  if (number && *number >= 0 && *number < 253'402'300'800'000) return *number;
  return wrong(name, "a date, a time (RFC 3339), or a span before now such as 24h or 30d");
}

}  // namespace sb::admin
