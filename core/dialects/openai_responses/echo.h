// What an answer of the Responses API repeats of its request: tools, instructions, sampling and the
// like. Pure; any thread.
// Source: OpenAI API reference, "The response object".
#pragma once

#include <string>
#include <string_view>

namespace sb::dialects::openai_responses {

// The members of a caller's request that its answers repeat, as a JSON object: for
// AnswerName::echo. The conversation is not among them. "{}" for what is no request.
std::string echoOf(std::string_view body);

}  // namespace sb::dialects::openai_responses
