// Prices and what a usage costs at them. Values; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/money.h"
#include "core/base/usage.h"
#include "core/config/config.h"

namespace sb::catalog {

struct PriceLine {
  // snake_case name of the sb::Usage member: input, cache_read, cache_write … (static text)
  std::string_view bucket;
  std::int64_t tokens = 0;
  PricePerMtok price;
  NanoUsd usd;  // tokens × price, rounded once
};

struct Cost {
  bool priced = false;  // false: some bucket in use has no known price; `usd` means nothing then
  NanoUsd usd;
  std::vector<PriceLine> lines;  // buckets in use, in the order of sb::Usage
};

// A price per bucket, in tiers: once the prompt is longer than `aboveTokens`, the whole request is
// priced at that tier. tiers[0].aboveTokens is 0; ascending.
struct Price {
  struct Tier {
    std::int64_t aboveTokens = 0;
    config::PriceEntry entry;
  };
  std::vector<Tier> tiers;
};

// A bucket without a price of its own falls back where the field does so: reasoning → output,
// cache_write_1h has none, cache_read / audio have none (unknown stays unknown, never zero).
// A bucket with no tokens (or a negative count) is not in use. Sums saturate instead of
// overflowing.
Cost costOf(const Usage& usage, const Price& price);

// No price: `priced` is false.
Cost costOf(const Usage& usage, const std::optional<Price>& price);

}  // namespace sb::catalog
