// What lies behind a provider's refusal, where that decides whether another target may do better.
// Pure; any thread. Sources: OpenAI API reference (error codes), Azure OpenAI (content filtering),
// Anthropic API reference (errors), Gemini API (GenerateContent errors); the messages are those
// that the providers were seen to send.
#pragma once

#include "core/dialects/answer_facts.h"

namespace sb::dialects {

enum class ErrorCause {
  Other,
  ContextLength,
  ContentPolicy,
  Model,  // there is none of that name, or this key may not use it
  Key,    // it is none that the provider knows
};

// Of an answer that is no success.
ErrorCause errorCause(const AnswerFacts& facts);

}  // namespace sb::dialects
