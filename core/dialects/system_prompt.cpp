#include "core/dialects/system_prompt.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "core/base/json.h"
#include "core/dialects/edits.h"
#include "core/dialects/gemini/wire.h"

namespace sb::dialects {
namespace {

constexpr std::string_view kGap = "\n\n";
constexpr std::string_view kTextBlock = R"({"type":"text","text":)";
constexpr std::string_view kInputBlock = R"({"type":"input_text","text":)";
constexpr std::string_view kPart = R"({"text":)";

// A text as it stands between the quotes of a JSON string.
std::string escaped(std::string_view text) {
  const std::string quoted = json::quoted(text);
  return quoted.substr(1, quoted.size() - 2);
}

std::string blockOf(std::string_view open, std::string_view text) {
  return std::string(open).append(json::quoted(text)).append("}");
}

std::string messageOf(std::string_view role, std::string_view text) {
  return fmt::format(R"({{"role":{},"content":{}}})", json::quoted(role), json::quoted(text));
}

// One message or item of the system prompt.
struct Message {
  std::size_t begin = 0, end = 0;
  std::string role;
  Slice content;
};

struct Leading {
  std::vector<Message> messages;
  std::size_t open = 0;             // behind the list's bracket
  std::optional<std::size_t> next;  // where the first of the others begins
};

class Editor {
 public:
  Editor(std::string_view body, const Look& look, const SystemPrompt& prompt)
      : m_body(body), m_prompt(prompt), m_alone(prompt.alone()), m_scope(look.members) {
    m_scopeEnd = look.members.empty() ? look.objectEnd : look.members.back().value.end;
  }

  void chat();
  void messages();
  Status responses();
  Status completions();
  Status gemini(const Look& look, const Counted& counted);

  std::string edited();

 private:
  const Member* member(std::string_view name) const;
  // Of one that is spelled in two ways.
  const Member* either(std::string_view name, std::string_view other) const {
    const Member* found = member(name);
    return found == nullptr ? member(other) : found;
  }
  char first(const Slice& slice) const { return m_body[slice.begin]; }
  bool hasText(const Slice& content) const;
  Leading leading(const Member& list) const;

  void insert(std::size_t at, std::string text) { replace({at, at}, std::move(text)); }
  void replace(const Slice& slice, std::string text) {
    m_edits.push_back({slice.begin, slice.end - slice.begin, std::move(text)});
  }
  // A member that is not there, or has nothing in it.
  void set(const Member* old, std::string_view name, std::string value);
  void addBefore(const Slice& content, std::string_view block);
  void addAfter(const Slice& content, std::string_view block);
  void wrap(const Slice& content, std::string_view block);
  Status wrapParts(const Member& instruction);
  void replaceItems(const Leading& items);
  Status prefix(const Slice& text);
  void enter(const Member& request);

