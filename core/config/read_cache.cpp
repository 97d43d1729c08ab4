#include <fmt/format.h>

#include "core/config/sections.h"

namespace sb::config {
namespace {

constexpr std::int64_t kLeastRoom = 1'000'000;  // bytes
constexpr std::int64_t kMostRoom = 1'000'000'000'000'000;
constexpr Millis kUsualTtl{600'000};

bool isOff(const Value& value) { return value.isScalar() && value.text() == "off"; }

void readScope(const Value& value, CacheRule::Scope& out) {
  if (value.isScalar() && value.text() == "team")
    return value.problem("\"team\" is not available in this version, expected key or all");
  choice<CacheRule::Scope>(out,
                           {{"key", CacheRule::Scope::Key}, {"all", CacheRule::Scope::All}})(value);
}

void readExact(const Value& value, CacheRule& out) {
  out.ttl = kUsualTtl;
  readMap(value, {{"ttl", duration(out.ttl)},
                  {"scope", [&](const Value& v) { readScope(v, out.scope); }}});
}

}  // namespace

void readCacheRoom(const Value& value, CacheRoom& out) {
  const auto disk = [&](const Value& v) {
    if (isOff(v))
      out.disk = 0;
    else
      size(out.disk, kLeastRoom, kMostRoom)(v);
  };
  readMap(value, {{"memory", size(out.memory, kLeastRoom, kMostRoom)}, {"disk", disk}});
}

void readCacheRule(const Value& value, std::optional<CacheRule>& out) {
  CacheRule rule;
  if (isOff(value)) {
    out = rule;
    return;
  }
  if (value.isScalar())
    return value.problem(shown(value.text()) +
                         " stands here, expected off, or a map with exact and coalesce");
  readMap(value, {{"exact", [&](const Value& v) { readExact(v, rule); }},
                  {"coalesce", flag(rule.coalesce)}});
  if (value.isNull() || (value.isMap() && value.yaml().members() == 0))
    return value.problem("no cache, expected exact or coalesce");
  out = rule;
}

}  // namespace sb::config
