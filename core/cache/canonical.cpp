#include "core/cache/canonical.h"

#include <algorithm>

#include "core/dialects/json_text.h"

namespace sb::cache {
namespace {

using dialects::JsonCursor;

constexpr std::size_t kKeptText = 1 << 20;  // buffers grown past this are given back
constexpr std::size_t kFewMembers = 16;

bool contains(std::span<const std::string_view> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

bool Canonical::before(const Piece& a, const Piece& b) const {
  const std::string_view text = m_text;
  return text.substr(a.begin, a.keyEnd - a.begin) < text.substr(b.begin, b.keyEnd - b.begin);
}

// Puts the members from `first` on into the order of their names. Most objects have a handful, for
// which a sort that takes memory costs more than it spares.
void Canonical::order(std::size_t first) {
  const auto earlier = [this](const Piece& a, const Piece& b) { return before(a, b); };
  const auto from = m_pieces.begin() + static_cast<std::ptrdiff_t>(first);
  if (m_pieces.size() - first > kFewMembers) {
    std::stable_sort(from, m_pieces.end(), earlier);
    return;
  }
  for (auto piece = from; piece != m_pieces.end(); ++piece)
    std::rotate(std::upper_bound(from, piece, *piece, earlier), piece, piece + 1);
}

// … and their text, which begins at `begin`.
void Canonical::sort(std::size_t begin, std::size_t first) {
  const auto earlier = [this](const Piece& a, const Piece& b) { return before(a, b); };
  const auto from = m_pieces.begin() + static_cast<std::ptrdiff_t>(first);
  if (std::is_sorted(from, m_pieces.end(), earlier)) return;
  order(first);
  m_moved.clear();
  for (auto piece = from; piece != m_pieces.end(); ++piece) {
    if (!m_moved.empty()) m_moved += ',';
    m_moved.append(m_text, piece->begin, piece->end - piece->begin);
  }
  m_text.replace(begin, std::string::npos, m_moved);
}

void Canonical::object(JsonCursor& cursor, std::span<const std::string_view> leaveOut,
                       std::size_t depth) {
  m_text += '{';
  const std::size_t begin = m_text.size();
  const std::size_t first = m_pieces.size();
  cursor.members([&](std::string_view key, JsonCursor& inside) {
    if (!leaveOut.empty() && contains(leaveOut, dialects::inner(key))) return inside.skip();
    if (m_pieces.size() > first) m_text += ',';
    Piece piece;
    piece.begin = m_text.size();
    m_text.append(key);
    piece.keyEnd = m_text.size();
    m_text += ':';
    value(inside, depth);
    piece.end = m_text.size();
    m_pieces.push_back(piece);
  });
  sort(begin, first);
  m_pieces.resize(first);
  m_text += '}';
}

void Canonical::list(JsonCursor& cursor, std::size_t depth) {
  m_text += '[';
  const std::size_t begin = m_text.size();
  cursor.elements([&](JsonCursor& inside) {
    if (m_text.size() > begin) m_text += ',';
    value(inside, depth);
  });
  m_text += ']';
}

// `depth`: of objects and lists around it.
void Canonical::value(JsonCursor& cursor, std::size_t depth) {
  const char next = cursor.peek();
  if (next == '{' || next == '[') {
    if (depth == dialects::kMostDepth) return cursor.refuse();
    return next == '{' ? object(cursor, {}, depth + 1) : list(cursor, depth + 1);
  }
  m_text.append(cursor.scalar());
}

Result<std::string_view> Canonical::of(std::string_view body, std::size_t capacity,
                                       std::span<const std::string_view> leaveOut) {
  if (m_text.capacity() > kKeptText) m_text = std::string();
  if (m_moved.capacity() > kKeptText) m_moved = std::string();
  m_text.clear();
  m_pieces.clear();
  Result<JsonCursor> cursor = m_index.read(body, capacity);
  if (!cursor) return cursor.error();
  m_text.reserve(body.size());
  if (cursor->peek() == '{')
    object(*cursor, leaveOut, 1);
  else
    value(*cursor, 0);
  const bool whole = !cursor->bad() && cursor->atEnd();
  m_index.shrink();
  if (!whole) return Error(ErrorKind::InvalidJson, "not valid JSON");
  return std::string_view(m_text);
}

}  // namespace sb::cache
