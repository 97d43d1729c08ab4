// Model lists as OpenAI clients read them. Source: API reference, "Models". Pure; any thread.
#pragma once

#include <span>
#include <string>

#include "core/dialects/model_line.h"

namespace sb::dialects::openai_chat {

std::string modelBody(const ModelLine& model);              // GET /v1/models/{id}
std::string modelsBody(std::span<const ModelLine> models);  // GET /v1/models

}  // namespace sb::dialects::openai_chat
