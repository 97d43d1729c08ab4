// The entry of the Gemini API in the table of dialects. Any thread.
#pragma once

#include "core/dialects/dialect_tools.h"

namespace sb::dialects::gemini {

DialectTools entry();

}  // namespace sb::dialects::gemini
