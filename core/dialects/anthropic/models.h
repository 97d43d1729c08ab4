// Model lists as Anthropic's clients read them. Source: API reference, "Models". Pure; any thread.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace sb::dialects::anthropic {

std::string modelBody(std::string_view id);                // GET /v1/models/{id}
std::string modelsBody(std::span<const std::string> ids);  // GET /v1/models, all on one page

}  // namespace sb::dialects::anthropic
