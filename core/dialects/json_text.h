// Raw pieces of JSON as they stand in a document: checked, unescaped, counted, without building
// anything. A "token" is one scalar without surrounding white space; strings keep their quotes.
// Pure functions; any thread. Grammar: RFC 8259.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sb::dialects {

// Whether the token is a string, number, true, false or null. Control characters and UTF-8 inside
// of strings are the scanner's to check (JsonIndex); lone surrogate escapes are accepted, as the
// RFC does.
bool validToken(std::string_view token);

inline bool isString(std::string_view token) {
  return token.size() >= 2 && token.front() == '"' && token.back() == '"';
}

// What stands between the quotes, still escaped. "" for anything else than a string.
inline std::string_view inner(std::string_view token) {
  return isString(token) ? token.substr(1, token.size() - 2) : std::string_view();
}

// The text of a string token without escapes; nothing for anything else. Most keys are such.
std::optional<std::string_view> plainString(std::string_view token);

// The text of a string token. Escapes that mean nothing stay as they are, lone surrogates become
// U+FFFD. "" for anything else than a string.
std::string unescape(std::string_view token);

// The number, if the token is a whole one that fits.
std::optional<std::int64_t> wholeNumber(std::string_view token);

// A count of tokens from outside: fractions are cut, negative and unreadable ones are 0, and
// nothing is above 10^12.
std::int64_t countOf(std::string_view token);

}  // namespace sb::dialects
