// Pieces of answers in the chat completions API, whole or in a stream. Pure; any thread.
// Sources: OpenAI API reference; OpenRouter (reasoning_details, images in answers), Google's OpenAI
// endpoint (extra_content) for what OpenAI has no members for.
#pragma once

#include <string_view>

#include "core/dialects/chat.h"
#include "core/dialects/json_out.h"

namespace sb::dialects::openai_chat {

// The value of `usage`.
void writeUsage(JsonOut& out, const Usage& usage);

// An element of reasoning_details, for thinking that goes back with a signature.
void writeReasoningDetail(JsonOut& out, const chat::Thinking& thinking, int index);

// reasoning_details of a delta: clients put the texts of one index together.
void writeReasoningPiece(JsonOut& out, std::string_view text, int index);

// `extra_content` of a tool call that must go back with a signature; nothing without one.
void writeCallSignature(JsonOut& out, const chat::ToolCall& call);

// The event that says why a stream gives up: clients throw on it, and on a stream that ends without
// [DONE]. `type`: how the provider calls it; "" = not said.
void writeFailureChunk(std::string& out, std::string_view message, std::string_view type);

// An element of `images`.
void writeImage(JsonOut& out, const chat::Media& media);

}  // namespace sb::dialects::openai_chat
