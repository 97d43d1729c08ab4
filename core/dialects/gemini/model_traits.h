// What a model of Google's can be told, by its name. Pure; any thread.
// Source: Gemini API reference, "Thinking" (levels from 3 on, budgets in 2.5), "Thought signatures"
// (asked for from 3 on), "Function calling" (images in results from 3 on; no JSON mode beside
// functions before), "File input methods" (external URLs, not for 2.0 and before).
#pragma once

#include <cstdint>
#include <string_view>

namespace sb::dialects::gemini {

struct ModelTraits {
  bool thinks = false;       // knows thinkingConfig
  bool levels = false;       // by level
  bool signedCalls = false;  // refuses calls of this turn without a signature
  bool richResults = false;  // a function's answer may hold images
  bool jsonWithTools = false;
  bool fetches = false;                          // takes files by their URL anywhere in the web
  std::int64_t leastBudget = 0, mostBudget = 0;  // of thinking, in tokens
};

// "gemini-3.1-pro-preview", "models/gemini-2.5-flash"; "gemini-flash-latest" is of the newest.
ModelTraits traitsOf(std::string_view model);

}  // namespace sb::dialects::gemini
