// How the answer is wanted: limits, sampling, form and thinking. Pure; any thread.
// Source: Gemini API reference, GenerationConfig, "Thinking", "OpenAI compatibility" (budgets and
// levels for words of effort).
#pragma once

#include <string>

#include "core/dialects/codec.h"
#include "core/dialects/gemini/model_traits.h"
#include "core/dialects/gemini/schema.h"
#include "core/dialects/json_out.h"
#include "core/dialects/losses.h"

namespace sb::dialects::gemini {

// The value of generationConfig; "" = nothing is wanted.
std::string generationConfig(const chat::Request& request, const Target& target,
                             const ModelTraits& traits, Losses& losses);

// What is said of the answer's form in the system prompt, where it cannot be told otherwise.
std::string formInstruction(const chat::Request& request, const ModelTraits& traits,
                            Losses& losses);

// Names what became of a schema.
void tellSchema(const Schema& schema, const std::string& where, Losses& losses);

// Members beside generationConfig: the tier. What there is no place for is dropped by name.
void serviceHints(const chat::Request& request, JsonOut& out, Losses& losses);

}  // namespace sb::dialects::gemini
