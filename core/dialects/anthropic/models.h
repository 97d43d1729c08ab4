// Model lists as Anthropic's clients read them. Source: API reference, "Models". Pure; any thread.
#pragma once

#include <span>
#include <string>

#include "core/dialects/model_line.h"

namespace sb::dialects::anthropic {

std::string modelBody(const ModelLine& model);              // GET /v1/models/{id}
std::string modelsBody(std::span<const ModelLine> models);  // GET /v1/models, all on one page

}  // namespace sb::dialects::anthropic
