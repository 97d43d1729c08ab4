#include "core/dialects/json_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

namespace sb::dialects {
namespace {

constexpr double kMostTokens = 1e12;
constexpr std::uint32_t kReplacementCharacter = 0xfffd;

bool digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digitsFrom(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && digit(text[end]))
    ++end;
  return end - at;
}

// int frac? exp?
bool validNumber(std::string_view t) {
  std::size_t at = !t.empty() && t[0] == '-' ? 1 : 0;
  const std::size_t whole = digitsFrom(t, at);
  if (whole == 0 || (whole > 1 && t[at] == '0')) return false;
  at += whole;
  if (at < t.size() && t[at] == '.') {
    const std::size_t fraction = digitsFrom(t, at + 1);
    if (fraction == 0) return false;
    at += 1 + fraction;
  }
  if (at < t.size() && (t[at] == 'e' || t[at] == 'E')) {
    ++at;
    if (at < t.size() && (t[at] == '+' || t[at] == '-')) ++at;
    const std::size_t exponent = digitsFrom(t, at);
    if (exponent == 0) return false;
    at += exponent;
  }
  return at == t.size();
}

// The value of \uXXXX's digits at `at`; nothing if they are not four hexadecimal ones.
std::optional<std::uint32_t> hex4(std::string_view text, std::size_t at) {
  if (at + 4 > text.size()) return std::nullopt;
  std::uint32_t value = 0;
  const char* end = text.data() + at + 4;
  const auto [stop, ec] = std::from_chars(text.data() + at, end, value, 16);
  if (ec != std::errc() || stop != end) return std::nullopt;
  return value;
}

// The length of the escape at text[at] == '\\'; 0 if there is no such escape.
std::size_t escapeLength(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size()) return 0;
  switch (text[at + 1]) {
    case '"':
    case '\\':
    case '/':
    case 'b':
    case 'f':
    case 'n':
    case 'r':
    case 't':
      return 2;
    case 'u':
      return hex4(text, at + 2) ? 6 : 0;
    default:
      return 0;
  }
}

// Keys and short values are not worth a call.
std::size_t firstEscape(std::string_view text) {
  if (text.size() > 32) return text.find('\\');
  std::size_t i = 0;
  // Eight at once: a byte of `odd` is zero where the text has a backslash.
  constexpr std::uint64_t kOnes = ~std::uint64_t{0} / 255, kTops = kOnes * 0x80;
  for (; i + sizeof(std::uint64_t) <= text.size(); i += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + i, sizeof word);
    const std::uint64_t odd = word ^ (kOnes * '\\');
    if (((odd - kOnes) & ~odd & kTops) != 0) break;
  }
  for (; i < text.size(); ++i)
    if (text[i] == '\\') return i;
  return std::string_view::npos;
}

bool validString(std::string_view token) {
  if (!isString(token)) return false;
  const std::string_view text = inner(token);
  std::size_t at = firstEscape(text);
  while (at != std::string_view::npos) {
    const std::size_t length = escapeLength(text, at);
    if (length == 0) return false;
    at = text.find('\\', at + length);
  }
  return true;
}

void appendUtf8(std::string& out, std::uint32_t c) {
  const auto put = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (c < 0x80) return put(c);
  if (c < 0x800) {
    put(0xc0 | c >> 6);
  } else if (c < 0x10000) {
    put(0xe0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3f));
  } else {
    put(0xf0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3f));
    put(0x80 | (c >> 6 & 0x3f));
  }
  put(0x80 | (c & 0x3f));
}

bool highSurrogate(std::uint32_t c) { return c >= 0xd800 && c < 0xdc00; }
bool lowSurrogate(std::uint32_t c) { return c >= 0xdc00 && c < 0xe000; }

// Appends the character of the \u escape at `at`; returns the length read (12 for a pair).
std::size_t appendUnicode(std::string& out, std::string_view text, std::size_t at) {
  std::uint32_t c = *hex4(text, at + 2);
  if (highSurrogate(c) && text.substr(at + 6, 2) == "\\u") {
    const std::optional<std::uint32_t> low = hex4(text, at + 8);
    if (low && lowSurrogate(*low)) {
      appendUtf8(out, 0x10000 + ((c - 0xd800) << 10) + (*low - 0xdc00));
      return 12;
    }
  }
  appendUtf8(out, highSurrogate(c) || lowSurrogate(c) ? kReplacementCharacter : c);
  return 6;
}

char simpleEscape(char c) {
  switch (c) {
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return c;
  }
}

std::size_t appendEscape(std::string& out, std::string_view text, std::size_t at) {
  switch (escapeLength(text, at)) {
    case 6:
      return appendUnicode(out, text, at);
    case 2:
      out += simpleEscape(text[at + 1]);
      return 2;
    default:
      out += '\\';
      return 1;
  }
}

}  // namespace

bool validToken(std::string_view token) {
  if (token.empty()) return false;
  switch (token[0]) {
    case '"':
      return validString(token);
    case 't':
      return token == "true";
    case 'f':
      return token == "false";
    case 'n':
      return token == "null";
    default:
      return validNumber(token);
  }
}

std::optional<std::string_view> plainString(std::string_view token) {
  if (!isString(token) || firstEscape(inner(token)) != std::string_view::npos) return std::nullopt;
  return inner(token);
}

std::string unescape(std::string_view token) {
  const std::string_view text = inner(token);
  if (firstEscape(text) == std::string_view::npos) return std::string(text);
  std::string out;
  out.reserve(text.size());
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t escape = std::min(text.find('\\', at), text.size());
    out += text.substr(at, escape - at);
    at = escape;
    if (at < text.size()) at += appendEscape(out, text, at);
  }
  return out;
}

std::optional<std::int64_t> wholeNumber(std::string_view token) {
  std::int64_t value = 0;
  const char* end = token.data() + token.size();
  const auto [stop, ec] = std::from_chars(token.data(), end, value);
  if (ec != std::errc() || stop != end) return std::nullopt;
  return value;
}

std::int64_t countOf(std::string_view token) {
  if (const auto whole = wholeNumber(token); whole && *whole >= 0)
    return std::min(*whole, static_cast<std::int64_t>(kMostTokens));
  double value = 0;
  const char* end = token.data() + token.size();
  const auto [stop, ec] = std::from_chars(token.data(), end, value);
  if (ec == std::errc::result_out_of_range && validNumber(token) && token[0] != '-')
    return token.find("e-") == token.npos && token.find("E-") == token.npos
               ? static_cast<std::int64_t>(kMostTokens)
               : 0;
  if (ec != std::errc() || stop != end || !std::isfinite(value)) return 0;
  return static_cast<std::int64_t>(std::clamp(value, 0.0, kMostTokens));
}

}  // namespace sb::dialects
