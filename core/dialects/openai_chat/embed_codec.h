// Embeddings of the OpenAI API. Pure; any thread.
// Source: OpenAI API reference, "Embeddings".
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/dialects/embed.h"

namespace sb::dialects::openai_chat {

// What readEmbedRequest knows. `user` is for the provider's own books.
inline constexpr std::array<std::string_view, 5> kEmbedMembers{"model", "input", "dimensions",
                                                               "encoding_format", "user"};

// InvalidJson, BadRequest; UnsupportedParameter: `input` holds token numbers, which are another
// model's words.
Result<EmbedRequest> readEmbedRequest(std::string_view body);
std::string writeEmbedRequest(const EmbedRequest& request, std::string_view model);

// UpstreamProtocol: it is no answer, or its vectors are not numbers.
Result<EmbedAnswer> readEmbedAnswer(std::string_view body);
std::string writeEmbedAnswer(const EmbedAnswer& answer, const EmbedName& name);

}  // namespace sb::dialects::openai_chat
