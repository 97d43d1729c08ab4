// Citations of a text in the form of the Responses API. Pure; any thread.
// Source: OpenAI API reference, Responses ("annotations").
#pragma once

#include <string_view>

#include "core/dialects/chat.h"
#include "core/dialects/json_out.h"

namespace sb::dialects::openai_responses {

// Whether it has a form there: a page with its URL, a file with its id, or what is this API's own.
bool hasAnnotation(const chat::Citation& citation);

// That form. `text`: what the citation stands behind.
void writeAnnotation(JsonOut& out, const chat::Citation& citation, std::string_view text);

// The list of those that have one.
void writeAnnotations(JsonOut& out, const chat::Text& text);

}  // namespace sb::dialects::openai_responses
