// Usage and stop reasons of the Messages API. Pure; any thread.
// Source: Anthropic API reference, Messages ("usage", "stop_reason") and prompt caching.
#pragma once

#include <string>
#include <string_view>

#include "core/base/usage.h"
#include "core/dialects/chat.h"
#include "core/dialects/json_index.h"
#include "core/dialects/json_out.h"

namespace sb::dialects::anthropic {

// Reads the object at the cursor over what is known: reports of one stream are cumulative, and
// later ones leave out what has not changed. Its counts stand beside each other, none in another.
// `billed` takes the service tier and the searches of the provider's own tool.
void readUsage(JsonCursor& cursor, Usage& usage, Billed* billed = nullptr);

// The tier that the object names; "" for none.
std::string tierOf(JsonCursor usage);

// The value of `usage`.
void writeUsage(JsonOut& out, const Usage& usage, std::string_view tier);

chat::Finish finishOf(std::string_view stopReason);
std::string_view stopReasonOf(const chat::Choice& choice);
std::string_view stopReasonOf(chat::Finish finish, bool stopSequence);

}  // namespace sb::dialects::anthropic
