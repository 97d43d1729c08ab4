// Finish reasons of the chat completions API. Pure; any thread.
#pragma once

#include <string_view>

#include "core/dialects/chat.h"

namespace sb::dialects::openai_chat {

// What an answer is made of says more than "stop", or no reason at all.
struct Answered {
  bool calls = false;    // they are to be run (T47)
  bool refusal = false;  // in words (T48)
};

chat::Finish finishOf(std::string_view reason, Answered said);

// null where nothing is known.
// `functions`: towards a caller who knows functions, no tools.
std::string_view finishName(chat::Finish finish, bool functions = false);

}  // namespace sb::dialects::openai_chat
