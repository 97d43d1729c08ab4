// What the readers of requests share, whatever the dialect. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "core/base/result.h"
#include "core/dialects/chat.h"
#include "core/dialects/json_read.h"

namespace sb::dialects {

// Reads a request with a Reader: `request`, `member(name, cursor)` for each member, false for one
// that it does not know, and `finish()` behind the last, which may say what is wrong with the
// whole. InvalidJson; BadRequest for no object.
template <class Reader>
Result<chat::Request> readRequestWith(std::string_view body, Dialect dialect) {
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(body);
  if (!cursor) return cursor.error();
  if (cursor->peek() != '{') return Error(ErrorKind::BadRequest, "The request is no JSON object.");
  Reader reader;
  reader.request.dialect = dialect;
  eachMember(*cursor, [&](std::string_view name, JsonCursor& value) {
    JsonCursor again = value;
    if (!reader.member(name, value))
      reader.request.extras.push_back(chat::Extra{std::string(name), std::string(again.checked())});
  });
  if (cursor->bad()) return Error(ErrorKind::InvalidJson, "The request is not valid JSON.");
  if constexpr (std::is_same_v<decltype(reader.finish()), Status>) {
    if (const Status whole = reader.finish(); !whole) return whole.error();
  } else {
    reader.finish();
  }
  return std::move(reader.request);
}

// The value of `cache_control`, which Anthropic and those who pass on to it read.
inline chat::CacheHint readCacheHint(JsonCursor& cursor) {
  if (cursor.peek() != '{') return cursor.skip(), chat::CacheHint::None;
  chat::CacheHint hint = chat::CacheHint::FiveMinutes;
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "ttl" && takeText(value) == "1h") hint = chat::CacheHint::OneHour;
  });
  return hint;
}

}  // namespace sb::dialects
