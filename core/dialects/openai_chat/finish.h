// Finish reasons of the chat completions API. Pure; any thread.
#pragma once

#include <string_view>

#include "core/dialects/chat.h"

namespace sb::dialects::openai_chat {

// `calls`: the answer has tool calls. Then "stop", or no reason at all, means that they are to be
// run (T47).
chat::Finish finishOf(std::string_view reason, bool calls);

// null where nothing is known.
std::string_view finishName(chat::Finish finish);

}  // namespace sb::dialects::openai_chat
