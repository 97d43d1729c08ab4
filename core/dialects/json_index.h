// Where things stand in a JSON document, and a cursor that walks it forward and hands out slices.
// simdjson's first stage finds all structural positions and checks UTF-8, control characters and
// unclosed strings; the second stage (a tree or unescaped copies) is not needed here and not run.
// One index belongs to one thread and is reused from document to document; a cursor is valid until
// the next read() of its index. Works on any bytes; nothing throws but bad_alloc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace simdjson::internal {
class dom_parser_implementation;
}

namespace sb::dialects {

inline constexpr std::size_t kJsonPadding = 64;  // readable bytes wanted behind a document
inline constexpr std::size_t kMostDepth = 512;   // of a document that check() accepts
inline constexpr std::size_t kKeptIndex = 1
                                          << 20;  // an index grown past this is dropped by shrink()

// A forward cursor. An error sticks: everything after it yields nothing, and bad() says so.
// Slices point into the document.
class JsonCursor {
 public:
  JsonCursor() = default;
  // `escapes`: there may be a backslash in the text.
  JsonCursor(std::string_view text, const std::uint32_t* begin, const std::uint32_t* end,
             bool escapes)
      : m_text(text), m_at(begin), m_end(end), m_escapes(escapes) {}

  bool bad() const { return m_bad; }
  std::size_t badAt() const { return m_badAt; }  // the byte at which it went wrong
  bool tooDeep() const { return m_tooDeep; }
  void refuse() { fail(); }
  bool atEnd() const { return m_at == m_end; }

  // The byte with which the next token begins; 0 at the end.
  char peek() const { return m_at == m_end ? '\0' : m_text[*m_at]; }
  std::size_t position() const { return m_at == m_end ? m_text.size() : *m_at; }
  // Where the token before the cursor ends.
  std::size_t lastEnd() const {
    const std::size_t next = position();
    return next > 0 && static_cast<unsigned char>(m_text[next - 1]) > ' ' ? next : trimmed(next);
  }

  // The next token, a scalar or a key; "" and bad() if it is none.
  std::string_view scalar() {
    switch (peek()) {
      case '\0':
      case '{':
      case '[':
      case '}':
      case ']':
      case ',':
      case ':':
        return fail(), std::string_view();
      default:
        break;
    }
    const std::size_t begin = *m_at++;
    return {m_text.data() + begin, lastEnd() - begin};
  }

  // The next value as it stands. value() skips without looking into it, checked() holds all of it
  // to the grammar and to kMostDepth.
  std::string_view value();
  std::string_view checked();
  void skip() { value(); }

  // each(key with quotes, cursor at the value). What `each` leaves unread is skipped.
  template <class F>
  void members(F&& each);
  // each(cursor at the element).
  template <class F>
  void elements(F&& each);

 private:
  bool take(char c) {
    if (peek() != c || atEnd()) return false;
    ++m_at;
    return true;
  }
  bool fail() {
    if (!m_bad) m_badAt = position();
    m_bad = true;
    m_at = m_end;
    return false;
  }
  std::size_t trimmed(std::size_t end) const;
  bool checkKey();
  bool checkScalar();
  bool checkValue();
  bool skipValue();

  std::string_view m_text;
  const std::uint32_t* m_at = nullptr;
  const std::uint32_t* m_end = nullptr;
  std::size_t m_badAt = 0;
  bool m_escapes = true;
  bool m_bad = false;
  bool m_tooDeep = false;
};

class JsonIndex {
 public:
  JsonIndex();
  ~JsonIndex();
  JsonIndex(JsonIndex&&) noexcept;
  JsonIndex& operator=(JsonIndex&&) noexcept;

  // A cursor at the root. `capacity` says how many bytes from text.data() on may be read; with
  // fewer than text.size() + kJsonPadding the text is copied, and slices point into the copy.
  // InvalidJson: nothing there, not UTF-8, an unclosed string or a bare control character.
  Result<JsonCursor> read(std::string_view text, std::size_t capacity = 0);

  // The document of the last read(): the given text, or the copy of it.
  std::string_view text() const { return m_text; }

  // Gives memory back if the last document was a large one.
  void shrink();

 private:
  Status grow(std::size_t size);

  std::unique_ptr<simdjson::internal::dom_parser_implementation> m_stage;
  std::size_t m_capacity = 0;
  std::string m_copy;
  std::string_view m_text;
};

// Whether a text, such as the arguments of a call, is one JSON object and nothing else.
bool isJsonObject(std::string_view text);

template <class F>
void JsonCursor::members(F&& each) {
  if (!take('{')) return void(fail());
  if (take('}')) return;
  while (true) {
    if (peek() != '"') return void(fail());
    const std::string_view key = scalar();
    if (!take(':')) return void(fail());
    const std::uint32_t* const before = m_at;
    each(key, *this);
    if (m_at == before) skip();
    if (take(',')) continue;
    if (!take('}')) fail();
    return;
  }
}

template <class F>
void JsonCursor::elements(F&& each) {
  if (!take('[')) return void(fail());
  if (take(']')) return;
  while (true) {
    const std::uint32_t* const before = m_at;
    each(*this);
    if (m_at == before) skip();
    if (take(',')) continue;
    if (!take(']')) fail();
    return;
  }
}

}  // namespace sb::dialects
