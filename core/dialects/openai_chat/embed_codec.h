// Embeddings of the OpenAI API. Pure; any thread.
// Source: OpenAI API reference, "Embeddings".
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/dialects/embed.h"

namespace sb::dialects::openai_chat {

// InvalidJson, BadRequest; UnsupportedParameter: `input` holds token numbers, which are another
// model's words.
Result<EmbedRequest> readEmbedRequest(std::string_view body);
std::string writeEmbedRequest(const EmbedRequest& request, std::string_view model);

// UpstreamProtocol: it is no answer, or its vectors are not numbers.
Result<EmbedAnswer> readEmbedAnswer(std::string_view body);
std::string writeEmbedAnswer(const EmbedAnswer& answer, std::string_view model, bool base64);

}  // namespace sb::dialects::openai_chat
