// Error answers of OpenAI's dialects. Pure; any thread.
// Source: OpenAI API reference, "Error codes" (the official clients read message, type, param and
// code).
#pragma once

#include <string>

#include "core/dialects/errors.h"

namespace sb::dialects {

std::string openAiErrorBody(const Error& error, const ErrorDetails& details);

}  // namespace sb::dialects
