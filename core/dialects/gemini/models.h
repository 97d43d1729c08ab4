// Model lists as Google's clients read them. Source: Gemini API reference, "Models". Pure; any
// thread.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace sb::dialects::gemini {

std::string modelBody(std::string_view id);                // GET /v1beta/models/{id}
std::string modelsBody(std::span<const std::string> ids);  // GET /v1beta/models, all on one page

}  // namespace sb::dialects::gemini
