#include "ui/client/provider_values.h"

#include <array>

#include "ui/client/json_fields.h"

namespace sb::ui {
namespace {

KeyState keyStateFromText(const QString& text) {
  static constexpr std::array<std::pair<const char*, KeyState>, 6> kStates{
      {{"usable", KeyState::Usable},
       {"disabled", KeyState::Disabled},
       {"waiting", KeyState::Waiting},
       {"missing", KeyState::Missing},
       {"resting", KeyState::Resting},
       {"refused", KeyState::Refused}}};
  for (const auto& [name, state] : kStates)
    if (text == QLatin1String(name)) return state;
  return KeyState::Unknown;
}

Preset presetFromJson(const QJsonObject& json) {
  Preset preset;
  preset.id = json::text(json, "id");
  preset.name = json::text(json, "name");
  preset.website = json::text(json, "website");
  preset.kind = json::text(json, "kind");
  preset.baseUrl = json::text(json, "base_url");
  preset.urlTemplate = json::text(json, "url_template");
  preset.blanks = json::texts(json, "blanks");
  const QJsonArray headers = json.value(QLatin1String("own_headers")).toArray();
  for (const QJsonValue& one : headers)
    preset.ownHeaders.append(
        {json::text(one.toObject(), "name"), json::text(one.toObject(), "blank")});
  preset.wellKnown = json::flag(json, "well_known");
  preset.needsBaseUrl = json::flag(json, "needs_base_url");
  preset.keyOptional = json::flag(json, "key_optional");
  preset.env = json::texts(json, "env");
  preset.free = json::flag(json, "free");
  return preset;
}

ProviderKey providerKeyFromJson(const QJsonObject& json) {
  ProviderKey key;
  key.name = json::text(json, "name");
  key.hint = json::text(json, "hint");
  key.state = keyStateFromText(json::text(json, "status"));
  key.weight = json::real(json, "weight", 1);
  key.restsForMs = json::maybeWhole(json, "rests_for_ms");
  key.restingModels = json.value(QLatin1String("rests")).toObject().keys();
  key.refusedWith = json::maybeSmall(json, "refused_with");
  key.message = json::text(json, "message");
  key.secret = json::text(json, "secret");
  return key;
}

QHash<QString, QUrl> urlsFromJson(const QJsonObject& json) {
  QHash<QString, QUrl> urls;
  for (auto it = json.begin(); it != json.end(); ++it)
    urls.insert(it.key(), QUrl(it.value().toString()));
  return urls;
}

Provider providerFromJson(const QJsonObject& json) {
  Provider provider;
  provider.id = json::text(json, "id");
  provider.kind = json::text(json, "kind");
  provider.name = json::text(json, "name");
  provider.baseUrl = json::text(json, "base_url");
  provider.urls = urlsFromJson(json::object(json, "urls"));
  provider.disabled = json::flag(json, "disabled");
  provider.problem = json::text(json, "problem");
  provider.proxy = json::text(json, "proxy");
  provider.keys = json::list(json, "keys", providerKeyFromJson);
  provider.models = json::small(json, "models");
  provider.modelsListed = json::maybeSmall(json, "models_listed");
  provider.item = json::object(json, "item");
  return provider;
}

PriceTier tierFromJson(const QJsonObject& json) {
  PriceTier tier;
  tier.aboveTokens = json::whole(json, "above_tokens");
  const QJsonObject prices = json::object(json, "usd_per_mtok");
  for (auto it = prices.begin(); it != prices.end(); ++it)
    if (it.value().isDouble()) tier.usdPerMtok.insert(it.key(), it.value().toDouble());
  return tier;
}

ModelFacts factsFromJson(const QJsonObject& json) {
  ModelFacts facts;
  facts.title = json::text(json, "title");
  facts.mode = json::text(json, "mode");
  facts.context = json::maybeWhole(json, "context");
  facts.maxOutput = json::maybeWhole(json, "max_output");
  facts.supports = json::texts(json, "supports");
  facts.price = json::list(json, "price", tierFromJson);
  facts.deprecated = json::flag(json, "deprecated");
  facts.ownPrice = json::flag(json, "own_price");
  facts.servicePrices = json::object(json, "service_prices");
  facts.usdPerCall = json::object(json, "usd_per_call");
  return facts;
}

ProviderModel providerModelFromJson(const QJsonObject& json) {
  return {json::text(json, "model"), json::flag(json, "listed"), factsFromJson(json), true};
}

ModelName modelNameFromJson(const QJsonObject& json) {
  ModelName model;
  model.name = json::text(json, "name");
  model.isRoute = json::text(json, "type") == QLatin1String("route");
  model.provider = json::text(json, "provider");
  model.model = json::text(json, "model");
  if (json.value(QLatin1String("listed")).isBool()) model.listed = json::flag(json, "listed");
  model.facts = factsFromJson(json);
  return model;
}

ModelName catalogModelFromJson(const QJsonObject& json) {
  ModelName model;
  model.provider = json::text(json, "kind");
  model.model = json::text(json, "model");
  model.name = model.provider + QLatin1Char('/') + model.model;
  model.facts = factsFromJson(json);
  return model;
}

SecretName secretFromJson(const QJsonObject& json) {
  return {json::text(json, "name"), json::text(json, "hint"), json::texts(json, "used_by"),
          json::text(json, "place")};
}

void readTrialError(const QJsonObject& json, Trial& trial) {
  trial.errorKind = json::text(json, "kind");
  trial.errorMessage = json::text(json, "message");
  trial.errorDetail = json::text(json, "detail");
}

}  // namespace

QUrl questionsUrl(const QHash<QString, QUrl>& urls) {
  for (const char* call : {"chat", "messages", "responses", "generate"})
    if (const QUrl url = urls.value(QLatin1String(call)); !url.isEmpty()) return url;
  return {};
}

QList<Preset> presetsFromJson(const QJsonObject& json) {
  return json::list(json, "presets", presetFromJson);
}

UrlPreview urlPreviewFromJson(const QJsonObject& json) {
  return {urlsFromJson(json::object(json, "urls")), json::text(json, "problem")};
}

QList<Provider> providersFromJson(const QJsonObject& json) {
  return json::list(json, "providers", providerFromJson);
}

QList<ProviderModel> providerModelsFromJson(const QJsonObject& json) {
  return json::list(json, "models", providerModelFromJson);
}

ModelPage modelPageFromJson(const QJsonObject& json) {
  return {json::list(json, "models", modelNameFromJson), json::small(json, "total"),
          json::small(json, "offset")};
}

ModelPage catalogPageFromJson(const QJsonObject& json) {
  return {json::list(json, "models", catalogModelFromJson), json::small(json, "total"),
          json::small(json, "offset")};
}

Trial trialFromJson(const QJsonObject& json) {
  Trial trial;
  trial.ok = json::flag(json, "ok");
  trial.url = json::text(json, "url");
  trial.proxy = json::text(json, "proxy");
  trial.address = json::text(json, "address");
  const QJsonObject tls = json::object(json, "tls");
  trial.tls = !tls.isEmpty();
  trial.tlsVerified = json::flag(tls, "verified");
  trial.tlsServerName = json::text(tls, "server_name");
  trial.key = json::text(json, "key");
  const QJsonObject ms = json::object(json, "ms");
  trial.connectMs = json::maybeReal(ms, "connect");
  trial.totalMs = json::real(ms, "total");
  trial.status = json::maybeSmall(json, "status");
  trial.models = json::small(json, "models");
  readTrialError(json::object(json, "error"), trial);
  return trial;
}

Vault vaultFromJson(const QJsonObject& json) {
  Vault vault;
  vault.protection = json::text(json, "protection");
  vault.warnings = json::texts(json, "warnings");
  vault.secrets = json::list(json, "secrets", secretFromJson);
  vault.file = json::text(json, "vault_file");
  vault.keychain = json::text(json, "keychain");
  vault.defaultPlace = json::text(json, "default_place");
  return vault;
}

}  // namespace sb::ui
