#include "core/catalog/model_line.h"

#include <array>
#include <boost/json.hpp>

#include "core/base/json.h"

namespace sb::catalog {
namespace {

namespace bj = boost::json;
using config::PriceEntry;

struct PriceName {
  std::string_view name;
  std::optional<PricePerMtok> PriceEntry::*bucket;
};

constexpr std::array<PriceName, 10> kPriceNames{{
    {"input", &PriceEntry::input},
    {"cache_read", &PriceEntry::cacheRead},
    {"cache_write", &PriceEntry::cacheWrite},
    {"cache_write_1h", &PriceEntry::cacheWrite1h},
    {"input_audio", &PriceEntry::inputAudio},
    {"cache_read_audio", &PriceEntry::cacheReadAudio},
    {"output", &PriceEntry::output},
    {"reasoning", &PriceEntry::reasoning},
    {"output_audio", &PriceEntry::outputAudio},
    {"output_image", &PriceEntry::outputImage},
}};

// Takes `"name":"` off the front and gives the text up to the next quote.
std::string_view takeMember(std::string_view& rest, std::string_view prefix) {
  if (!rest.starts_with(prefix)) return {};
  rest.remove_prefix(prefix.size());
  const std::size_t end = rest.find('"');
  if (end == std::string_view::npos) return {};
  const std::string_view value = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return value;
}

PriceEntry entryOf(const bj::object& prices) {
  PriceEntry entry;
  for (const PriceName& row : kPriceNames)
    if (prices.contains(row.name))
      entry.*row.bucket = parsePricePerMtok(json::text(prices, row.name));
  return entry;
}

std::optional<std::int64_t> positive(const bj::object& line, std::string_view name) {
  const bj::value* value = line.if_contains(name);
  if (value == nullptr || !value->is_int64() || value->get_int64() <= 0) return std::nullopt;
  return value->get_int64();
}

bool flag(const bj::object& line, std::string_view name) {
  const bj::value* value = line.if_contains(name);
  return value != nullptr && value->is_bool() && value->get_bool();
}

const bj::array* list(const bj::object& line, std::string_view name) {
  const bj::value* value = line.if_contains(name);
  return value == nullptr ? nullptr : value->if_array();
}

void addTiers(const bj::object& line, Price& price) {
  const bj::array* tiers = list(line, "tiers");
  if (tiers == nullptr) return;
  for (const bj::value& value : *tiers) {
    const bj::object* tier = value.if_object();
    const bj::value* prices = tier == nullptr ? nullptr : tier->if_contains("price");
    const auto above = tier == nullptr ? std::nullopt : positive(*tier, "above");
    if (prices != nullptr && prices->is_object() && above)
      price.tiers.push_back({*above, entryOf(prices->get_object())});
  }
}

void addServices(const bj::object& line, Price& price) {
  const bj::value* services = line.if_contains("service");
  if (services == nullptr || !services->is_object()) return;
  for (const auto& [name, entry] : services->get_object()) {
    const Billed::Tier tier = serviceTier({name.data(), name.size()});
    if (tier != Billed::Tier::Standard && entry.is_object())
      price.services.emplace_back(tier, entryOf(entry.get_object()));
  }
}

void addCalls(const bj::object& line, Price& price) {
  const bj::value* calls = line.if_contains("per_call");
  if (calls == nullptr || !calls->is_object()) return;
  const auto read = [&](std::string_view name) -> std::optional<PricePerMtok> {
    const auto usd = parseNanoUsd(json::text(calls->get_object(), name));
    if (!usd || usd->value > 1'000'000'000) return std::nullopt;
    return PricePerMtok{usd->value * 1'000};
  };
  price.calls = {read("web_search"), read("file_search"), read("grounded_prompt")};
}

std::optional<Price> priceIn(const bj::object& line) {
  const bj::value* base = line.if_contains("price");
  if (base == nullptr || !base->is_object()) return std::nullopt;
  Price price;
  price.tiers.push_back({0, entryOf(base->get_object())});
  addTiers(line, price);
  addServices(line, price);
  addCalls(line, price);
  return price;
}

}  // namespace

LineKey keyOf(std::string_view line) {
  LineKey key;
  key.provider = takeMember(line, "{\"provider\":\"");
  key.model = takeMember(line, ",\"model\":\"");
  return key;
}

std::optional<Heading> parseHeading(std::string_view text) {
  if (!text.starts_with("{\"catalog\":")) return std::nullopt;
  const auto document = json::parse(text);
  if (!document || !document->is_object()) return std::nullopt;
  const bj::object& line = document->get_object();
  const bj::value* version = line.if_contains("version");
  if (json::text(line, "catalog") != "signalbox" || version == nullptr || *version != 1)
    return std::nullopt;
  return Heading{std::string(json::text(line, "date"))};
}

std::optional<ModelFacts> parseModelLine(std::string_view text) {
  const auto document = json::parse(text);
  if (!document || !document->is_object()) return std::nullopt;
  const bj::object& line = document->get_object();
  ModelFacts facts;
  facts.provider = json::text(line, "provider");
  facts.id = json::text(line, "model");
  facts.aliasOf = json::text(line, "alias_of");
  facts.name = json::text(line, "name");
  facts.mode = json::text(line, "mode");
  facts.context = positive(line, "context");
  facts.maxOutput = positive(line, "max_output");
  if (const bj::array* supports = list(line, "supports"))
    for (const bj::value& one : *supports)
      if (one.is_string()) facts.supports.emplace_back(one.get_string());
  facts.price = priceIn(line);
  facts.deprecated = flag(line, "deprecated");
  facts.disputed = flag(line, "disputed");
  if (facts.provider.empty() || facts.id.empty()) return std::nullopt;
  return facts;
}

}  // namespace sb::catalog
