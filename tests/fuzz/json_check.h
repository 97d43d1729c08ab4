// What targets promise of JSON that the code under test writes. Pure; any thread.
#pragma once

#include <algorithm>
#include <string_view>

#include "core/dialects/json_index.h"

namespace sb::fuzz {

inline bool isJson(std::string_view text) {
  dialects::JsonIndex index;
  Result<dialects::JsonCursor> cursor = index.read(text);
  if (!cursor) return false;
  cursor->checked();
  return !cursor->bad();
}

// … and nothing follows.
inline bool isWholeJson(std::string_view text) {
  dialects::JsonIndex index;
  Result<dialects::JsonCursor> cursor = index.read(text);
  if (!cursor) return false;
  cursor->checked();
  return !cursor->bad() && cursor->atEnd();
}

// What is read at such a depth may stand deeper in what is written.
inline bool tooDeep(std::string_view input) {
  constexpr int kDeep = 400;
  int depth = 0, most = 0;
  for (const char c : input) {
    depth += c == '[' || c == '{' ? 1 : 0;
    most = std::max(most, depth);
  }
  return most > kDeep;
}

}  // namespace sb::fuzz
