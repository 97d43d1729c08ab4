#include "core/net/http_grammar.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace sb::net {
namespace {

constexpr std::size_t kHexDigitsIn64Bits = 16;

constexpr std::array<bool, 256> kToken = [] {
  std::array<bool, 256> table{};
  for (const char c : std::string_view("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz"
                                       "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    table[static_cast<unsigned char>(c)] = true;
  return table;
}();

bool isToken(char c) { return kToken[static_cast<unsigned char>(c)]; }
bool isSpace(char c) { return c == ' ' || c == '\t'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

// Neither a control character nor a space.
bool isVisible(char c) {
  const auto u = static_cast<unsigned char>(c);
  return u > 0x20 && u != 0x7f;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && isSpace(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && isSpace(text.back()))
    text.remove_suffix(1);
  return text;
}

// 10 or 11; 0 for anything else.
int versionOf(std::string_view text) {
  if (text == "HTTP/1.1") return 11;
  return text == "HTTP/1.0" ? 10 : 0;
}

}  // namespace

Line firstLine(std::string_view bytes) {
  const void* const found = bytes.empty() ? nullptr : std::memchr(bytes.data(), '\n', bytes.size());
  if (found == nullptr) return {};
  const auto at = static_cast<std::size_t>(static_cast<const char*>(found) - bytes.data());
  if (at == 0 || bytes[at - 1] != '\r') return {Line::End::Bare, {}, at + 1};
  return {Line::End::Whole, bytes.substr(0, at - 1), at + 1};
}

bool readRequestLine(std::string_view line, RequestHead& head) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == 0 || last <= first + 1) return false;
  const std::string_view method = line.substr(0, first);
  const std::string_view target = line.substr(first + 1, last - first - 1);
  const int version = versionOf(line.substr(last + 1));
  if (version == 0 || !std::all_of(method.begin(), method.end(), isToken) ||
      !std::all_of(target.begin(), target.end(), isVisible))
    return false;
  head.method.assign(method);
  head.target.assign(target);
  head.version = version;
  return true;
}

bool readStatusLine(std::string_view line, ResponseHead& head) {
  constexpr std::size_t kVersion = 8, kStatus = 9, kReason = 13;
  const int version = versionOf(line.substr(0, kVersion));
  if (version == 0 || line.size() < kReason - 1 || line[kVersion] != ' ') return false;
  const std::string_view digits = line.substr(kStatus, 3);
  if (!std::all_of(digits.begin(), digits.end(), isDigit) || digits.front() == '0') return false;
  if (line.size() >= kReason && line[kReason - 1] != ' ') return false;
  const std::string_view reason = line.size() > kReason ? line.substr(kReason) : "";
  if (!validHeaderValue(reason)) return false;
  head.status = (digits[0] - '0') * 100 + (digits[1] - '0') * 10 + (digits[2] - '0');
  head.reason.assign(reason);
  head.version = version;
  return true;
}

bool beginsRequestLine(std::string_view part) {
  const std::string_view method = part.substr(0, part.find(' '));
  return part.empty() || (!method.empty() && std::all_of(method.begin(), method.end(), isToken));
}

bool beginsStatusLine(std::string_view part) {
  constexpr std::string_view kBegin = "HTTP/1.";
  return part.substr(0, kBegin.size()) == kBegin.substr(0, part.size());
}

std::optional<FieldLine> readFieldLine(std::string_view line) {
  std::size_t colon = 0;
  while (colon < line.size() && isToken(line[colon]))
    ++colon;
  if (colon == 0 || colon == line.size() || line[colon] != ':') return std::nullopt;
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (!validHeaderValue(value)) return std::nullopt;
  return FieldLine{line.substr(0, colon), value};
}

std::optional<std::uint64_t> readLength(std::string_view value) {
  std::uint64_t length = 0;
  const char* const end = value.data() + value.size();
  const auto [at, ec] = std::from_chars(value.data(), end, length);
  if (value.empty() || ec != std::errc() || at != end) return std::nullopt;
  return length;
}

std::optional<std::uint64_t> readChunkLine(std::string_view line) {
  const std::size_t semicolon = line.find(';');
  std::string_view digits = line.substr(0, semicolon);
  if (semicolon != std::string_view::npos) {
    if (!validHeaderValue(line.substr(semicolon))) return std::nullopt;
    while (!digits.empty() && isSpace(digits.back()))
      digits.remove_suffix(1);
  }
  std::uint64_t size = 0;
  const char* const end = digits.data() + digits.size();
  if (digits.empty() || digits.size() > kHexDigitsIn64Bits) return std::nullopt;
  const auto [at, ec] = std::from_chars(digits.data(), end, size, 16);
  if (ec != std::errc() || at != end) return std::nullopt;
  return size;
}

}  // namespace sb::net
