// What of a request to the Responses API other providers have signed (core/dialects/foreign.h).
// Pure; any thread.
#pragma once

#include <string_view>

#include "core/dialects/foreign.h"

namespace sb::dialects::openai_responses {

// Items go as a whole.
Foreign withoutForeign(std::string_view body, const Look& look);

}  // namespace sb::dialects::openai_responses
