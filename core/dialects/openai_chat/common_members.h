// Members of a request that OpenAI's APIs for chats and for completions have in common. Pure; any
// thread.
// Source: OpenAI API reference, "Create chat completion" and "Create completion".
#pragma once

#include <string_view>

#include "core/dialects/chat.h"
#include "core/dialects/json_index.h"

namespace sb::dialects::openai_chat {

// False: it is none of these, and the cursor stands where it stood.
bool readCommonMember(std::string_view name, JsonCursor& value, chat::Request& request);

}  // namespace sb::dialects::openai_chat
