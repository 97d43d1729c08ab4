// The configuration file as text (openapi.yaml: ConfigText, Saved, ConfigProblem).
#pragma once

#include <QJsonObject>
#include <QList>
#include <QStringList>

#include "ui/client/api_error.h"
#include "ui/client/units.h"

namespace sb::ui {

struct ConfigText {
  QString text;
  QString revision;  // of this text; empty: there is no file yet
  QString path;
  bool writable = false;
  QString revisionInForce;

  // Somebody edited the file and the gateway has not read it.
  bool isUnread() const { return revision != revisionInForce; }
};

struct ConfigVerdict {
  bool ok = false;
  QList<ConfigProblem> problems;
};

// A change of the configuration is in force.
struct Saved {
  QString revision;
  bool changed = false;
  QStringList needsRestart;  // settings that wait for the next start
  QStringList warnings;
};

// The sections that are no lists of things: listen, admin, auth, hosts, origins, network, timeouts,
// limits, workers, ledger. Values are in the file's notation (docs/configuration.md): "30s", "5GB".
struct Settings {
  QString revision;
  bool writable = false;
  QJsonObject file;     // by section, the file's own words; null: not in the file
  QJsonObject inForce;  // the same with all defaults
};

ConfigText configTextFromJson(const QJsonObject& json);
ConfigVerdict verdictFromJson(const QJsonObject& json);
Saved savedFromJson(const QJsonObject& json);
Settings settingsFromJson(const QJsonObject& json);
QList<ConfigProblem> configProblemsFromJson(const QJsonArray& json);

}  // namespace sb::ui
