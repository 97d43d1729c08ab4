// Changes the system prompt of a request body, whatever its dialect, by splices: every byte outside
// of them stays as it came, and blocks keep what hangs on them (cache marks). Pure; any thread.
//
// The system prompt is: of chat completions the system and developer messages before all others; of
// Messages `system`; of Responses `instructions` and the system and developer items that `input`
// begins with; of Gemini `systemInstruction`, in either spelling, also within the
// generateContentRequest of a count. Completions have none, so it becomes the beginning of each
// prompt. A text goes into a text that is there, and where blocks stand becomes one of its own.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/dialects/look.h"

namespace sb::dialects {

// What stands around the system prompt that came, or instead of it.
struct SystemPrompt {
  std::string before, after;
  bool gapBefore = false, gapAfter = false;  // a blank line between them and what came
  bool keeps = true;                         // what came; else `before` is all of it

  std::string alone() const;  // where none came
};

// What is counted and not answered: Gemini's form of that has no system prompt of its own, so its
// contents are wrapped as a request for `model`.
struct Counted {
  bool asked = false;
  std::string_view model;
};

// The changed body. BadRequest: the system prompt that came has a form that nothing can be added
// to.
Result<std::string> withSystemPrompt(std::string_view body, const Look& look, Form form,
                                     const SystemPrompt& prompt, const Counted& counted = {});

}  // namespace sb::dialects
