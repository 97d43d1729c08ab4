// Members of requests that no field of the conversation stands for, and whose loss leaves the
// answer what it is: hints for a provider's caches, books and routing, labels, lists of wanted
// extras. Each dialect's entry (dialect_tools.h) lists its own. All others are refused or, where
// the route says so, dropped. Pure; any thread. Sources: the API references of the dialects;
// OpenRouter and LiteLLM for what their clients add; what Claude Code and Codex send by themselves.
#pragma once

#include <string_view>

#include "core/dialects/chat.h"

namespace sb::dialects {

// Of the request itself.
bool harmless(Dialect dialect, const chat::Extra& member);

// Of a tool.
bool harmlessOfTool(const chat::Extra& member);

}  // namespace sb::dialects
