// Model lists as Google's clients read them. Source: Gemini API reference, "Models". Pure; any
// thread.
#pragma once

#include <span>
#include <string>

#include "core/dialects/model_line.h"

namespace sb::dialects::gemini {

std::string modelBody(const ModelLine& model);              // GET /v1beta/models/{id}
std::string modelsBody(std::span<const ModelLine> models);  // GET /v1beta/models, all on one page

}  // namespace sb::dialects::gemini
