// The entry of OpenAI's Responses API in the table of dialects. Any thread.
#pragma once

#include "core/dialects/dialect_tools.h"

namespace sb::dialects::openai_responses {

DialectTools entry();

}  // namespace sb::dialects::openai_responses
