// Pieces of answers in the chat completions API, whole or in a stream. Pure; any thread.
// Sources: OpenAI API reference; OpenRouter (reasoning_details, images in answers), Google's OpenAI
// endpoint (extra_content) for what OpenAI has no members for.
#pragma once

#include <string>
#include <string_view>

#include "core/dialects/chat.h"
#include "core/dialects/errors.h"
#include "core/dialects/json_out.h"
#include "core/dialects/json_read.h"

namespace sb::dialects::openai_chat {

// The value of `usage`.
void writeUsage(JsonOut& out, const Usage& usage);

// Whether a citation has a form there: a page with its URL, or what is this API's own.
bool hasAnnotation(const chat::Citation& citation);

// `annotations` of a message or of its next piece, whose places count the characters of all its
// texts. Nothing is written where none has a form. `before`: the characters of earlier texts.
class AnnotationList {
 public:
  explicit AnnotationList(JsonOut& out, std::int64_t before = 0) : m_out(out), m_before(before) {}
  // Those of the next text, which has so many characters.
  void add(const chat::Text& text, std::int64_t length);
  void end();

 private:
  JsonOut& m_out;
  std::int64_t m_before;
  bool m_begun = false;
};

// `logprobs` of a choice, whole or of a piece, and what one says of the tokens of texts.
void writeTokensOfChoice(JsonOut& out, std::string_view tokens);
std::string tokensOfChoice(JsonCursor& cursor);

// reasoning_details of a delta: clients put the texts of one index together.
void writeReasoningPiece(JsonOut& out, std::string_view text, int index);

// `extra_content` of a tool call that must go back with a signature; nothing without one.
void writeCallSignature(JsonOut& out, const chat::ToolCall& call);

// The event that says why a stream gives up: clients throw on it, and on a stream that ends without
// [DONE].
void writeFailureChunk(std::string& out, const Error& error, const ErrorDetails& details);

// An element of `images`.
void writeImage(JsonOut& out, const chat::Media& media);

}  // namespace sb::dialects::openai_chat
