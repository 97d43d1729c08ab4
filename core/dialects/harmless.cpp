#include "core/dialects/harmless.h"

#include <algorithm>
#include <array>

#include "core/dialects/json_read.h"

namespace sb::dialects {
namespace {

struct Known {
  Dialect dialect;
  std::string_view name;
};

constexpr std::array kKnown{
    // Hints for caches and speed.
    Known{Dialect::OpenAiChat, "prompt_cache_retention"},
    Known{Dialect::OpenAiChat, "prompt_cache_options"},
    Known{Dialect::OpenAiChat, "prediction"},
    Known{Dialect::OpenAiChat, "cache_control"},
    Known{Dialect::OpenAiChat, "keep_alive"},
    // What a report or a log should hold.
    Known{Dialect::OpenAiChat, "usage"},
    Known{Dialect::OpenAiChat, "include_reasoning"},
    Known{Dialect::OpenAiChat, "session_id"},
    Known{Dialect::OpenAiChat, "trace"},
    Known{Dialect::OpenAiChat, "tags"},
    // How other gateways should route and try again: the route says that here.
    Known{Dialect::OpenAiChat, "models"},
    Known{Dialect::OpenAiChat, "route"},
    Known{Dialect::OpenAiChat, "transforms"},
    Known{Dialect::OpenAiChat, "num_retries"},
    Known{Dialect::OpenAiChat, "fallbacks"},
    Known{Dialect::OpenAiChat, "drop_params"},

    Known{Dialect::OpenAiResponses, "prompt_cache_retention"},
    Known{Dialect::OpenAiResponses, "prompt_cache_options"},
    Known{Dialect::OpenAiResponses, "client_metadata"},
    Known{Dialect::OpenAiResponses, "include"},
    // One of the provider's own tools, which are left out.
    Known{Dialect::OpenAiResponses, "tool_choice"},
    // The whole conversation is told anyway.
    Known{Dialect::OpenAiResponses, "truncation"},
    Known{Dialect::OpenAiResponses, "context_management"},

    Known{Dialect::Anthropic, "context_management"},
    Known{Dialect::Anthropic, "cache_control"},
    Known{Dialect::Anthropic, "speed"},
    Known{Dialect::Anthropic, "diagnostics"},
    Known{Dialect::Anthropic, "betas"},
    Known{Dialect::Anthropic, "anthropic_beta"},
    Known{Dialect::Anthropic, "anthropic_version"},

    Known{Dialect::Gemini, "labels"},
    Known{Dialect::Gemini, "store"},
    Known{Dialect::Gemini, "generationConfig.mediaResolution"},
    // For tools of Google's, which are left out.
    Known{Dialect::Gemini, "toolConfig.retrievalConfig"},
    Known{Dialect::Gemini, "toolConfig.includeServerSideToolInvocations"},
};

// Settings that switch every filter off ask for nothing.
bool filtersNothing(std::string_view settings) {
  bool nothing = true;
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(settings);
  if (!cursor || cursor->peek() != '[') return false;
  eachElement(*cursor, [&](JsonCursor& one) {
    std::string threshold;
    eachMember(one, [&](std::string_view name, JsonCursor& value) {
      if (name == "threshold") threshold = takeText(value);
    });
    nothing = nothing && (threshold == "BLOCK_NONE" || threshold == "OFF");
  });
  return nothing;
}

}  // namespace

bool harmless(Dialect dialect, const chat::Extra& member) {
  if (dialect == Dialect::Gemini && member.name == "safetySettings")
    return filtersNothing(member.valueJson);
  return std::any_of(kKnown.begin(), kKnown.end(), [&](const Known& one) {
    return one.dialect == dialect && one.name == member.name;
  });
}

bool harmlessOfTool(const chat::Extra& member) {
  // How its arguments are streamed, and what it answers.
  static constexpr std::array<std::string_view, 5> kKnownOfTools{
      "eager_input_streaming", "response", "responseJsonSchema", "output_schema", "behavior"};
  if (member.valueJson.empty() || member.valueJson == "false") return true;
  // Code that the provider runs may call it, and so may the model.
  if (member.name == "allowed_callers")
    return member.valueJson.find("\"direct\"") != std::string::npos;
  return std::find(kKnownOfTools.begin(), kKnownOfTools.end(), member.name) != kKnownOfTools.end();
}

}  // namespace sb::dialects
