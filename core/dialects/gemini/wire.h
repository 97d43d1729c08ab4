// Names and signatures as the Gemini API and its clients write them. Pure; any thread.
// Source: Protocol Buffers, ProtoJSON format (names in lowerCamelCase are written, those of the
// message definition, in snake_case, are read too; bytes are base64, of either alphabet).
#pragma once

#include <string>
#include <string_view>

#include "core/dialects/chat.h"
#include "core/dialects/json_read.h"

namespace sb::dialects::gemini {

// "inline_data" → "inlineData"; what has no underscore stays.
std::string camel(std::string_view name);

// each(name in lowerCamelCase, cursor at the value) for the members of an object.
template <class F>
void eachField(JsonCursor& cursor, F&& each) {
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name.find('_') == std::string_view::npos) return each(name, value);
    const std::string spelled = camel(name);
    each(std::string_view(spelled), value);
  });
}

// The value of thoughtSignature: Google's own as it is, one of another dialect in base64, for
// clients hold it as bytes. And back.
std::string sealed(const chat::Signature& signature);
chat::Signature unsealed(std::string_view text);

// Ids for the calls of an answer that has none for them: the same ones each time it is read.
std::string madeCallId(std::string_view responseId, std::string_view name, std::string_view args,
                       int number);
bool isMadeCallId(std::string_view id);

}  // namespace sb::dialects::gemini
