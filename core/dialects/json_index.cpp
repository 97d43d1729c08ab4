#include "core/dialects/json_index.h"

#include <simdjson.h>

#include <algorithm>
#include <bitset>

#include "core/dialects/json_text.h"

namespace sb::dialects {
namespace {

constexpr std::size_t kFirstCapacity = 4096;

bool space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

Error notJson(simdjson::error_code code) {
  if (code == simdjson::EMPTY) return Error(ErrorKind::InvalidJson, "the body is empty");
  return Error(ErrorKind::InvalidJson,
               std::string("not valid JSON: ") + simdjson::error_message(code));
}

}  // namespace

std::size_t JsonCursor::trimmed(std::size_t end) const {
  while (end > 0 && space(m_text[end - 1]))
    --end;
  return end;
}

bool JsonCursor::skipValue() {
  std::size_t depth = 0;
  do {
    switch (peek()) {
      case '\0':
        return fail();
      case '{':
      case '[':
        ++depth;
        break;
      case '}':
      case ']':
        if (depth == 0) return fail();
        --depth;
        break;
      case ',':
      case ':':
        if (depth == 0) return fail();
        break;
      default:
        break;
    }
    ++m_at;
  } while (depth > 0);
  return true;
}

std::string_view JsonCursor::value() {
  const std::size_t begin = position();
  return skipValue() ? m_text.substr(begin, lastEnd() - begin) : std::string_view();
}

std::string_view JsonCursor::checked() {
  const std::size_t begin = position();
  return checkValue() ? m_text.substr(begin, lastEnd() - begin) : std::string_view();
}

bool JsonCursor::checkScalar() {
  const std::string_view token = scalar();
  // Most documents have no escape at all: then a string is what lies between its quotes.
  if (!m_escapes && isString(token)) return true;
  return validToken(token) || fail();
}

bool JsonCursor::checkKey() {
  if (peek() != '"' || !checkScalar()) return fail();
  return take(':') || fail();
}

bool JsonCursor::checkValue() {
  std::bitset<kMostDepth> object;
  std::size_t depth = 0;
  while (true) {  // a value begins
    const char c = peek();
    if (c == '{' || c == '[') {
      if (depth == kMostDepth) return m_tooDeep = true, fail();
      ++m_at;
      object[depth++] = c == '{';
      if (!take(c == '{' ? '}' : ']')) {
        if (c == '{' && !checkKey()) return false;
        continue;
      }
      --depth;
    } else if (!checkScalar()) {
      return false;
    }
    while (depth > 0 && !take(',')) {  // a value has ended
      if (!take(object[depth - 1] ? '}' : ']')) return fail();
      --depth;
    }
    if (depth == 0) return true;
    if (object[depth - 1] && !checkKey()) return false;
  }
}

JsonIndex::JsonIndex() = default;
JsonIndex::~JsonIndex() = default;
JsonIndex::JsonIndex(JsonIndex&&) noexcept = default;
JsonIndex& JsonIndex::operator=(JsonIndex&&) noexcept = default;

Status JsonIndex::grow(std::size_t size) {
  if (size <= m_capacity) return {};
  const std::size_t capacity = std::max({size, m_capacity * 2, kFirstCapacity});
  m_capacity = 0;
  const auto code =
      simdjson::get_active_implementation()->create_dom_parser_implementation(capacity, 1, m_stage);
  if (code != simdjson::SUCCESS) return notJson(code);
  m_capacity = capacity;
  return {};
}

Result<JsonCursor> JsonIndex::read(std::string_view text, std::size_t capacity) {
  static_assert(kJsonPadding >= simdjson::SIMDJSON_PADDING);
  if (text.empty()) return notJson(simdjson::EMPTY);
  if (const Status grown = grow(text.size()); !grown) return grown.error();
  if (capacity < text.size() + kJsonPadding) {
    m_copy.reserve(text.size() + kJsonPadding);
    m_copy.assign(text);
    text = m_copy;
  }
  m_text = text;
  const auto code = m_stage->stage1(reinterpret_cast<const std::uint8_t*>(text.data()), text.size(),
                                    simdjson::stage1_mode::regular);
  if (code != simdjson::SUCCESS) return notJson(code);
  const std::uint32_t* begin = m_stage->structural_indexes.get();
  const bool escapes = text.find('\\') != std::string_view::npos;
  return JsonCursor(text, begin, begin + m_stage->n_structural_indexes, escapes);
}

void JsonIndex::shrink() {
  if (m_capacity > kKeptIndex) {
    m_stage.reset();
    m_capacity = 0;
  }
  if (m_copy.capacity() > kKeptIndex) m_copy = std::string();
}

bool isJsonObject(std::string_view text) {
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(text);
  if (!cursor || cursor->peek() != '{') return false;
  cursor->checked();
  return !cursor->bad() && cursor->atEnd();
}

}  // namespace sb::dialects
