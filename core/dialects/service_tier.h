// What the tiers of service are called in answers. Pure; any thread.
#pragma once

#include <string_view>

#include "core/dialects/dialect.h"

namespace sb::dialects {

// "" for what was not said. The usual tier has two names.
inline std::string_view tierIn(Dialect dialect, std::string_view tier) {
  const bool openAi = dialect == Dialect::OpenAiChat || dialect == Dialect::OpenAiResponses;
  if (tier == "default" || tier == "standard") return openAi ? "default" : "standard";
  return tier;
}

}  // namespace sb::dialects