  std::string_view m_body;
  const SystemPrompt& m_prompt;
  const std::string m_alone;
  std::vector<Member> m_scope;  // members of the object that has the system prompt
  std::size_t m_scopeEnd = 0;   // behind the last of them
  std::vector<Edit> m_edits;
};

const Member* Editor::member(std::string_view name) const {
  const auto found =
      std::find_if(m_scope.begin(), m_scope.end(), [&](const Member& m) { return m.name == name; });
  return found == m_scope.end() ? nullptr : &*found;
}

// A text that says something, or a list of blocks that has any.
bool Editor::hasText(const Slice& content) const {
  if (!content.present()) return false;
  const std::string_view raw = content.of(m_body);
  if (raw.front() == '"') return raw.size() > 2;
  return raw.front() == '[' && raw.find('{') != raw.npos;
}

void Editor::set(const Member* old, std::string_view name, std::string value) {
  if (old != nullptr) return replace(old->value, std::move(value));
  const std::string_view comma = m_scope.empty() ? "" : ",";
  insert(m_scopeEnd, fmt::format("{}{}:{}", comma, json::quoted(name), value));
}

void Editor::addBefore(const Slice& content, std::string_view block) {
  if (m_prompt.before.empty()) return;
  if (first(content) == '"')
    return insert(content.begin + 1,
                  escaped(m_prompt.before + std::string(m_prompt.gapBefore ? kGap : "")));
  insert(content.begin + 1, blockOf(block, m_prompt.before) + ",");
}

void Editor::addAfter(const Slice& content, std::string_view block) {
  if (m_prompt.after.empty()) return;
  if (first(content) == '"')
    return insert(content.end - 1,
                  escaped(std::string(m_prompt.gapAfter ? kGap : "") + m_prompt.after));
  insert(content.end - 1, "," + blockOf(block, m_prompt.after));
}

void Editor::wrap(const Slice& content, std::string_view block) {
  addBefore(content, block);
  addAfter(content, block);
}

// The system and developer messages that the list begins with.
Leading Editor::leading(const Member& list) const {
  Leading found;
  found.open = list.value.begin + 1;
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(list.value.of(m_body));
  if (!cursor) return found;
  const std::size_t offset = list.value.begin;
  eachElement(*cursor, [&](JsonCursor& one) {
    if (found.next) return one.skip();
    JsonCursor inside = one;
    Message message;
    message.begin = offset + one.position();
    message.end = message.begin + one.value().size();
    eachMember(inside, [&](std::string_view name, JsonCursor& value) {
      if (name == "role") {
        message.role = takeText(value);
      } else if (name == "content") {
        message.content.begin = offset + value.position();
        message.content.end = message.content.begin + value.value().size();
      }
    });
    if (message.role == "system" || message.role == "developer")
      found.messages.push_back(std::move(message));
    else
      found.next = message.begin;
  });
  return found;
}

void Editor::chat() {
  const Member* list = member("messages");
  if (list == nullptr || first(list->value) != '[') return;
  const Leading system = leading(*list);
  if (system.messages.empty())
    return insert(system.open, messageOf("system", m_alone) + (system.next ? "," : ""));
  const Message& front = system.messages.front();
  const Message& back = system.messages.back();
  if (!m_prompt.keeps) return replace({front.begin, back.end}, messageOf(front.role, m_alone));
  if (hasText(front.content))
    addBefore(front.content, kTextBlock);
  else if (!m_prompt.before.empty())
    insert(front.begin, messageOf(front.role, m_prompt.before) + ",");
  if (hasText(back.content))
    addAfter(back.content, kTextBlock);
  else if (!m_prompt.after.empty())
    insert(back.end, "," + messageOf(back.role, m_prompt.after));
}

void Editor::messages() {
  const Member* system = member("system");
  if (m_prompt.keeps && system != nullptr && hasText(system->value))
    wrap(system->value, kTextBlock);
  else
    set(system, "system", json::quoted(m_alone));
}

// What stood there goes, with its commas.
void Editor::replaceItems(const Leading& items) {
  if (items.messages.empty()) return;
  const std::size_t end = items.next.value_or(items.messages.back().end);
  replace({items.messages.front().begin, end}, "");
}

// Instructions come before the input.
Status Editor::responses() {
  const Member* instructions = member("instructions");
  const char kind = instructions == nullptr ? 'n' : first(instructions->value);
  if (kind != 'n' && kind != '"')
    return Error(ErrorKind::BadRequest, "instructions must be a string", "instructions");
  const bool told = kind == '"' && hasText(instructions->value);
  Leading items;
  if (const Member* input = member("input"); input != nullptr && first(input->value) == '[')
    items = leading(*input);
  if (!m_prompt.keeps) {
    replaceItems(items);
    set(instructions, "instructions", json::quoted(m_alone));
    return {};
  }
  if (items.messages.empty()) {
    if (told)
      wrap(instructions->value, kInputBlock);
    else
      set(instructions, "instructions", json::quoted(m_alone));
    return {};
  }
  if (told)
    addBefore(instructions->value, kInputBlock);
  else if (!m_prompt.before.empty())
    set(instructions, "instructions", json::quoted(m_prompt.before));
  const Message& back = items.messages.back();
  if (hasText(back.content))
    addAfter(back.content, kInputBlock);
  else if (!m_prompt.after.empty())
    insert(back.end, "," + messageOf(back.role, m_prompt.after));
  return {};
}

Status Editor::prefix(const Slice& text) {
  if (first(text) != '"')
    return Error(ErrorKind::BadRequest,
                 "the route puts a text before the prompt, which must be a string then", "prompt");
  const std::string gap(hasText(text) ? kGap : "");
  insert(text.begin + 1, escaped(m_alone + gap));
  return {};
}

Status Editor::completions() {
  const Member* prompt = member("prompt");
  if (prompt == nullptr || first(prompt->value) == 'n') {
    set(prompt, "prompt", json::quoted(m_alone));
    return {};
  }
  if (first(prompt->value) != '[') return prefix(prompt->value);
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(prompt->value.of(m_body));
  if (!cursor) return cursor.error();
  Status done;
  eachElement(*cursor, [&](JsonCursor& one) {
    Slice text;
    text.begin = prompt->value.begin + one.position();
    text.end = text.begin + one.value().size();
    if (done) done = prefix(text);
  });
  return done;
}

// The members of a request that is itself a member.
void Editor::enter(const Member& request) {
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(request.value.of(m_body));
  if (!cursor || cursor->peek() != '{') return;
  const std::size_t offset = request.value.begin;
  std::vector<Member> inside;
  m_scopeEnd = offset + 1;
  eachMember(*cursor, [&](std::string_view name, JsonCursor& value) {
    Member one;
    one.name = name;
    one.value.begin = offset + value.position();
    m_scopeEnd = one.value.end = one.value.begin + value.value().size();
    inside.push_back(std::move(one));
  });
  m_scope = std::move(inside);
}

Status Editor::wrapParts(const Member& instruction) {
  const Error odd(ErrorKind::BadRequest,
                  "the route adds to systemInstruction, which must be an object with a list of "
                  "parts then",
                  instruction.name);
  const Slice& content = instruction.value;
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(content.of(m_body));
  if (!cursor || cursor->peek() != '{') return odd;
  Slice parts;
  eachMember(*cursor, [&](std::string_view name, JsonCursor& value) {
    if (name != "parts") return;
    parts.begin = content.begin + value.position();
    parts.end = parts.begin + value.value().size();
  });
  if (!parts.present() || first(parts) == 'n' || (first(parts) == '[' && !hasText(parts))) {
    replace(content, fmt::format(R"({{"parts":[{}]}})", blockOf(kPart, m_alone)));
    return {};
  }
  if (first(parts) != '[') return odd;
  wrap(parts, kPart);
  return {};
}

Status Editor::gemini(const Look& look, const Counted& counted) {
  const Member* request = either("generateContentRequest", "generate_content_request");
  const bool wrapped = counted.asked && request != nullptr;
  if (wrapped) enter(*request);
  const Member* instruction = either("systemInstruction", "system_instruction");
  if (instruction != nullptr && m_prompt.keeps && first(instruction->value) != 'n')
    return wrapParts(*instruction);
  const bool wraps = counted.asked && !wrapped && instruction == nullptr;
  if (wraps)
    insert(m_body.find('{') + 1, fmt::format(R"("generateContentRequest":{{"model":{}{})",
                                             json::quoted("models/" + std::string(counted.model)),
                                             m_scope.empty() ? "" : ","));
  const std::string value = fmt::format(R"({{"parts":[{}]}})", blockOf(kPart, m_alone));
  if (wraps && m_scope.empty())
    insert(m_scopeEnd, R"(,"systemInstruction":)" + value);
  else
    set(instruction, "systemInstruction", value);
  if (wraps) insert(look.objectEnd, "}");
  return {};
}

std::string Editor::edited() {
  Edits edits;
  merge(edits, std::move(m_edits));
  std::vector<std::string_view> slices;
  std::size_t size = 0;
  pieces(m_body, edits, slices, size);
  std::string out;
  out.reserve(size);
  for (const std::string_view slice : slices)
    out.append(slice);
  return out;
}

}  // namespace

std::string SystemPrompt::alone() const {
  const bool gap = !before.empty() && !after.empty() && gapBefore && gapAfter;
  return before + std::string(gap ? kGap : "") + after;
}

Result<std::string> withSystemPrompt(std::string_view body, const Look& look, Form form,
                                     const SystemPrompt& prompt, const Counted& counted) {
  if (prompt.keeps && prompt.alone().empty()) return std::string(body);
  Editor editor(body, look, prompt);
  Status done;
  switch (form) {
    case Form::ChatCompletions:
      editor.chat();
      break;
    case Form::Completions:
      done = editor.completions();
      break;
    case Form::Messages:
      editor.messages();
      break;
    case Form::Responses:
      done = editor.responses();
      break;
    case Form::Gemini:
      done = editor.gemini(look, counted);
      break;
    case Form::Embeddings:
      break;
  }
  if (!done) return done.error();
  return editor.edited();
}

}  // namespace sb::dialects
