// A regular expression whose time is linear in the text (RE2), with a bound on its memory.
// Immutable; any thread, several at once.
// Syntax: https://github.com/google/re2/wiki/Syntax
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace re2 {
class RE2;
}

namespace sb::conditions {

class Pattern {
 public:
  explicit Pattern(const std::string& text);
  ~Pattern();

  // Why it is none: "missing ): (a"; "" if it is one.
  std::string problem() const;
  // It matches somewhere in the first kMaxMatched bytes.
  bool matches(std::string_view text) const;

 private:
  std::unique_ptr<re2::RE2> m_expression;
};

}  // namespace sb::conditions
