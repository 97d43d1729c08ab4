// Building and editing JSON (Boost.JSON). Reading on the hot path is simdjson's, in core/dialects.
#pragma once

#include <boost/json/fwd.hpp>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace sb::json {

// Parses a whole document: at most 512 levels deep, no trailing bytes, strict RFC 8259.
// InvalidJson says at which byte.
Result<boost::json::value> parse(std::string_view text);

std::string write(const boost::json::value& value);

// Appends text as a quoted JSON string (RFC 8259 section 7).
void appendQuoted(std::string& out, std::string_view text);
std::string quoted(std::string_view text);

// The member as text, or "" where it is missing or no string.
std::string_view text(const boost::json::object& object, std::string_view name);

}  // namespace sb::json
