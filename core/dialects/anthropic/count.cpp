#include "core/dialects/anthropic/count.h"

#include <algorithm>
#include <array>

#include "core/dialects/anthropic/messages_codec.h"
#include "core/dialects/json_out.h"
#include "core/dialects/json_read.h"

namespace sb::dialects::anthropic {
namespace {

constexpr std::array<std::string_view, 7> kCounted{
    "model", "messages", "system", "tools", "tool_choice", "thinking", "output_config"};

}  // namespace

Result<chat::Request> readCountRequest(std::string_view body) {
  return MessagesCodec().readRequest(body);
}

Written writeCountRequest(const chat::Request& request, const Target& target) {
  Written written = MessagesCodec().writeRequest(request, target);
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(written.body);
  std::string body;
  JsonOut out(body);
  out.beginObject();
  if (cursor)
    eachMember(*cursor, [&](std::string_view name, JsonCursor& value) {
      if (std::find(kCounted.begin(), kCounted.end(), name) != kCounted.end())
        out.raw(name, takeRaw(value));
    });
  out.endObject();
  written.body = std::move(body);
  return written;
}

std::optional<std::int64_t> readCount(std::string_view body) {
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(body);
  std::optional<std::int64_t> tokens;
  if (cursor)
    eachMember(*cursor, [&](std::string_view name, JsonCursor& value) {
      if (name == "input_tokens") tokens = takeNumber(value);
    });
  return tokens && *tokens >= 0 ? tokens : std::nullopt;
}

std::string countBody(std::int64_t tokens) {
  return "{\"input_tokens\":" + std::to_string(tokens) + "}";
}

}  // namespace sb::dialects::anthropic
