// Content blocks of the Messages API. Pure; any thread.
// Source: Anthropic API reference, Messages ("content" of requests and answers).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/dialects/chat.h"
#include "core/dialects/json_index.h"

namespace sb::dialects::anthropic {

// One block. What is not known is Opaque.
chat::Part readBlock(JsonCursor& cursor);

// `content`: a text or a list of blocks.
void readBlocks(JsonCursor& cursor, std::vector<chat::Part>& parts);

// Answers have no block for media: a link to it, else that there is some.
std::string wordsFor(const chat::Media& media);

}  // namespace sb::dialects::anthropic
