// Items of the Responses API, as they stand in `input` and in `output`, and the parts of their
// content. Pure; any thread.
// Source: OpenAI API reference, Responses ("input", "output").
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/dialects/chat.h"
#include "core/dialects/json_index.h"

namespace sb::dialects::openai_responses {

// In an item of thinking that stands before a call: what the call's signature begins with. This API
// has no place for signatures of calls, but clients bring thinking back as it was.
inline constexpr std::string_view kCallMark = "sb1.call.";

struct ReadItem {
  std::string type, id;
  // Of a message; Assistant for what the model made, User for what tools answered.
  chat::Role role = chat::Role::Assistant;
  std::vector<chat::Part> parts;
  chat::Extras extras;                  // of a message
  std::string image;                    // base64, of an image that was made
  std::string imageMime;                // its type
  std::optional<chat::Signature> seal;  // the signature of the call that follows; no part
};

// What is not known is one Opaque part.
ReadItem readItem(JsonCursor& cursor);

// The content of a message or of a tool's output: a text or a list.
void readContent(JsonCursor& cursor, std::vector<chat::Part>& parts);

}  // namespace sb::dialects::openai_responses
