// Identifiers and random bytes.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "core/base/clock.h"

namespace sb {

// Fills with bytes of the system's generator.
void randomBytes(std::span<unsigned char> out);

// `length` characters of Crockford's base 32 in lower case, 5 random bits each.
std::string randomText(std::size_t length);

// "req_" and 26 characters: 10 of the time, 16 random (the ULID layout), so ids sort by time.
// Thread-safe, no system call in the common case.
std::string newRequestId(WallMillis at);

}  // namespace sb
