// A provider's list of models as the test of the provider reads it. Pure; any thread.
// Sources: OpenAI API reference ("Models"), Gemini API reference ("models.list"); bare lists and
// "models" are what servers were seen to send besides.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace sb::admin {

// The models' names, of at most 256 bytes each, without Google's "models/". Error:
// UpstreamProtocol.
Result<std::vector<std::string>> readListedModels(std::string_view text);

}  // namespace sb::admin
