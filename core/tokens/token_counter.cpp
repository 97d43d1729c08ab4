#include "core/tokens/token_counter.h"

#include <algorithm>
#include <functional>

#include "core/tokens/pieces.h"

namespace sb::tokens {
namespace {

constexpr std::size_t kMostPiece = 64 * 1024;

}  // namespace

std::int64_t TokenCounter::count(std::string_view text) {
  std::int64_t tokens = 0;
  while (!text.empty()) {
    const std::size_t length = pieceLength(text, m_tables.classes);
    tokens += countPiece(text.substr(0, length));
    text.remove_prefix(length);
  }
  return tokens;
}

std::int64_t TokenCounter::countPiece(std::string_view piece) {
  if (m_tables.ranks.find(piece) != Ranks::kNone) return 1;
  std::int64_t tokens = 0;
  for (; piece.size() > kMostPiece; piece.remove_prefix(kMostPiece))
    tokens += merged(piece.substr(0, kMostPiece));
  return tokens + merged(piece);
}

// Of all neighbours that are a token together, those of the lowest rank become one, the leftmost
// first, until there are none.
std::int64_t TokenCounter::merged(std::string_view piece) {
  const auto size = static_cast<std::uint32_t>(piece.size());
  m_parts.assign(size, Part());
  m_queue.clear();
  for (std::uint32_t at = 0; at < size; ++at) {
    m_parts[at].next = at + 1;
    m_parts[at].previous = at - 1;
  }
  for (std::uint32_t at = 0; at < size; ++at)
    offer(piece, at);
  std::int64_t left = size;
  while (!m_queue.empty()) {
    const std::uint64_t best = m_queue.front();
    std::pop_heap(m_queue.begin(), m_queue.end(), std::greater<>());
    m_queue.pop_back();
    const auto at = static_cast<std::uint32_t>(best);
    if (m_parts[at].rank != best >> 32) continue;  // one of the two has become another since
    join(piece, at);
    --left;
  }
  return left;
}

void TokenCounter::join(std::string_view piece, std::uint32_t at) {
  Part& part = m_parts[at];
  m_parts[part.next].rank = Ranks::kNone;
  part.next = m_parts[part.next].next;
  if (part.next < piece.size()) m_parts[part.next].previous = at;
  offer(piece, at);
  if (at > 0) offer(piece, part.previous);
}

// Puts the part at `at` and the one behind it into the queue, if they are a token together.
void TokenCounter::offer(std::string_view piece, std::uint32_t at) {
  Part& part = m_parts[at];
  part.rank = Ranks::kNone;
  if (part.next >= piece.size()) return;
  part.rank = m_tables.ranks.find(piece.substr(at, m_parts[part.next].next - at));
  if (part.rank == Ranks::kNone) return;
  m_queue.push_back(std::uint64_t{part.rank} << 32 | at);
  std::push_heap(m_queue.begin(), m_queue.end(), std::greater<>());
}

}  // namespace sb::tokens
