#include "core/dialects/openai_chat/merged.h"

#include <algorithm>
#include <array>

#include "core/dialects/json_text.h"

namespace sb::dialects::openai_chat {
namespace {

constexpr int kMostLevels = 16;            // below, a value is taken whole
constexpr std::size_t kMostFields = 1024;  // of one object or list of calls; more are left out

constexpr std::array<std::string_view, 11> kJoined{
    "content", "reasoning_content", "reasoning", "refusal", "arguments", "text",
    "data",    "transcript",        "thinking",  "summary", "input"};

bool joined(std::string_view name) {
  return std::find(kJoined.begin(), kJoined.end(), name) != kJoined.end();
}

void comma(std::string& out) {
  if (!out.empty() && out.back() != '{' && out.back() != '[') out += ',';
}

void writeName(std::string& out, std::string_view name) {
  comma(out);
  out.append("\"").append(name).append("\":");
}

}  // namespace

// Takes the kind if the value is still open or has it already. An empty text counts as open: some
// providers begin with one and go on with a list.
bool Merged::become(Kind kind) {
  if (empty() || (m_kind == Kind::Text && m_raw.empty())) m_kind = kind;
  return m_kind == kind;
}

void Merged::addText(std::string_view name, std::string_view text) {
  if (!become(Kind::Text)) return;
  if (joined(name))
    m_raw += text;
  else if (!text.empty())
    m_raw = text;
}

void Merged::addElements(JsonCursor& cursor) {
  const bool fits = become(Kind::List);
  cursor.elements([&](JsonCursor& element) {
    const std::string_view raw = element.value();
    if (!fits) return;
    if (!m_raw.empty()) m_raw += ',';
    m_raw += raw;
  });
}

void Merged::addMembers(JsonCursor& cursor, int depth) {
  const bool fits = become(Kind::Object);
  cursor.members([&](std::string_view key, JsonCursor& value) {
    Merged* const to = fits ? slot(inner(key)) : nullptr;
    if (to != nullptr) to->add(inner(key), value, depth + 1);
  });
}

void Merged::addCall(JsonCursor& cursor, int depth) {
  if (cursor.peek() != '{') return;
  JsonCursor ahead = cursor;
  std::string_view index, id;
  bool named = false;
  ahead.members([&](std::string_view key, JsonCursor& value) {
    if (inner(key) == "index") index = value.value();
    if (inner(key) == "id") id = inner(value.value());
    if (inner(key) == "function" && value.peek() == '{')
      value.members([&](std::string_view part, JsonCursor& text) {
        if (inner(part) == "name") named = text.value().size() > 2;
      });
  });
  Merged* const to = call(index, id, named);
  if (to != nullptr) to->add("call", cursor, depth);
}

// The call that a delta continues. Providers leave out the index, repeat the id in every delta, or
// number all parallel calls 0: a new id is a new call; a delta with neither belongs to the last
// one, unless it names a function.
Merged* Merged::call(std::string_view index, std::string_view id, bool named) {
  const auto continues = [&](const Field& field) {
    const std::string_view known = field.value.rawText("id");
    if (index.empty()) return id.empty() ? !named : known == id;
    return field.name == index && (id.empty() || known.empty() || known == id);
  };
  const auto found = std::find_if(m_fields.rbegin(), m_fields.rend(), continues);
  if (found != m_fields.rend()) return &found->value;
  if (m_fields.size() >= kMostFields) return nullptr;
  const std::string name = index.empty() ? std::to_string(m_fields.size()) : std::string(index);
  return &m_fields.emplace_back(Field{name, {}}).value;
}

void Merged::add(std::string_view name, JsonCursor& cursor, int depth) {
  const char first = cursor.peek();
  const bool deep = depth >= kMostLevels;
  if (first == '{' && !deep) return addMembers(cursor, depth);
  if (first == '[' && name == "tool_calls" && !deep) {
    if (become(Kind::Calls))
      cursor.elements([&](JsonCursor& element) { addCall(element, depth + 1); });
    return;
  }
  if (first == '[' && !deep) return addElements(cursor);
  const std::string_view raw = cursor.value();
  if (first == '"') return addText(name, inner(raw));
  if (raw == "null") return void(empty() ? m_kind = Kind::Null : m_kind);
  if (become(Kind::Scalar)) m_raw = raw;
}

const Merged* Merged::member(std::string_view name) const {
  for (const Field& field : m_fields)
    if (field.name == name) return &field.value;
  return nullptr;
}

Merged* Merged::slot(std::string_view name) {
  for (Field& field : m_fields)
    if (field.name == name) return &field.value;
  if (m_fields.size() >= kMostFields || !become(Kind::Object)) return nullptr;
  return &m_fields.emplace_back(Field{std::string(name), {}}).value;
}

void Merged::set(std::string_view raw) {
  m_kind = Kind::Scalar;
  m_raw = raw;
}

void Merged::setDefault(std::string_view name, std::string_view raw) {
  Merged* const to = slot(name);
  if (to != nullptr && to->empty()) to->set(raw);
}

std::string_view Merged::rawText(std::string_view name) const {
  const Merged* found = member(name);
  return found != nullptr && found->m_kind == Kind::Text ? found->m_raw : std::string_view();
}

void Merged::writeMembers(std::string& out) const {
  for (const Field& field : m_fields) {
    writeName(out, field.name);
    field.value.write(out);
  }
}

// Whole calls have no index, always a type, and arguments that are JSON.
void Merged::writeCall(std::string& out) const {
  comma(out);
  out += '{';
  for (const Field& field : m_fields) {
    if (field.name == "index") continue;
    writeName(out, field.name);
    if (field.name == "function")
      field.value.writeFunction(out);
    else
      field.value.write(out);
  }
  if (member("function") != nullptr && rawText("type").empty()) {
    writeName(out, "type");
    out += "\"function\"";
  }
  out += '}';
}

void Merged::writeFunction(std::string& out) const {
  out += '{';
  for (const Field& field : m_fields) {
    if (field.name == "arguments" && rawText("arguments").empty()) continue;
    writeName(out, field.name);
    field.value.write(out);
  }
  if (rawText("arguments").empty()) {
    writeName(out, "arguments");
    out += "\"{}\"";
  }
  out += '}';
}

void Merged::write(std::string& out) const {
  switch (m_kind) {
    case Kind::None:
    case Kind::Null:
      out += "null";
      return;
    case Kind::Text:
      out.append("\"").append(m_raw).append("\"");
      return;
    case Kind::Scalar:
      out += m_raw;
      return;
    case Kind::List:
      out.append("[").append(m_raw).append("]");
      return;
    case Kind::Object:
      out += '{';
      writeMembers(out);
      out += '}';
      return;
    case Kind::Calls:
      out += '[';
      for (const Field& field : m_fields)
        field.value.writeCall(out);
      out += ']';
      return;
  }
}

}  // namespace sb::dialects::openai_chat
