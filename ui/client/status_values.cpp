#include "ui/client/status_values.h"

#include <array>

#include "ui/client/json_fields.h"

namespace sb::ui {
namespace {

Phase phaseFromText(const QString& text) {
  static constexpr std::array<std::pair<const char*, Phase>, 5> kPhases{
      {{"starting", Phase::Starting},
       {"ready", Phase::Ready},
       {"degraded", Phase::Degraded},
       {"failed", Phase::Failed},
       {"stopping", Phase::Stopping}}};
  for (const auto& [name, phase] : kPhases)
    if (text == QLatin1String(name)) return phase;
  return Phase::Unknown;
}

LedgerStatus ledgerFromJson(const QJsonObject& json) {
  LedgerStatus ledger;
  ledger.recording = json::text(json, "recording");
  ledger.durability = json::text(json, "durability");
  ledger.accepting = json::flag(json, "accepting", true);
  ledger.writing = json::flag(json, "writing", true);
  ledger.lastError = json::text(json, "last_error");
  ledger.lostRows = json::whole(json, "lost_rows");
  ledger.lostSince = json::maybeTime(json, "lost_since");
  ledger.shedBodies = json::whole(json, "shed_bodies");
  ledger.logSetAside = json::text(json, "log_set_aside");
  ledger.bodiesSetAside = json::text(json, "bodies_set_aside");
  ledger.epoch = json::text(json, "epoch");
  ledger.lastSeq = json::whole(json, "last_seq");
  ledger.rowsCommitted = json::whole(json, "rows_committed");
  ledger.queueLength = json::whole(json, "queue_length");
  ledger.queueBytes = json::whole(json, "queue_bytes");
  ledger.lagMs = json::whole(json, "lag_ms");
  return ledger;
}

LiveRequest liveRequestFromJson(const QJsonObject& json) {
  LiveRequest request;
  request.id = json::text(json, "id");
  request.at = json::time(json, "at");
  request.endpoint = json::text(json, "endpoint");
  request.key = json::text(json, "key");
  request.route = json::text(json, "route");
  request.modelAsked = json::text(json, "model_asked");
  request.provider = json::text(json, "provider");
  request.model = json::text(json, "model");
  request.stream = json::flag(json, "stream");
  request.attempt = json::small(json, "attempt");
  request.events = json::whole(json, "events");
  request.bytes = json::whole(json, "bytes");
  return request;
}

QString originFromJson(const QJsonObject& json) { return json::text(json, "origin"); }

void readGateway(const QJsonObject& json, GatewayStatus& status) {
  status.listening = json::flag(json, "listening");
  status.addresses = json::texts(json, "addresses");
  status.open = json::whole(json, "open");
  status.connections = json::whole(json, "connections");
  status.requests = json::whole(json, "requests");
  status.refusedOrigins = json::list(json, "refused_origins", originFromJson);
}

}  // namespace

ConfigStatus configStatusFromJson(const QJsonObject& json) {
  ConfigStatus config;
  config.path = json::text(json, "path");
  config.revision = json::text(json, "revision");
  config.writable = json::flag(json, "writable");
  config.loadedAt = json::maybeTime(json, "loaded_at");
  config.warnings = json::texts(json, "warnings");
  config.demo = json::flag(json, "demo");
  return config;
}

std::optional<TakenPort> takenPortOf(const ApiError& error) {
  const QJsonObject json = json::object(error.document, "taken");
  if (error.status != 409 || json.isEmpty()) return std::nullopt;
  TakenPort taken;
  taken.address = json::text(json, "address");
  taken.port = json::small(json, "port");
  taken.program = json::text(json, "program");
  taken.pid = json::whole(json, "pid");
  taken.nextFree = json::small(json, "next_free");
  return taken;
}

GatewayStatus statusFromJson(const QJsonObject& json) {
  GatewayStatus status;
  status.phase = phaseFromText(json::text(json, "phase"));
  status.why = json::text(json, "why");
  status.version = json::text(json, "version");
  status.apiVersion = json::small(json, "api_version");
  status.uptimeSeconds = json::whole(json, "uptime_s");
  status.pid = json::whole(json, "pid");
  status.dataFolder = json::text(json, "data_folder");
  status.restoreStaged = json::flag(json, "restore_staged");
  readGateway(json::object(json, "gateway"), status);
  if (json.value(QLatin1String("ledger")).isObject())
    status.ledger = ledgerFromJson(json::object(json, "ledger"));
  if (json.value(QLatin1String("config")).isObject())
    status.config = configStatusFromJson(json::object(json, "config"));
  status.catalogDate = json::text(json::object(json, "catalog"), "date");
  status.catalogModels = json::whole(json::object(json, "catalog"), "models");
  status.keysSuspended = json::text(json::object(json, "keys"), "suspended");
  return status;
}

LivePicture liveFromJson(const QJsonObject& json) {
  LivePicture picture;
  picture.at = json::time(json, "at");
  picture.open = json::list(json, "open", liveRequestFromJson);
  return picture;
}

}  // namespace sb::ui
