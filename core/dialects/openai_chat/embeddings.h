// Embeddings in the form that the caller asked for. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace sb::dialects::openai_chat {

// An embeddings answer whose vectors are arrays of numbers (or already base64, those stay), with
// the vectors as base64 of little-endian 32-bit floats, which is what `encoding_format: base64`
// asks for. All other bytes stay as they are. UpstreamProtocol: no JSON, or something else than
// numbers.
Result<std::string> toBase64Embeddings(std::string_view body);

}  // namespace sb::dialects::openai_chat
