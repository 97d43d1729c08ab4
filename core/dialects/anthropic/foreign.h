// What of a request to the Messages API other providers have signed (core/dialects/foreign.h).
// Pure; any thread.
#pragma once

#include <string_view>

#include "core/dialects/foreign.h"

namespace sb::dialects::anthropic {

// Turns without anything left go; where the model would have to go on from a turn whose thinking is
// gone, it thinks no more.
Foreign withoutForeign(std::string_view body, const Look& look);

}  // namespace sb::dialects::anthropic
