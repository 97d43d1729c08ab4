// Citations of the Messages API, which stand on whole blocks of text. Pure; any thread.
// Source: Anthropic API reference, Messages ("citations": web_search_result_location,
// search_result_location, char_location, page_location, content_block_location).
#pragma once

#include <vector>

#include "core/dialects/chat.h"
#include "core/dialects/json_index.h"
#include "core/dialects/json_out.h"

namespace sb::dialects::anthropic {

chat::Citation readCitation(JsonCursor& cursor);
std::vector<chat::Citation> readCitations(JsonCursor& list);

// Each is of the whole text, now that it is known.
void spanWhole(chat::Text& text, std::int64_t characters);

// Whether it has a form there: a page with its URL, or what is this API's own. Documents are named
// there by their place in the request.
bool hasCitation(const chat::Citation& citation);

// That form. A page gets the index of a signature that nobody made (signature.h): it is left out
// where it comes back.
void writeCitation(JsonOut& out, const chat::Citation& citation);

// `citations` of a block of text; nothing where none has a form.
void writeCitations(JsonOut& out, const chat::Text& text);

}  // namespace sb::dialects::anthropic
