// Bodies without what people wrote: `ledger.bodies: redacted`. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace sb::ledger {

// JSON, server-sent events and JSON lines keep their structure; each string longer than 64
// characters, and each one under a key that carries content (content, text, input, arguments,
// prompt …), becomes "[N characters]". Anything else becomes that as a whole.
std::string redactedBody(std::string_view body);

}  // namespace sb::ledger
