// Citations of a text in the form of the Responses API. Pure; any thread.
// Sources: OpenAI API reference, Responses ("annotations") and chat completions (url_citation);
// Anthropic API reference, Messages ("citations": web_search_result_location).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sb::dialects::openai_responses {

// Each as one JSON object. `citationsJson` is a list of this API, of the chat completions API or of
// the Messages API; `text` is what they stand behind. Those that name no page stay out, but for
// those of this API.
std::vector<std::string> annotationsOf(std::string_view citationsJson, std::string_view text);

}  // namespace sb::dialects::openai_responses
