// Prices as a person writes them into the configuration.
#include <array>
#include <limits>

#include "core/base/text.h"
#include "core/catalog/cost.h"
#include "core/config/load.h"
#include "tests/fuzz/families.h"

namespace sb::fuzz {
namespace {

using config::PriceEntry;
using Optional = std::optional<PricePerMtok>;

constexpr std::int64_t kMostPerMtok = 1'000'000'000'000;  // $1,000,000, in picodollars per token
constexpr std::int64_t kLeastPerMtok = 200;               // below are prices of one token
constexpr std::int64_t kMostPerCall = 1'000'000'000'000;  // $1 a call

// As a file holds it: the value of one model's `price`.
std::string fileWith(std::string_view price) {
  std::string file =
      "version: 1\nproviders: [ { id: p, kind: openai } ]\nmodels:\n"
      "  - provider: p\n    model: m\n    price:\n";
  for (const std::string_view line : split(price, '\n'))
    file.append("      ").append(line).append("\n");
  return file;
}

std::string wrongEntry(const PriceEntry& entry) {
  for (const Optional& price : {entry.input, entry.cacheRead, entry.cacheWrite, entry.cacheWrite1h,
                                entry.inputAudio, entry.cacheReadAudio, entry.output,
                                entry.reasoning, entry.outputAudio, entry.outputImage}) {
    if (!price) continue;
    const std::int64_t value = price->picoUsdPerToken;
    if (value < 0 || value > kMostPerMtok) return "a price is out of range";
    if (value > 0 && value < kLeastPerMtok) return "the price of one token was taken";
    if (parsePricePerMtok(toString(*price)) != price) return "a price does not come back";
  }
  return {};
}

std::string wrongTiers(const config::Prices& prices) {
  if (prices.tiers.empty() || prices.tiers.front().aboveTokens != 0)
    return "there is no first tier";
  std::int64_t last = -1;
  for (const auto& tier : prices.tiers) {
    if (tier.aboveTokens <= last) return "the tiers do not ascend";
    last = tier.aboveTokens;
    if (std::string wrong = wrongEntry(tier.entry); !wrong.empty()) return wrong;
  }
  for (const auto& [tier, entry] : prices.services) {
    if (tier == Billed::Tier::Standard || tier == Billed::Tier::Other)
      return "a service tier that has no prices of its own";
    if (std::string wrong = wrongEntry(entry); !wrong.empty()) return wrong;
  }
  return {};
}

// A bill names what it has prices for, and no number of tokens turns it round.
std::string wrongBill(const config::Prices& prices, std::int64_t tokens, Billed::Tier tier) {
  Usage usage;
  usage.input = usage.cacheRead = usage.output = usage.reasoning = tokens;
  Billed billed;
  billed.tier = tier;
  billed.webSearches = 3;
  const catalog::Cost cost = catalog::costOf(usage, prices, billed);
  if (!cost.priced) return {};
  NanoUsd most;
  for (const catalog::PriceLine& line : cost.lines) {
    if (line.usd.value < 0) return "a line of a bill is below zero";
    most = std::max(most, line.usd);
  }
  return cost.usd < most ? "a bill is below one of its lines" : "";
}

std::string wrongPrices(const config::Prices& prices) {
  if (std::string wrong = wrongTiers(prices); !wrong.empty()) return wrong;
  for (const Optional& call :
       {prices.calls.webSearch, prices.calls.fileSearch, prices.calls.groundedPrompt})
    if (call && (call->picoUsdPerToken < 0 || call->picoUsdPerToken > kMostPerCall))
      return "the price of a call is out of range";
  constexpr std::int64_t kMany = std::numeric_limits<std::int64_t>::max() / 8;
  for (const std::int64_t tokens : {std::int64_t{0}, std::int64_t{1}, std::int64_t{300'000}, kMany})
    for (const Billed::Tier tier :
         {Billed::Tier::Standard, Billed::Tier::Batch, Billed::Tier::Priority})
      if (std::string wrong = wrongBill(prices, tokens, tier); !wrong.empty()) return wrong;
  return {};
}

std::string prices(std::string_view input) {
  config::Known known;
  known.kinds = {"openai"};
  const std::string file = fileWith(input);
  const config::Loaded loaded = config::load(file, known);
  if (loaded.config == nullptr) {
    if (loaded.problems.empty()) return "refused, and nothing is wrong";
    for (const config::Problem& problem : loaded.problems)
      if (problem.what.empty()) return "a problem without words";
    return {};
  }
  if (!loaded.problems.empty()) return "taken, and something is wrong";
  for (const config::Model& model : loaded.config->models)
    if (model.price)
      if (std::string wrong = wrongPrices(*model.price); !wrong.empty()) return wrong;
  return {};
}

}  // namespace

std::vector<FuzzTarget> configTargets() { return {{"prices", prices}}; }

}  // namespace sb::fuzz
