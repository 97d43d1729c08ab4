#include "core/dialects/chat.h"

namespace sb::dialects::chat {

// Words, thoughts, calls and media; a block that is opened counts only for what is in it, but a
// tool call is one as soon as it has a name.
bool isContent(const Event& event) {
  if (event.kind == Event::Kind::Delta) return !event.text.empty();
  if (event.part == nullptr) return false;
  if (event.kind == Event::Kind::Open)
    return as<ToolCall>(*event.part) != nullptr || as<Media>(*event.part) != nullptr;
  return event.kind == Event::Kind::Close && as<Media>(*event.part) != nullptr;
}

std::string_view partName(const Part& part) {
  static constexpr std::string_view kMedia[] = {"an image", "audio", "video", "a file"};
  if (const auto* media = as<Media>(part)) return kMedia[static_cast<std::size_t>(media->kind)];
  if (as<ToolCall>(part) != nullptr) return "a call of a tool";
  if (as<ToolResult>(part) != nullptr) return "the result of a tool";
  if (as<Thinking>(part) != nullptr) return "thinking";
  if (as<Refusal>(part) != nullptr) return "a refusal";
  const auto* opaque = as<Opaque>(part);
  return opaque != nullptr ? std::string_view(opaque->type) : "text";
}

}  // namespace sb::dialects::chat
