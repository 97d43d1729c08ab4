// The wire formats that a caller may speak. Values; any thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace sb::dialects {

enum class Dialect : std::uint8_t { OpenAiChat, OpenAiResponses, Anthropic, Gemini };

// Stable snake_case name: in logs, rows and the admin API.
constexpr std::string_view dialectName(Dialect dialect) {
  switch (dialect) {
    case Dialect::OpenAiChat:
      return "openai_chat";
    case Dialect::OpenAiResponses:
      return "openai_responses";
    case Dialect::Anthropic:
      return "anthropic";
    case Dialect::Gemini:
      return "gemini";
  }
  return "";
}

}  // namespace sb::dialects
