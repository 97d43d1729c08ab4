// HTTP/1.1 messages (RFC 9110, 9112) as values: heads, header lists, and writing them. Knows
// nothing of language models. Names compare without case. One thread at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sb::net {

// A header list in one piece of text: cheap to fill, clear and reuse.
class Headers {
 public:
  void clear();
  void add(std::string_view name, std::string_view value);
  // The same for a line that begins with the name and holds the value.
  void addLine(std::string_view line, std::string_view name, std::string_view value);

  std::size_t size() const { return m_fields.size(); }
  std::string_view name(std::size_t i) const {
    return slice(m_fields[i].name, m_fields[i].nameSize);
  }
  std::string_view value(std::size_t i) const {
    return slice(m_fields[i].value, m_fields[i].valueSize);
  }

  // The first one's value, or "" when absent.
  std::string_view get(std::string_view name) const;
  bool has(std::string_view name) const { return find(name, 0) != size(); }
  std::size_t count(std::string_view name) const;
  // True if one of the comma-separated values of that name is `token` (no case).
  bool hasToken(std::string_view name, std::string_view token) const;

 private:
  struct Field {
    std::uint32_t name, nameSize, value, valueSize;
  };
  // From `at` on; size() when there is none.
  std::size_t find(std::string_view name, std::size_t at) const;
  std::string_view slice(std::uint32_t at, std::uint32_t n) const {
    return std::string_view(m_text).substr(at, n);
  }

  // Of the names that are there: most that are asked for are not.
  static std::uint64_t bit(std::string_view name) {
    if (name.empty()) return 0;
    const auto initial = static_cast<std::uint64_t>(name.front() | 0x20);
    return std::uint64_t{1} << ((initial + 5 * name.size()) % 64);
  }

  std::string m_text;
  std::vector<Field> m_fields;
  std::uint64_t m_known = 0;
};

struct RequestHead {
  std::string method, target;
  int version = 11;  // 10 or 11
  Headers headers;
  bool keepAlive = true;
  bool chunked = false;
  bool expectContinue = false;
  std::optional<std::uint64_t> contentLength;

  std::string_view path() const;   // target up to '?'
  std::string_view query() const;  // after '?', or ""
  bool hasBody() const { return chunked || contentLength.value_or(0) > 0; }
  void clear();
};

struct ResponseHead {
  int status = 0;
  std::string reason;
  int version = 11;
  Headers headers;
  bool keepAlive = true;
  bool chunked = false;
  std::optional<std::uint64_t> contentLength;
  void clear();
};

// "OK", "Not Found", …; "Unknown" for a number without a name.
std::string_view reasonPhrase(int status);

// "Sun, 22 Nov 2026 10:00:00 GMT" (RFC 9110 section 5.6.7), made once a second per thread.
std::string_view httpDate();

// Text of a status line with Date; the caller appends headers and the empty line.
void appendStatusLine(std::string& out, int status);
void appendHeader(std::string& out, std::string_view name, std::string_view value);

// True for headers that belong to one hop only (RFC 9110 section 7.6.1), Host and framing included.
bool isHopByHop(std::string_view name);

// A field value fit to be sent: no control characters.
bool validHeaderValue(std::string_view value);
bool validHeaderName(std::string_view name);

}  // namespace sb::net
