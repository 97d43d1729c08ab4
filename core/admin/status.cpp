#include "core/admin/status.h"

#include <unistd.h>

#include <boost/json.hpp>

#include "core/backup/restore.h"

namespace sb::admin {

namespace bj = boost::json;

bj::value textOrNull(std::string_view text) {
  if (text.empty()) return nullptr;
  return bj::value(text);
}

bj::value timeOrNull(const std::optional<WallMillis>& at) {
  if (!at) return nullptr;
  return bj::value(rfc3339(*at));
}

bj::array texts(const std::vector<std::string>& all) {
  bj::array array;
  for (const std::string& text : all)
    array.emplace_back(text);
  return array;
}

std::string urlOf(const net::ListenAddress& address) {
  const bool six = address.address.find(':') != std::string::npos;
  return (address.tls ? "https://" : "http://") +
         (six ? "[" + address.address + "]" : address.address) + ":" + std::to_string(address.port);
}

namespace {

bj::array refusedJson(const std::vector<gateway::RefusedOrigin>& refused) {
  bj::array all;
  for (const gateway::RefusedOrigin& one : refused)
    all.push_back(
        bj::object{{"origin", one.origin}, {"last_at", rfc3339(one.lastAt)}, {"count", one.count}});
  return all;
}

bj::object gatewayJson(const Inside& inside) {
  gateway::Gateway* const gateway = inside.parts.gateway;
  bj::array addresses, refused;
  if (gateway != nullptr) {
    for (const net::ListenAddress& address : gateway->addresses())
      addresses.emplace_back(urlOf(address));
    refused = refusedJson(gateway->refusedOrigins());
  }
  return {{"listening", gateway != nullptr && gateway->listening()},
          {"addresses", std::move(addresses)},
          {"open", gateway != nullptr ? gateway->open() : 0},
          {"connections", gateway != nullptr ? gateway->connections() : 0},
          {"requests", gateway != nullptr ? gateway->requests() : 0},
          {"refused_origins", std::move(refused)}};
}

std::string_view recordingName(config::Ledger::Bodies bodies) {
  switch (bodies) {
    case config::Ledger::Bodies::None:
      return "none";
    case config::Ledger::Bodies::Redacted:
      return "redacted";
    case config::Ledger::Bodies::Full:
      return "full";
  }
  return "none";
}

void addSettings(bj::object& to, const Inside& inside) {
  if (inside.parts.settings == nullptr) return;
  const config::Ledger& settings = inside.parts.settings->config()->ledger;
  to["recording"] = recordingName(settings.bodies);
  to["durability"] =
      settings.durability == config::Ledger::Durability::Strict ? "strict" : "batched";
}

bj::value ledgerJson(const Inside& inside) {
  if (inside.parts.ledger == nullptr) return nullptr;
  const ledger::Health health = inside.parts.ledger->health();
  const ledger::Stats stats = inside.parts.ledger->stats();
  bj::object json{{"accepting", health.accepting},
                  {"writing", health.writing},
                  {"last_error", textOrNull(health.lastError)},
                  {"lost_rows", health.lostRows},
                  {"lost_since", timeOrNull(health.lostSince)},
                  {"shed_bodies", health.shedBodies},
                  {"log_set_aside", textOrNull(health.logSetAside.value_or(""))},
                  {"bodies_set_aside", textOrNull(health.bodiesSetAside.value_or(""))},
                  {"epoch", stats.epoch},
                  {"last_seq", stats.lastSeq},
                  {"rows_committed", stats.rowsCommitted},
                  {"queue_length", stats.queueLength},
                  {"queue_bytes", stats.queueBytes},
                  {"lag_ms", stats.lagMillis}};
  addSettings(json, inside);
  return json;
}

bj::value keysJson(const Inside& inside) {
  if (inside.parts.keys == nullptr) return nullptr;
  const std::optional<Error> why = inside.parts.keys->suspended();
  return bj::object{{"suspended", textOrNull(why ? why->message : "")}};
}

bj::object liveLine(const gateway::LiveExchange& one) {
  return {{"id", one.id},
          {"at", rfc3339(one.at)},
          {"endpoint", one.endpoint},
          {"key", textOrNull(one.key)},
          {"route", textOrNull(one.route)},
          {"model_asked", one.modelAsked},
          {"provider", textOrNull(one.provider)},
          {"model", textOrNull(one.model)},
          {"stream", one.stream},
          {"attempt", one.attempt},
          {"events", one.events},
          {"bytes", one.bytes}};
}

}  // namespace

bj::object configState(const Inside& inside) {
  const gateway::Settings& settings = *inside.parts.settings;
  return {{"path", settings.file().path()},
          {"revision", settings.revision()},
          {"writable", settings.file().writable()},
          {"loaded_at", rfc3339(settings.loadedAt())},
          {"warnings", texts(settings.warnings())},
          {"demo", inside.parts.demo != nullptr && inside.parts.demo->isOn()}};
}

namespace {

// A look at the disk, each second while somebody looks.
bool restoreStaged(const Inside& inside) {
  return !inside.parts.dataFolder.empty() && backup::isStaged(inside.parts.dataFolder);
}

}  // namespace

bj::object catalogState(const Inside& inside) {
  const gateway::SnapshotBuilder& builder = inside.parts.settings->builder();
  return {{"source", builder.catalogFromFile() ? "file" : "built_in"},
          {"date", textOrNull(builder.catalog().date())},
          {"models", builder.catalog().size()}};
}

bj::object statusJson(const Inside& inside) {
  const auto uptime = std::chrono::steady_clock::now() - inside.started;
  bj::object json{{"phase", inside.phase},
                  {"why", textOrNull(inside.why)},
                  {"version", SB_VERSION},
                  {"api_version", 1},
                  {"uptime_s", std::chrono::duration_cast<std::chrono::seconds>(uptime).count()},
                  {"pid", ::getpid()},
                  {"data_folder", textOrNull(inside.parts.dataFolder)},
                  {"restore_staged", restoreStaged(inside)},
                  {"gateway", gatewayJson(inside)},
                  {"ledger", ledgerJson(inside)},
                  {"config", nullptr},
                  {"catalog", nullptr},
                  {"keys", keysJson(inside)}};
  if (inside.parts.settings != nullptr) {
    json["config"] = configState(inside);
    json["catalog"] = catalogState(inside);
  }
  return json;
}

bj::object liveJson(const std::vector<gateway::LiveExchange>& all, WallMillis at) {
  bj::array open;
  for (const gateway::LiveExchange& one : all)
    open.push_back(liveLine(one));
  return {{"at", rfc3339(at)}, {"open", std::move(open)}};
}

}  // namespace sb::admin
