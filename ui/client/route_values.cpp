#include "ui/client/route_values.h"

#include "ui/client/json_fields.h"

namespace sb::ui {
namespace {

Route routeFromJson(const QJsonObject& json) {
  Route route;
  route.name = json::text(json, "name");
  route.match = json::texts(json, "match");
  route.timeout = json.value(QLatin1String("timeout"));
  route.cache = json.value(QLatin1String("cache"));
  route.flow = json::object(json, "flow");
  route.inFile = json::flag(json, "in_file", true);
  return route;
}

DryRunStep stepFromJson(const QJsonObject& json) {
  return {json::text(json, "node"), json::text(json, "kind"), json::text(json, "chose"),
          json::text(json, "why")};
}

DryRunPrompt promptFromJson(const QJsonObject& json) {
  return {json::text(json, "before"), json::text(json, "after"), json::flag(json, "replaces")};
}

}  // namespace

QList<Route> routesFromJson(const QJsonObject& json) {
  return json::list(json, "routes", routeFromJson);
}

DryRun dryRunFromJson(const QJsonObject& json) {
  DryRun run;
  run.route = json::text(json, "route");
  run.path = json::list(json, "path", stepFromJson);
  run.attempts = json::texts(json, "attempts");
  // One entry an attempt, so that the lists stay parallel whatever came.
  const QJsonArray obstacles = json::array(json, "obstacles");
  for (qsizetype i = 0; i < run.attempts.size(); ++i)
    run.obstacles.append(obstacles.at(i).toString());
  const QJsonArray prompts = json::array(json, "prompts");
  for (qsizetype i = 0; i < run.attempts.size(); ++i)
    run.prompts.append(promptFromJson(prompts.at(i).toObject()));
  run.copies = json::texts(json, "copies");
  run.estimate = json::usd(json, "estimate_usd");
  return run;
}

QJsonObject routeToJson(const Route& route) {
  QJsonObject json{{QStringLiteral("flow"), route.flow}};
  if (!route.match.isEmpty())
    json.insert(QStringLiteral("match"), QJsonArray::fromStringList(route.match));
  if (!route.timeout.isNull() && !route.timeout.isUndefined())
    json.insert(QStringLiteral("timeout"), route.timeout);
  if (!route.cache.isNull() && !route.cache.isUndefined())
    json.insert(QStringLiteral("cache"), route.cache);
  return json;
}

}  // namespace sb::ui
