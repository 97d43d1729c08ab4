// The sections of the configuration that are no lists of things: each is read and written whole,
// and the rest of the file stays as it is.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "core/admin/saved.h"
#include "core/admin/status.h"
#include "core/admin/yaml_json.h"
#include "core/base/text.h"
#include "core/config/edit.h"

namespace sb::admin {

namespace bj = boost::json;
using net::Task;
using Reloaded = gateway::Settings::Reloaded;

namespace {

constexpr std::array<const char*, 10> kSections{"listen",  "admin",   "auth",     "hosts",
                                                "origins", "network", "timeouts", "limits",
                                                "workers", "ledger"};

struct Unit {
  std::int64_t size;
  const char* name;
};

// In the largest unit that says it exactly: "30m", "64KiB".
template <std::size_t N>
std::string inUnits(std::int64_t value, const std::array<Unit, N>& units) {
  for (const Unit& unit : units)
    if (value % unit.size == 0 && value >= unit.size)
      return fmt::format("{}{}", value / unit.size, unit.name);
  return fmt::format("{}{}", value, units.back().name);
}

bj::value span(Millis time) {
  static constexpr std::array<Unit, 5> kUnits{
      {{86'400'000, "d"}, {3'600'000, "h"}, {60'000, "m"}, {1'000, "s"}, {1, "ms"}}};
  return bj::value(inUnits(time.count(), kUnits));
}

bj::value size(std::int64_t bytes) {
  static constexpr std::array<Unit, 7> kUnits{{{1'000'000'000, "GB"},
                                               {std::int64_t{1} << 30, "GiB"},
                                               {1'000'000, "MB"},
                                               {1 << 20, "MiB"},
                                               {1'000, "KB"},
                                               {1 << 10, "KiB"},
                                               {1, "B"}}};
  return bj::value(inUnits(bytes, kUnits));
}

bj::array listenJson(const std::vector<config::Listener>& listeners) {
  bj::array all;
  for (const config::Listener& one : listeners) {
    bj::value tls = "none";
    if (one.tls) {
      tls = bj::object{{"cert", one.tls->cert}, {"key", one.tls->key}};
      if (!one.tls->clientCa.empty()) tls.as_object()["client_ca"] = one.tls->clientCa;
    }
    all.push_back(
        bj::object{{"address", one.address}, {"port", one.port}, {"tls", std::move(tls)}});
  }
  return all;
}

bj::object timeoutsJson(const config::Timeouts& t) {
  return {{"connect", span(t.connect)},
          {"pool_wait", span(t.poolWait)},
          {"first_token", span(t.firstToken)},
          {"stall", span(t.stall)},
          {"total", span(t.total)},
          {"hold_head", span(t.holdHead)}};
}

bj::object limitsJson(const config::Limits& l) {
  return {{"head", size(l.head)},          {"body", size(l.body)},
          {"bodies", size(l.bodies)},      {"event", size(l.event)},
          {"head_time", span(l.headTime)}, {"body_time", span(l.bodyTime)},
          {"idle", span(l.idle)}};
}

bj::object ledgerJson(const config::Ledger& ledger) {
  static constexpr std::array<const char*, 3> kBodies{"none", "redacted", "full"};
  const bool strict = ledger.durability == config::Ledger::Durability::Strict;
  const bool refuse = ledger.onFull == config::Ledger::OnFull::Refuse;
  return {{"bodies", kBodies[static_cast<std::size_t>(ledger.bodies)]},
          {"retain", span(ledger.retain)},
          {"max_bytes", size(ledger.maxBytes)},
          {"durability", strict ? "strict" : "batched"},
          {"on_full", refuse ? "refuse" : "serve"}};
}

bj::object inForce(const config::Config& config) {
  return {{"listen", listenJson(config.listen)},
          {"admin", bj::object{{"address", config.admin.address}, {"port", config.admin.port}}},
          {"auth", bj::object{{"required", config.authRequired}}},
          {"hosts", texts(config.hosts)},
          {"origins", texts(config.origins)},
          {"network", bj::object{{"proxy", config.proxy},
                                 {"extra_ca", texts(config.extraCa)},
                                 {"fetch_media", config.fetchMedia}}},
          {"timeouts", timeoutsJson(config.timeouts)},
          {"limits", limitsJson(config.limits)},
          {"workers", config.workers},
          {"ledger", ledgerJson(config.ledger)}};
}

Status checkSection(const std::string& name) {
  if (std::find(kSections.begin(), kSections.end(), name) != kSections.end()) return {};
  return Error(ErrorKind::NotFound, "there is no setting " + excerpt(name, 100));
}

}  // namespace

Result<Answer> getSettings(Call& call) {
  const gateway::Settings& settings = call.settings();
  bj::object file;
  for (const char* name : kSections)
    file[name] = sectionOf(settings.text(), name).value_or(bj::value(nullptr));
  return Answer(bj::object{{"revision", settings.revision()},
                           {"writable", settings.file().writable()},
                           {"file", std::move(file)},
                           {"in_force", inForce(*settings.config())}});
}

Task<Result<Answer>> putSetting(Call& call) {
  const std::string& section = call.path("section");
  const Status known = checkSection(section);
  if (!known) co_return known.error();
  const bj::value* value = call.member("value");
  if (value == nullptr || value->is_null()) {
    Error shape(ErrorKind::BadRequest, "expected {\"value\": …}");
    co_return shape;
  }
  gateway::Settings& settings = call.settings();
  const Result<std::string> edited =
      config::upsertMap(settings.text(), section, yamlOfValue(*value));
  if (!edited) co_return edited.error();
  Result<Reloaded> saved = settings.save(*edited, settings.revision(), changedBy(call));
  co_return co_await savedAnswer(call, std::move(saved));
}

Task<Result<Answer>> deleteSetting(Call& call) {
  const std::string& section = call.path("section");
  const Status known = checkSection(section);
  if (!known) co_return known.error();
  gateway::Settings& settings = call.settings();
  const Result<std::string> edited = config::removeMap(settings.text(), section);
  if (!edited) co_return edited.error();
  Result<Reloaded> saved = settings.save(*edited, settings.revision(), changedBy(call));
  co_return co_await savedAnswer(call, std::move(saved));
}

}  // namespace sb::admin
