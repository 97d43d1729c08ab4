// A condition on a request: `has(images) or tokens > 100000`, or the same as a tree of members,
// {"tokens": {"$gt": 100000}}. docs/conditions.md describes both forms.
//
// A Condition is immutable and cheap to copy; any thread may evaluate it, several at once.
#pragma once

#include <boost/json/fwd.hpp>
#include <boost/system/result.hpp>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/conditions/facts.h"

namespace sb::conditions {

inline constexpr std::size_t kMaxConditionText = 10'000;  // bytes
inline constexpr std::size_t kMaxLevels = 64;             // of and, or, not and parentheses
inline constexpr std::size_t kMaxTerms = 200;
inline constexpr std::size_t kMaxPattern = 1'000;       // bytes of one regular expression
inline constexpr std::size_t kMaxMatched = 65'536;      // bytes of a text that one is matched with
inline constexpr std::size_t kPatternMemory = 1 << 18;  // bytes that one may take

struct ConditionProblem {
  std::string what;  // "expected a comparison after `tokens`"
  // In the text form: the byte, and line and column (characters) counted from 1.
  std::size_t offset = 0, line = 1, column = 1;
  // In the tree form: the names (or indexes in lists) that lead to the mistake.
  std::vector<std::string> member;

  // `metadata.tier.$gte: what` or `line 1, column 7: what`.
  std::string toText() const;
};

// Called by value() on a problem. That is a bug in the caller: test first.
[[noreturn]] void throw_exception_from_error(const ConditionProblem& problem,
                                             const boost::source_location& at);

template <class T>
using Checked = boost::system::result<T, ConditionProblem>;

// Why a condition holds or not: the terms that decided, with what they saw.
struct Explained {
  bool holds = false;
  std::string why;  // "tokens = 120,431 > 100000"
};

// For a log that may not repeat prompts, texts of the body are told by their length only.
enum class Shown { All, NoBodyTexts };

struct Term;  // of the tree, in term.h

class Condition {
 public:
  // From the text form.
  static Checked<Condition> parse(std::string_view text);
  // From the tree form; a string at its top is the text form.
  static Checked<Condition> fromJson(const boost::json::value& tree);

  // Either form again: parse(toText()) and fromJson(toJson()) equal this.
  std::string toText() const;
  boost::json::value toJson() const;

  // Allocates nothing (but for what a regular expression keeps when it meets new text).
  bool holds(const Facts& facts) const;
  Explained explain(const Facts& facts, Shown shown = Shown::All) const;

  // Which facts it may ask for, and which parts of the body (each once).
  FactSet needs() const;
  std::vector<FactPath> bodyPaths() const;

  bool operator==(const Condition& other) const;

 private:
  static Checked<Condition> made(Checked<Term> root);
  explicit Condition(std::shared_ptr<const Term> root) : m_root(std::move(root)) {}

  std::shared_ptr<const Term> m_root;
};

}  // namespace sb::conditions
