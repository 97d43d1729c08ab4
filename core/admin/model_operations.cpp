#include <algorithm>
#include <boost/json.hpp>

#include "core/admin/model_json.h"
#include "core/admin/status.h"
#include "core/base/json.h"
#include "core/base/text.h"

namespace sb::admin {

namespace bj = boost::json;

namespace {

void addPrice(bj::object& to, std::string_view bucket, const std::optional<PricePerMtok>& price) {
  if (!price) return;
  // A JSON number, exact up to what a double holds.
  if (const Result<bj::value> number = json::parse(toString(*price))) to[bucket] = *number;
}

bj::object bucketsJson(const config::PriceEntry& entry) {
  bj::object usd;
  addPrice(usd, "input", entry.input);
  addPrice(usd, "cache_read", entry.cacheRead);
  addPrice(usd, "cache_write", entry.cacheWrite);
  addPrice(usd, "cache_write_1h", entry.cacheWrite1h);
  addPrice(usd, "input_audio", entry.inputAudio);
  addPrice(usd, "cache_read_audio", entry.cacheReadAudio);
  addPrice(usd, "output", entry.output);
  addPrice(usd, "reasoning", entry.reasoning);
  addPrice(usd, "output_audio", entry.outputAudio);
  addPrice(usd, "output_image", entry.outputImage);
  return usd;
}

bj::value numberOrNull(const std::optional<std::int64_t>& number) {
  if (!number) return nullptr;
  return bj::value(*number);
}

bj::value priceJson(const std::optional<catalog::Price>& price) {
  if (!price) return nullptr;
  bj::array tiers;
  for (const catalog::Price::Tier& tier : price->tiers)
    tiers.push_back(
        bj::object{{"above_tokens", tier.aboveTokens}, {"usd_per_mtok", bucketsJson(tier.entry)}});
  return tiers;
}

// Of the service tiers other than the standard one, by name; null: none is known.
bj::value servicesJson(const std::optional<catalog::Price>& price) {
  if (!price || price->services.empty()) return nullptr;
  bj::object all;
  for (const auto& [tier, entry] : price->services)
    all[serviceTierName(tier)] = bucketsJson(entry);
  return all;
}

bj::value callsJson(const std::optional<catalog::Price>& price) {
  if (!price) return nullptr;
  bj::object usd;
  const auto add = [&](std::string_view name, const std::optional<PricePerMtok>& per) {
    if (per) usd[name] = toString(NanoUsd{per->picoUsdPerToken / 1'000});
  };
  add("web_search", price->calls.webSearch);
  add("file_search", price->calls.fileSearch);
  add("grounded_prompt", price->calls.groundedPrompt);
  if (usd.empty()) return nullptr;
  return usd;
}

// A name that can be asked for: a route's, or provider/model.
bj::object nameJson(const Call& call, const gateway::Snapshot& snapshot, const std::string& name) {
  bj::object json{{"name", name},
                  {"type", "route"},
                  {"provider", nullptr},
                  {"model", nullptr},
                  {"listed", nullptr}};
  if (snapshot.config->route(name) != nullptr) {
    addFacts(json, nullptr);
    return json;
  }
  const std::size_t slash = name.find('/');
  const std::string provider = name.substr(0, slash), model = name.substr(slash + 1);
  const config::Provider* configured = snapshot.config->provider(provider);
  json["type"] = "model";
  json["provider"] = provider;
  json["model"] = model;
  if (const auto* learned = call.settings().builder().learned(provider))
    json["listed"] = std::ranges::find(*learned, model) != learned->end();
  const std::string kind = configured != nullptr ? configured->kind : std::string();
  addFacts(json, snapshot.catalog->findFor(provider, kind, model));
  return json;
}

bool wanted(const std::string& name, const std::string& q, const std::string& provider) {
  if (!provider.empty() && !name.starts_with(provider + "/")) return false;
  return q.empty() || lower(name).find(q) != std::string::npos;
}

}  // namespace

void addFacts(bj::object& to, const catalog::ModelFacts* facts) {
  const bool known = facts != nullptr;
  to["title"] = textOrNull(known ? facts->name : "");
  to["mode"] = textOrNull(known ? facts->mode : "");
  to["context"] = numberOrNull(known ? facts->context : std::nullopt);
  to["max_output"] = numberOrNull(known ? facts->maxOutput : std::nullopt);
  to["supports"] = texts(known ? facts->supports : std::vector<std::string>());
  to["price"] = priceJson(known ? facts->price : std::nullopt);
  to["service_prices"] = servicesJson(known ? facts->price : std::nullopt);
  to["usd_per_call"] = callsJson(known ? facts->price : std::nullopt);
  to["own_price"] = known && facts->ownPrice;
  to["disputed"] = known && facts->disputed;
  to["deprecated"] = known && facts->deprecated;
}

Result<Answer> listCatalogModels(Call& call) {
  const Result<std::int64_t> limit = call.query.number("limit", 100, 1, 1'000);
  if (!limit) return limit.error();
  const Result<std::int64_t> offset = call.query.number("offset", 0, 0, 1'000'000);
  if (!offset) return offset.error();
  const catalog::Catalog::Listing listing = call.gateway().snapshot()->catalog->list(
      static_cast<std::size_t>(*offset), static_cast<std::size_t>(*limit));
  bj::array models;
  models.reserve(listing.models.size());
  for (const catalog::ModelFacts& facts : listing.models) {
    bj::object json{{"kind", facts.provider}, {"model", facts.id}};
    addFacts(json, &facts);
    models.push_back(std::move(json));
  }
  return Answer(
      bj::object{{"models", std::move(models)}, {"total", listing.total}, {"offset", *offset}});
}

Result<Answer> listModels(Call& call) {
  const Result<std::int64_t> limit = call.query.number("limit", 100, 1, 1'000);
  if (!limit) return limit.error();
  const Result<std::int64_t> offset = call.query.number("offset", 0, 0, 1'000'000);
  if (!offset) return offset.error();
  const gateway::SnapshotPtr snapshot = call.gateway().snapshot();
  const std::string q = lower(call.query.get("q"));
  bj::array models;
  std::int64_t total = 0;
  for (const std::string& name : snapshot->directory->names()) {
    if (!wanted(name, q, call.query.get("provider"))) continue;
    if (total >= *offset && total < *offset + *limit)
      models.push_back(nameJson(call, *snapshot, name));
    ++total;
  }
  return Answer(bj::object{{"models", std::move(models)}, {"total", total}, {"offset", *offset}});
}

}  // namespace sb::admin
