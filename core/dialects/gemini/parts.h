// Parts of a content. Pure; any thread.
// Source: Gemini API reference, Content and Part.
//
// A signature may stand on any part. A call keeps its own; that of a text or of media is Thinking
// without words before it, and one that stands alone is the same where it stood.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/dialects/chat.h"
#include "core/dialects/json_index.h"
#include "core/dialects/json_out.h"

namespace sb::dialects::gemini {

struct WirePart {
  chat::Part part;
  std::string signature;   // of a text or of media, as it stood
  bool piecewise = false;  // a call whose arguments come in pieces
  chat::Extras extras;     // members beside what the part holds: videoMetadata and the like
};

// One part. What is not known is Opaque; code that the provider ran is text.
WirePart readPart(JsonCursor& cursor);

// Appends it: empty texts are left out, and the pieces of one thought become one.
void addPart(std::vector<chat::Part>& parts, WirePart&& part);

// `parts` of a content: extras go to the message's.
void readParts(JsonCursor& cursor, std::vector<chat::Part>& parts, chat::Extras* extras);

// Writers of one part each. `signature`: of thoughtSignature; "" = none.
void writeText(JsonOut& out, std::string_view text, bool thought, std::string_view signature);
// `id`: "" = none is told. `args`: a JSON object.
void writeCall(JsonOut& out, std::string_view id, std::string_view name, std::string_view args,
               std::string_view signature);
void writeInline(JsonOut& out, std::string_view mime, std::string_view base64,
                 std::string_view signature);

// The arguments of a call as a JSON object on one line. `broken`: they were none, and stand inside
// of one now.
std::string argsOf(const chat::ToolCall& call, bool* broken = nullptr);

// The type of an image by its first bytes, of a file by the end of its URL's path; "" = not known.
std::string_view imageMime(std::string_view base64);
std::string_view mimeOfUrl(std::string_view url);

}  // namespace sb::dialects::gemini
