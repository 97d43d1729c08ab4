// Error answers of the Gemini API. Pure; any thread.
// Source: Google Cloud API design guide, "Errors" (code, message, status).
#pragma once

#include <string>

#include "core/dialects/errors.h"

namespace sb::dialects::gemini {

std::string errorBody(const Error& error, const ErrorDetails& details);

}  // namespace sb::dialects::gemini
