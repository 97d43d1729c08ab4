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

}  // namespace sb::dialects::chat
