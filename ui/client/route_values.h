// Routes, in the file's own words (openapi.yaml: Route, Node, DryRun).
#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QStringList>

#include "ui/client/units.h"

namespace sb::ui {

struct Route {
  QString name;
  QStringList match;
  QJsonValue timeout;  // null, "30s" or a map, as docs/configuration.md has it
  QJsonObject flow;    // the root node as the file has it; what the console does not know stays
  bool inFile = true;
  QJsonValue cache;  // null, off or a map: kept as it is
};

struct DryRunStep {
  QString node;  // its id
  QString kind;
  QString chose;
  QString why;
};

// What a route makes of the system prompt on the way to a model.
struct DryRunPrompt {
  QString before, after;
  bool replaces = false;

  bool changes() const { return replaces || !before.isEmpty() || !after.isEmpty(); }
};

struct DryRun {
  QString route;  // empty: a model was asked for without one
  QList<DryRunStep> path;
  QStringList attempts;   // "openai/gpt-4o-mini", in order
  QStringList obstacles;  // for each attempt why traffic would pass over it now; empty: nothing
  QList<DryRunPrompt> prompts;  // for each attempt
  QStringList copies;           // models that would get a copy
  MaybeUsd estimate;
};

QList<Route> routesFromJson(const QJsonObject& json);
DryRun dryRunFromJson(const QJsonObject& json);
// {match?, timeout?, cache?, flow}: the body of a PUT.
QJsonObject routeToJson(const Route& route);

}  // namespace sb::ui
