// Small things with text that several folders need. ASCII rules where case matters.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sb {

std::string lower(std::string_view text);
// Of the same length.
bool sameNoCase(const char* a, const char* b, std::size_t size);
inline bool equalNoCase(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sameNoCase(a.data(), b.data(), a.size());
}
bool startsWithNoCase(std::string_view text, std::string_view prefix);
std::string_view trim(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);

// `pattern` with * for any run of characters, ? for one; case-sensitive. Linear in practice:
// backtracks only to the last star.
bool globMatch(std::string_view pattern, std::string_view text);

// Characters of a glob that are not wildcards: the larger, the more specific the pattern.
std::size_t globWeight(std::string_view pattern);

// The (at most `most`) names nearest to `name` by edit distance, best first, far ones left out.
std::vector<std::string> nearNames(std::string_view name, const std::vector<std::string>& names,
                                   std::size_t most = 3);

std::string hex(std::span<const unsigned char> bytes);
std::string base64(std::string_view bytes);

// %41 → A. Invalid escapes stay as they are. '+' stays a plus.
std::string percentDecode(std::string_view text);

// / → %2F: all but the unreserved characters of RFC 3986.
std::string percentEncode(std::string_view text);

// At most `most` bytes, cut at a character's border, "…" appended if something was cut. Bytes that
// are no UTF-8 become U+FFFD.
std::string excerpt(std::string_view text, std::size_t most);
bool validUtf8(std::string_view text);

// True for 127.0.0.0/8, ::1, ::ffff:127.0.0.0/104 and "localhost" (with or without brackets).
bool isLoopbackHost(std::string_view host);

}  // namespace sb
