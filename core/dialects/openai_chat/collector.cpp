#include <algorithm>

#include "core/base/text.h"
#include "core/dialects/json_text.h"
#include "core/dialects/openai_chat/reassemble.h"

namespace sb::dialects::openai_chat {

StreamCollector::StreamCollector(Form form, JsonIndex* shared) : m_index(shared), m_form(form) {
  if (m_index != nullptr) return;
  m_own = std::make_unique<JsonIndex>();
  m_index = m_own.get();
}

Merged* StreamCollector::choiceAt(std::int64_t index) {
  for (auto& [known, choice] : m_choices)
    if (known == index) return &choice;
  if (m_choices.size() >= kMostChoices) return nullptr;
  return &m_choices.emplace_back(index, Merged()).second;
}

void StreamCollector::choice(JsonCursor& cursor) {
  if (cursor.peek() != '{') return;
  JsonCursor ahead = cursor;
  std::int64_t index = 0;
  ahead.members([&](std::string_view key, JsonCursor& value) {
    if (inner(key) == "index") index = countOf(value.value());
  });
  Merged* merged = choiceAt(index);
  if (merged == nullptr) return;
  cursor.members([&](std::string_view key, JsonCursor& value) {
    const std::string_view name = inner(key);
    Merged* const to = name == "index" ? nullptr : merged->slot(name == "delta" ? "message" : name);
    if (to != nullptr) to->add(name, value);
  });
}

void StreamCollector::event(std::string_view data) {
  data = trim(data);
  if (data.empty() || data.front() != '{') return;
  m_bytes += data.size();
  Result<JsonCursor> cursor = m_index->read(data);
  if (!cursor) return;
  JsonCursor whole = *cursor;
  whole.checked();
  if (whole.bad() || !whole.atEnd()) return;
  ++m_chunks;
  cursor->members([this](std::string_view key, JsonCursor& value) {
    const std::string_view name = inner(key);
    if (name == "object" || name == "obfuscation") return;
    if (name == "choices" && value.peek() == '[')
      return value.elements([this](JsonCursor& element) { choice(element); });
    const std::string_view raw = value.value();
    Merged* const to = name == "choices" || raw == "null" ? nullptr : m_top.slot(name);
    if (to != nullptr) to->set(raw);
  });
  m_index->shrink();
}

void StreamCollector::writeChoice(std::string& out, std::int64_t index,
                                  const Merged& choice) const {
  Merged whole = choice;
  Merged* const message = m_form == Form::ChatCompletions ? whole.slot("message") : nullptr;
  if (message != nullptr) {
    message->setDefault("role", "\"assistant\"");
    message->setDefault("content", "null");
  }
  whole.setDefault("finish_reason", "null");
  out += "{\"index\":" + std::to_string(index);
  whole.writeMembers(out);
  out += '}';
}

std::string StreamCollector::json() const {
  auto choices = m_choices;
  std::stable_sort(choices.begin(), choices.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  const bool chat = m_form == Form::ChatCompletions;
  std::string out = chat ? "{\"object\":\"chat.completion\"" : "{\"object\":\"text_completion\"";
  m_top.writeMembers(out);
  out += ",\"choices\":[";
  for (const auto& [index, choice] : choices) {
    if (out.back() != '[') out += ',';
    writeChoice(out, index, choice);
  }
  return out + "]}";
}

}  // namespace sb::dialects::openai_chat
