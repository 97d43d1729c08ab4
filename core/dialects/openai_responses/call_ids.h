// Ids of tool calls as the Responses API takes them: at most 64 bytes. Longer ones are shortened,
// the same one always to the same. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace sb::dialects::openai_responses {

std::string callId(std::string_view id);

}  // namespace sb::dialects::openai_responses
