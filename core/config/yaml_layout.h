// Where things stand in a YAML text, found by indentation and brackets. yaml-cpp tells where a
// value begins, not where it ends. Guesses in rare layouts; whoever edits compares the result.
// Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/config/yaml_tree.h"

namespace sb::config {

// A piece of the text: bytes [begin, end).
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::size_t lineStart(std::string_view text, std::size_t at);
// After the line's newline, or the end of the text.
std::size_t lineEnd(std::string_view text, std::size_t at);

// The end of the last line in [begin, end) that is neither blank nor a comment alone.
std::size_t contentEnd(std::string_view text, std::size_t begin, std::size_t end);

// Where the document ends: at a line of three dots, else with the text.
std::size_t documentEnd(std::string_view text);

// After the bracket or quote that closes the one at `at`; npos if there is none.
std::size_t flowEnd(std::string_view text, std::size_t at);
// The pieces between the commas of the [ list ] at `list`.
std::vector<std::string_view> flowPieces(std::string_view text, Range list);

// The lines of one `key: value` of a block map at the top: from the key to the last line that is
// neither blank nor a comment.
Range sectionLines(std::string_view text, const Yaml& root, std::size_t member);
// After the colon of that key.
std::size_t afterColon(std::string_view text, const Yaml& key);

// The lines of each item of a block list, comments and blank lines after it left out.
std::vector<Range> itemLines(std::string_view text, const Yaml& list, Range section);

// The value's lines behind `first` and `rest`; blank lines stay empty; ends with a newline.
std::string indented(std::string_view value, const std::string& first, const std::string& rest);

// The newline that the text uses.
std::string_view newlineOf(std::string_view text);
std::string withNewlines(std::string_view piece, std::string_view newline);

}  // namespace sb::config
