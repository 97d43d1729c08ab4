#include "core/catalog/cost.h"

#include <algorithm>
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

// Null: nobody knows what this service tier costs.
const PriceEntry* entryFor(const Price& price, std::int64_t promptTokens, Billed::Tier tier) {
  if (tier != Billed::Tier::Standard) {
    for (const auto& [service, entry] : price.services)
      if (service == tier) return &entry;
    return nullptr;
  }
  if (price.tiers.empty()) return nullptr;
  const Price::Tier* chosen = &price.tiers.front();
  for (const Price::Tier& one : price.tiers)
    if (promptTokens > one.aboveTokens) chosen = &one;
  return &chosen->entry;
}

NanoUsd addSaturating(NanoUsd a, NanoUsd b) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a.value, b.value, &sum))
    sum = std::numeric_limits<std::int64_t>::max();
  return {sum};
}

void addLine(Cost& cost, std::string_view bucket, std::int64_t count, const Bucket& price) {
  if (count <= 0) return;
  cost.priced = cost.priced && price.has_value();
  if (!price) return;
  cost.lines.push_back({bucket, count, *price, priceOf(count, *price)});
  cost.usd = addSaturating(cost.usd, cost.lines.back().usd);
}

constexpr std::string_view kImage = "output_image", kCachedAudio = "cache_read_audio",
                           kWeb = "web_search", kFile = "file_search", kPrompt = "grounded_prompt",
                           kOther = "other_call", kCharged = "charged";

// How many of a bucket's tokens are of the kind that has a price of its own.
std::int64_t part(std::int64_t count, std::int64_t whole) {
  return std::clamp<std::int64_t>(count, 0, std::max<std::int64_t>(0, whole));
}

}  // namespace

bool countsCalls(std::string_view bucket) {
  return bucket == kWeb || bucket == kFile || bucket == kPrompt || bucket == kCharged;
}

Cost costOf(const Usage& usage, const Price& price, const Billed& billed) {
  Cost cost;
  const PriceEntry* entry = entryFor(price, usage.totalInput(), billed.tier);
  if (entry == nullptr) return cost;
  cost.priced = true;
  cost.lines.reserve(4);
  const std::int64_t images = part(billed.outputImage, usage.output);
  // Where audio has a price of its own, cached audio is no cached text.
  const bool ownAudio = entry->inputAudio || entry->cacheReadAudio;
  const std::int64_t cachedAudio = ownAudio ? part(billed.cachedAudio, usage.cacheRead) : 0;
  for (const Row& row : kRows) {
    const std::int64_t taken = row.tokens == &Usage::output      ? images
                               : row.tokens == &Usage::cacheRead ? cachedAudio
                                                                 : 0;
    addLine(cost, row.name, usage.*row.tokens - taken, priceIn(*entry, row));
  }
  addLine(cost, kCachedAudio, cachedAudio, entry->cacheReadAudio);
  addLine(cost, kImage, images, entry->outputImage);
  if (price.calls.groundedPrompt && billed.groundedPrompts > 0)
    addLine(cost, kPrompt, billed.groundedPrompts, price.calls.groundedPrompt);
  else
    addLine(cost, kWeb, billed.webSearches, price.calls.webSearch);
  addLine(cost, kFile, billed.fileSearches, price.calls.fileSearch);
  addLine(cost, kOther, billed.otherCalls, std::nullopt);
  return cost;
}

Cost costAsCharged(NanoUsd charged) {
  Cost cost;
  cost.priced = true;
  cost.usd = charged;
  const std::int64_t nano = std::clamp<std::int64_t>(charged.value, 0, INT64_MAX / 1'000);
  cost.lines.push_back({kCharged, 1, PricePerMtok{nano * 1'000}, charged});
  return cost;
}

Cost costOf(const Usage& usage, const std::optional<Price>& price, const Billed& billed) {
  return price ? costOf(usage, *price, billed) : Cost{};
}

}  // namespace sb::catalog
