#include "core/catalog/cost.h"

#include <array>
#include <limits>
#include <string_view>

namespace sb::catalog {
namespace {

using config::PriceEntry;
using Bucket = std::optional<PricePerMtok>;

struct Row {
  std::string_view name;
  std::int64_t Usage::*tokens;
  Bucket PriceEntry::*price;
  Bucket PriceEntry::*fallback;
};

constexpr std::array<Row, 8> kRows{{
    {"input", &Usage::input, &PriceEntry::input, nullptr},
    {"cache_read", &Usage::cacheRead, &PriceEntry::cacheRead, nullptr},
    {"cache_write", &Usage::cacheWrite, &PriceEntry::cacheWrite, nullptr},
    {"cache_write_1h", &Usage::cacheWrite1h, &PriceEntry::cacheWrite1h, nullptr},
    {"input_audio", &Usage::inputAudio, &PriceEntry::inputAudio, nullptr},
    {"output", &Usage::output, &PriceEntry::output, nullptr},
    {"reasoning", &Usage::reasoning, &PriceEntry::reasoning, &PriceEntry::output},
    {"output_audio", &Usage::outputAudio, &PriceEntry::outputAudio, nullptr},
}};

Bucket priceIn(const PriceEntry& entry, const Row& row) {
  const Bucket own = entry.*row.price;
  return own || row.fallback == nullptr ? own : entry.*row.fallback;
}

const PriceEntry& tierFor(const Price& price, std::int64_t promptTokens) {
  const Price::Tier* chosen = &price.tiers.front();
  for (const Price::Tier& tier : price.tiers)
    if (promptTokens > tier.aboveTokens) chosen = &tier;
  return chosen->entry;
}

NanoUsd addSaturating(NanoUsd a, NanoUsd b) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a.value, b.value, &sum))
    sum = std::numeric_limits<std::int64_t>::max();
  return {sum};
}

}  // namespace

Cost costOf(const Usage& usage, const Price& price) {
  Cost cost;
  if (price.tiers.empty()) return cost;
  const PriceEntry& entry = tierFor(price, usage.totalInput());
  cost.priced = true;
  cost.lines.reserve(4);
  for (const Row& row : kRows) {
    const std::int64_t tokens = usage.*row.tokens;
    if (tokens <= 0) continue;
    const Bucket known = priceIn(entry, row);
    cost.priced = cost.priced && known.has_value();
    if (!known) continue;
    cost.lines.push_back({row.name, tokens, *known, priceOf(tokens, *known)});
    cost.usd = addSaturating(cost.usd, cost.lines.back().usd);
  }
  return cost;
}

Cost costOf(const Usage& usage, const std::optional<Price>& price) {
  return price ? costOf(usage, *price) : Cost{};
}

}  // namespace sb::catalog
