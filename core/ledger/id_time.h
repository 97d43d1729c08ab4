// The time in a request's id. newRequestId begins an id with the moment that is also its row's
// `at`, so a row is found by its id without an index of ids. Internal to core/ledger.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "core/base/clock.h"

namespace sb::ledger {

struct IdTimes {
  WallMillis first = 0, last = 0;
};

inline constexpr std::size_t kIdTimeEnd = 14;  // the characters after it are random
inline constexpr std::size_t kIdLength = 30;

// When the requests came whose ids begin with this text ("req_" and at least one character more).
// Nothing if newRequestId makes no such id.
std::optional<IdTimes> idTimes(std::string_view prefix);

}  // namespace sb::ledger
