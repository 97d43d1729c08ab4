// Short ways to take values from a cursor. A value of another type than asked for is skipped and
// yields nothing. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/dialects/json_index.h"
#include "core/dialects/json_text.h"

namespace sb::dialects {

inline std::string takeText(JsonCursor& cursor) {
  const bool text = cursor.peek() == '"';
  const std::string_view token = cursor.value();
  return text ? unescape(token) : std::string();
}

inline std::optional<bool> takeFlag(JsonCursor& cursor) {
  const std::string_view token = cursor.value();
  if (token == "true") return true;
  if (token == "false") return false;
  return std::nullopt;
}

inline std::optional<std::int64_t> takeNumber(JsonCursor& cursor) {
  return wholeNumber(cursor.value());
}

// As it stands; "" for null.
inline std::string takeRaw(JsonCursor& cursor) {
  const std::string_view token = cursor.checked();
  return token == "null" ? std::string() : std::string(token);
}

// A text, or a list of texts.
inline std::vector<std::string> takeTexts(JsonCursor& cursor) {
  std::vector<std::string> texts;
  if (cursor.peek() == '[')
    cursor.elements([&](JsonCursor& one) {
      if (one.peek() == '"') texts.push_back(takeText(one));
    });
  else if (cursor.peek() == '"')
    texts.push_back(takeText(cursor));
  else
    cursor.skip();
  return texts;
}

// each(name, cursor at the value) for the members of an object; nothing for other values.
template <class F>
void eachMember(JsonCursor& cursor, F&& each) {
  if (cursor.peek() != '{') return cursor.skip();
  cursor.members([&](std::string_view key, JsonCursor& value) {
    const std::string_view name = inner(key);
    if (name.find('\\') == std::string_view::npos)
      each(name, value);
    else
      each(std::string_view(unescape(key)), value);
  });
}

// each(cursor at the element) for a list; nothing for other values.
template <class F>
void eachElement(JsonCursor& cursor, F&& each) {
  if (cursor.peek() != '[') return cursor.skip();
  cursor.elements(each);
}

}  // namespace sb::dialects
