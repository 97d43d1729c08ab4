#include "core/dialects/gemini/count.h"

#include "core/dialects/gemini/content_codec.h"
#include "core/dialects/gemini/wire.h"
#include "core/dialects/json_out.h"

namespace sb::dialects::gemini {

Result<chat::Request> readCountRequest(std::string_view body) {
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(body);
  std::string whole;
  if (cursor && cursor->peek() == '{')
    eachField(*cursor, [&](std::string_view name, JsonCursor& value) {
      if (name == "generateContentRequest" && value.peek() == '{') whole = takeRaw(value);
    });
  return ContentCodec().readRequest(whole.empty() ? body : std::string_view(whole));
}

Written writeCountRequest(const chat::Request& request, const Target& target) {
  Written written = ContentCodec().writeRequest(request, target);
  std::string body;
  JsonOut out(body);
  out.beginObject();
  out.beginObject("generateContentRequest");
  out.text("model", "models/" + std::string(target.model));
  written.body.replace(0, 1, body + ",");
  written.body += "}";
  return written;
}

std::optional<std::int64_t> readCount(std::string_view body) {
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(body);
  std::optional<std::int64_t> tokens;
  if (cursor)
    eachField(*cursor, [&](std::string_view name, JsonCursor& value) {
      if (name == "totalTokens") tokens = takeNumber(value);
    });
  return tokens && *tokens >= 0 ? tokens : std::nullopt;
}

std::string countBody(std::int64_t tokens) {
  return "{\"totalTokens\":" + std::to_string(tokens) + "}";
}

}  // namespace sb::dialects::gemini
