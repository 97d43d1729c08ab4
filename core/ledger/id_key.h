// The index of request ids: one integer that begins with the id's time, so that new entries go to
// the end of the index and cost as little as an append. Internal to core/ledger.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace sb::ledger {

// Ids made by newRequestId: 48 bits of time, 15 bits of hash. Others: a negative hash. Several ids
// may share a key.
std::int64_t idKey(std::string_view id);

// The keys of all ids of newRequestId that begin with this text ("req_" and at least one more).
std::optional<std::pair<std::int64_t, std::int64_t>> idKeyRange(std::string_view prefix);

}  // namespace sb::ledger
