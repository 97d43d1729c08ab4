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
  // snake_case name of the sb::Usage member: input, cache_read, cache_write …; or output_image,
  // cache_read_audio, web_search, file_search, grounded_prompt, charged (static text)
  std::string_view bucket;
  std::int64_t tokens = 0;  // or calls
  PricePerMtok price;       // of a million of them
  NanoUsd usd;              // tokens × price, rounded once
};

// Whether the line counts calls and no tokens.
bool countsCalls(std::string_view bucket);

struct Cost {
  bool priced = false;  // false: some bucket in use has no known price; `usd` means nothing then
  NanoUsd usd;
  std::vector<PriceLine> lines;  // buckets in use, in the order of sb::Usage, then calls
};

using Price = config::Prices;

// A service tier other than the standard one has prices of its own, whatever the prompt's length;
// without them it is unpriced. A bucket without a price of its own falls back where the field does
// so: reasoning → output, cache_read_audio → cache_read where audio costs what text does;
// cache_write_1h, cache_read, audio and output_image have none (unknown stays unknown, never zero;
// pictures cost ten times what text does). A bucket with no tokens (or a negative count) is not in
// use. Calls that are sold in ways of their own are unpriced. Sums saturate instead of overflowing.
Cost costOf(const Usage& usage, const Price& price, const Billed& billed = {});

// What the provider says it charged, as one line.
Cost costAsCharged(NanoUsd charged);

// No price: `priced` is false.
Cost costOf(const Usage& usage, const std::optional<Price>& price, const Billed& billed = {});

}  // namespace sb::catalog
