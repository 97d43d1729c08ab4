// What runs and how it is (openapi.yaml: Status, Live). Made by JSON that may lack anything: what
// is missing keeps its default.
#pragma once

#include <QJsonObject>
#include <QList>
#include <QStringList>

#include "ui/client/api_error.h"
#include "ui/client/units.h"

namespace sb::ui {

struct ConfigStatus {
  QString path;
  QString revision;  // in force; 16 hex digits
  bool writable = false;
  MaybeTime loadedAt;
  QStringList warnings;
  bool demo = false;  // the demo provider is on
};

struct LedgerStatus {
  QString recording;      // none, redacted, full
  QString durability;     // batched, strict
  bool accepting = true;  // false: requests are refused, the disk is full
  bool writing = true;
  QString lastError;
  qint64 lostRows = 0;
  MaybeTime lostSince;
  qint64 shedBodies = 0;
  QString logSetAside, bodiesSetAside;  // paths of damaged files that were put away
  QString epoch;
  qint64 lastSeq = 0;
  qint64 rowsCommitted = 0;
  qint64 queueLength = 0, queueBytes = 0;
  qint64 lagMs = 0;
};

enum class Phase { Unknown, Starting, Ready, Degraded, Failed, Stopping };

struct GatewayStatus {
  Phase phase = Phase::Unknown;
  QString why;  // of another phase than ready
  QString version;
  int apiVersion = 0;
  qint64 uptimeSeconds = 0;
  qint64 pid = 0;
  QString dataFolder;
  bool restoreStaged = false;  // a backup takes its place at the next start
  bool listening = false;
  QStringList addresses;  // "http://127.0.0.1:7411", without /v1
  qint64 open = 0;        // requests that run
  qint64 connections = 0;
  qint64 requests = 0;  // since the start
  // Whose web pages were refused and may not call now either; the one refused last comes first.
  QStringList refusedOrigins;
  std::optional<LedgerStatus> ledger;
  std::optional<ConfigStatus> config;
  QString catalogDate;  // "2026-11-23", of the facts about models; empty: unknown
  qint64 catalogModels = 0;
  QString keysSuspended;  // why no key is accepted; empty: they are
};

// A request that runs now. It becomes a LogRow with the same id when it ends.
struct LiveRequest {
  QString id;
  TimeMs at = 0;
  QString endpoint;
  QString key, route, modelAsked, provider, model;
  bool stream = false;
  int attempt = 0;    // attempts that have ended
  qint64 events = 0;  // of the stream so far
  qint64 bytes = 0;   // of the answer so far
};

struct LivePicture {
  TimeMs at = 0;
  QList<LiveRequest> open;
};

// Why the gateway could not listen.
struct TakenPort {
  QString address;
  int port = 0;
  QString program;  // who has it; empty: not known
  qint64 pid = 0;
  int nextFree = 0;  // 0: none was found
};
// Of a start that was refused for that; empty: it was something else.
std::optional<TakenPort> takenPortOf(const ApiError& error);

GatewayStatus statusFromJson(const QJsonObject& json);
ConfigStatus configStatusFromJson(const QJsonObject& json);
LivePicture liveFromJson(const QJsonObject& json);

}  // namespace sb::ui
