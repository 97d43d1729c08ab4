// JSON Schemas that Claude's answers and calls are held to, which know a part of the language only.
// Pure; any thread.
// Source: Anthropic, "Structured outputs", JSON Schema limitations.
#pragma once

#include <string>

#include "core/dialects/chat.h"
#include "core/dialects/losses.h"
#include "core/dialects/model_rules.h"

namespace sb::dialects::anthropic {

// The form of the answer: by a schema that is enforced, or by words.
struct AnswerFormat {
  std::string schemaJson;   // "" = none
  std::string instruction;  // a line of the system prompt; "" = none
};

AnswerFormat formatOf(const chat::Request& request, const ModelRules& rules, Losses& losses);

// The schema of a tool that is strict, as far as that can be told; "" = it cannot be held to its
// schema, which is noted.
std::string strictSchema(const chat::Tool& tool, Losses& losses);

}  // namespace sb::dialects::anthropic
