// How a row's small facts are packed into the integers of the `rows` table. Internal to
// core/ledger.
#pragma once

#include <cstdint>
#include <optional>

#include "core/ledger/names.h"
#include "core/ledger/row.h"

namespace sb::ledger {

namespace flag {
inline constexpr std::int64_t kStream = 1, kUnpriced = 2, kEstimated = 4, kMirror = 8;
inline constexpr std::int64_t kCacheMiss = 16, kCacheHit = 32, kCacheMask = 48;
inline constexpr std::int64_t kRequest = 64, kResponse = 128, kShed = 256, kCharged = 512;
inline constexpr std::int64_t kDemo = 1024;
}  // namespace flag

std::int64_t packFlags(const Row& row);
void unpackFlags(std::int64_t flags, Row& row);

// outcome = class + 8 × the number of the error's name.
std::int64_t packOutcome(const Row& row, Names& names);
void unpackOutcome(std::int64_t packed, const Names& names, Row& row);

// Tenths of a millisecond.
std::optional<std::int64_t> packMillis(const std::optional<double>& ms);
std::optional<double> unpackMillis(std::optional<std::int64_t> tenths);

}  // namespace sb::ledger
