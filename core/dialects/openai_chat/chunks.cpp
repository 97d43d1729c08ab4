#include <algorithm>

#include "core/dialects/json_text.h"
#include "core/dialects/openai_chat/reassemble.h"

namespace sb::dialects::openai_chat {
namespace {

// Appends `"name":raw` to members that are put together.
void put(std::string& members, std::string_view name, std::string_view raw) {
  if (!members.empty()) members += ',';
  members.append("\"").append(name).append("\":").append(raw);
}

// Calls in a delta carry their index.
std::string numbered(JsonCursor& cursor) {
  std::string out = "[";
  int n = 0;
  cursor.elements([&](JsonCursor& call) {
    std::string members;
    put(members, "index", std::to_string(n++));
    if (call.peek() == '{')
      call.members([&](std::string_view key, JsonCursor& value) {
        if (inner(key) != "index") put(members, inner(key), value.value());
      });
    out.append(out.size() > 1 ? ",{" : "{").append(members).append("}");
  });
  return out + "]";
}

class Chunks {
 public:
  Chunks(Form form, bool includeUsage)
      : m_chat(form == Form::ChatCompletions), m_includeUsage(includeUsage) {}

  bool run(JsonCursor& cursor);
  std::string finish();

 private:
  struct Choice {
    std::string delta;  // members
    std::string_view text = "\"\"", finish = "\"stop\"", logprobs = "null";
  };

  void common(std::string_view name, JsonCursor& value);
  void choice(JsonCursor& cursor);
  void message(JsonCursor& cursor, Choice& choice);
  void emitChat(const std::string& index, const Choice& choice);
  void emit(const std::string& choices, std::string_view usage = {});

  bool m_chat, m_includeUsage;
  std::string m_common;  // members that every chunk has
  std::string m_usage;
  std::string m_out;
  int m_choices = 0;
};

// Events hold one line each; line breaks in JSON stand only between tokens.
void Chunks::emit(const std::string& choices, std::string_view usage) {
  std::string members = m_common;
  put(members, "object", m_chat ? "\"chat.completion.chunk\"" : "\"text_completion\"");
  put(members, "choices", "[" + choices + "]");
  if (!usage.empty()) put(members, "usage", usage);
  for (char& c : members)
    if (c == '\n' || c == '\r') c = ' ';
  m_out.append("data: {").append(members).append("}\n\n");
}

void Chunks::common(std::string_view name, JsonCursor& value) {
  const std::string_view raw = value.value();
  if (name == "usage") m_usage = raw;
  if (name != "usage" && name != "object" && name != "choices") put(m_common, name, raw);
}

void Chunks::message(JsonCursor& cursor, Choice& choice) {
  if (cursor.peek() != '{') return;
  cursor.members([&](std::string_view key, JsonCursor& value) {
    const std::string_view name = inner(key);
    if (name == "role") return;
    if (name == "tool_calls" && value.peek() == '[')
      return put(choice.delta, name, numbered(value));
    const std::string_view raw = value.value();
    if (raw != "null") put(choice.delta, name, raw);
  });
}

void Chunks::emitChat(const std::string& index, const Choice& choice) {
  const auto one = [&](std::string_view delta, std::string_view logprobs, std::string_view finish) {
    std::string members;
    put(members, "index", index);
    put(members, "delta", delta);
    put(members, "logprobs", logprobs);
    put(members, "finish_reason", finish);
    emit("{" + members + "}");
  };
  one("{\"role\":\"assistant\",\"content\":\"\"}", "null", "null");
  if (!choice.delta.empty()) one("{" + choice.delta + "}", choice.logprobs, "null");
  one("{}", "null", choice.finish);
}

void Chunks::choice(JsonCursor& cursor) {
  Choice choice;
  if (cursor.peek() != '{') return;
  cursor.members([&](std::string_view key, JsonCursor& value) {
    const std::string_view name = inner(key);
    if (name == "message") message(value, choice);
    if (name == "text") choice.text = value.value();
    if (name == "logprobs") choice.logprobs = value.value();
    if (name == "finish_reason" && value.peek() == '"') choice.finish = value.value();
  });
  const std::string index = std::to_string(m_choices++);
  if (m_chat) return emitChat(index, choice);
  std::string members;
  put(members, "index", index);
  put(members, "text", choice.text);
  put(members, "logprobs", choice.logprobs);
  put(members, "finish_reason", choice.finish);
  emit("{" + members + "}");
}

// First what all chunks share, which may stand behind the choices.
bool Chunks::run(JsonCursor& cursor) {
  JsonCursor ahead = cursor;
  ahead.checked();
  if (ahead.bad() || !ahead.atEnd() || cursor.peek() != '{') return false;
  ahead = cursor;
  ahead.members([this](std::string_view key, JsonCursor& value) { common(inner(key), value); });
  cursor.members([this](std::string_view key, JsonCursor& value) {
    if (inner(key) == "choices" && value.peek() == '[')
      value.elements([this](JsonCursor& element) { choice(element); });
  });
  return m_choices > 0;
}

std::string Chunks::finish() {
  if (m_includeUsage && !m_usage.empty()) emit("", m_usage);
  m_out += "data: [DONE]\n\n";
  return std::move(m_out);
}

}  // namespace

Result<std::string> toChunks(std::string_view whole, Form form, bool includeUsage) {
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(whole);
  Chunks chunks(form, includeUsage);
  if (!cursor || !chunks.run(*cursor))
    return Error(ErrorKind::UpstreamProtocol, "the answer is no completion");
  return chunks.finish();
}

}  // namespace sb::dialects::openai_chat
