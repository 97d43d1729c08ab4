// The prices of a model.
#include <fmt/format.h>

#include <algorithm>

#include "core/config/sections.h"
#include "core/config/units.h"

namespace sb::config {
namespace {

constexpr std::int64_t kMaxTokens = 1'000'000'000;
// No published price of a million tokens is as low as this; prices of one token are.
constexpr double kLeastPerMtok = 0.0002;

// "; 0.000003 looks like the price of one token, write 3".
std::string perTokenHint(const std::string& text) {
  const auto number = parseNumber(text);
  if (!number || *number <= 0 || *number >= kLeastPerMtok) return {};
  return fmt::format("; {} looks like the price of one token, write {:.6g}", text,
                     *number * 1'000'000);
}

Read price(std::optional<PricePerMtok>& out) {
  return [&out](const Value& value) {
    const std::string text = value.isScalar() ? value.text() : std::string();
    const std::string hint = perTokenHint(text);
    if (value.isScalar() && hint.empty()) out = parsePricePerMtok(text);
    if (!out)
      value.problem(
          "no price, expected US dollars per million tokens, e.g. 0.15 (at most 1000000 and "
          "six decimals)" +
          hint);
  };
}

// One call's price is kept as that of a million calls.
Read callPrice(std::optional<PricePerMtok>& out) {
  return [&out](const Value& value) {
    const auto usd = value.isScalar() ? parseNanoUsd(value.text()) : std::nullopt;
    if (usd && usd->value <= 1'000'000'000) out = PricePerMtok{usd->value * 1'000};
    if (!out) value.problem("no price, expected US dollars per call, e.g. 0.01 (at most 1)");
  };
}

void readBuckets(const Value& value, PriceEntry& entry) {
  readMap(value, {{"input", price(entry.input)},
                  {"output", price(entry.output)},
                  {"cache_read", price(entry.cacheRead)},
                  {"cache_write", price(entry.cacheWrite)},
                  {"cache_write_1h", price(entry.cacheWrite1h)},
                  {"input_audio", price(entry.inputAudio)},
                  {"cache_read_audio", price(entry.cacheReadAudio)},
                  {"output_audio", price(entry.outputAudio)},
                  {"output_image", price(entry.outputImage)},
                  {"reasoning", price(entry.reasoning)}});
}

Field perMtok(PriceEntry& entry) {
  return {"usd_per_mtok", [&entry](const Value& v) { readBuckets(v, entry); }, kRequired};
}

void readTier(const Value& value, Prices& prices) {
  Prices::Tier tier;
  readMap(value, {{"above_tokens", integer(tier.aboveTokens, 1, kMaxTokens), kRequired},
                  perMtok(tier.entry)});
  if (tier.aboveTokens == 0) return;
  if (tier.aboveTokens <= prices.tiers.back().aboveTokens)
    return value.problem("the tiers are out of order, expected them by above_tokens, ascending");
  prices.tiers.push_back(std::move(tier));
}

void readServices(const Value& value, Prices& prices) {
  std::vector<Field> fields;
  for (const Billed::Tier tier : {Billed::Tier::Batch, Billed::Tier::Flex, Billed::Tier::Priority})
    fields.push_back({std::string(serviceTierName(tier)), [tier, &prices](const Value& v) {
                        PriceEntry entry;
                        readMap(v, {perMtok(entry)});
                        prices.services.emplace_back(tier, entry);
                      }});
  readMap(value, fields);
}

}  // namespace

void readPrices(const Value& value, std::optional<Prices>& out) {
  Prices prices;
  prices.tiers.resize(1);
  PriceEntry base;
  const auto tiers = listOf("tiers, each a map with above_tokens and usd_per_mtok",
                            [&](const Value& item) { readTier(item, prices); });
  const auto calls = [&](const Value& v) {
    readMap(v, {{"web_search", callPrice(prices.calls.webSearch)},
                {"file_search", callPrice(prices.calls.fileSearch)},
                {"grounded_prompt", callPrice(prices.calls.groundedPrompt)}});
  };
  readMap(value, {perMtok(base),
                  {"tiers", tiers},
                  {"service_tiers", [&](const Value& v) { readServices(v, prices); }},
                  {"usd_per_call", calls}});
  prices.tiers.front().entry = base;
  out = std::move(prices);
}

}  // namespace sb::config
