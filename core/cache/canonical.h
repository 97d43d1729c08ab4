// One text for all JSON documents that say the same: without white space, and with the members of
// each object in the order of their names. Numbers and strings stay as they are written (1.0 is not
// 1, an escape is not the character that it means): two ways to write one value are two documents,
// which costs a miss and never a wrong answer. Members of one name keep their order, because
// servers differ in which of them they read. Scalars are not held to the grammar: that is the
// look's (dialects/look.h). One thread; keeps its buffers.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/dialects/json_index.h"

namespace sb::cache {

class Canonical {
 public:
  // `capacity`: readable bytes from body.data() on (JsonIndex). Members of the outermost object
  // with these names are left out. InvalidJson: no document, or deeper than kMostDepth. The text is
  // valid until the next call.
  Result<std::string_view> of(std::string_view body, std::size_t capacity,
                              std::span<const std::string_view> leaveOut);

 private:
  struct Piece {
    std::size_t begin = 0, keyEnd = 0, end = 0;  // in m_text: "key":value
  };

  void value(dialects::JsonCursor& cursor, std::size_t depth);
  void object(dialects::JsonCursor& cursor, std::span<const std::string_view> leaveOut,
              std::size_t depth);
  void list(dialects::JsonCursor& cursor, std::size_t depth);
  void order(std::size_t first);
  void sort(std::size_t begin, std::size_t first);
  bool before(const Piece& a, const Piece& b) const;

  dialects::JsonIndex m_index;
  std::string m_text, m_moved;
  std::vector<Piece> m_pieces;  // of all objects that are open
};

}  // namespace sb::cache
