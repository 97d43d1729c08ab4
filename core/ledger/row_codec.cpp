#include "core/ledger/row_codec.h"

#include <cmath>

namespace sb::ledger {

namespace {

const char* cacheName(std::int64_t bits) {
  switch (bits) {
    case flag::kCacheMiss:
      return "miss";
    case flag::kCacheHit:
      return "hit";
    case flag::kCacheMask:
      return "joined";
    default:
      return "off";
  }
}

}  // namespace

std::int64_t packFlags(const Row& row) {
  using namespace flag;
  std::int64_t flags = 0;
  const auto set = [&flags](bool on, std::int64_t bit) { flags |= on ? bit : 0; };
  set(row.stream, kStream);
  set(!row.priced, kUnpriced);
  set(row.usageEstimated, kEstimated);
  set(row.mirror, kMirror);
  set(row.cache == "miss", kCacheMiss);
  set(row.cache == "hit", kCacheHit);
  set(row.cache == "joined", kCacheMask);
  set(row.hasRequest, kRequest);
  set(row.hasResponse, kResponse);
  set(row.bodiesShed, kShed);
  set(row.mayHaveBeenCharged, kCharged);
  set(row.demo, kDemo);
  return flags;
}

void unpackFlags(std::int64_t flags, Row& row) {
  using namespace flag;
  row.stream = (flags & kStream) != 0;
  row.priced = (flags & kUnpriced) == 0;
  row.usageEstimated = (flags & kEstimated) != 0;
  row.mirror = (flags & kMirror) != 0;
  row.cache = cacheName(flags & kCacheMask);
  row.hasRequest = (flags & kRequest) != 0;
  row.hasResponse = (flags & kResponse) != 0;
  row.bodiesShed = (flags & kShed) != 0;
  row.mayHaveBeenCharged = (flags & kCharged) != 0;
  row.demo = (flags & kDemo) != 0;
}

std::int64_t packOutcome(const Row& row, Names& names) {
  const NameId name = row.error ? names.intern(NameKind::Error, errorName(*row.error)) : kNoName;
  return static_cast<std::int64_t>(row.outcome) + 8 * name;
}

void unpackOutcome(std::int64_t packed, const Names& names, Row& row) {
  const std::int64_t outcome = packed & 7;
  row.outcome = outcome <= static_cast<std::int64_t>(OutcomeClass::Interrupted)
                    ? static_cast<OutcomeClass>(outcome)
                    : OutcomeClass::Failed;
  row.error.reset();
  if (packed > 7) row.error = errorFromName(names.text(packed >> 3));
}

std::optional<std::int64_t> packMillis(const std::optional<double>& ms) {
  if (!ms || !std::isfinite(*ms)) return std::nullopt;
  return std::llround(*ms * 10);
}

std::optional<double> unpackMillis(std::optional<std::int64_t> tenths) {
  if (!tenths) return std::nullopt;
  return static_cast<double>(*tenths) / 10;
}

}  // namespace sb::ledger
