// How a provider of the chat completions API takes back what its model thought in earlier turns:
// a quirk of each, as data. A value; any thread.
// Sources: DeepSeek, "Thinking Mode" (reasoning_content of turns with tool calls must come back,
// also when it is empty); OpenRouter, "Preserving Reasoning" (reasoning_details); Cerebras,
// "Reasoning" (reasoning).
#pragma once

#include <cstdint>

namespace sb::dialects {

struct ThinkingBack {
  // Of the model's messages. None: the provider knows no such member or refuses it.
  enum class Member : std::uint8_t { None, ReasoningContent, Reasoning, ReasoningDetails };
  Member member = Member::None;
  bool toolTurnsOnly = false;  // only where the model has called tools before its answer
  bool required = false;       // stands there without words, too
};

}  // namespace sb::dialects
