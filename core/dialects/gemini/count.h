// countTokens. Pure; any thread.
// Source: Gemini API reference, "Counting tokens".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/dialects/codec.h"

namespace sb::dialects::gemini {

// A request's contents, or a whole request to generate. Errors as of the codec.
Result<chat::Request> readCountRequest(std::string_view body);

// The whole request, with system prompt and tools.
Written writeCountRequest(const chat::Request& request, const Target& target);

std::optional<std::int64_t> readCount(std::string_view body);
std::string countBody(std::int64_t tokens);

}  // namespace sb::dialects::gemini
