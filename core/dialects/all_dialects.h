// Every dialect there is, and the one that a name stands for. Pure; any thread.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "core/dialects/dialect.h"

namespace sb::dialects {

inline constexpr std::array kAllDialects{Dialect::OpenAiChat, Dialect::OpenAiResponses,
                                         Dialect::Anthropic, Dialect::Gemini};

constexpr std::optional<Dialect> dialectNamed(std::string_view name) {
  for (const Dialect one : kAllDialects)
    if (dialectName(one) == name) return one;
  return std::nullopt;
}

}  // namespace sb::dialects
