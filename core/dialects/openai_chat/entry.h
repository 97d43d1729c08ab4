// The entry of OpenAI's chat completions, completions and embeddings in the table of dialects. Any
// thread.
#pragma once

#include "core/dialects/dialect_tools.h"

namespace sb::dialects::openai_chat {

DialectTools entry();

}  // namespace sb::dialects::openai_chat
