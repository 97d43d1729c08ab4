// Places in the texts of an answer that rest on sources (chat::Citation). They count characters, as
// OpenAI's APIs do, of their own text. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/dialects/chat.h"
#include "core/dialects/json_index.h"

namespace sb::dialects {

// Code points.
std::int64_t characters(std::string_view text);
// Where the character of that number begins, in bytes; behind the end: the text's size.
std::size_t byteOf(std::string_view text, std::int64_t character);

// The whole of a text, or the citation's own place inside of it.
chat::Citation::Place placeIn(const chat::Citation& citation, std::int64_t length);

// Gives each to the text that its place ends in, or the last one where it has none. Places of
// `citations` count the characters of all texts together. A text is added where there is none.
void placeCitations(std::vector<chat::Part>& parts, std::vector<chat::Citation> citations);

// As it stands, but on one line, for a citation's `ownJson`.
std::string ownForm(JsonCursor cursor);

// The element of a list of annotations of either of OpenAI's APIs. Sources: OpenAI API reference,
// chat completions (annotations: url_citation) and Responses (url_citation, file_citation,
// container_file_citation, file_path); OpenRouter (`content` of a url_citation).
chat::Citation readAnnotation(JsonCursor& cursor, Dialect dialect);
std::vector<chat::Citation> readAnnotations(JsonCursor& list, Dialect dialect);

}  // namespace sb::dialects
