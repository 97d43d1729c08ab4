#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "core/admin/model_json.h"
#include "core/admin/saved.h"
#include "core/admin/status.h"
#include "core/admin/yaml_json.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/providers/url.h"

namespace sb::admin {

namespace bj = boost::json;
using net::Task;

namespace {

bj::array dialectsJson(const providers::Preset& preset) {
  bj::array names;
  for (const dialects::Dialect one : preset.dialects)
    names.emplace_back(dialects::dialectName(one));
  return names;
}

bj::array ownHeadersJson(const providers::Preset& preset) {
  bj::array headers;
  for (const providers::OwnHeader& one : preset.ownHeaders)
    headers.push_back(bj::object{{"name", one.name}, {"blank", one.blank}});
  return headers;
}

bj::object presetJson(const providers::Preset& preset) {
  constexpr std::string_view kKinds[] = {"cloud", "aggregator", "local", "custom"};
  return {{"id", preset.id},
          {"name", preset.name},
          {"website", textOrNull(preset.website)},
          {"kind", kKinds[static_cast<std::size_t>(preset.kind)]},
          {"base_url", textOrNull(preset.baseUrl)},
          {"url_template", textOrNull(preset.urlTemplate)},
          {"blanks", texts(preset.blanks)},
          {"own_headers", ownHeadersJson(preset)},
          {"needs_base_url", preset.baseUrl.empty() && !preset.givenAtRunTime},
          {"key_optional", preset.keyOptional},
          {"env", texts(preset.env)},
          {"dialects", dialectsJson(preset)},
          {"lists_models", preset.listsModels},
          {"well_known", preset.wellKnown},
          {"free", preset.free}};
}

bj::object urlsJson(const gateway::Upstream& upstream) {
  bj::object urls;
  if (!upstream.runtime) return urls;
  for (const providers::Call call : providers::kAllCalls)
    if (const providers::Endpoint* endpoint = upstream.runtime->endpoint(call))
      urls[providers::callName(call)] = endpoint->preview;
  return urls;
}

bj::object keyJson(const providers::KeyReport& report) {
  bj::object json{{"name", report.name},
                  {"hint", textOrNull(report.hint)},
                  {"status", providers::statusName(report.status)},
                  {"weight", report.weight},
                  {"rests_for_ms", nullptr},
                  {"rests", bj::object()},
                  {"refused_with", nullptr},
                  {"message", textOrNull(report.message)},
                  {"secret", nullptr}};
  Millis longest{0};
  for (const auto& [model, rest] : report.rests) {
    json["rests"].as_object()[model] = rest.count();
    longest = std::max(longest, rest);
  }
  if (longest.count() > 0) json["rests_for_ms"] = longest.count();
  if (report.refusedWith != 0) json["refused_with"] = report.refusedWith;
  return json;
}

bj::array keysJson(const gateway::Upstream& upstream, const config::Provider& provider) {
  bj::array keys;
  if (!upstream.runtime) return keys;
  for (const auto& report : upstream.runtime->keys.state(std::chrono::steady_clock::now())) {
    bj::object key = keyJson(report);
    for (const config::ProviderKey& configured : provider.keys)
      if (configured.name == report.name) key["secret"] = config::toString(configured.secret);
    keys.push_back(std::move(key));
  }
  return keys;
}

// The proxy that its calls go through now; null = direct.
bj::value proxyJson(const gateway::Upstream& upstream) {
  for (const net::Destination& to : upstream.destinations)
    if (to.proxy) return bj::value(to.proxy->shown);
  return nullptr;
}

std::string baseUrlOf(const config::Provider& provider, const gateway::Upstream& upstream) {
  if (provider.baseUrl) return *provider.baseUrl;
  return upstream.runtime ? upstream.runtime->preset->baseUrl : std::string();
}

bj::object providerJson(const Call& call, const config::Provider& provider,
                        const gateway::Upstream& upstream, const Items& items) {
  const providers::Preset* preset = providers::preset(provider.kind);
  const auto* learned = call.settings().builder().learned(provider.id);
  bj::object json{{"id", provider.id},
                  {"kind", provider.kind},
                  {"name", preset != nullptr ? preset->name : provider.kind},
                  {"base_url", textOrNull(baseUrlOf(provider, upstream))},
                  {"urls", urlsJson(upstream)},
                  {"disabled", provider.disabled},
                  {"problem", textOrNull(upstream.problem)},
                  {"proxy", proxyJson(upstream)},
                  {"keys", keysJson(upstream, provider)},
                  {"models", modelNames(call, provider).size()},
                  {"models_listed", nullptr},
                  {"item", nullptr}};
  if (learned != nullptr) json["models_listed"] = learned->size();
  if (const auto item = items.find(provider.id); item != items.end()) json["item"] = item->second;
  return json;
}

Error unknown(const std::string& id) {
  return {ErrorKind::NotFound, "no provider has the id \"" + excerpt(id, 100) + "\""};
}

}  // namespace

std::set<std::string> modelNames(const Call& call, const config::Provider& provider) {
  std::set<std::string> names;
  const gateway::SnapshotPtr snapshot = call.gateway().snapshot();
  for (const std::string_view name : snapshot->catalog->modelsFor(provider.id, provider.kind))
    names.emplace(name);
  if (const auto* learned = call.settings().builder().learned(provider.id))
    names.insert(learned->begin(), learned->end());
  return names;
}

Result<Answer> listPresets(Call&) {
  bj::array all;
  for (const std::string& id : providers::presetIds())
    all.push_back(presetJson(*providers::preset(id)));
  return Answer(bj::object{{"presets", std::move(all)}});
}

Result<Answer> previewUrls(Call& call) {
  const providers::Preset* preset = providers::preset(call.path("id"));
  if (preset == nullptr)
    return Error(ErrorKind::NotFound,
                 "no kind of provider has the id \"" + excerpt(call.path("id"), 100) + "\"");
  const std::string& base = call.query.get("base_url");
  bj::object urls;
  std::string problem;
  for (const providers::Call one : providers::kAllCalls) {
    const auto dialect = providers::dialectOf(one);
    if (dialect && !preset->speaks(*dialect)) continue;
    const auto endpoint = providers::resolve(*preset, base, one);
    if (endpoint)
      urls[providers::callName(one)] = endpoint->preview;
    else if (endpoint.error().kind != ErrorKind::NotFound)
      problem = endpoint.error().message;
  }
  return Answer(bj::object{{"urls", std::move(urls)}, {"problem", textOrNull(problem)}});
}

Result<Answer> listProviders(Call& call) {
  const gateway::SnapshotPtr snapshot = call.gateway().snapshot();
  bj::array all;
  const Items items = itemsOf(call.settings().text(), "providers", "id");
  for (const config::Provider& provider : snapshot->config->providers)
    if (const gateway::Upstream* upstream = snapshot->upstream(provider.id))
      all.push_back(providerJson(call, provider, *upstream, items));
  return Answer(bj::object{{"providers", std::move(all)}});
}

Task<Result<Answer>> saveProvider(Call& call) {
  const std::string id = call.text("id");
  if (id.empty()) {
    Error shape(ErrorKind::BadRequest, "the provider needs an id");
    co_return shape;
  }
  co_return co_await saveItem(call, "providers", "id", id, call.body);
}

Task<Result<Answer>> deleteProvider(Call& call) {
  co_return co_await saveItem(call, "providers", "id", call.path("id"), std::nullopt);
}

Result<Answer> listProviderModels(Call& call) {
  const gateway::SnapshotPtr snapshot = call.gateway().snapshot();
  const config::Provider* provider = snapshot->config->provider(call.path("id"));
  if (provider == nullptr) return unknown(call.path("id"));
  const auto* learned = call.settings().builder().learned(provider->id);
  bj::array models;
  for (const std::string& name : modelNames(call, *provider)) {
    bj::object model{{"model", name}, {"listed", false}};
    if (learned != nullptr)
      model["listed"] = std::find(learned->begin(), learned->end(), name) != learned->end();
    addFacts(model, snapshot->catalog->findFor(provider->id, provider->kind, name));
    models.push_back(std::move(model));
  }
  return Answer(bj::object{{"provider", provider->id}, {"models", std::move(models)}});
}

namespace {

constexpr const char* kModelFields = "provider\nmodel";

std::string modelIds(const Call& call) { return call.path("id") + "\n" + call.path("model"); }

// As the configuration says it now.
config::Model modelInFile(const Call& call) {
  const gateway::SnapshotPtr snapshot = call.gateway().snapshot();
  for (const config::Model& one : snapshot->config->models)
    if (one.provider == call.path("id") && one.model == call.path("model")) return one;
  return {};
}

// Nothing, if nothing is said of the model any more. A size that the call does not name stays.
std::optional<bj::object> modelItem(const Call& call) {
  bj::object item{{"provider", call.path("id")}, {"model", call.path("model")}};
  const std::size_t ids = item.size();
  const config::Model present = modelInFile(call);
  if (present.context && call.member("context") == nullptr) item["context"] = *present.context;
  if (present.maxOutput && call.member("max_output") == nullptr)
    item["max_output"] = *present.maxOutput;
  for (const char* name : {"price", "context", "max_output"})
    if (const bj::value* value = call.member(name); value != nullptr && !value->is_null())
      item[name] = *value;
  if (item.size() == ids) return std::nullopt;
  return item;
}

}  // namespace

// What the file says of one model, over the catalogue.
Task<Result<Answer>> putProviderModel(Call& call) {
  std::optional<bj::object> item = modelItem(call);
  co_return co_await saveItem(call, "models", kModelFields, modelIds(call), std::move(item));
}

Task<Result<Answer>> deleteProviderModel(Call& call) {
  co_return co_await saveItem(call, "models", kModelFields, modelIds(call), std::nullopt);
}

}  // namespace sb::admin
