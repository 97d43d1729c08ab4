// Ids of tool calls as the Messages API accepts them: letters, digits, "_" and "-". Others are
// spelled with these, the same one always the same way. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace sb::dialects::anthropic {

std::string toolId(std::string_view id);

}  // namespace sb::dialects::anthropic
