#include "ui/client/config_values.h"

#include "ui/client/json_fields.h"

namespace sb::ui {
namespace {

ConfigProblem problemFromJson(const QJsonObject& json) {
  ConfigProblem problem;
  problem.line = json::small(json, "line");
  problem.column = json::small(json, "column");
  problem.path = json::text(json, "path");
  problem.what = json::text(json, "what");
  return problem;
}

}  // namespace

QList<ConfigProblem> configProblemsFromJson(const QJsonArray& json) {
  return json::list(json, problemFromJson);
}

ConfigText configTextFromJson(const QJsonObject& json) {
  ConfigText config;
  config.text = json::text(json, "text");
  config.revision = json::text(json, "revision");
  config.path = json::text(json, "path");
  config.writable = json::flag(json, "writable");
  config.revisionInForce = json::text(json, "revision_in_force");
  return config;
}

ConfigVerdict verdictFromJson(const QJsonObject& json) {
  ConfigVerdict verdict;
  verdict.ok = json::flag(json, "ok");
  verdict.problems = configProblemsFromJson(json::array(json, "problems"));
  return verdict;
}

Saved savedFromJson(const QJsonObject& json) {
  Saved saved;
  saved.revision = json::text(json, "revision");
  saved.changed = json::flag(json, "changed");
  saved.needsRestart = json::texts(json, "needs_restart");
  saved.warnings = json::texts(json, "warnings");
  return saved;
}

Settings settingsFromJson(const QJsonObject& json) {
  return {json::text(json, "revision"), json::flag(json, "writable"), json::object(json, "file"),
          json::object(json, "in_force")};
}

}  // namespace sb::ui
