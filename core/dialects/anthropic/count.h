// Counting the tokens of a prompt. Pure; any thread.
// Source: Anthropic API reference, "Count tokens in a Message".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/dialects/codec.h"

namespace sb::dialects::anthropic {

// Errors as of the codec.
Result<chat::Request> readCountRequest(std::string_view body);

// What of the request is prompt: how to answer it is refused there.
Written writeCountRequest(const chat::Request& request, const Target& target);

std::optional<std::int64_t> readCount(std::string_view body);
std::string countBody(std::int64_t tokens);

}  // namespace sb::dialects::anthropic
