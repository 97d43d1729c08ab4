// How many tokens the prompt of a request has, where nobody says so: for count_tokens of providers
// without such a call, for usage that a provider left out, for limits and conditions.
//
// Counted are the words of the request in o200k_base (core/tokens), exact for OpenAI's models; for
// those of others as near as their tokenizers are to it (docs/guide/tokens.md). Besides, as
// https://cookbook.openai.com/examples/how_to_count_tokens_with_tiktoken does it: 3 for each
// message, 1 more for its name, 4 for a system prompt of its own, and 3 for the beginning of the
// answer. Tools and the arguments and results of calls count as the JSON that stands there, names
// and signs included. Ids, types, signatures and cache marks are no words. A picture or other
// media counts 765, an image of 1024 × 1024 at OpenAI, whatever its size.
//
// At most 1 MB of words is counted, in some 20 ms; what lies beyond is estimated (estimate.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sb::dialects {

// `body`: a request of any dialect that a Looker has taken; 0 for what is no JSON object.
// `capacity` as in JsonIndex::read. Any thread; the first call of a process takes 20 ms more.
std::int64_t estimatePrompt(std::string_view body, std::size_t capacity = 0);

}  // namespace sb::dialects
