// Model lists as OpenAI clients read them. Source: API reference, "Models". Pure; any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace sb::dialects::openai_chat {

struct ModelLine {
  std::string id;
  std::string ownedBy;
  std::int64_t created = 0;  // seconds since 1970
};

std::string modelBody(const ModelLine& model);              // GET /v1/models/{id}
std::string modelsBody(std::span<const ModelLine> models);  // GET /v1/models

}  // namespace sb::dialects::openai_chat
