// A damaged file makes room for a new one and stays for whoever wants to look at it.
#pragma once

#include <string>

#include "core/base/clock.h"
#include "core/base/result.h"

namespace sb::store {

// Renames a database file with its WAL to "PATH.corrupt-TIME". Nobody has it open. The new name
// without the folder; StoreFailed.
Result<std::string> setAside(const std::string& path, WallMillis now);

}  // namespace sb::store
