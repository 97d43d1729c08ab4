// The values that a filter's fields take. Each reader adds one to the condition, false if it is
// none. Internal to core/ledger.
#pragma once

#include <string_view>

#include "core/ledger/filter.h"

namespace sb::ledger {

bool readName(std::string_view value, WallMillis now, Condition& into);
bool readStatus(std::string_view value, WallMillis now, Condition& into);
bool readCache(std::string_view value, WallMillis now, Condition& into);
bool readTruth(std::string_view value, WallMillis now, Condition& into);  // texts: "true", "false"
bool readCost(std::string_view value, WallMillis now, Condition& into);
bool readMillis(std::string_view value, WallMillis now, Condition& into);
bool readCount(std::string_view value, WallMillis now, Condition& into);
bool readId(std::string_view value, WallMillis now, Condition& into);
bool readSince(std::string_view value, WallMillis now, Condition& into);
bool readUntil(std::string_view value, WallMillis now, Condition& into);

// "2026-11-22", "2026-11-22T10:00:00Z", "…T10:00:00.5+05:30" (RFC 3339; a date alone is UTC).
std::optional<WallMillis> parseMoment(std::string_view text);

}  // namespace sb::ledger
