// What of a request to the Gemini API other providers have signed (core/dialects/foreign.h). Pure;
// any thread.
#pragma once

#include <string_view>

#include "core/dialects/foreign.h"

namespace sb::dialects::gemini {

// Turns without anything left go; a call gets the documented value for missing signatures.
Foreign withoutForeign(std::string_view body, const Look& look);

}  // namespace sb::dialects::gemini
