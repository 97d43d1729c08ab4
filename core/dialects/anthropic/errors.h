// Error answers of Anthropic's Messages API. Pure; any thread.
// Source: Anthropic API reference, "Errors".
#pragma once

#include <string>

#include "core/dialects/errors.h"

namespace sb::dialects::anthropic {

std::string errorBody(const Error& error, const ErrorDetails& details);

}  // namespace sb::dialects::anthropic
