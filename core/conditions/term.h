// The tree inside a condition. Values; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/conditions/address_block.h"
#include "core/conditions/facts.h"
#include "core/conditions/pattern.h"

namespace sb::conditions {

enum class Op : std::uint8_t {
  And,  // at least two terms, none of them And
  Or,   // likewise
  Not,  // one term
  Constant,
  Equal,
  NotEqual,
  Greater,
  GreaterEqual,
  Less,
  LessEqual,
  In,
  NotIn,
  Matches,
  Contains,
  Exists,
  Has,
};

// What a fact is compared with. Numbers without a fraction that fit are exact.
struct Literal {
  using Value = std::variant<bool, std::int64_t, double, std::string>;

  Literal() = default;
  Literal(Value v);
  bool operator==(const Literal& other) const { return value == other.value; }
  // As the text form has it.
  std::string toText() const;

  Value value;
  std::optional<AddressBlock> block;  // of a text for `client`
  int weekday = 0;                    // of a text for `weekday`: 1 (Monday) to 7
};

struct Term {
  Op op = Op::Constant;
  bool constant = false;
  std::vector<Term> terms;        // of And, Or, Not
  FactPath path;                  // of all below Constant
  std::vector<Literal> literals;  // none for Exists and Has; one or more for In and NotIn; else one
  std::shared_ptr<const Pattern> pattern;  // of Matches

  bool operator==(const Term& other) const;
};

// How both forms write an operator: "==" and "$eq".
std::string_view symbolOf(Op op);
std::string_view memberOf(Op op);

// Joined by And or Or: the rules above kept. `terms` is not empty.
Term joined(Op op, std::vector<Term> terms);
Term negated(Term term);
Term constantTerm(bool value);

// What a comparison has that does not fit its fact.
struct Misfit {
  std::string what;
  std::optional<std::size_t> literal;  // none: the operator
};
// Checks a comparison and completes it: literals in their plain form, the pattern compiled.
std::optional<Misfit> complete(Term& comparison);

// What is wrong with the whole: too many terms, too deep, too long as text. "" if nothing.
std::string tooLarge(const Term& root);
std::string tooDeep();
std::string tooLong();

// 1 to 7 for "mon" to "sun" or the whole name, in any case; 0: no weekday.
int weekdayOf(std::string_view text);

// As the text form has them; of a comparison with literals, what stands right of the operator.
std::string textOf(const Term& term);
std::string operandText(const Term& comparison);

}  // namespace sb::conditions
