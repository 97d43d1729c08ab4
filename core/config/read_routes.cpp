#include "core/config/sections.h"

namespace sb::config {
namespace {

void readRouteName(const Value& value, std::string& out, Once& claims) {
  text(out, 256)(value);
  if (out.empty()) return;
  if (out.find_first_of(" *?") != std::string::npos)
    value.problem(
        "a route name with a space, * or ?, expected a plain model name (patterns stand in "
        "match)");
  claims.use(value, out);
}

void readRoute(const Value& value, Once& claims, Context& context) {
  Route route;
  std::optional<CacheRule> cache;
  route.where = value.where();
  const auto match = listOf("model name patterns, e.g. [ \"claude-*\" ]", [&](const Value& item) {
    std::string pattern;
    text(pattern, 256)(item);
    if (pattern.empty()) return;
    claims.use(item, pattern);
    route.match.push_back(std::move(pattern));
  });
  readMap(value,
          {{"name", [&](const Value& v) { readRouteName(v, route.name, claims); }, kRequired},
           {"match", match},
           {"timeout", [&](const Value& v) { readTimeouts(v, route.timeouts); }},
           {"cache", [&](const Value& v) { readCacheRule(v, cache); }},
           {"flow", [&](const Value& v) { readFlow(v, route.flow, context); }, kRequired}});
  // The first node acts for the route.
  if (!route.flow.cache) route.flow.cache = cache;
  context.config.routes.push_back(std::move(route));
}

}  // namespace

void readRoutes(const Value& value, Context& context) {
  Once claims("name or pattern");  // two that catch the same model name clash
  listOf("routes, each a map with name and flow",
         [&](const Value& item) { readRoute(item, claims, context); })(value);
}

}  // namespace sb::config
