// embedContent and batchEmbedContents. Pure; any thread.
// Source: Gemini API reference, "Embeddings".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/dialects/edits.h"
#include "core/dialects/embed.h"
#include "core/dialects/look.h"

namespace sb::dialects::gemini {

// Of either method. InvalidJson, BadRequest; UnsupportedParameter: a part that is no text, or
// entries of a batch that want different things.
Result<EmbedRequest> readEmbedRequest(std::string_view body);

// For batchEmbedContents, which takes one text too.
std::string writeEmbedRequest(const EmbedRequest& request, std::string_view model);

// The names of the model that a body of either method, or of countTokens, holds beside the one in
// the path, given the target's: both must be the same.
std::vector<Edit> modelEdits(std::string_view body, const Look& look, std::string_view model);

// Of either method. UpstreamProtocol: it is no answer.
Result<EmbedAnswer> readEmbedAnswer(std::string_view body);
std::string writeEmbedAnswer(const EmbedAnswer& answer, const EmbedName& name);

}  // namespace sb::dialects::gemini
