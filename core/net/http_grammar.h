// The grammar of HTTP/1.1 messages, line by line (RFC 9110 section 5, RFC 9112 sections 2 to 7).
// Strict: what two programs could read in two ways is refused. Pure; any thread. Internal to
// core/net.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/net/http.h"

namespace sb::net {

// The line at the front of `bytes`.
struct Line {
  enum class End : std::uint8_t { Missing, Whole, Bare };  // Bare: a line feed alone ends it
  End end = End::Missing;
  std::string_view text;  // without its end
  std::size_t size = 0;   // with it
};
Line firstLine(std::string_view bytes);

// False: not one. The rest of the head is untouched.
bool readRequestLine(std::string_view line, RequestHead& head);
bool readStatusLine(std::string_view line, ResponseHead& head);

// Whether more bytes can make a start line of this beginning, so that garbage is refused early.
bool beginsRequestLine(std::string_view part);
bool beginsStatusLine(std::string_view part);

struct FieldLine {
  std::string_view name, value;  // the value without space around it
};
std::optional<FieldLine> readFieldLine(std::string_view line);

// Digits only; nothing for more than 64 bits.
std::optional<std::uint64_t> readLength(std::string_view value);

// "1f", "1f;name=value"; nothing for anything else.
std::optional<std::uint64_t> readChunkLine(std::string_view line);

}  // namespace sb::net
