// The readers of the two forms. Pure; any thread. Offsets and members of problems are set; lines
// and columns are those of problemAt().
#pragma once

#include <boost/json/fwd.hpp>
#include <string>
#include <string_view>

#include "core/conditions/condition.h"
#include "core/conditions/term.h"

namespace sb::conditions {

Checked<Term> readText(std::string_view text);
Checked<Term> readTree(const boost::json::value& tree);

struct FoundPath {
  FactPath path;
  std::size_t end = 0;  // the byte after it
};
// The path that begins at a byte of the text.
Checked<FoundPath> readPath(std::string_view text, std::size_t at);

struct FoundText {
  std::string text;
  std::size_t end = 0;
};
// The quoted text that begins at a byte, with its escapes read.
Checked<FoundText> readQuoted(std::string_view text, std::size_t at);

// A problem of the text form with line and column.
ConditionProblem problemAt(std::string_view text, std::size_t offset, std::string what);

boost::json::value treeOf(const Term& term);

}  // namespace sb::conditions
