// OpenRouter's `reasoning_details`: what a model thought with what it must be sent back with. The
// elements of a provider are kept as that provider's own and go back to such a provider only; those
// that a caller sends stand for what was signed in another dialect. Pure; any thread.
// Source: OpenRouter, "Reasoning Tokens", "Preserving Reasoning".
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/dialects/chat.h"
#include "core/dialects/json_index.h"
#include "core/dialects/json_out.h"

namespace sb::dialects::openai_chat {

// The elements of a list; pieces of one text, as a stream has them, are put together.
std::vector<chat::Thinking> readReasoningDetails(JsonCursor& list, bool fromProvider);

// An element, of thinking with a signature or of one that a provider gave without.
void writeReasoningDetail(JsonOut& out, const chat::Thinking& thinking, int index);

}  // namespace sb::dialects::openai_chat
